"""Classes for tests: opened, filled, taught and finished through the actions that pages use."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from models.accounts import Account
from models.classes import ClassState, Enrolment, Part, TrainingClass
from models.officials import Official
from models.programmes import Programme
from registry.annual.actions import LineDetails
from registry.enrolments import actions, completion, teaching
from registry.enrolments.queries import exams_of, sessions_of
from registry.enrolments.records import ClassDetails, NewClass, Present, Result, SessionDetails
from tests.support import made

FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 3, 6)


def details(**values: Any) -> ClassDetails:
    """A class of a week in March 2026 with two seats."""
    fixed: dict[str, Any] = {"title": "Lớp thử", "first_day": FIRST, "last_day": LAST, "nominate_by": FIRST, "seats": 2}
    if "school_id" not in values:
        fixed["school_id"] = made.school().id
    return ClassDetails(**{**fixed, **values})


def planned(programme: Programme, **values: Any) -> LineDetails:
    """A line of an annual plan: one class with forty seats for nine million."""
    fixed: dict[str, Any] = {"programme_id": programme.id, "title": "Lớp", "classes": 1, "seats": 40, "cost": 9000, "priority": 2}
    empty = ("audience", "days", "lesson_hours", "month", "venue", "host", "school_id", "budget_line_id", "note")
    return LineDetails(**{**dict.fromkeys(empty), **fixed, **values})


def opened(by: Account, programme: Programme | None = None, **values: Any) -> TrainingClass:
    """A class that takes nominations."""
    one = actions.open_class(NewClass(programme or made.programme(), details(**values)), by)
    actions.move_class(one, ClassState.OPEN, None, by)
    return one


def sent(one: TrainingClass, official: Official, by: Account) -> Enrolment:
    """Somebody nominated, accepted and sent."""
    row = actions.nominate(one, official, "Theo yêu cầu công tác", by)
    actions.accept(row, by)
    actions.send(one, "12/QĐ-SNV", dt.date(2026, 2, 20), by)
    return row


def running(by: Account, *officials: Official, programme: Programme | None = None, **values: Any) -> TrainingClass:
    """A class that is taught to these people, with a session of four lesson hours and one examination."""
    one = opened(by, programme, **values)
    for official in officials:
        sent(one, official, by)
    actions.move_class(one, ClassState.CLOSED, None, by)
    actions.move_class(one, ClassState.RUNNING, None, by)
    teaching.add_sessions(one, [SessionDetails(FIRST, Part.MORNING, 4)], by)
    teaching.add_exam(one, "Bài thu hoạch", by)
    return one


def passed(one: TrainingClass, by: Account, hours: Mapping[int, int] | None = None, mark: str = "8") -> None:
    """Everybody taught was there for four hours (or those given by enrolment), and has the mark."""
    people = [row.id for row in teaching.taught_in(one)]
    (session,), (exam,) = sessions_of(one), exams_of(one)
    present = {row_id: Present((hours or {}).get(row_id, 4)) for row_id in people}
    teaching.take_attendance(session, present, session.version, by)
    results = {row_id: Result({exam.id: Decimal(mark)}) for row_id in people}
    teaching.set_results(one, results, one.version, by, {})


def finished(by: Account, *officials: Official, **values: Any) -> TrainingClass:
    """A class that everybody completed."""
    one = running(by, *officials, **values)
    passed(one, by)
    completion.finish(one, LAST, by)
    return one
