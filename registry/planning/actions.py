"""Planning successors: who stands in the plan for which post, dated, with decisions. Callers commit."""

import datetime as dt

from sqlalchemy import select

from models.accounts import Account
from models.base import FOREVER
from models.officials import Official
from models.planning import Planned
from registry.audit.actions import record
from registry.careers.posts import check_catalogue, left_behind
from registry.careers.reach import Reach
from registry.officials.records import Changes
from registry.planning.records import PlanDetails, Removal
from registry.shared.clock import today
from registry.shared.database import db, hold
from registry.shared.dates import last_day, vn_date
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.units.queries import ending_after

__all__ = ["PlanDetails", "Removal", "change_plan", "leave_plan", "plan"]

LONGEST = 10
"""Years of a term at most; a plan serves one term, or a term and the one after."""
YEARS = range(2000, 2100)


def plan(official: Official, details: PlanDetails, by: Account | None) -> Planned:
    """Put an official into the plan for a post.

    Refused for posts of units that are others' to plan for, for units and positions that do not go together on the day, when
    the term ends before it begins, and when the official stands in the plan for this post and an overlapping term already.
    """
    Reach(by).check_unit(details.unit)
    _check(official, details, None)
    row = Planned(official_id=official.id, valid_to=FOREVER, **_values(details))
    db.session.add(row)
    db.session.flush()
    db.session.refresh(row)
    changes = {name: [None, told] for name, told in _told(row).items()}
    record("plan.added", official.full_name, by=by, official=official, unit=row.unit, changes=changes)
    return row


def change_plan(row: Planned, details: PlanDetails, by: Account | None) -> Changes:
    """Correct what was written down wrongly; gives back field → [before, after]. Refused as in `plan`."""
    reach = Reach(by)
    reach.check_unit(row.unit)
    reach.check_unit(details.unit)
    _check(row.official, details, row)
    if details.valid_from >= row.valid_to:
        raise Refused("valid_from", f"Đã đưa ra khỏi quy hoạch từ {vn_date(row.valid_to)}; ngày quyết định phải trước ngày đó.")
    before = _told(row)
    for name, value in _values(details).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    db.session.flush()
    db.session.refresh(row)
    changes = Changes({name: [before[name], told] for name, told in _told(row).items() if before[name] != told})
    if changes:
        record("plan.changed", row.official.full_name, by=by, official=row.official, unit=row.unit, changes=dict(changes))
    return changes


def leave_plan(row: Planned, removal: Removal, by: Account | None) -> None:
    """Take somebody out of the plan from a day on, for a reason. Refused when that was done already, or before the decision."""
    Reach(by).check_unit(row.unit)
    if row.valid_to != FOREVER:
        raise Refused("", f"Người này đã được đưa ra khỏi quy hoạch từ {vn_date(row.valid_to)}.")
    if removal.day <= row.valid_from:
        raise Refused("day", f"Vào quy hoạch ngày {vn_date(row.valid_from)}; ngày đưa ra phải sau ngày đó.")
    row.valid_to, row.end_reason, row.end_decision = removal.day, removal.reason, removal.decision
    db.session.flush()
    changes = {"valid_to": [None, vn_date(removal.day)], "reason": [None, removal.reason], "decision": [None, removal.decision]}
    told = {**changes, "position": [None, row.position.title]}
    record("plan.left", row.official.full_name, by=by, official=row.official, unit=row.unit, changes=told)


def _check(official: Official, details: PlanDetails, row: Planned | None) -> None:
    check_catalogue(details.unit, details.position, details.valid_from)
    if (row is None or row.unit_id != details.unit.id) and (last := left_behind(details.unit.id, FOREVER, ending_after(today()))):
        raise Refused(
            "unit",
            f"Đơn vị này kết thúc từ ngày {vn_date(last)} theo đợt sắp xếp đã ghi trước; quy hoạch ghi thêm sẽ không chuyển theo."
            " Hãy ghi ở đơn vị kế thừa từ ngày đó.",
        )
    if details.first_year not in YEARS or details.last_year not in YEARS:
        raise Refused("first_year", f"Hãy ghi năm từ {YEARS[0]} đến {YEARS[-1]}.")
    if not details.first_year <= details.last_year <= details.first_year + LONGEST:
        raise Refused("last_year", f"Năm cuối phải từ năm đầu đến nhiều nhất {LONGEST} năm sau.")
    hold(official)
    same = select(Planned).where(Planned.official_id == official.id, Planned.unit_id == details.unit.id)
    same = same.where(Planned.position_id == details.position.id, Planned.valid_to > details.valid_from)
    for other in db.session.scalars(same):
        if other is not row and other.first_year <= details.last_year and details.first_year <= other.last_year:
            term = f"{other.first_year}–{other.last_year}"
            until = "" if other.valid_to == FOREVER else f" đến hết {vn_date(last_day(other.valid_to))}"
            raise Refused("position", f"Đã trong quy hoạch chức danh này, {term}, từ {vn_date(other.valid_from)}{until}.")


def _values(details: PlanDetails) -> dict[str, object]:
    return {
        "unit_id": details.unit.id,
        "position_id": details.position.id,
        "first_year": details.first_year,
        "last_year": details.last_year,
        "decision": clean(details.decision),
        "valid_from": details.valid_from,
    }


def _told(row: Planned) -> dict[str, object]:
    """The row as the trail says it."""
    day: dt.date = row.valid_from
    return {
        "unit": row.unit.key,
        "position": row.position.key,
        "term": f"{row.first_year}–{row.last_year}",
        "decision": row.decision,
        "decided_on": vn_date(day),
    }
