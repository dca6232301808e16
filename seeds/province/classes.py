"""Classes of the demonstration province in the year of its story: finished, taught, filling, planned, put off, given up."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models.accounts import Account, Role
from models.classes import (
    Attendance,
    ClassSession,
    ClassState,
    Enrolment,
    EnrolmentState,
    Exam,
    ExamMark,
    Part,
    SendingDecision,
    TrainingClass,
)
from models.officials import Assignment, AssignmentKind, Official
from models.programmes import Programme
from models.qualifications import Qualification, State
from models.schools import School
from models.units import Unit
from registry.judgement.judge import Truth
from registry.programmes.eligibility import as_data, findings
from registry.shared.database import db
from seeds.province.dice import Dice

_S = EnrolmentState
SCHOOL = "Trường Chính trị Trần Phú"


@dataclass(frozen=True)
class Held:
    """A class of the story: its programme, days, state, and in which state how many people of which places are."""

    code: str
    title: str
    first: dt.date
    last: dt.date
    state: ClassState
    people: tuple[tuple[EnrolmentState, int], ...]
    seats: int
    reason: str | None = None


_FINISHED, _RUNNING = ((_S.COMPLETED, 9), (_S.DROPPED, 1)), ((_S.ATTENDING, 10),)
_FILLING = ((_S.NOMINATED, 3), (_S.ACCEPTED, 3), (_S.WAITING, 2))
_C = ClassState
_STORY: tuple[tuple[Any, ...], ...] = (
    ("boi-duong-llct", "Cập nhật kiến thức lãnh đạo, quản lý, khoá 1", "04-06", "04-10", _C.FINISHED, _FINISHED, 40),
    ("vi-tri-viec-lam", "Nghiệp vụ văn phòng, văn thư, khoá 1", "06-08", "06-12", _C.FINISHED, _FINISHED, 30),
    ("lanh-dao-cap-xa", "Kỹ năng lãnh đạo, quản lý cấp xã, khoá 1", "11-16", "11-27", _C.RUNNING, _RUNNING, 40),
    ("vi-tri-viec-lam", "Nghiệp vụ hộ tịch, chứng thực, khoá 2", "12-07", "12-11", _C.OPEN, _FILLING, 6),
    ("lanh-dao-cap-phong", "Lãnh đạo cấp phòng, khoá 2", "12-14", "12-31", _C.PLANNED, (), 50),
    (
        "qpan-doi-tuong-4",
        "Quốc phòng, an ninh đối tượng 4, khoá 2",
        "10-05",
        "10-09",
        _C.POSTPONED,
        (),
        60,
        "Mưa lũ, lùi sang năm sau",
    ),
    ("vi-tri-viec-lam", "Nghiệp vụ tài chính, kế toán, khoá 1", "09-07", "09-11", _C.CANCELLED, (), 30, "Không đủ người đề cử"),
)


def story(year: int) -> list[Held]:
    """The classes of a year."""
    return [
        Held(code, f"{title}/{year}", dt.date.fromisoformat(f"{year}-{first}"), dt.date.fromisoformat(f"{year}-{last}"), *more)
        for code, title, first, last, *more in _STORY
    ]


def plant_classes(accounts: Mapping[str, int], dice: Dice, today: dt.date, password_hash: str) -> None:
    """Classes, the people in them and what they completed, and an account of the political school."""
    programmes = {one.code: one for one in db.session.scalars(select(Programme).order_by(Programme.valid_from))}
    by = accounts["noivu"]
    school = db.session.scalars(select(School).where(School.name == SCHOOL)).one()
    unit_id = db.session.scalars(select(Unit.id).where(Unit.key == "tinh-ha-tinh")).one()
    values = {"username": "truongchinhtri", "name": "Phòng Quản lý đào tạo, Trường Chính trị Trần Phú", "role": Role.SCHOOL}
    db.session.add(
        Account(public_id=dice.public_id(), unit_id=unit_id, school_id=school.id, password_hash=password_hash, **values)
    )
    people = _people(today)
    for held in story(today.year):
        _plant(held, programmes[held.code], people, by, dice)
    db.session.flush()


def _people(today: dt.date) -> Iterator[tuple[int, int]]:
    """Official and unit, one of every so many who hold a post of a commune today, so that all communes have somebody."""
    posts = select(Assignment.official_id, Assignment.unit_id).join(Official, Official.id == Assignment.official_id)
    held = posts.where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= today, Assignment.valid_to > today)
    rows = db.session.execute(held.where(Official.archived_at.is_(None)).order_by(Official.id)).all()
    return ((row[0], row[1]) for start in range(37) for row in rows[start::37])


def _plant(held: Held, programme: Programme, people: Iterator[tuple[int, int]], by: int, dice: Dice) -> None:
    days = {"first_day": held.first, "last_day": held.last, "nominate_by": held.first - dt.timedelta(days=14)}
    taught = {"programme_id": programme.id, "school_id": programme.school_id, "cost": programme.cost}
    over = held.last if held.state is ClassState.FINISHED else None
    one = TrainingClass(
        public_id=dice.public_id(),
        title=held.title,
        state=held.state,
        seats=held.seats,
        reason=held.reason,
        venue="Thành phố Hà Tĩnh",
        finished_on=over,
        **days,
        **taught,
    )
    db.session.add(one)
    db.session.flush()
    chosen = [(state, *next(people)) for state, number in held.people for _place in range(number)]
    found = findings(programme, [official_id for _state, official_id, _unit in chosen], held.first)
    decision = _decision(one, held, by, dice)
    rows = []
    for state, official_id, unit_id in chosen:
        eligible = found[official_id].truth is Truth.YES
        row = Enrolment(
            public_id=dice.public_id(),
            class_id=one.id,
            official_id=official_id,
            unit_id=unit_id,
            state=state,
            nominated_at=_at(held.first - dt.timedelta(days=20)),
            nominated_by_id=by,
            eligibility=as_data(found[official_id]),
            override_reason=None if eligible else "Theo yêu cầu công tác của đơn vị",
            decision_id=decision.id if decision and state not in (_S.NOMINATED, _S.WAITING, _S.ACCEPTED) else None,
        )
        db.session.add(row)
        rows.append(row)
    db.session.flush()
    if decision:
        _teach(one, held, rows, programme, by, dice)


def _decision(one: TrainingClass, held: Held, by: int, dice: Dice) -> SendingDecision | None:
    if held.state not in (ClassState.FINISHED, ClassState.RUNNING):
        return None
    signed = held.first - dt.timedelta(days=7)
    decision = SendingDecision(
        public_id=dice.public_id(),
        class_id=one.id,
        number=f"{dice.number(100, 900)}/QĐ-SNV",
        signed_on=signed,
        made_at=_at(signed),
        made_by_id=by,
    )
    db.session.add(decision)
    db.session.flush()
    return decision


def _teach(one: TrainingClass, held: Held, rows: Sequence[Enrolment], programme: Programme, by: int, dice: Dice) -> None:
    """Two sessions a day; whoever completed was there throughout and passed, whoever dropped out came on the first day only."""
    days = [held.first + dt.timedelta(days=n) for n in range((held.last - held.first).days + 1)]
    slots = [(day, part) for day in days if day.weekday() < 5 for part in (Part.MORNING, Part.AFTERNOON)]
    sessions = [
        ClassSession(public_id=dice.public_id(), class_id=one.id, day=day, part=part, lesson_hours=4) for day, part in slots
    ]
    exam = Exam(public_id=dice.public_id(), class_id=one.id, place=1, name="Bài thu hoạch")
    db.session.add_all([*sessions, exam])
    db.session.flush()
    for place, session in enumerate(sessions):
        if held.state is ClassState.RUNNING and place >= 6:
            break
        session.taken_at = _at(session.day)
        for row in rows:
            hours = 4 if row.state is not _S.DROPPED or place < 2 else 0
            db.session.add(Attendance(session_id=session.id, enrolment_id=row.id, lesson_hours=hours))
    for row in rows if held.state is ClassState.FINISHED else ():
        _end(row, one, exam, programme, by, dice)


def _end(row: Enrolment, one: TrainingClass, exam: Exam, programme: Programme, by: int, dice: Dice) -> None:
    row.ended_on = one.last_day
    if row.state is _S.DROPPED:
        row.reason = "Không đủ điều kiện cấp chứng chỉ."
        return
    db.session.add(ExamMark(exam_id=exam.id, enrolment_id=row.id, mark=Decimal(dice.number(12, 19)) / 2))
    row.lesson_hours, row.certificate_number = programme.lesson_hours, f"{row.id:04d}/CN-{one.last_day.year}"
    held: dict[str, Any] = {
        "domain": programme.domain,
        "field": programme.name,
        "institution": one.school.name,
        "number": row.certificate_number,
    }
    held |= {
        "lesson_hours": programme.lesson_hours,
        "issued_on": one.last_day,
        "state": State.DECLARED,
        "entered_by_id": by,
        "changed_by_id": by,
    }
    qualification = Qualification(
        public_id=dice.public_id(),
        official_id=row.official_id,
        recorded_at=_at(one.last_day),
        source=f"Lớp “{one.title}” ({one.public_id})",
        **held,
    )
    db.session.add(qualification)
    db.session.flush()
    row.qualification_id, row.qualification_version = qualification.id, qualification.version


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(2), dt.UTC)
