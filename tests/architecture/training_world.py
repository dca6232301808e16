"""Classes for the world of the access matrix: one that is taught, one that takes nominations, somebody of each unit in one."""

import datetime as dt

from sqlalchemy import select

from models.accounts import Account
from models.classes import ClassSession, ClassState, EnrolmentState, Part, SendingDecision
from models.officials import Official
from models.programmes import Programme
from models.training_plans import Origin
from models.units import Unit
from registry.shared.clock import now
from registry.shared.database import db
from tests.support import made, make

FIRST = dt.date(2026, 3, 2)
PROGRAMME = "00000000000000bb"


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
        "survey": made.survey(by).public_id,
    }


def enrolled(official: Official, unit: Unit, by: Account) -> str:
    """Somebody nominated for a further class that is open."""
    return made.enrolment(made.training_class(), official, unit, by).public_id


def answered(official: Official, unit: Unit, by: Account) -> dict[str, str]:
    """The answer of a unit in a survey: somebody confirmed for the programme of all, and people that it added itself."""
    answer = made.survey_answer(made.survey(by), unit)
    programme = db.session.scalars(select(Programme).where(Programme.public_id == PROGRAMME)).one()
    made.need(answer, programme, official, origin=Origin.TARGET)
    return {"survey_answer": answer.public_id, "own_need": made.need(answer, programme, people=3).public_id}


def planned(unit: Unit, by: Account, mark: str) -> dict[str, str]:
    """A draft of the annual plan of a unit, with a line."""
    plan = made.annual_plan(unit, by, title=f"Kế hoạch {mark}")
    line = made.plan_line(plan, db.session.scalars(select(Programme).where(Programme.public_id == PROGRAMME)).one())
    return {"annual_plan": plan.public_id, "plan_line": line.public_id}
