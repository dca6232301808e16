"""The organisation on a day as pages show it: the tree, search by name and code, a unit with its history and its people."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, func, select
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Leadership, Position
from models.units import Tier, Unit, UnitCode, UnitPeriod
from registry.officials.queries import arriving, in_service
from registry.shared.database import db
from registry.shared.text import fold, search_text
from registry.units.queries import Lineage, Tree, UnitOnDay, lineage, name_on, unit_names

FOUND = 60
"""So many results of a search are shown."""


@dataclass(frozen=True)
class Branch:
    """A unit of the tree with what hangs below it, and how many hold their main post there or below; None: not to be seen."""

    unit: UnitOnDay
    people: int | None
    below: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Hit:
    """A name or code that was searched for: whose it was, and in which days."""

    key: str
    name: str
    tier: Tier
    code: str
    valid_from: dt.date
    valid_to: dt.date
    above: str
    stands: bool
    """Whether this was so on the day of the page."""


@dataclass(frozen=True)
class Turn:
    """A period of a unit in words."""

    period: UnitPeriod
    parent: str
    parent_key: str


@dataclass(frozen=True)
class PostCount:
    """How many officials hold a position at a unit by their main post, and who, when it leads."""

    title: str
    people: int
    names: list[tuple[str, str]]
    """Public id and name, for posts that lead."""


@dataclass(frozen=True)
class UnitPage:
    """What everybody may know of a unit."""

    id: int
    key: str
    name: str
    on_day: UnitOnDay | None
    """As it stood on the day; None before it was founded and after it ended."""
    turns: list[Turn]
    codes: list[UnitCode]
    lineage: Lineage
    above: list[UnitOnDay]
    below: list[UnitOnDay]

    @property
    def founded(self) -> dt.date:
        """First day of the first period."""
        return self.turns[0].period.valid_from

    @property
    def ended(self) -> dt.date | None:
        """First day on which it stands no more; None while it has no end."""
        last = self.turns[-1].period.valid_to
        return None if last == FOREVER else last


def branches(tree: Tree, seen: set[int]) -> list[Branch]:
    """The tree from its roots, each level by tier and code; people are counted where the account sees the unit."""
    people = headcounts(tree)
    return [_branch(root, tree, seen, people) for root in _ordered(tree.children.get(None, []))]


def _branch(unit: UnitOnDay, tree: Tree, seen: set[int], people: dict[int, int]) -> Branch:
    count = people.get(unit.id, 0) if unit.id in seen else None
    return Branch(unit, count, [_branch(one, tree, seen, people) for one in _ordered(tree.children.get(unit.id, []))])


def _ordered(units: Iterable[UnitOnDay]) -> list[UnitOnDay]:
    order = list(Tier)
    return sorted(units, key=lambda unit: (order.index(unit.tier), unit.code, unit.name))


def headcounts(tree: Tree) -> dict[int, int]:
    """How many officials hold their main post at each unit or below it on the day of the tree."""
    statement = (
        select(Assignment.unit_id, func.count())
        .join(Official, Official.id == Assignment.official_id)
        .where(_held(tree.on))
        .group_by(Assignment.unit_id)
    )
    sums: dict[int, int] = {}
    for unit_id, number in db.session.execute(statement):
        for unit in tree.ancestors(unit_id):
            sums[unit.id] = sums.get(unit.id, 0) + number
    return sums


def _held(on: dt.date) -> ColumnElement[bool]:
    return and_(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on, in_service())


def search(typed: str, on: dt.date) -> list[Hit]:
    """Periods whose name has every folded word, or whose code, key or identification code was typed; what stands first."""
    words, code = fold(typed).split(), typed.strip().lower()
    if not words:
        return []
    names = unit_names()
    keys = dict(db.session.execute(select(Unit.id, Unit.key)).all())
    given = set(db.session.scalars(select(UnitCode.unit_id).where(func.lower(UnitCode.code) == code)))
    hits = [
        _hit(period, keys, names, on)
        for unit_id, periods in names.items()
        for period in periods
        if unit_id in given
        or code in {keys[unit_id], (period.code or "").lower()}
        or all(f" {word}" in search_text(period.name) for word in words)
    ]
    return sorted(hits, key=lambda hit: (not hit.stands, hit.name, hit.valid_from))[:FOUND]


def _hit(period: UnitPeriod, keys: dict[int, str], names: dict[int, list[UnitPeriod]], on: dt.date) -> Hit:
    day = max(period.valid_from, min(on, period.valid_to - dt.timedelta(days=1)))
    above = name_on(names[period.parent_id], day) if period.parent_id else ""
    stands = period.valid_from <= on < period.valid_to
    span = (period.valid_from, period.valid_to)
    return Hit(keys[period.unit_id], period.name, period.tier, period.code or "", *span, above, stands)


def unit_page(key: str, tree: Tree) -> UnitPage:
    """The unit with our key, on the day of the tree; 404 for a key that no unit has."""
    unit = db.session.scalar(select(Unit).where(Unit.key == key))
    names = unit_names()
    if unit is None or unit.id not in names:
        raise NotFound
    keys = dict(db.session.execute(select(Unit.id, Unit.key)).all())
    standing = tree.units.get(unit.id)
    statement = select(UnitCode).where(UnitCode.unit_id == unit.id).order_by(UnitCode.valid_from)
    turns = [
        Turn(
            one,
            name_on(names[one.parent_id], one.valid_from) if one.parent_id else "",
            keys[one.parent_id] if one.parent_id else "",
        )
        for one in names[unit.id]
    ]
    above = list(tree.ancestors(unit.id))[:0:-1] if standing else []
    return UnitPage(
        unit.id,
        key,
        name_on(names[unit.id], tree.on),
        standing,
        turns,
        list(db.session.scalars(statement)),
        lineage(unit.id),
        above,
        _ordered(tree.children.get(unit.id, [])) if standing else [],
    )


def posts_at(unit_id: int, on: dt.date, account: Account) -> list[PostCount]:
    """Main posts held at the unit itself on the day, those that lead first, in the order of the catalogue."""
    hidden = set(db.session.scalars(arriving(account, on)))
    statement = (
        select(Position, Official.id, Official.public_id, Official.full_name)
        .join(Assignment, Assignment.position_id == Position.id)
        .join(Official, Official.id == Assignment.official_id)
        .where(Assignment.unit_id == unit_id, _held(on))
        .order_by(Position.id, Official.sort_key)
    )
    held: dict[int, tuple[Position, list[tuple[int, str, str]]]] = {}
    for position, key, public_id, name in db.session.execute(statement):
        held.setdefault(position.id, (position, []))[1].append((key, public_id, name))
    return [
        PostCount(position.title, len(people), _named(people, hidden) if position.leadership is not Leadership.NONE else [])
        for position, people in held.values()
    ]


def _named(people: list[tuple[int, str, str]], hidden: set[int]) -> list[tuple[str, str]]:
    return [(public_id, name) for key, public_id, name in people if key not in hidden]
