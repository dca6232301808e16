"""Budget-paid people of public service units by unit and year, and how far they were cut: targets H1 and H2 of the resolution."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models.accounts import Account
from models.establishment import Headcount
from models.resolution import Indicator
from models.units import Extent, Succession, Tier
from registry.establishment.cuts import Cut, Ground, cut_between
from registry.shared.database import db
from registry.units.queries import Tree, UnitOnDay, heirs_between, name_on, tree_on, unit_names
from registry.units.rights import scope_on

SPANS = {"H1": (2021, 2025), "H2": (2025, 2030)}
"""Target → base year and the last year of it."""
MEASURES = ("assigned", "present")
REPORTING = (Tier.PROVINCE, Tier.DEPARTMENT, Tier.DISTRICT, Tier.COMMUNE)


@dataclass(frozen=True)
class Measured:
    """One of the numbers, as they were assigned or as people are present, held against the base year."""

    measure: str
    cut: Cut
    goal: Fraction | None
    years: int

    @property
    def yearly(self) -> Fraction | None:
        """The cut of the sum for each year since the base."""
        return self.cut.of_sums / self.years if self.cut.of_sums is not None else None

    @property
    def verdict_of_sums(self) -> str:
        """met, unmet, or open when the numbers do not suffice."""
        return self._verdict(self.cut.of_sums)

    @property
    def verdict_of_mean(self) -> str:
        """The same of the mean over units."""
        return self._verdict(self.cut.mean if self.cut.mean_whole else None)

    def _verdict(self, share: Fraction | None) -> str:
        if share is None or self.goal is None:
            return "open"
        return "met" if share >= self.goal else "unmet"


@dataclass(frozen=True)
class Target:
    """H1 or H2 up to a year; without `measured` when the base year is not over yet."""

    code: str
    base: int
    year: int
    goal: Fraction | None
    measured: tuple[Measured, ...]


@dataclass(frozen=True)
class Line:
    """A unit with its numbers by year."""

    unit: UnitOnDay
    by_year: dict[int, Headcount]


def targets_for(account: Account, on: dt.date) -> list[Target]:
    """Both targets on a day, over the units that the account sees."""
    demanded = db.session.execute(select(Indicator.code, Indicator.goal).where(Indicator.code.in_(SPANS)))
    goals = {code: Fraction(goal) / 100 for code, goal in demanded if goal is not None}
    found = []
    for code, (base, last) in SPANS.items():
        year = min(on.year, last)
        goal = goals.get(code)
        measured = _measured(account, base, min(on, dt.date(last, 12, 31)), goal) if year > base else ()
        found.append(Target(code, base, year, goal, measured))
    return found


def _measured(account: Account, base: int, on: dt.date, goal: Fraction | None) -> tuple[Measured, ...]:
    then, now = tree_on(dt.date(base, 12, 31)), tree_on(on)
    seen, ground = (scope_on(account, then), scope_on(account, now)), _ground(then, now)
    found = []
    for measure in MEASURES:
        before, after = _numbers(base, measure, seen[0]), _numbers(on.year, measure, seen[1])
        found.append(Measured(measure, cut_between(before, after, ground), goal, on.year - base))
    return tuple(found)


def _numbers(year: int, measure: str, units: set[int]) -> dict[int, int]:
    column = getattr(Headcount, measure)
    rows = db.session.execute(select(Headcount.unit_id, column).where(Headcount.year == year, column.is_not(None)))
    return {unit_id: number for unit_id, number in rows if unit_id in units}


def _ground(then: Tree, now: Tree) -> Ground:
    followed = select(Succession.predecessor_id, Succession.successor_id).where(Succession.extent == Extent.WHOLE)
    since = followed.where(Succession.day > then.on, Succession.day <= now.on)
    heir: dict[int, int] = {}
    for before, after in db.session.execute(since.order_by(Succession.day.desc(), Succession.id.desc())):
        if before not in now.units:
            heir[before] = heir.get(after, after)
    whole = {before: after for before, after in heir.items() if after in now.units}
    followed_by, gone = heirs_between(then.on, now.on), then.units.keys() - now.units.keys()
    # Of districts nothing followed as such: their heirs are those of the communes below them.
    heirs = {unit: {heir for below in then.subtree(unit) for heir in followed_by.get(below, ())} for unit in gone}
    return Ground(then.units.keys(), now.units.keys(), whole, heirs)


def lines_for(tree: Tree, units: set[int], years: Iterable[int]) -> list[Line]:
    """The units of the set that report, by tier and code, with their numbers of these years."""
    rows: dict[int, dict[int, Headcount]] = {}
    for row in db.session.scalars(select(Headcount).where(Headcount.year.in_(years))):
        rows.setdefault(row.unit_id, {})[row.year] = row
    order = list(Tier)
    standing = [tree.units[key] for key in units if key in tree.units and (key in rows or tree.units[key].tier in REPORTING)]
    return [Line(unit, rows.get(unit.id, {})) for unit in sorted(standing, key=lambda unit: (order.index(unit.tier), unit.code))]


def names_then(units: Iterable[int], on: dt.date) -> list[str]:
    """Names of units on a day, of former ones by what they were called last."""
    known = unit_names()
    return sorted(name_on(known[unit], on) for unit in units)


def headcount_of(unit_id: int, year: int) -> Headcount | None:
    """The numbers of a unit for a year."""
    return db.session.scalar(select(Headcount).where(Headcount.unit_id == unit_id, Headcount.year == year))
