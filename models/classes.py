"""Classes and who is in them: sessions, enrolments, attendance, examinations, decisions to send, bonds, evaluations."""

import datetime as dt
import enum
from decimal import Decimal

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, Numeric, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned, words
from models.officials import Official
from models.programmes import Programme
from models.qualifications import Qualification
from models.schools import School
from models.training_plans import PlanLine
from models.units import Unit


class ClassState(enum.StrEnum):
    """Planned, open for nominations, nominations closed, taught, over; or it does not take place, or not yet."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class TrainingClass(Versioned, Base):
    """A class (lớp): one holding of a programme. What it asks and gives stands in its version of the programme."""

    __tablename__ = "training_class"
    __table_args__ = (Index("ix_training_class_first_day", "first_day"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    title: Mapped[str] = mapped_column(String(200))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    plan_line_id: Mapped[int | None] = mapped_column(ForeignKey("plan_line.id"), index=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    venue: Mapped[str | None] = mapped_column(String(200))
    first_day: Mapped[dt.date] = mapped_column(Date)
    last_day: Mapped[dt.date] = mapped_column(Date)
    nominate_by: Mapped[dt.date] = mapped_column(Date)
    """The last day on which units nominate."""
    seats: Mapped[int] = mapped_column(SmallInteger)
    cost: Mapped[int | None]
    """Of one person, in đồng."""
    state: Mapped[ClassState] = mapped_column(words(ClassState), default=ClassState.PLANNED)
    reason: Mapped[str | None] = mapped_column(String(300))
    """Why it was cancelled or postponed."""
    finished_on: Mapped[dt.date | None] = mapped_column(Date)
    """The day from which its qualifications count, and whose year its turns belong to."""
    note: Mapped[str | None] = mapped_column(String(500))

    programme: Mapped[Programme] = relationship()
    plan_line: Mapped[PlanLine | None] = relationship()
    school: Mapped[School] = relationship()


class Part(enum.StrEnum):
    """The part of the day of a session."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class ClassSession(Versioned, Base):
    """A session (buổi học) in lesson hours (tiết). Its version is counted up by each saving of its attendance."""

    __tablename__ = "class_session"
    __table_args__ = (UniqueConstraint("class_id", "day", "part"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    day: Mapped[dt.date] = mapped_column(Date)
    part: Mapped[Part] = mapped_column(words(Part))
    lesson_hours: Mapped[int] = mapped_column(SmallInteger)
    topic: Mapped[str | None] = mapped_column(String(200))
    taken_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    """When its attendance was last saved; empty: not taken yet."""

    of_class: Mapped[TrainingClass] = relationship()


class SendingDecision(Versioned, Base):
    """A decision to send people to a class (quyết định cử đi học)."""

    __tablename__ = "sending_decision"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    signed_on: Mapped[dt.date] = mapped_column(Date)
    made_at: Mapped[Instant]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    of_class: Mapped[TrainingClass] = relationship()
    made_by: Mapped[Account] = relationship()


class EnrolmentState(enum.StrEnum):
    """From nomination to completion. A turn (lượt) is an enrolment that was completed."""

    NOMINATED = "nominated"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    SENT = "sent"
    ATTENDING = "attending"
    COMPLETED = "completed"
    DROPPED = "dropped"
    REFUSED = "refused"


class Enrolment(Versioned, Base):
    """An official in a class. Who comes back after dropping out or a refusal goes on in the same row."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("class_id", "official_id"), Index("ix_enrolment_official_id", "official_id"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit of the official's main post on the first day of the class; without one then, on the day of nomination."""
    state: Mapped[EnrolmentState] = mapped_column(words(EnrolmentState))
    nominated_at: Mapped[Instant]
    nominated_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    eligibility: Mapped[Json] = mapped_column(JSON)
    """What was found at nomination: `registry.programmes.eligibility.Finding` as data."""
    override_reason: Mapped[str | None] = mapped_column(String(300))
    """Why somebody who does not meet the conditions, or of whom it is not known, goes all the same."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("sending_decision.id"))
    reason: Mapped[str | None] = mapped_column(String(300))
    """Why refused or dropped out."""
    ended_on: Mapped[dt.date | None] = mapped_column(Date)
    """The day of completion or of dropping out."""
    lesson_hours: Mapped[int] = mapped_column(SmallInteger, default=0)
    """Attended, counted when completed."""
    classification: Mapped[str | None] = mapped_column(String(40))
    certificate_number: Mapped[str | None] = mapped_column(String(60))
    qualification_id: Mapped[int | None] = mapped_column(ForeignKey("qualification.id"), unique=True)
    """What completion put into the file."""
    qualification_version: Mapped[int | None]
    """Its version as completion left it: another one means that somebody has edited or verified it since."""

    of_class: Mapped[TrainingClass] = relationship()
    official: Mapped[Official] = relationship()
    unit: Mapped[Unit] = relationship()
    nominated_by: Mapped[Account] = relationship()
    decision: Mapped[SendingDecision | None] = relationship()
    qualification: Mapped[Qualification | None] = relationship()


class Attendance(Base):
    """How many lesson hours of a session somebody was there, and why not all of them."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("session_id", "enrolment_id"), Index("ix_attendance_enrolment_id", "enrolment_id"))

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    lesson_hours: Mapped[int] = mapped_column(SmallInteger)
    excused: Mapped[bool] = mapped_column(default=False)

    session: Mapped[ClassSession] = relationship()
    enrolment: Mapped[Enrolment] = relationship()


class Exam(Base):
    """An examination (bài kiểm tra, thi hoặc khoá luận) of a class."""

    __tablename__ = "exam"
    __table_args__ = (UniqueConstraint("class_id", "name"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    place: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str] = mapped_column(String(120))

    of_class: Mapped[TrainingClass] = relationship()


class ExamMark(Base):
    """The mark of somebody in an examination, out of ten, the last one when it was repeated."""

    __tablename__ = "exam_mark"
    __table_args__ = (UniqueConstraint("exam_id", "enrolment_id"), Index("ix_exam_mark_enrolment_id", "enrolment_id"))

    id: Mapped[Key]
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    mark: Mapped[Decimal] = mapped_column(Numeric(4, 2))

    exam: Mapped[Exam] = relationship()
    enrolment: Mapped[Enrolment] = relationship()


class Bond(Versioned, Base):
    """What somebody sent to study owes: to serve until a day, or to pay back."""

    __tablename__ = "bond"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    """The completed enrolment that it comes from; empty: written down by hand."""
    title: Mapped[str] = mapped_column(String(200))
    """What was studied."""
    studied_from: Mapped[dt.date] = mapped_column(Date)
    studied_to: Mapped[dt.date] = mapped_column(Date)
    factor: Mapped[Decimal] = mapped_column(Numeric(3, 1))
    """Times the length of study that must be served."""
    begins: Mapped[dt.date] = mapped_column(Date)
    ends: Mapped[dt.date] = mapped_column(Date, index=True)
    """The last day of the commitment."""
    cost: Mapped[int | None]
    """What was paid for the studies without salary, in đồng; empty: not known."""
    released_on: Mapped[dt.date | None] = mapped_column(Date)
    release_reason: Mapped[str | None] = mapped_column(String(300))
    paid_on: Mapped[dt.date | None] = mapped_column(Date)
    owed: Mapped[int | None]
    """What was paid back, in đồng, as it was reckoned then."""
    note: Mapped[str | None] = mapped_column(String(300))

    official: Mapped[Official] = relationship()
    enrolment: Mapped[Enrolment | None] = relationship()


class Evaluation(Base):
    """What a participant thinks of a class: question → 1 (poor) to 5, and a remark."""

    __tablename__ = "evaluation"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    answers: Mapped[Json] = mapped_column(JSON)
    remark: Mapped[str | None] = mapped_column(String(600))
    at: Mapped[Instant]

    enrolment: Mapped[Enrolment] = relationship()
