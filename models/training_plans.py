"""Needs and annual plans of training: surveys that units answer, plans in approved versions, lines, quotas, budgets."""

import datetime as dt
import enum

from sqlalchemy import Date, DateTime, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Key, PublicId, Versioned, words
from models.officials import Official
from models.plans import GapPlan
from models.programmes import Programme
from models.schools import School
from models.units import Unit


class Survey(Versioned, Base):
    """A survey of needs: units confirm what was computed for the day, and add to it, by the deadline."""

    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(160))
    year: Mapped[int] = mapped_column(SmallInteger)
    on: Mapped[dt.date] = mapped_column(Date)
    """The day for which needs are computed."""
    deadline: Mapped[dt.date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(600))
    opened_at: Mapped[Instant]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    opened_by: Mapped[Account] = relationship()


class SurveyAnswer(Versioned, Base):
    """What a unit answered; it counts once it is handed in, and may be handed in again until the survey is closed."""

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("survey_id", "unit_id"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    handed_in_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str | None] = mapped_column(String(600))

    survey: Mapped[Survey] = relationship()
    unit: Mapped[Unit] = relationship()
    by: Mapped[Account | None] = relationship()


class Origin(enum.StrEnum):
    """Where a need comes from: computed from targets, standards, succession or expiry, or added by the unit."""

    TARGET = "target"
    STANDARD = "standard"
    SUCCESSION = "succession"
    EXPIRY = "expiry"
    UNIT = "unit"


class Need(Versioned, Base):
    """One person (or, without a name, a number of people) that a unit wants sent to a programme."""

    __tablename__ = "need"
    __table_args__ = (Index("ix_need_answer_id", "answer_id"), Index("ix_need_official_id", "official_id"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    answer_id: Mapped[int] = mapped_column(ForeignKey("survey_answer.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    people: Mapped[int] = mapped_column(SmallInteger, default=1)
    origin: Mapped[Origin] = mapped_column(words(Origin))
    confirmed: Mapped[bool | None]
    """None: not answered yet."""
    reason: Mapped[str | None] = mapped_column(String(300))
    priority: Mapped[int] = mapped_column(SmallInteger, default=2)
    """1 first, 3 last."""

    answer: Mapped[SurveyAnswer] = relationship()
    programme: Mapped[Programme] = relationship()
    official: Mapped[Official | None] = relationship()


class PlanState(enum.StrEnum):
    """How far a version of an annual plan has come: unit → Department → signed."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SIGNED = "signed"
    REPLACED = "replaced"


class AnnualPlan(Versioned, Base):
    """One version of the annual plan of a unit. What is submitted stays as it is; a change is the next version."""

    __tablename__ = "annual_plan"
    __table_args__ = (UniqueConstraint("unit_id", "year", "number"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[PlanState] = mapped_column(words(PlanState), default=PlanState.DRAFT)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("annual_plan.id"))
    """The version that this one was made from."""
    decision: Mapped[str | None] = mapped_column(String(120))
    signed_on: Mapped[dt.date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(600))
    made_at: Mapped[Instant]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    unit: Mapped[Unit] = relationship()
    made_by: Mapped[Account] = relationship()
    before: Mapped["AnnualPlan | None"] = relationship(remote_side="AnnualPlan.id")


class PlanStep(Base):
    """A version of a plan came to a state: who moved it, when, and what was said."""

    __tablename__ = "plan_step"

    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plan.id"), index=True)
    state: Mapped[PlanState] = mapped_column(words(PlanState))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[Instant]
    note: Mapped[str | None] = mapped_column(String(600))

    by: Mapped[Account] = relationship()


class BudgetLine(Versioned, Base):
    """Money for training in a year from one source (nguồn kinh phí), at a unit."""

    __tablename__ = "budget_line"
    __table_args__ = (UniqueConstraint("unit_id", "year", "source"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int] = mapped_column(SmallInteger)
    source: Mapped[str] = mapped_column(String(160))
    amount: Mapped[int]
    """In thousand đồng, so that a whole number of four bytes holds the budget of a province."""

    unit: Mapped[Unit] = relationship()


class PlanLine(Versioned, Base):
    """Classes of one programme wanted in a plan: the columns of the official form (kế hoạch mở lớp)."""

    __tablename__ = "plan_line"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plan.id"), index=True)
    place: Mapped[int] = mapped_column(SmallInteger)
    """TT: the order in the table."""
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    title: Mapped[str] = mapped_column(String(200))
    audience: Mapped[str | None] = mapped_column(String(300))
    classes: Mapped[int] = mapped_column(SmallInteger, default=1)
    seats: Mapped[int] = mapped_column(SmallInteger)
    """Turns (lượt người) in all its classes."""
    days: Mapped[int | None] = mapped_column(SmallInteger)
    lesson_hours: Mapped[int | None] = mapped_column(SmallInteger)
    month: Mapped[int | None] = mapped_column(SmallInteger)
    """When the first class is to begin."""
    venue: Mapped[str | None] = mapped_column(String(200))
    host: Mapped[str | None] = mapped_column(String(200))
    """Đơn vị chủ trì, phối hợp."""
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    cost: Mapped[int] = mapped_column(default=0)
    """In thousand đồng, of all its classes."""
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"))
    priority: Mapped[int] = mapped_column(SmallInteger, default=2)
    gap_plan_id: Mapped[int | None] = mapped_column(ForeignKey("gap_plan.id"))
    """The plan that closes a gap from which the line was taken over."""
    note: Mapped[str | None] = mapped_column(String(500))

    plan: Mapped[AnnualPlan] = relationship()
    programme: Mapped[Programme] = relationship()
    school: Mapped[School | None] = relationship()
    budget_line: Mapped[BudgetLine | None] = relationship()
    gap_plan: Mapped[GapPlan | None] = relationship()


class PlanQuota(Base):
    """How many of the seats of a line are a unit's."""

    __tablename__ = "plan_quota"
    __table_args__ = (UniqueConstraint("line_id", "unit_id"),)

    id: Mapped[Key]
    line_id: Mapped[int] = mapped_column(ForeignKey("plan_line.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    seats: Mapped[int] = mapped_column(SmallInteger)

    line: Mapped[PlanLine] = relationship()
    unit: Mapped[Unit] = relationship()
