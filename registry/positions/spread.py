"""How many people meet the standard of the post they hold, for each position and each unit, on one day."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models.officials import Assignment, AssignmentKind, Official
from registry.judgement.facts import Dossier
from registry.judgement.judge import Verdict
from registry.positions.profiles import Profile, lacking, verdict_of
from registry.positions.sieve import MANY, worth_reading
from registry.shared.database import db
from registry.shared.garbage import without_collector
from registry.shared.paging import Statement
from registry.standings.dossier import papers
from registry.units.queries import Tree, UnitOnDay


@dataclass(frozen=True)
class Tally:
    """Whole numbers of people; of those met, `verified` meet the standard on verified qualifications alone.

    `silent` are in posts whose standard is not on record; they are in no share.
    """

    met: int = 0
    verified: int = 0
    unmet: int = 0
    unknown: int = 0
    silent: int = 0

    @property
    def total(self) -> int:
        """Those who can be compared with a standard."""
        return self.met + self.unmet + self.unknown

    @property
    def everybody(self) -> int:
        """All who hold a post."""
        return self.total + self.silent

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.met + other.met,
            self.verified + other.verified,
            self.unmet + other.unmet,
            self.unknown + other.unknown,
            self.silent + other.silent,
        )


NOBODY = Tally()
_LACKING = {Verdict.UNMET: Tally(unmet=1), Verdict.UNKNOWN: Tally(unknown=1)}
_DECLARED, _VERIFIED, _SILENT = Tally(met=1), Tally(met=1, verified=1), Tally(silent=1)

Spread = dict[tuple[int, int], Tally]
"""Position and unit → people who hold the position there."""


@without_collector
def spread_over(profiles: dict[int, Profile], units: Collection[int], on: dt.date, position_id: int | None = None) -> Spread:
    """Everybody with a main post at these units on the day, by position and unit; each judged by the standard of that post.

    With `position_id`, only those who hold that position.
    """
    rows = db.session.execute(_holders(units, on, position_id)).all()
    steps = [step for profile in profiles.values() for step in profile.steps.values()]
    held = papers(worth_reading(steps, on), None if len(rows) > MANY else [row.id for row in rows])
    found: Spread = {}
    for row in rows:
        key = (row.position_id, row.unit_id)
        file = Dossier(row.id, row.born_on, (), held.get(row.id, {}))
        found[key] = found.get(key, NOBODY) + _one(profiles.get(row.position_id), file, on)
    return found


def _holders(units: Collection[int], on: dt.date, position_id: int | None) -> Statement:
    statement: Statement = (
        select(Official.id, Official.born_on, Assignment.position_id, Assignment.unit_id)
        .join(Assignment, Assignment.official_id == Official.id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on)
        .where(Assignment.unit_id.in_(units), Official.archived_at.is_(None))
    )
    return statement if position_id is None else statement.where(Assignment.position_id == position_id)


def _one(profile: Profile | None, file: Dossier, on: dt.date) -> Tally:
    if profile is None or not profile.steps:
        return _SILENT
    lacks = lacking(profile, file, on)
    if lacks:
        return _LACKING[verdict_of(lacks)]
    return _DECLARED if lacking(profile, file, on, verified_only=True, most=0) else _VERIFIED


def by_position(spread: Spread) -> dict[int, Tally]:
    """Summed over units."""
    sums: dict[int, Tally] = {}
    for (position, _unit), tally in spread.items():
        sums[position] = sums.get(position, NOBODY) + tally
    return sums


def by_unit(spread: Spread, tree: Tree, units: Collection[int]) -> list[tuple[UnitOnDay, Tally]]:
    """Each unit with what hangs below it, lowest share first; the root and units without anybody are left out."""
    sums: dict[int, Tally] = {}
    for (_position, unit_id), tally in spread.items():
        for unit in tree.ancestors(unit_id):
            sums[unit.id] = sums.get(unit.id, NOBODY) + tally
    rows = [(tree.units[key], tally) for key, tally in sums.items() if key in units and tree.units[key].parent_id is not None]
    return sorted(rows, key=lambda row: (row[1].met / row[1].total if row[1].total else 2, -row[1].total, row[0].code))


def total(spread: Spread) -> Tally:
    """Everybody."""
    return sum(spread.values(), start=NOBODY)
