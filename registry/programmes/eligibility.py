"""Who may be sent to a programme, and why: each condition asked of the judge or of the file, with what was found."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from models.officials import Official, Sex
from models.planning import Planned
from models.positions import Position
from models.programmes import Programme
from models.service import Appraisal, Grade
from registry.compliance.explain import conjuncts
from registry.judgement.codec import read_condition, write_condition
from registry.judgement.facts import Dossier, Post
from registry.judgement.judge import Truth, post_by, weigh
from registry.judgement.rules import Holds
from registry.positions.profiles import Profile
from registry.shared.ages import add_years, age_on
from registry.shared.database import db
from registry.standings.dossier import dossiers

GOOD = frozenset({Grade.EXCELLENT, Grade.GOOD})


@dataclass(frozen=True)
class Check:
    """One condition: its kind, how far it holds, what is asked and what was found, as plain data for the words."""

    kind: str
    truth: Truth
    asked: Any = None
    found: Any = None


@dataclass(frozen=True)
class Finding:
    """All conditions of a programme for one official on a day."""

    checks: tuple[Check, ...]

    @property
    def truth(self) -> Truth:
        """Whether the official may be sent; MAYBE when data is missing."""
        return min((check.truth for check in self.checks), default=Truth.YES)

    @property
    def against(self) -> list[Check]:
        """What does not hold, or is not known."""
        return [check for check in self.checks if check.truth is not Truth.YES]


@dataclass(frozen=True)
class Person:
    """What is asked besides the dossier, read at once for many."""

    party_member: bool | None = None
    sex: Sex | None = None
    recruited_on: dt.date | None = None
    grades: Mapping[int, Grade | None] = field(default_factory=dict)
    planned: tuple[Post, ...] = ()


def findings(programme: Programme, officials: Collection[int], on: dt.date) -> dict[int, Finding]:
    """Official → finding, for classes that begin on the day. Who has no file in use or no post at all is at work nowhere."""
    people = people_of(officials, on, planned=programme.planned_too)
    found = {one.official_id: examined(programme, one, people[one.official_id], on) for one in dossiers(officials)}
    nowhere = Finding((Check("at_work", Truth.NO),))
    return {official_id: found.get(official_id, nowhere) for official_id in officials}


def people_of(officials: Collection[int], on: dt.date, *, planned: bool) -> dict[int, Person]:
    """What is asked besides the dossier."""
    grades: dict[int, dict[int, Grade | None]] = {}
    rows = select(Appraisal.official_id, Appraisal.year, Appraisal.grade).where(Appraisal.official_id.in_(officials))
    for official_id, year, grade in db.session.execute(rows):
        grades.setdefault(official_id, {})[year] = grade
    posts = _planned(officials, on) if planned else {}
    facts = select(Official.id, Official.party_member, Official.sex, Official.recruited_on).where(Official.id.in_(officials))
    return {
        key: Person(member, sex, recruited, grades.get(key, {}), posts.get(key, ()))
        for key, member, sex, recruited in db.session.execute(facts)
    }


def _planned(officials: Collection[int], on: dt.date) -> dict[int, tuple[Post, ...]]:
    statement = (
        select(Planned.official_id, Position)
        .join(Position, Position.id == Planned.position_id)
        .where(Planned.official_id.in_(officials), Planned.valid_from <= on, Planned.valid_to > on)
        .order_by(Planned.id)
    )
    found: dict[int, tuple[Post, ...]] = {}
    for official_id, position in db.session.execute(statement):
        found[official_id] = (*found.get(official_id, ()), Profile(position).post)
    return found


def examined(programme: Programme, dossier: Dossier, person: Person, on: dt.date) -> Finding:
    """All conditions for one official. Pure."""
    post = post_by("main", "employing", dossier, on)
    if post is None:
        return Finding((Check("at_work", Truth.NO),))
    checks = [
        *_conditions(programme, dossier, (post, *person.planned), on),
        *_of_person(programme, dossier, person, on),
        *_needless(programme, dossier, post, on),
    ]
    return Finding((Check("at_work", Truth.YES), *checks))


def _conditions(programme: Programme, dossier: Dossier, posts: tuple[Post, ...], on: dt.date) -> list[Check]:
    """Each part of the condition, by the post, held or planned for, that fulfils most of it."""
    if programme.condition is None:
        return []
    asked = conjuncts(read_condition(programme.condition))

    def by(post: Post) -> list[Truth]:
        return [weigh(part, dossier, post, on, verified_only=False) for part in asked]

    best = max((by(post) for post in posts), key=lambda truths: (min(truths), sum(truths)))
    return [Check("condition", truth, write_condition(part)) for part, truth in zip(asked, best, strict=True)]


def _of_person(programme: Programme, dossier: Dossier, person: Person, on: dt.date) -> list[Check]:
    checks = []
    if programme.party_member:
        checks.append(Check("party_member", _known(person.party_member)))
    if programme.good_years:
        checks.append(_good(programme.good_years, person.grades, on))
    if programme.service_years:
        begun = person.recruited_on
        served = None if begun is None else add_years(begun, programme.service_years) <= on
        checks.append(Check("service_years", _known(served), programme.service_years, begun.isoformat() if begun else None))
    if programme.youngest_women or programme.youngest_men:
        checks.append(_old_enough(programme, dossier.born_on, person.sex, on))
    return checks


def _known(fact: bool | None) -> Truth:
    return Truth.MAYBE if fact is None else Truth.YES if fact else Truth.NO


def _good(years: int, grades: Mapping[int, Grade | None], on: dt.date) -> Check:
    """The years running before the day. One that was worse says no, whatever is not known of the others."""
    asked = range(on.year - years, on.year)
    known = {year: grades.get(year) for year in asked}
    if any(grade and grade not in GOOD for grade in known.values()):
        truth = Truth.NO
    else:
        truth = Truth.YES if all(known.values()) else Truth.MAYBE
    return Check("good_years", truth, years, {str(year): grade.value if grade else None for year, grade in known.items()})


def _old_enough(programme: Programme, born_on: dt.date | None, sex: Sex | None, on: dt.date) -> Check:
    asked = {Sex.FEMALE: programme.youngest_women or 0, Sex.MALE: programme.youngest_men or 0}
    least = asked[sex] if sex else None
    if born_on is None:
        return Check("youngest", Truth.MAYBE, least)
    age = age_on(born_on, on)
    if sex is None:
        truth = Truth.YES if age >= max(asked.values()) else Truth.NO if age < min(asked.values()) else Truth.MAYBE
        return Check("youngest", truth, max(asked.values()), age)
    return Check("youngest", Truth.YES if age >= asked[sex] else Truth.NO, least, age)


def _needless(programme: Programme, dossier: Dossier, post: Post, on: dt.date) -> list[Check]:
    """Who is exempt, or holds already what the programme gives, need not be sent."""
    checks = []
    exempt = read_condition(programme.exempt) if programme.exempt else None
    for kind, condition in (("exempt", exempt), ("held", gives(programme))):
        if condition and weigh(condition, dossier, post, on, verified_only=False) is Truth.YES:
            checks.append(Check(kind, Truth.NO, write_condition(condition)))
    return checks


def gives(programme: Programme) -> Holds | None:
    """What who completes it holds, as a condition; None when it gives lesson hours only."""
    if programme.level is None:
        return None
    languages = frozenset({programme.language_code} if programme.language_code else ())
    # A certificate that runs out is earned anew; levels of domains without such certificates stand for good.
    return Holds(programme.domain.value, programme.level.rank, languages, valid_on_day=True, undated="counts")


def as_data(finding: Finding) -> dict[str, Any]:
    """The finding as it is kept with an enrolment."""
    return {"checks": [{**vars(check), "truth": check.truth.name.lower()} for check in finding.checks]}


def from_data(data: Mapping[str, Any]) -> Finding:
    """The finding that was kept."""
    return Finding(tuple(Check(**{**one, "truth": Truth[one["truth"].upper()]}) for one in data["checks"]))


def with_check(finding: Finding, check: Check) -> Finding:
    """The finding with what another room found besides."""
    return replace(finding, checks=(*finding.checks, check))
