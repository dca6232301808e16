"""Terms that were renewed in time, or nearly so, and who stands in the plan for which post."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official
from models.planning import Planned
from models.positions import Leadership, Position
from models.units import Tier, Unit
from registry.shared.ages import add_years
from registry.shared.database import db
from seeds.province.dice import Dice
from seeds.province.planting import insert_rows

TERM = 5
_PLANNED = {
    Tier.COMMUNE: ("chu-tich-ubnd", "pho-chu-tich-ubnd", "truong-phong"),
    Tier.DEPARTMENT: ("giam-doc-so", "pho-giam-doc-so", "truong-phong-so"),
}
_FIRST = dt.date(2025, 10, 1)


class Reappointing:
    """Renews the terms of leaders that ran out, row by row; a few wait for their decision."""

    def __init__(self, dice: Dice, today: dt.date) -> None:
        self._dice, self._today = dice, today
        leads = select(Position.id).where(Position.leadership != Leadership.NONE)
        self._leaders = set(db.session.scalars(leads))

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with the day of reappointment, if there is one."""
        due = add_years(row["valid_from"], TERM)
        ran_out = row["position_id"] in self._leaders and row["valid_to"] == FOREVER and due <= self._today
        renewed = ran_out and self._dice.chance(0.94)
        return {**row, "reappointed_on": due - dt.timedelta(days=self._dice.number(0, 400)) if renewed else None}


def plant_plans(dice: Dice, today: dt.date) -> int:
    """Two or three people of each unit in the plan for each of its leading posts; one of them was taken out again."""
    return insert_rows(Planned, _plans(dice, today))


def _plans(dice: Dice, today: dt.date) -> Iterator[dict[str, Any]]:
    positions = dict(db.session.execute(select(Position.key, Position.id)).all())
    for unit_id, tier, people in _staff(today):
        if tier not in _PLANNED or len(people) < 6:
            continue
        number = dice.number(11, 390)
        decided = dice.working_day(_FIRST, min(today, _FIRST + dt.timedelta(days=270)))
        for key in _PLANNED[tier]:
            for official_id in dice.some(people, dice.number(2, 3)):
                left = dice.chance(0.04)
                yield {
                    "public_id": dice.public_id(),
                    "official_id": official_id,
                    "unit_id": unit_id,
                    "position_id": positions[key],
                    "first_year": 2025,
                    "last_year": 2030,
                    "decision": f"{number}-QĐ/TU" if tier is Tier.DEPARTMENT else f"{number}-QĐ/ĐU",
                    "valid_from": decided,
                    "valid_to": today - dt.timedelta(days=30) if left else FOREVER,
                    "end_reason": "Xin rút khỏi quy hoạch" if left else None,
                    "version": 1,
                }


def _staff(today: dt.date) -> Iterator[tuple[int, Tier, list[int]]]:
    """Units with the people whose age lets a plan be served."""
    held = select(Assignment.unit_id, Position.tier, Official.id).join(Position, Position.id == Assignment.position_id)
    held = held.join(Official, Official.id == Assignment.official_id).join(Unit, Unit.id == Assignment.unit_id)
    held = held.where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= _FIRST, Assignment.valid_to == FOREVER)
    young = Official.born_on > dt.date(today.year - 48, 1, 1)
    found: dict[tuple[int, Tier], list[int]] = {}
    for unit_id, tier, official_id in db.session.execute(held.where(young).order_by(Unit.key, Official.personal_number)):
        found.setdefault((unit_id, tier), []).append(official_id)
    for (unit_id, tier), people in found.items():
        yield unit_id, tier, people
