"""The plan of successors (quy hoạch) goes with the units: to whoever takes one over whole, else it ends with the unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.officials import Official
from models.planning import Planned
from models.units import Unit
from registry.reorganisations.people import Catalogue
from registry.reorganisations.plan import Plan
from registry.shared.database import db
from registry.shared.paging import Result


@dataclass(frozen=True)
class Carried:
    """A line of the plan at a unit that ends. `into` is the key of the unit that it goes to, empty when it ends."""

    row: Result
    """The columns of `Planned`, with the `name` of the official."""
    into: str = ""
    position_id: int = 0

    def begins_later(self, plan: Plan) -> bool:
        """Whether the line begins on the day or later: it then goes as it is."""
        return bool(self.row.valid_from >= plan.day)

    def changes(self, plan: Plan) -> dict[str, Any]:
        """Column → what becomes of the line itself; the version counts the change."""
        version = {"version": self.row.version + 1}
        if self.into and self.begins_later(plan):
            return {"unit_id": plan.keys[self.into], "position_id": self.position_id, **version}
        where = f"chuyển sang {plan.standing[self.into].name}" if self.into else "không có đơn vị kế thừa chức danh này"
        return {"valid_to": plan.day, "end_reason": f"sắp xếp tổ chức, {where}"[:300], "end_decision": plan.decision, **version}

    def follower(self, plan: Plan) -> dict[str, Any]:
        """The line at the unit that follows, from the day on; its decision stays the one that put the official into the plan."""
        kept = ("official_id", "first_year", "last_year", "decision", "valid_to", "end_reason", "end_decision")
        said = {name: getattr(self.row, name) for name in kept}
        return {**said, "unit_id": plan.keys[self.into], "position_id": self.position_id, "valid_from": plan.day, "version": 1}


def carried_by(plan: Plan, catalogue: Catalogue) -> list[Carried]:
    """Every line that is open on the day or later at a unit that ends, by name.

    It goes where the unit goes whole, for what the position becomes there; somebody who stands there in the plan for the
    same post and term already stands in it once. A line ahead without a place keeps its own: `stuck` names it.
    """
    columns = (*Planned.__table__.c, Official.full_name.label("name"))
    open_on_the_day = select(*columns).join(Official, Official.id == Planned.official_id).where(Planned.valid_to > plan.day)
    statement = open_on_the_day.order_by(Official.sort_key, Planned.id)
    rows = db.session.execute(statement.where(Planned.unit_id.in_(plan.ends))).all()
    taken = list(_standing(plan, [row.official_id for row in rows], open_on_the_day))
    found = []
    for row in rows:
        one = _placed(row, plan, catalogue)
        if one.into and any(_same(one, row, *other) for other in taken):
            one = Carried(row)
        if one.into:
            taken.append((one.into, one.position_id, row))
        found.append(one)
    return found


def stuck(carried: list[Carried], plan: Plan) -> str:
    """The sentence about a line ahead of the day that would go nowhere; empty when there is none."""
    for one in carried:
        if not one.into and one.begins_later(plan):
            return (
                f"{one.row.name} có quy hoạch ghi trước ở {plan.name_then(one.row.unit_id)}, đơn vị sẽ kết thúc; hãy sửa trước."
            )
    return ""


def _placed(row: Result, plan: Plan, catalogue: Catalogue) -> Carried:
    into = plan.heir(row.unit_id)
    unit = plan.standing.get(into)
    position_id = catalogue.becomes(row.position_id, unit.tier) if unit else None
    return Carried(row, into, position_id) if position_id else Carried(row)


def _standing(plan: Plan, officials: list[int], open_on_the_day: Any) -> Iterator[tuple[str, int, Result]]:
    """The lines of these officials at units that stay: key of the unit, position, row."""
    statement = open_on_the_day.add_columns(Unit.key.label("unit_key")).join(Unit, Unit.id == Planned.unit_id)
    for row in db.session.execute(statement.where(Planned.official_id.in_(officials), Planned.unit_id.not_in(plan.ends))):
        yield row.unit_key, row.position_id, row


def _same(one: Carried, row: Result, into: str, position_id: int, other: Result) -> bool:
    terms = row.first_year <= other.last_year and other.first_year <= row.last_year
    at_once = row.valid_from < other.valid_to and other.valid_from < row.valid_to
    return (one.into, one.position_id, row.official_id) == (into, position_id, other.official_id) and terms and at_once
