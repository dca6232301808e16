"""Classes for the world of the access matrix: one that is taught, one that takes nominations, somebody of each unit in one."""

import datetime as dt

from models.accounts import Account
from models.classes import ClassSession, ClassState, EnrolmentState, Part, SendingDecision
from models.officials import Official
from models.units import Unit
from registry.shared.clock import now
from tests.support import made, make

FIRST = dt.date(2026, 3, 2)


def build(by: Account) -> dict[str, str]:
    """What is the same for all: a class that is taught, a session of it, and a decision to send; a class that is open."""
    unit = make.unit("Đơn vị Khác")
    days = {"first_day": FIRST, "last_day": dt.date(2026, 3, 6), "nominate_by": FIRST}
    one = made.training_class(state=ClassState.RUNNING, **days)
    sent = made.kept(SendingDecision(class_id=one.id, number="1/QĐ", signed_on=FIRST, made_at=now(), made_by_id=by.id))
    somebody, state = make.official_at(unit, "Người Được Cử"), EnrolmentState.ATTENDING
    made.enrolment(one, somebody, unit, by, state=state, decision_id=sent.id)
    session = made.kept(ClassSession(class_id=one.id, day=FIRST, part=Part.MORNING, lesson_hours=4))
    return {
        "training_class": one.public_id,
        "class_version": str(one.version),
        "school": str(one.school_id),
        "session": session.public_id,
        "sending": sent.public_id,
        "hours_rule": made.hours_rule().public_id,
        "open_class": made.training_class().public_id,
    }


def enrolled(official: Official, unit: Unit, by: Account) -> str:
    """Somebody nominated for a further class that is open."""
    return made.enrolment(made.training_class(), official, unit, by).public_id
