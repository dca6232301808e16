"""Annual plans made, filled from a survey, edited as drafts, and moved from the unit to the Department to the signature."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.programmes import Programme
from models.training_plans import (
    AnnualPlan,
    BudgetLine,
    Need,
    PlanLine,
    PlanQuota,
    PlanState,
    PlanStep,
    Survey,
    SurveyAnswer,
)
from models.units import Unit
from registry.annual.queries import last_version, lines_of
from registry.audit.actions import record
from registry.shared.clock import now, today
from registry.shared.database import db, hold
from registry.shared.refusal import Refused
from registry.units.queries import tree_on

PER_CLASS = 50
"""Seats of a class that is suggested; people change it."""
MOVES: dict[PlanState, tuple[PlanState, ...]] = {
    PlanState.DRAFT: (PlanState.SUBMITTED,),
    PlanState.SUBMITTED: (PlanState.APPROVED, PlanState.RETURNED),
    PlanState.APPROVED: (PlanState.SIGNED, PlanState.RETURNED),
}
"""Where a version may go. What was returned or signed stays; a change is the next version."""
FOLLOWED = frozenset({PlanState.RETURNED, PlanState.SIGNED})
_COPIED = ("place", "programme_id", "title", "audience", "classes", "seats", "days", "lesson_hours", "month", "venue", "host")
_COPIED_TOO = ("school_id", "cost", "budget_line_id", "priority", "gap_plan_id", "note")


@dataclass(frozen=True)
class NewPlan:
    """A plan of a unit for a year; filled from a survey, or else with the lines of the version before."""

    unit: Unit
    year: int
    title: str
    survey: Survey | None = None


@dataclass(frozen=True)
class LineDetails:
    """A line as a form gives it: the columns of the official form; `cost` in thousand đồng."""

    programme_id: int
    title: str
    audience: str | None
    classes: int
    seats: int
    days: int | None
    lesson_hours: int | None
    month: int | None
    venue: str | None
    host: str | None
    school_id: int | None
    cost: int
    budget_line_id: int | None
    priority: int
    note: str | None


@dataclass(frozen=True)
class Move:
    """A step of a version: to which state, what is said, and of a signature its decision and day."""

    state: PlanState
    note: str | None = None
    decision: str | None = None
    signed_on: dt.date | None = None


def make_plan(new: NewPlan, by: Account) -> AnnualPlan:
    """Begin the plan, or its next version. Refused while a version is drafted, submitted or waits for its signature."""
    hold(new.unit)
    before = last_version(new.unit.id, new.year)
    if before and before.state not in FOLLOWED:
        raise Refused("year", _("Kế hoạch năm %(year)s của đơn vị đang có phiên bản chưa xong.", year=new.year))
    number = before.number + 1 if before else 1
    plan = AnnualPlan(unit_id=new.unit.id, year=new.year, number=number, title=new.title, before_id=before.id if before else None)
    plan.state, plan.made_at, plan.made_by_id = PlanState.DRAFT, now(), by.id
    db.session.add(plan)
    db.session.flush()
    db.session.add(PlanStep(plan_id=plan.id, state=PlanState.DRAFT, by_id=by.id, at=now()))
    if new.survey:
        _fill(plan, new.survey)
    elif before:
        _copy(before, plan)
    record("annual_plan.made", plan.title, by=by, unit=new.unit, changes={"year": [None, str(new.year)]})
    return plan


def add_line(plan: AnnualPlan, details: LineDetails, by: Account) -> PlanLine:
    """Add a line to a draft, at its end."""
    _taken(plan)
    _check(plan, details)
    place = db.session.scalar(select(func.max(PlanLine.place)).where(PlanLine.plan_id == plan.id)) or 0
    line = PlanLine(plan_id=plan.id, place=place + 1, **vars(details))
    db.session.add(line)
    db.session.flush()
    record("annual_plan.line_added", plan.title, by=by, unit=plan.unit, changes=_told(None, line))
    return line


def change_line(line: PlanLine, details: LineDetails, by: Account) -> None:
    """Change a line of a draft. Units keep their seats: the page says so where they have more than there are."""
    _taken(line.plan)
    db.session.refresh(line)
    _check(line.plan, details)
    before = line.seats
    for name, value in vars(details).items():
        setattr(line, name, value)
    db.session.flush()
    record("annual_plan.line_changed", line.plan.title, by=by, unit=line.plan.unit, changes=_told(before, line))


def remove_line(line: PlanLine, by: Account) -> None:
    """Take a line out of a draft, with its quotas."""
    plan = line.plan
    _taken(plan)
    for quota in db.session.scalars(select(PlanQuota).where(PlanQuota.line_id == line.id)):
        db.session.delete(quota)
    db.session.flush()
    changes = {"programme": [line.title, None], "seats": [line.seats, None]}
    db.session.delete(line)
    db.session.flush()
    record("annual_plan.line_removed", plan.title, by=by, unit=plan.unit, changes=changes)


def set_budget(plan: AnnualPlan, source: str, amount: int, by: Account) -> BudgetLine:
    """Write down how much there is from a source for the year of a draft, in thousand đồng."""
    _taken(plan)
    asked = (BudgetLine.unit_id == plan.unit_id, BudgetLine.year == plan.year, BudgetLine.source == source)
    row = db.session.scalar(select(BudgetLine).where(*asked))
    before = row.amount if row else None
    row = row or BudgetLine(unit_id=plan.unit_id, year=plan.year, source=source)
    row.amount = amount
    db.session.add(row)
    db.session.flush()
    record("annual_plan.budget_set", plan.title, by=by, unit=plan.unit, changes={"budget": [before, amount]})
    return row


def move_plan(plan: AnnualPlan, move: Move, by: Account) -> None:
    """Bring a version to another state; a signed one takes the place of the one signed before.

    Refused for a step that does not follow, that is the Department's, that says nothing where a reason or a decision is asked.
    """
    hold(plan)
    db.session.refresh(plan)
    if move.state not in MOVES.get(plan.state, ()):
        raise Refused("", _("Kế hoạch đang ở trạng thái không làm bước này được; hãy mở lại trang."))
    _check_move(plan, move, by)
    before, plan.state = plan.state, move.state
    if move.state is PlanState.SIGNED:
        plan.decision, plan.signed_on = move.decision, move.signed_on
        _replace(plan, by)
    db.session.add(PlanStep(plan_id=plan.id, state=move.state, by_id=by.id, at=now(), note=move.note))
    db.session.flush()
    changes = {"plan_state": [before.value, move.state.value], "decision": [None, move.decision], "note": [None, move.note]}
    record("annual_plan.moved", plan.title, by=by, unit=plan.unit, changes=changes)


def _check_move(plan: AnnualPlan, move: Move, by: Account) -> None:
    if move.state is PlanState.SUBMITTED:
        if not lines_of(plan):
            raise Refused("", _("Kế hoạch chưa có lớp nào."))
    elif by.role is not Role.DEPARTMENT:
        raise Refused("", _("Bước này do Sở Nội vụ làm."))
    if move.state is PlanState.RETURNED and not move.note:
        raise Refused("note", _("Hãy ghi lý do trả lại."))
    if move.state is PlanState.SIGNED and not (move.decision and move.signed_on):
        raise Refused("decision", _("Hãy ghi số quyết định và ngày ký (dd/mm/yyyy)."))


def _replace(plan: AnnualPlan, by: Account) -> None:
    same = (AnnualPlan.unit_id == plan.unit_id, AnnualPlan.year == plan.year, AnnualPlan.id != plan.id)
    for other in db.session.scalars(select(AnnualPlan).where(*same, AnnualPlan.state == PlanState.SIGNED)):
        other.state = PlanState.REPLACED
        db.session.add(PlanStep(plan_id=other.id, state=PlanState.REPLACED, by_id=by.id, at=now()))


def _taken(plan: AnnualPlan) -> None:
    """Take a draft for oneself until the transaction ends."""
    hold(plan)
    db.session.refresh(plan)
    if plan.state is not PlanState.DRAFT:
        raise Refused("", _("Phiên bản này đã trình; muốn sửa thì lập phiên bản mới."))


def _check(plan: AnnualPlan, details: LineDetails) -> None:
    budget = db.session.get(BudgetLine, details.budget_line_id) if details.budget_line_id else None
    if budget and (budget.unit_id, budget.year) != (plan.unit_id, plan.year):
        raise Refused("budget", _("Nguồn kinh phí này không thuộc kế hoạch."))


def _fill(plan: AnnualPlan, survey: Survey) -> None:
    """A line for each programme that units at or below the unit of the plan want, and each unit its seats."""
    if survey.closed_at is None:
        raise Refused("survey", _("Đợt khảo sát chưa đóng."))
    wanted = _wanted(survey, tree_on(today()).subtree(plan.unit_id))
    for place, (programme_id, units) in enumerate(wanted.items(), 1):
        programme, seats = db.session.get_one(Programme, programme_id), sum(units.values())
        line = PlanLine(plan_id=plan.id, place=place, programme_id=programme_id, title=programme.name, seats=seats)
        line.classes, line.school_id = -(-seats // PER_CLASS), programme.school_id
        line.days, line.lesson_hours = programme.days, programme.lesson_hours
        line.cost = -(-(programme.cost or 0) * seats // 1000)
        db.session.add(line)
        db.session.flush()
        db.session.add_all(PlanQuota(line_id=line.id, unit_id=unit_id, seats=number) for unit_id, number in units.items())
    db.session.flush()


def _wanted(survey: Survey, units: set[int]) -> dict[int, dict[int, int]]:
    """Programme → unit → people confirmed in answers that were handed in."""
    statement = (
        select(Need.programme_id, SurveyAnswer.unit_id, func.sum(Need.people))
        .join(Need.answer)
        .where(SurveyAnswer.survey_id == survey.id, SurveyAnswer.unit_id.in_(units), SurveyAnswer.handed_in_at.is_not(None))
        .where(Need.confirmed.is_(True))
        .group_by(Need.programme_id, SurveyAnswer.unit_id)
        .order_by(Need.programme_id, SurveyAnswer.unit_id)
    )
    found: dict[int, dict[int, int]] = {}
    for programme_id, unit_id, people in db.session.execute(statement):
        found.setdefault(programme_id, {})[unit_id] = int(people)
    return found


def _copy(before: AnnualPlan, plan: AnnualPlan) -> None:
    for line in lines_of(before):
        copy = PlanLine(plan_id=plan.id, **{name: getattr(line, name) for name in (*_COPIED, *_COPIED_TOO)})
        db.session.add(copy)
        db.session.flush()
        for quota in db.session.scalars(select(PlanQuota).where(PlanQuota.line_id == line.id)):
            db.session.add(PlanQuota(line_id=copy.id, unit_id=quota.unit_id, seats=quota.seats))


def _told(before: int | None, line: PlanLine) -> dict[str, list[object]]:
    return {"programme": [None, line.title], "seats": [before, line.seats]}
