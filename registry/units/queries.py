"""The tree of units on a day, which part of it an account may see, and which units followed which."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from models.base import FOREVER
from models.units import Extent, Succession, Tier, Unit, UnitPeriod
from registry.shared.database import db

LAST_DAY = FOREVER - dt.timedelta(days=1)
"""The last day on which anything can end."""


@dataclass(frozen=True)
class UnitOnDay:
    """A unit as it stood on a day."""

    id: int
    key: str
    name: str
    tier: Tier
    parent_id: int | None
    code: str
    place: tuple[int, int] | None = None
    """Column and row on the map of tiles."""


@dataclass(frozen=True)
class Tree:
    """All units that stood on the day `on`, by id, parents before children is not promised."""

    on: dt.date
    units: dict[int, UnitOnDay]

    @cached_property
    def children(self) -> dict[int | None, list[UnitOnDay]]:
        """Units by the id of their parent; a unit whose parent does not stand is a root."""
        below: dict[int | None, list[UnitOnDay]] = {}
        for unit in self.units.values():
            below.setdefault(unit.parent_id if unit.parent_id in self.units else None, []).append(unit)
        return below

    def subtree(self, unit_id: int) -> set[int]:
        """Ids of the unit and everything below it; only itself when it does not stand on the day."""
        found, waiting = {unit_id}, [unit_id]
        while waiting:
            for child in self.children.get(waiting.pop(), []):
                found.add(child.id)
                waiting.append(child.id)
        return found

    def ancestors(self, unit_id: int) -> Iterator[UnitOnDay]:
        """The unit itself, its parent, and so on to the root."""
        seen: set[int] = set()
        unit = self.units.get(unit_id)
        while unit is not None and unit.id not in seen:
            seen.add(unit.id)
            yield unit
            unit = self.units.get(unit.parent_id) if unit.parent_id is not None else None

    def by_key(self, key: str) -> UnitOnDay | None:
        """The unit with our key, if it stands."""
        return next((unit for unit in self.units.values() if unit.key == key), None)

    def of_tiers(self, tiers: Iterable[Tier]) -> list[UnitOnDay]:
        """Units of the tiers, in order of code."""
        wanted = frozenset(tiers)
        return sorted((u for u in self.units.values() if u.tier in wanted), key=lambda u: (u.tier, u.code))


def tree_on(on: dt.date) -> Tree:
    """The organisation as it stood on a day."""
    one = UnitPeriod  # columns, not entities: a tree is read for every page
    columns = select(one.unit_id, Unit.key, one.name, one.tier, one.parent_id, one.code, one.map_x, one.map_y)
    rows = db.session.execute(columns.join(one.unit).where(one.valid_from <= on, one.valid_to > on))
    return Tree(
        on,
        {
            unit_id: UnitOnDay(unit_id, key, name, tier, parent_id, code or key, _place(x, y))
            for unit_id, key, name, tier, parent_id, code, x, y in rows
        },
    )


def _place(x: int | None, y: int | None) -> tuple[int, int] | None:
    return (x, y) if x is not None and y is not None else None


def subtrees_over(unit_id: int, days: Sequence[dt.date]) -> list[set[int]]:
    """Ids of the unit and everything below it on each of the days (ascending), as `Tree.subtree` has them, from one statement."""
    statement = select(UnitPeriod.unit_id, UnitPeriod.parent_id, UnitPeriod.valid_from, UnitPeriod.valid_to)
    periods = db.session.execute(statement.where(UnitPeriod.valid_from <= days[-1], UnitPeriod.valid_to > days[0])).all()
    return [_below(unit_id, {unit: parent for unit, parent, begins, ends in periods if begins <= on < ends}) for on in days]


def _below(unit_id: int, parents: dict[int, int | None]) -> set[int]:
    children: dict[int, list[int]] = {}
    for unit, parent in parents.items():
        if parent in parents:
            children.setdefault(parent, []).append(unit)
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.add(child)
            waiting.append(child)
    return found


def unit_names() -> dict[int, list[UnitPeriod]]:
    """All periods of all units, oldest first, for texts that speak of other days."""
    names: dict[int, list[UnitPeriod]] = {}
    for period in db.session.scalars(select(UnitPeriod).order_by(UnitPeriod.unit_id, UnitPeriod.valid_from)):
        names.setdefault(period.unit_id, []).append(period)
    return names


def name_on(periods: list[UnitPeriod], on: dt.date) -> str:
    """The name a unit bore on a day; outside its life the nearest name it had."""
    standing = [period for period in periods if period.valid_from <= on]
    return (standing[-1] if standing else periods[0]).name


def name_of(unit_id: int, on: dt.date) -> str:
    """The name of one unit on a day, as `name_on` has it."""
    statement = select(UnitPeriod).where(UnitPeriod.unit_id == unit_id).order_by(UnitPeriod.valid_from)
    periods = list(db.session.scalars(statement))
    return name_on(periods, on) if periods else ""


@dataclass(frozen=True)
class UnitThen:
    """A unit as it was called on a day."""

    id: int
    key: str
    name: str


@dataclass(frozen=True)
class Passage:
    """What one unit passed on to another: `before` as it was called on its last day with it, `after` on its first."""

    day: dt.date
    before: UnitThen
    after: UnitThen
    extent: Extent
    basis: str


@dataclass(frozen=True)
class Lineage:
    """All that came to a unit and all that became of it, over as many steps as there are, oldest day first."""

    before: list[Passage]
    after: list[Passage]


def predecessors(unit_id: int) -> list[Passage]:
    """What the unit took over from others, oldest day first."""
    return _passages(_successions(Succession.successor_id == unit_id))


def successors(unit_id: int) -> list[Passage]:
    """What others took over from the unit, oldest day first."""
    return _passages(_successions(Succession.predecessor_id == unit_id))


def lineage(unit_id: int) -> Lineage:
    """The whole chain both ways. What came to a predecessor after it gave is not in it, nor what a successor had from others."""
    rows = _successions()
    back, on = {unit_id}, {unit_id}
    before, after = [], []
    for row in reversed(rows):
        if row.successor_id in back:
            back.add(row.predecessor_id)
            before.append(row)
    for row in rows:
        if row.predecessor_id in on:
            on.add(row.successor_id)
            after.append(row)
    return Lineage(_passages(before[::-1]), _passages(after))


def heirs_between(since: dt.date, until: dt.date) -> dict[int, frozenset[int]]:
    """Unit → all units that followed it after the day `since`, up to and on `until`, over as many steps as there were."""
    heirs: dict[int, set[int]] = {}
    for row in _successions(Succession.day > since, Succession.day <= until):
        for followed in heirs.values():
            if row.predecessor_id in followed:
                followed.add(row.successor_id)
        heirs.setdefault(row.predecessor_id, set()).add(row.successor_id)
    return {unit_id: frozenset(followed) for unit_id, followed in heirs.items()}


def ended_between(since: dt.date, until: dt.date) -> dict[int, dt.date]:
    """Unit → the first day on which it did not stand any more, of those that stood on `since` and did not on `until`."""
    last = select(UnitPeriod.unit_id, func.max(UnitPeriod.valid_to)).group_by(UnitPeriod.unit_id)
    ends = last.having(func.max(UnitPeriod.valid_to) > since, func.max(UnitPeriod.valid_to) <= until)
    return dict(db.session.execute(ends).all())


def ending_after(on: dt.date) -> dict[int, dt.date]:
    """Unit → the first day on which it will not stand any more, of those whose end after the day is entered ahead."""
    return ended_between(on, LAST_DAY)


def _successions(*which: ColumnElement[bool]) -> list[Succession]:
    return list(db.session.scalars(select(Succession).where(*which).order_by(Succession.day, Succession.id)))


def _passages(rows: list[Succession]) -> list[Passage]:
    """The rows with the names of the day, from one more statement."""
    ids = {unit_id for row in rows for unit_id in (row.predecessor_id, row.successor_id)}
    statement = select(UnitPeriod).join(UnitPeriod.unit).where(UnitPeriod.unit_id.in_(ids)).order_by(UnitPeriod.valid_from)
    lives: dict[int, list[UnitPeriod]] = {}
    for period in db.session.scalars(statement.options(contains_eager(UnitPeriod.unit))):
        lives.setdefault(period.unit_id, []).append(period)

    def then(unit_id: int, on: dt.date) -> UnitThen:
        return UnitThen(unit_id, lives[unit_id][0].unit.key, name_on(lives[unit_id], on))

    eve = dt.timedelta(days=1)
    return [
        Passage(row.day, then(row.predecessor_id, row.day - eve), then(row.successor_id, row.day), row.extent, row.basis or "")
        for row in rows
    ]
