"""Trying a rule on its test people: what it says of each, and the proof where that is not what was expected."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from models.positions import Position
from models.rules import Expected, RuleDraft, TestPerson
from registry.compliance.explain import Proof, Seen, proof
from registry.compliance.vocabulary import Vocabulary, vocabulary
from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged, judge
from registry.qualifications.queries import texts_of
from registry.rules import people
from registry.rules.drafts import Family, judged_rules
from registry.rules.queries import people_of
from registry.rules.versions import supposed
from registry.shared.database import db
from registry.standings.dossier import dossiers, targets

GONE = "gone"


@dataclass(frozen=True)
class Trial:
    """A test person and what the rule of the day says: met, unmet, unknown, exempt, outside; gone when there is no file."""

    person: TestPerson
    said: str
    proof: Proof | None

    @property
    def passed(self) -> bool:
        """Whether that is what was expected."""
        return self.said == self.person.expected.value


def failing(draft: RuleDraft, family: Family) -> list[Trial]:
    """The test people who would not be found as expected once the draft is published."""
    return [one for one in trials(family, after(draft, family)) if not one.passed]


def after(draft: RuleDraft, family: Family) -> dict[int, Judged]:
    """The target and its components as they would be judged once the draft is published; as they are while it has no day."""
    stand = targets()
    if draft.valid_from is None:
        return {one.id: stand[one.id] for one in family.every_one}
    rules = judged_rules(draft, family)
    number = max((version.number for one in family.every_one for version in stand[one.id].versions), default=0) + 1
    return {key: supposed(stand[key], rule, draft.valid_from, number) for key, rule in rules.items()}


def trials(family: Family, judged: dict[int, Judged]) -> list[Trial]:
    """Every test person of the target, each on the day of theirs, by the version that is, or would be, in force on it."""
    persons = people_of(family)
    if not persons:
        return []
    words = vocabulary()
    files = {one.official_id: one for one in dossiers({one.official_id for one in persons if one.official_id})}
    records, positions = texts_of(list(files)), _positions({one.facts["position"] for one in persons if one.facts})
    target = judged[family.target.id]
    return [_trial(one, target, _facts(one, files, positions), _texts(one, records, words), words) for one in persons]


def _positions(keys: Collection[str]) -> dict[str, Position]:
    return {one.key: one for one in db.session.scalars(select(Position).where(Position.key.in_(keys)))}


def _facts(person: TestPerson, files: dict[int, Dossier], positions: dict[str, Position]) -> Dossier | None:
    if person.facts is None:
        return files.get(person.official_id or people.NOBODY)
    position = positions.get(person.facts["position"])
    return people.dossier_of(person.facts, position) if position else None


def _texts(person: TestPerson, records: dict[int, str], words: Vocabulary) -> dict[int, str]:
    return records if person.facts is None else people.texts_of(person.facts, words)


def _trial(person: TestPerson, target: Judged, facts: Dossier | None, records: dict[int, str], words: Vocabulary) -> Trial:
    if facts is None:
        return Trial(person, GONE, None)
    verdict = judge(target, facts, person.on, verified_only=False)
    said = verdict[0].name.lower() if verdict else Expected.OUTSIDE.value
    return Trial(person, said, proof(Seen(target, facts, person.on, words, records), _("Vì sao")))


def tried(persons: Collection[TestPerson], begins: dt.date | None) -> bool:
    """Whether any of them tries the version that begins on the day."""
    return begins is not None and any(one.on >= begins for one in persons)
