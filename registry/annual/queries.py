"""Annual plans of training: their versions, lines, quotas, steps and budgets, within the units that an account sees."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.classes import ClassState, Enrolment, EnrolmentState, TrainingClass
from models.training_plans import AnnualPlan, BudgetLine, PlanLine, PlanQuota, PlanStep, Survey
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import name_on, unit_names
from registry.units.rights import units_of


def plans_for(account: Account) -> list[AnnualPlan]:
    """The plans of units in sight, the latest year and version first."""
    statement = select(AnnualPlan).where(AnnualPlan.unit_id.in_(units_of(account))).options(joinedload(AnnualPlan.made_by))
    return list(db.session.scalars(statement.order_by(AnnualPlan.year.desc(), AnnualPlan.unit_id, AnnualPlan.number.desc())))


def plan_for(account: Account, public_id: str) -> AnnualPlan:
    """The version with this public id; 404 for one of a unit out of sight."""
    statement = select(AnnualPlan).where(AnnualPlan.public_id == public_id, AnnualPlan.unit_id.in_(units_of(account)))
    plan = db.session.scalar(statement)
    if plan is None:
        raise NotFound
    return plan


def line_for(account: Account, public_id: str) -> PlanLine:
    """The line with this public id, of a plan in sight."""
    statement = select(PlanLine).join(PlanLine.plan)
    line = db.session.scalar(statement.where(PlanLine.public_id == public_id, AnnualPlan.unit_id.in_(units_of(account))))
    if line is None:
        raise NotFound
    return line


def lines_of(plan: AnnualPlan) -> list[PlanLine]:
    """The lines of a plan in their order."""
    statement = select(PlanLine).where(PlanLine.plan_id == plan.id).order_by(PlanLine.place, PlanLine.id)
    named = (joinedload(PlanLine.programme), joinedload(PlanLine.school), joinedload(PlanLine.budget_line))
    return list(db.session.scalars(statement.options(*named)))


def quotas_of(plan: AnnualPlan) -> dict[int, list[tuple[str, int]]]:
    """Line → the units with their seats, the most seats first."""
    statement = select(PlanQuota).join(PlanQuota.line).where(PlanLine.plan_id == plan.id)
    names, found = unit_names(), dict[int, list[tuple[str, int]]]()
    for quota in db.session.scalars(statement.order_by(PlanQuota.seats.desc(), PlanQuota.unit_id)):
        found.setdefault(quota.line_id, []).append((name_on(names[quota.unit_id], today()), quota.seats))
    return found


def steps_of(plan: AnnualPlan) -> Sequence[PlanStep]:
    """How a version came to its state, oldest step first."""
    statement = select(PlanStep).where(PlanStep.plan_id == plan.id).options(joinedload(PlanStep.by))
    return db.session.scalars(statement.order_by(PlanStep.id)).all()


@dataclass(frozen=True)
class Budget:
    """Money of one source, and how much of it the lines of a plan take, in thousand đồng."""

    row: BudgetLine
    taken: int

    @property
    def left(self) -> int:
        """What is left; below nought when the plan takes more than there is."""
        return self.row.amount - self.taken


def budgets_of(plan: AnnualPlan) -> list[Budget]:
    """The sources of the unit and year of a plan."""
    sums = select(PlanLine.budget_line_id, func.sum(PlanLine.cost)).where(PlanLine.plan_id == plan.id)
    taken = dict(db.session.execute(sums.group_by(PlanLine.budget_line_id)).all())
    rows = select(BudgetLine).where(BudgetLine.unit_id == plan.unit_id, BudgetLine.year == plan.year).order_by(BudgetLine.id)
    return [Budget(row, taken.get(row.id, 0)) for row in db.session.scalars(rows)]


@dataclass(frozen=True)
class Result:
    """What became of a line: its classes that were made and not cancelled, those finished, and the turns completed."""

    made: int = 0
    finished: int = 0
    turns: int = 0


def results_of(plan: AnnualPlan) -> dict[int, Result]:
    """Line → what became of it, by the classes that were made from it."""
    of_plan = select(PlanLine.id, TrainingClass.state, func.count(TrainingClass.id)).join(TrainingClass.plan_line)
    of_plan = of_plan.where(PlanLine.plan_id == plan.id, TrainingClass.state != ClassState.CANCELLED)
    found: dict[int, Counter[str]] = {}
    for line_id, state, number in db.session.execute(of_plan.group_by(PlanLine.id, TrainingClass.state)):
        counts = found.setdefault(line_id, Counter())
        counts["made"] += number
        counts["finished"] += number if state is ClassState.FINISHED else 0
    turns = select(PlanLine.id, func.count(Enrolment.id)).join(Enrolment.of_class).join(TrainingClass.plan_line)
    completed = turns.where(PlanLine.plan_id == plan.id, Enrolment.state == EnrolmentState.COMPLETED)
    for line_id, number in db.session.execute(completed.group_by(PlanLine.id)):
        found.setdefault(line_id, Counter())["turns"] = number
    return {line_id: Result(**counts) for line_id, counts in found.items()}


def closed_surveys() -> list[Survey]:
    """Surveys from which a plan may be filled, the latest first."""
    statement = select(Survey).where(Survey.closed_at.is_not(None)).order_by(Survey.closed_at.desc(), Survey.id.desc())
    return list(db.session.scalars(statement))


def last_version(unit_id: int, year: int) -> AnnualPlan | None:
    """The newest version of the plan of a unit for a year."""
    statement = select(AnnualPlan).where(AnnualPlan.unit_id == unit_id, AnnualPlan.year == year)
    return db.session.scalar(statement.order_by(AnnualPlan.number.desc()).limit(1))
