"""What publishing a draft would change on a day: the figures, and who comes to stand otherwise. Writes nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import select

from models.accounts import Account
from models.officials import Assignment, Official
from models.rules import RuleDraft
from models.targets import Target
from registry.comparison.parts import Counted, Ends, counted_on
from registry.comparison.people import End, Named, seen_on, side_at, turned
from registry.compliance.people import posts_on
from registry.judgement.change import NOTHING, Look
from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged, Verdict, judge
from registry.judgement.rules import Threshold
from registry.officials.queries import openable_ids
from registry.rules.drafts import Family
from registry.rules.trials import after
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.standings.dossier import dossiers, targets
from registry.standings.measure import Count

OUTSIDE = "outside"
Turn = tuple[str, str]
"""How somebody stands before and after: met, unmet, unknown, exempt or outside."""


@dataclass(frozen=True)
class Figure:
    """A target or component before and after, each by its own threshold; None where no version is in force."""

    target: Target
    before: Count
    after: Count
    threshold_before: Threshold | None
    threshold_after: Threshold | None


@dataclass(frozen=True)
class Effect:
    """What publishing would change on a day at the units in sight."""

    on: dt.date
    figures: list[Figure]
    before: Ends
    after: Ends
    judged: Judged

    @cached_property
    def turned(self) -> dict[int, Turn]:
        """Official → how they stand before and after, for those who come to stand otherwise."""
        people = sorted(self.before.keys() | self.after.keys())
        turns = {one: (_word(self.before.get(one)), _word(self.after.get(one))) for one in people}
        return {one: turn for one, turn in turns.items() if turn[0] != turn[1]}

    @cached_property
    def turns(self) -> list[tuple[Turn, int]]:
        """The turns that there are with the number of people, most first."""
        return sorted(Counter(self.turned.values()).items(), key=lambda item: (-item[1], item[0]))

    def behind(self, turn: Turn) -> list[int]:
        """Who makes a turn."""
        return [one for one, made in self.turned.items() if made == turn]


def _word(counted: Counted | None) -> str:
    return counted.declared.name.lower() if counted else OUTSIDE


def effect_of(draft: RuleDraft, family: Family, end: End) -> Effect:
    """The effect on the day of the end, of what the account sees there."""
    stand, changed = targets(), after(draft, family)
    everybody = {one.id: (_stored(stand[one.id], one.id, end), Ends()) for one in family.every_one}
    held = select(Assignment.official_id).where(Assignment.valid_from <= end.on, Assignment.valid_to > end.on)
    for dossier in dossiers(set(db.session.scalars(held.distinct()))):
        for key, (_before, found) in everybody.items():
            counted = _counted(changed[key], dossier, end.on)
            if counted and counted.unit_id in end.seen:
                found[dossier.official_id] = counted
    figures = [
        Figure(one, _count(before), _count(found), _threshold(stand[one.id], end.on), _threshold(changed[one.id], end.on))
        for one in family.every_one
        for before, found in [everybody[one.id]]
    ]
    return Effect(end.on, figures, *everybody[family.target.id], changed[family.target.id])


def _stored(target: Judged, target_id: int, end: End) -> Ends:
    return counted_on(target_id, Look(end.on, target, end.seen))


def _counted(target: Judged, dossier: Dossier, on: dt.date) -> Counted | None:
    declared = judge(target, dossier, on, verified_only=False)
    if declared is None:
        return None
    verified = judge(target, dossier, on, verified_only=True)
    return Counted(declared[1], declared[0], verified[0] if verified else Verdict.UNMET)


def _threshold(target: Judged, on: dt.date) -> Threshold | None:
    version = target.rule_on(on)
    return version.rule.threshold if version else None


def _count(people: Ends) -> Count:
    tally = Counter(one.declared for one in people.values())
    verified = sum(one.verified is Verdict.MET for one in people.values())
    return Count(tally[Verdict.MET], verified, tally[Verdict.UNMET], tally[Verdict.UNKNOWN], tally[Verdict.EXEMPT])


def named(ids: Sequence[int], effect: Effect, target_id: int, account: Account, end: End) -> Iterator[Named]:
    """These officials in words, as the rules that stand and as the draft would have them on the day."""
    files = {one.id: one for one in db.session.scalars(select(Official).where(Official.id.in_(ids)))}
    openable, posts = openable_ids(account, ids), posts_on(ids, end.on)
    seen = seen_on(ids, target_id, end.on)
    supposed = {key: replace(one, target=effect.judged) for key, one in seen.items()}
    for one in ids:
        counted: Mapping[int, Counted | None] = {0: effect.before.get(one), 1: effect.after.get(one)}
        before, after_ = (
            side_at(end, counted[place], posts.get(one, ""), looked.get(one)) for place, looked in enumerate((seen, supposed))
        )
        worths = [here.worth if here else NOTHING for here in counted.values()]
        yield Named(
            files[one].public_id if one in openable else "",
            files[one].full_name,
            partial_date(files[one].born_on, files[one].born_precision),
            before,
            after_,
            worths[1] - worths[0],
            turned(seen.get(one), supposed.get(one)) if before and after_ else [],
        )
