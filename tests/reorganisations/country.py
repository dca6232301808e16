"""A small province to reorganise, and looking at it: tree, main posts and figures of a day, all rows of all tables."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from models.base import Base
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.reorganisations import Reorganisation
from models.targets import Standing
from models.units import Extent, Tier, Unit
from registry.reorganisations import actions
from registry.reorganisations.actions import Header, Step
from registry.reorganisations.plan import Wanted
from registry.shared.database import db
from registry.standings.measure import Counts, counts_on
from registry.units.queries import tree_on
from tests.support import make

DAY = dt.date(2025, 7, 1)
EVE = DAY - dt.timedelta(days=1)
LEFT_OUT = frozenset({"audit_entry", "row_change"})
"""Tables that only grow: the trail and the notes of what each action did keep that something was done and taken back."""


class Country:
    """A province with a district, four communes below it, and people."""

    def __init__(self) -> None:
        self.province = make.unit("Tỉnh Thử", Tier.PROVINCE)
        self.district = make.unit("Huyện Giữa", Tier.DISTRICT, self.province)
        self.communes = [make.unit(f"Xã {name}", Tier.COMMUNE, self.district) for name in ("Đông", "Tây", "Nam", "Bắc")]
        self.clerk = make.position("Công chức", Tier.COMMUNE)
        self.chief = make.position("Chánh Văn phòng", Tier.DISTRICT)
        make.target()
        self.people = [self._official(unit, number) for unit in self.communes for number in (1, 2)]
        self.leader = make.official("Hồ Huyện")
        make.assignment(self.leader, self.district, self.chief)
        db.session.commit()

    def _official(self, unit: Unit, number: int) -> Official:
        official = make.official(f"Người {number} {unit.key}")
        make.assignment(official, unit, self.clerk)
        return official

    def wanted(self, key: str, name: str, parent: Unit | None = None, tier: Tier = Tier.COMMUNE) -> Wanted:
        return Wanted(key, name, tier, (parent or self.province).key, None)

    def draft(self, *steps: Step, day: dt.date = DAY) -> Reorganisation:
        draft = actions.begin(Header("Sắp xếp thử", "12/NQ", day), None)
        for step in steps:
            actions.add_step(draft, step, None)
        return draft

    def merging(self, key: str, name: str, *units: Unit) -> Step:
        return Step([self.wanted(key, name)], [(unit.id, key, Extent.WHOLE) for unit in units])


def parents(on: dt.date) -> dict[str, str | None]:
    """Key of each unit that stands → key of the one above it; an error when one hangs under nothing or in a circle."""
    tree = tree_on(on)
    for unit in tree.units.values():
        assert unit.parent_id is None or unit.parent_id in tree.units, f"{unit.name} hangs in the air"
        assert list(tree.ancestors(unit.id))[-1].parent_id is None, f"{unit.name} hangs in a circle"
    return {unit.key: tree.units[unit.parent_id].key if unit.parent_id else None for unit in tree.units.values()}


def mains(on: dt.date) -> dict[str, tuple[str, str]]:
    """Official → unit and position of the main post on the day; an error for anybody with two."""
    found: dict[str, tuple[str, str]] = {}
    statement = (
        select(Official.public_id, Unit.key, Position.key)
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on)
    )
    for official, unit, position in db.session.execute(statement):
        assert official not in found, f"{official} holds two main posts"
        found[official] = (unit, position)
    return found


def figures(on: dt.date) -> Counts:
    """What every target counts at every unit."""
    db.session.commit()
    return counts_on(on)


def verdicts(on: dt.date) -> set[tuple[Any, ...]]:
    """How each official is counted for each target on the day, and where: figures to the last person."""
    of = Standing
    columns = select(of.official_id, of.target_id, of.unit_id, of.declared, of.verified)
    return {tuple(row) for row in db.session.execute(columns.where(of.valid_from <= on, of.valid_to > on))}


def dump(*but: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, sorted; without the tables that only grow."""
    db.session.commit()
    return {
        table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
        if table.name not in LEFT_OUT | set(but)
    }
