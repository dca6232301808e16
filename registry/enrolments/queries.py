"""Reading classes and who is in them, within what an account may see."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account, Role
from models.classes import (
    Attendance,
    ClassSession,
    ClassState,
    Enrolment,
    EnrolmentState,
    Exam,
    ExamMark,
    SendingDecision,
    TrainingClass,
)
from models.officials import Official
from registry.officials.queries import readable_by
from registry.shared.database import db

SEATED = frozenset(
    {
        EnrolmentState.NOMINATED,
        EnrolmentState.ACCEPTED,
        EnrolmentState.SENT,
        EnrolmentState.ATTENDING,
        EnrolmentState.COMPLETED,
    }
)
"""States that take a seat."""
TAUGHT = frozenset({EnrolmentState.SENT, EnrolmentState.ATTENDING, EnrolmentState.COMPLETED})
"""States of those who are taught: attendance and marks are theirs."""
ON_THE_WAY = frozenset({EnrolmentState.ACCEPTED, EnrolmentState.SENT, EnrolmentState.ATTENDING})
"""States that lead to completion unless something comes between."""
OVER = frozenset({ClassState.FINISHED, ClassState.CANCELLED})


def seen_by(account: Account) -> ColumnElement[bool]:
    """Condition on `TrainingClass`: a school sees its own classes, everybody else all."""
    return TrainingClass.school_id == account.school_id if account.role is Role.SCHOOL else true()


def people_seen_by(account: Account) -> ColumnElement[bool]:
    """Condition on `Enrolment` joined to `Official`: a school sees who is in its classes, others whose file may be read."""
    return true() if account.role is Role.SCHOOL else readable_by(account)


def classes_for(account: Account, first: dt.date, last: dt.date) -> list[TrainingClass]:
    """The classes that are held on some day between, by first day."""
    statement = (
        select(TrainingClass)
        .where(seen_by(account), TrainingClass.first_day <= last, TrainingClass.last_day >= first)
        .options(joinedload(TrainingClass.programme), joinedload(TrainingClass.school))
        .order_by(TrainingClass.first_day, TrainingClass.title, TrainingClass.id)
    )
    return list(db.session.scalars(statement))


def class_for(account: Account, public_id: str) -> TrainingClass:
    """The class with this public id; 404 for none, and for one of another school."""
    found = db.session.scalar(select(TrainingClass).where(TrainingClass.public_id == public_id, seen_by(account)))
    if found is None:
        raise NotFound
    return found


def enrolment_for(account: Account, public_id: str) -> Enrolment:
    """The enrolment with this public id; 404 when its class or its official is out of the account's sight."""
    statement = (
        select(Enrolment)
        .join(Enrolment.official)
        .join(Enrolment.of_class)
        .where(Enrolment.public_id == public_id, seen_by(account), people_seen_by(account))
    )
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound
    return found


def session_for(account: Account, public_id: str) -> ClassSession:
    """The session with this public id, of a class that the account sees."""
    statement = select(ClassSession).join(ClassSession.of_class).where(ClassSession.public_id == public_id, seen_by(account))
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound
    return found


def decision_for(account: Account, public_id: str) -> SendingDecision:
    """The decision with this public id, of a class that the account sees."""
    statement = select(SendingDecision).join(SendingDecision.of_class)
    found = db.session.scalar(statement.where(SendingDecision.public_id == public_id, seen_by(account)))
    if found is None:
        raise NotFound
    return found


def enrolments_of(one: TrainingClass, account: Account | None = None) -> list[Enrolment]:
    """Who is in a class, in the order of names; of whom the account may read."""
    statement = select(Enrolment).join(Enrolment.official).where(Enrolment.class_id == one.id)
    if account:
        statement = statement.where(people_seen_by(account))
    named = statement.options(joinedload(Enrolment.official), joinedload(Enrolment.decision))
    return list(db.session.scalars(named.order_by(Official.sort_key, Official.id)))


def taken_seats(classes: Collection[int]) -> dict[int, Counter[EnrolmentState]]:
    """Class → how many people are in each state."""
    found: dict[int, Counter[EnrolmentState]] = {class_id: Counter() for class_id in classes}
    statement = select(Enrolment.class_id, Enrolment.state, func.count()).where(Enrolment.class_id.in_(classes))
    for class_id, state, number in db.session.execute(statement.group_by(Enrolment.class_id, Enrolment.state)):
        found[class_id][state] = number
    return found


def sessions_of(one: TrainingClass) -> list[ClassSession]:
    """The sessions of a class in order of days and parts of the day."""
    parts = ("morning", "afternoon", "evening")
    found = db.session.scalars(select(ClassSession).where(ClassSession.class_id == one.id))
    return sorted(found, key=lambda each: (each.day, parts.index(each.part.value)))


def exams_of(one: TrainingClass) -> list[Exam]:
    """The examinations of a class in their order."""
    return list(db.session.scalars(select(Exam).where(Exam.class_id == one.id).order_by(Exam.place, Exam.id)))


@dataclass
class Achieved:
    """What somebody did in a class so far."""

    hours: dict[int, Attendance] = field(default_factory=dict)
    """Id of the session → attendance."""
    marks: dict[int, Decimal] = field(default_factory=dict)
    """Id of the examination → mark."""

    @property
    def lesson_hours(self) -> int:
        """Lesson hours attended."""
        return sum(each.lesson_hours for each in self.hours.values())


def achieved_in(one: TrainingClass) -> dict[int, Achieved]:
    """Enrolment → what was achieved, of everybody in the class."""
    found: dict[int, Achieved] = {}
    for row in db.session.scalars(select(Attendance).join(Attendance.session).where(ClassSession.class_id == one.id)):
        found.setdefault(row.enrolment_id, Achieved()).hours[row.session_id] = row
    marks = select(ExamMark).join(ExamMark.exam).where(Exam.class_id == one.id)
    for mark in db.session.scalars(marks):
        found.setdefault(mark.enrolment_id, Achieved()).marks[mark.exam_id] = mark.mark
    return found


def elsewhere(one: TrainingClass, officials: Collection[int]) -> dict[int, str]:
    """Official → title of another class with the same programme, or held at the same time, in which a seat is taken."""
    same = TrainingClass.programme_id == one.programme_id
    at_once = (TrainingClass.first_day <= one.last_day) & (TrainingClass.last_day >= one.first_day)
    statement = (
        select(Enrolment.official_id, TrainingClass.title)
        .join(Enrolment.of_class)
        .where(Enrolment.official_id.in_(officials), Enrolment.class_id != one.id, same | at_once)
        .where(Enrolment.state.in_(SEATED - {EnrolmentState.COMPLETED}), TrainingClass.state.not_in(OVER))
        .order_by(TrainingClass.first_day.desc())
    )
    return dict(db.session.execute(statement).all())


def enrolments_of_official(official_id: int) -> Sequence[Enrolment]:
    """Every class somebody is or was in, the latest first."""
    statement = select(Enrolment).join(Enrolment.of_class).where(Enrolment.official_id == official_id)
    named = statement.options(joinedload(Enrolment.of_class).joinedload(TrainingClass.programme))
    return list(db.session.scalars(named.order_by(TrainingClass.first_day.desc(), Enrolment.id.desc())))
