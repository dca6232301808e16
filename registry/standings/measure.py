"""Figures from standings: counts per target and unit on a day, rolled up along the tree of that day, and their course."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from models.targets import Standing
from registry.judgement.judge import Verdict
from registry.judgement.rules import Threshold, reached, still_needed, to_spare
from registry.shared.database import db
from registry.units.queries import Tree


@dataclass(frozen=True)
class Count:
    """Whole numbers of officials: `met` as declared, `met_verified` on verified qualifications alone; the exempt apart."""

    met: int = 0
    met_verified: int = 0
    unmet: int = 0
    unknown: int = 0
    exempt: int = 0

    @property
    def total(self) -> int:
        """The population, without the exempt."""
        return self.met + self.unmet + self.unknown

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.met + other.met,
            self.met_verified + other.met_verified,
            self.unmet + other.unmet,
            self.unknown + other.unknown,
            self.exempt + other.exempt,
        )

    def verdict(self, threshold: Threshold) -> str:
        """`met`, `unmet`, or `nobody` when there is nobody to count."""
        return _WORDS[reached(threshold, self.met, self.total)]

    def verdict_verified(self, threshold: Threshold) -> str:
        """The verdict if only verified qualifications counted."""
        return _WORDS[reached(threshold, self.met_verified, self.total)]

    def needed(self, threshold: Threshold) -> int:
        """How many more officials must be met to reach the threshold."""
        return still_needed(threshold, self.met, self.total)

    def spare(self, threshold: Threshold) -> int:
        """How many of those met may be lost before the threshold is missed."""
        return to_spare(threshold, self.met, self.total)


_WORDS = {True: "met", False: "unmet", None: "nobody"}

NOBODY = Count()

Counts = dict[int, dict[int, Count]]
"""Target id → unit id → count."""


def counts_on(on: dt.date, target_ids: Collection[int] | None = None) -> Counts:
    """Counts of every target at every unit that counts somebody on the day, in one range query."""
    statement = (
        select(Standing.target_id, Standing.unit_id, *_TALLIES)
        .where(Standing.valid_from <= on, Standing.valid_to > on)
        .group_by(Standing.target_id, Standing.unit_id)
    )
    if target_ids is not None:
        statement = statement.where(Standing.target_id.in_(target_ids))
    counts: Counts = {}
    for target_id, unit_id, *numbers in db.session.execute(statement):
        counts.setdefault(target_id, {})[unit_id] = Count(*numbers)
    return counts


# Grouped by target and unit alone, the index gives the groups in order and nothing is sorted.
_TALLIES = tuple(
    func.count().filter(condition)
    for condition in (
        Standing.declared == Verdict.MET,
        Standing.verified == Verdict.MET,
        Standing.declared == Verdict.UNMET,
        Standing.declared == Verdict.UNKNOWN,
        Standing.declared == Verdict.EXEMPT,
    )
)
"""In the order of the fields of `Count`."""


def rolled_up(of_target: dict[int, Count], tree: Tree) -> dict[int, Count]:
    """Counts of every unit with everything below it, along the tree of the day. Units that count nobody are absent."""
    sums: dict[int, Count] = {}
    for unit_id, count in of_target.items():
        for unit in tree.ancestors(unit_id):
            sums[unit.id] = sums.get(unit.id, NOBODY) + count
    return sums


def summed(counts: Iterable[Count]) -> Count:
    """The sum of counts."""
    total = NOBODY
    for count in counts:
        total += count
    return total


def trend(target_ids: Collection[int], days: Sequence[dt.date], units: Collection[int]) -> dict[int, list[Count]]:
    """Counts of each target on each of the days (ascending) over the units, from one pass over the standings and prefix sums."""
    statement = (
        select(Standing.target_id, Standing.valid_from, Standing.valid_to, Standing.declared, Standing.verified, func.count())
        .where(Standing.target_id.in_(target_ids), Standing.unit_id.in_(units))
        .where(Standing.valid_from <= days[-1], Standing.valid_to > days[0])
        .group_by(Standing.target_id, Standing.valid_from, Standing.valid_to, Standing.declared, Standing.verified)
    )
    steps = {target_id: [[0] * (len(days) + 1) for _ in range(5)] for target_id in target_ids}
    for target_id, begins, ends, declared, verified, number in db.session.execute(statement):
        rows = [steps[target_id][declared - 1]] + ([steps[target_id][4]] if verified == Verdict.MET else [])
        for row in rows:
            row[bisect_left(days, begins)] += number
            row[bisect_left(days, ends)] -= number
    return {target_id: _running(rows, len(days)) for target_id, rows in steps.items()}


def _running(rows: list[list[int]], length: int) -> list[Count]:
    sums = [0] * 5
    counts = []
    for place in range(length):
        sums = [total + row[place] for total, row in zip(sums, rows, strict=True)]
        met, unmet, unknown, exempt, met_verified = sums
        counts.append(Count(met, met_verified, unmet, unknown, exempt))
    return counts
