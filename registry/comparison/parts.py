"""What made a figure another one between two days: the parts, and who stands behind each."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from models.targets import Standing
from registry.judgement.change import NOTHING, Cause, Change, Look, Person, Reorganisation, Worth, changes, worth_of
from registry.judgement.facts import Dossier
from registry.judgement.judge import Verdict
from registry.shared.database import db
from registry.standings.dossier import dossiers, targets
from registry.units.queries import ended_between, heirs_between, subtrees_over


@dataclass(frozen=True, slots=True)
class Counted:
    """How an official was counted at one end: the unit, and the verdicts as declared and on verified records alone."""

    unit_id: int
    declared: Verdict
    verified: Verdict

    @property
    def worth(self) -> Worth:
        """What this adds to a figure."""
        return worth_of(self.declared, self.verified)


Ends = dict[int, Counted]
"""Official → how counted, for those in the population at the units in view."""


@dataclass(frozen=True)
class Part:
    """All that one cause did: how many officials, and the sum of what they add or take away."""

    cause: Cause
    people: int
    effect: Worth


@dataclass(frozen=True)
class Comparison:
    """A figure before and after, and the changes of each official that lead from one to the other."""

    before: Ends
    after: Ends
    changed: Mapping[int, list[Change]]

    @cached_property
    def worth_before(self) -> Worth:
        """The figure at the first end."""
        return _sum(one.worth for one in self.before.values())

    @cached_property
    def worth_after(self) -> Worth:
        """The figure at the second end."""
        return _sum(one.worth for one in self.after.values())

    @property
    def difference(self) -> Worth:
        """The whole difference: the parts sum to it."""
        return self.worth_after - self.worth_before

    @cached_property
    def parts(self) -> list[Part]:
        """The parts in the order of `Cause`; what nobody changed by is left out."""
        effects: dict[Cause, list[Worth]] = {}
        for one in (change for of_official in self.changed.values() for change in of_official):
            effects.setdefault(one.cause, []).append(one.effect)
        return [Part(cause, len(effects[cause]), _sum(effects[cause])) for cause in Cause if cause in effects]

    def behind(self, cause: Cause) -> dict[int, Worth]:
        """Official → effect, of those who changed by a cause."""
        return {
            official_id: change.effect
            for official_id, of_official in self.changed.items()
            for change in of_official
            if change.cause is cause
        }


def _sum(worths: Iterable[Worth]) -> Worth:
    return sum(worths, NOTHING)


def between_days(target_id: int, since: dt.date, until: dt.date, unit_id: int) -> Comparison:
    """The change of a target between two days at a unit with everything that was below it on each day.

    Both days by what is known now. Only those are judged whose standing differs, and everybody when the rule changed in between:
    somebody may come in by the rule and be gone by the day.
    """
    units = [frozenset(below) for below in subtrees_over(unit_id, [since, until])]
    target = targets()[target_id]
    looks = [Look(on, target, seen) for on, seen in zip((since, until), units, strict=True)]
    ends = [counted_on(target_id, look) for look in looks]
    of_whom = differing(*ends) if looks[0].version is looks[1].version else None
    people = ((one, Person(one, one, *(worth_in(end, one.official_id) for end in ends))) for one in dossiers(of_whom))
    return Comparison(ends[0], ends[1], explained(looks[0], looks[1], people, reorganised(since, until)))


def reorganised(since: dt.date, until: dt.date) -> Reorganisation:
    """What became of units between two days, by the records of today."""
    return Reorganisation(heirs_between(since, until), ended_between(since, until))


def explained(
    before: Look, after: Look, people: Iterable[tuple[Dossier, Person]], units: Reorganisation
) -> dict[int, list[Change]]:
    """The changes of each of the people who has any."""
    found = {dossier.official_id: changes(before, after, person, units) for dossier, person in people}
    return {official_id: of_official for official_id, of_official in found.items() if of_official}


def counted_on(target_id: int, look: Look) -> Ends:
    """Who is in the population of a target, at the units of the look on its day."""
    on = look.on
    statement = select(Standing.official_id, Standing.unit_id, Standing.declared, Standing.verified).where(
        Standing.target_id == target_id, Standing.valid_from <= on, Standing.valid_to > on
    )
    return {
        official_id: Counted(unit_id, Verdict(declared), Verdict(verified))
        for official_id, unit_id, declared, verified in db.session.execute(statement)
        if unit_id in look.units
    }


def differing(before: Ends, after: Ends) -> set[int]:
    """Those who add something else to the figure at one end than at the other."""
    return {
        official_id
        for official_id in before.keys() | after.keys()
        if worth_in(before, official_id) != worth_in(after, official_id)
    }


def worth_in(end: Ends, official_id: int) -> Worth:
    """What an official adds to the figure at an end."""
    return end[official_id].worth if official_id in end else NOTHING
