"""The posts of made-up officials: at districts and old departments until 2025, at communes and today's departments after."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models.base import FOREVER
from models.officials import AssignmentKind
from models.positions import Position, StaffCategory
from models.units import Tier, Unit, UnitPeriod
from registry.shared.database import db
from seeds.province.dice import Dice

DEPARTMENTS_MERGED = dt.date(2025, 3, 1)
COMMUNES_FORMED = dt.date(2025, 7, 1)
LAST_DAY = dt.date(2026, 9, 30)
"""The day on which the story of the province ends."""

AT_COMMUNES = 0.5
"""Share of people who serve at communes now: all of them are in the scope of the first target and its four components."""
FORMER_POSTS = {0: 8.0, 1: 52, 2: 40}
MOVED_THIS_YEAR = 0.1
HOLDS_TWO = 0.14
HAS_LEFT = 0.03

COMMUNE_POSTS = {
    "bi-thu-dang-uy": 2.0,
    "chu-tich-ubnd": 2,
    "pho-chu-tich-ubnd": 4,
    "pho-chu-tich-hdnd": 2,
    "chu-tich-ubmttq": 2,
    "chi-huy-truong-quan-su": 2,
    "truong-phong": 5,
    "pho-truong-phong": 4,
    "giam-doc-ttpvhcc": 2,
    "chuyen-vien": 62,
    "ke-toan": 6,
    "van-thu": 4,
    "vien-chuc": 3,
}
DISTRICT_POSTS = {
    "chu-tich-ubnd-huyen": 1.0,
    "pho-chu-tich-ubnd-huyen": 2,
    "truong-phong-huyen": 8,
    "pho-truong-phong-huyen": 10,
    "chuyen-vien-huyen": 66,
    "ke-toan-huyen": 7,
    "van-thu-huyen": 6,
}
DEPARTMENT_POSTS = {
    "giam-doc-so": 0.4,
    "pho-giam-doc-so": 1.2,
    "truong-phong-so": 5,
    "pho-truong-phong-so": 8,
    "chi-cuc-truong": 1,
    "chuyen-vien-chinh-so": 8,
    "chuyen-vien-so": 36,
    "vien-chuc-so": 40,
}
SECOND_POSTS = {Tier.COMMUNE: ["chu-tich-hdnd", "pho-bi-thu-dang-uy", "bi-thu-doan"], Tier.DEPARTMENT: ["chi-cuc-truong"]}


@dataclass(frozen=True)
class Held:
    """One post as the columns of an assignment."""

    unit_id: int
    position: str
    kind: AssignmentKind
    begins: dt.date
    ends: dt.date


class Careers:
    """Draws careers from the real units and positions, which must be loaded."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self.positions: dict[str, tuple[int, StaffCategory]] = {
            row.key: (row.id, row.category) for row in db.session.execute(select(Position.key, Position.id, Position.category))
        }
        self.names = {row.unit_id: row.name for row in db.session.execute(select(UnitPeriod.unit_id, UnitPeriod.name))}
        self._communes = _units(Tier.COMMUNE, COMMUNES_FORMED)
        self._departments = _units(Tier.DEPARTMENT, COMMUNES_FORMED)
        self._old_departments = _units(Tier.DEPARTMENT, DEPARTMENTS_MERGED - dt.timedelta(days=1))
        self._districts = _units(Tier.DISTRICT, COMMUNES_FORMED - dt.timedelta(days=1))

    def draw(self) -> list[Held]:
        """The posts of one person, oldest first."""
        if self._dice.chance(AT_COMMUNES):
            changed, now, before = COMMUNES_FORMED, self._at(self._communes, COMMUNE_POSTS), (self._districts, DISTRICT_POSTS)
        else:
            now, before = self._at(self._departments, DEPARTMENT_POSTS), (self._old_departments, DEPARTMENT_POSTS)
            changed = DEPARTMENTS_MERGED
        posts = list(self._former(*before, changed))
        return [*posts, *self._present(*now, changed)]

    def _at(self, units: list[int], posts: Mapping[str, float]) -> tuple[int, str]:
        return self._dice.pick(units), self._dice.weighed(posts)

    def _former(self, units: list[int], posts: Mapping[str, float], changed: dt.date) -> Iterator[Held]:
        number = self._dice.weighed(FORMER_POSTS)
        starts = [
            self._dice.day(dt.date(2014, 1, 1), dt.date(2021, 6, 30)),
            self._dice.day(dt.date(2022, 1, 1), dt.date(2024, 6, 30)),
        ]
        for place in range(number):
            ends = changed if place == number - 1 else starts[place + 1]
            yield Held(*self._at(units, posts), AssignmentKind.MAIN, starts[place], ends)

    def _present(self, unit_id: int, position: str, changed: dt.date) -> Iterator[Held]:
        at_commune = changed == COMMUNES_FORMED
        day = self._dice.day(dt.date(2026, 1, 5), LAST_DAY)
        moves, leaves = self._dice.chance(MOVED_THIS_YEAR), self._dice.chance(HAS_LEFT)
        yield Held(unit_id, position, AssignmentKind.MAIN, changed, day if moves or leaves else FOREVER)
        if moves:
            units, posts = (self._communes, COMMUNE_POSTS) if at_commune else (self._departments, DEPARTMENT_POSTS)
            yield Held(*self._at(units, posts), AssignmentKind.MAIN, day, FOREVER)
        elif not leaves and self._dice.chance(HOLDS_TWO):
            second = self._dice.pick(SECOND_POSTS[Tier.COMMUNE if at_commune else Tier.DEPARTMENT])
            yield Held(unit_id, second, AssignmentKind.CONCURRENT, self._dice.day(changed, LAST_DAY), FOREVER)


def _units(tier: Tier, on: dt.date) -> list[int]:
    """Ids of the units of a tier on a day, in order of key."""
    statement = (
        select(UnitPeriod.unit_id)
        .join(Unit, Unit.id == UnitPeriod.unit_id)
        .where(UnitPeriod.tier == tier, UnitPeriod.valid_from <= on, UnitPeriod.valid_to > on)
        .order_by(Unit.key)
    )
    return list(db.session.scalars(statement))
