"""Sessions, attendance and examinations of a class. Callers commit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm.attributes import flag_modified

from models.accounts import Account
from models.classes import Attendance, ClassSession, Enrolment, Exam, ExamMark, TrainingClass
from registry.audit.actions import record
from registry.enrolments.actions import EDITABLE, taken
from registry.enrolments.queries import TAUGHT, enrolments_of, exams_of
from registry.enrolments.records import Present, Result, SessionDetails
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused
from registry.shared.text import fold

CHANGED = "Có người vừa ghi khác đi; bản đang lưu được hiện bên dưới."
MOST_HOURS = 8
"""Lesson hours of a session, at most."""
BEST = Decimal(10)


def add_sessions(one: TrainingClass, sessions: Sequence[SessionDetails], by: Account) -> None:
    """Put sessions on the timetable. Refused outside the days of the class, and twice at one time."""
    _check_taught(one)
    held = {(each.day, each.part) for each in db.session.scalars(select(ClassSession).where(ClassSession.class_id == one.id))}
    for each in sessions:
        if not one.first_day <= each.day <= one.last_day:
            raise Refused("day", f"Ngày {vn_date(each.day)} nằm ngoài thời gian của lớp.")
        if (each.day, each.part) in held:
            raise Refused("part", f"Ngày {vn_date(each.day)} đã có buổi học này.")
        held.add((each.day, each.part))
        db.session.add(ClassSession(class_id=one.id, **vars(each)))
    db.session.flush()
    record("class.timetabled", one.title, by=by, changes={"lessons": [None, len(sessions)]})


def remove_session(session: ClassSession, by: Account) -> None:
    """Take a session off the timetable. Refused once its attendance was taken."""
    one = session.of_class
    _check_taught(one)
    if session.taken_at:
        raise Refused("", "Buổi học đã điểm danh thì không bỏ được.")
    db.session.delete(session)
    db.session.flush()
    record("class.timetabled", one.title, by=by, changes={"session_day": [vn_date(session.day), None]})


def take_attendance(session: ClassSession, present: Mapping[int, Present], seen: int, by: Account) -> None:
    """Write down who was there: enrolment → lesson hours, of everybody who is taught.

    Refused when somebody else saved it after version `seen`, for people who are not taught, and for more hours than it has.
    """
    one = session.of_class
    _check_taught(one)
    db.session.refresh(session)
    if session.version != seen:
        raise Refused("version", CHANGED)
    _lay_attendance(session, present, {each.id for each in taught_in(one)})
    session.taken_at = now()
    db.session.flush()
    changes = {"session_day": [None, vn_date(session.day)], "officials": [None, len(present)]}
    record("class.attended", one.title, by=by, changes=changes)


def _lay_attendance(session: ClassSession, present: Mapping[int, Present], allowed: set[int]) -> None:
    if not present.keys() <= allowed:
        raise Refused("", "Danh sách lớp vừa thay đổi; hãy mở lại trang.")
    stored = {row.enrolment_id: row for row in db.session.scalars(select(Attendance).where(Attendance.session_id == session.id))}
    for enrolment_id, one in present.items():
        if not 0 <= one.lesson_hours <= session.lesson_hours:
            raise Refused("", f"Buổi học có {session.lesson_hours} tiết; không thể ghi {one.lesson_hours} tiết.")
        row = stored.get(enrolment_id) or Attendance(session_id=session.id, enrolment_id=enrolment_id)
        row.lesson_hours, row.excused = one.lesson_hours, one.excused
        db.session.add(row)


def taught_in(one: TrainingClass) -> list[Enrolment]:
    """Who is taught in the class, in the order of names."""
    return [each for each in enrolments_of(one) if each.state in TAUGHT]


def add_exam(one: TrainingClass, name: str, by: Account) -> Exam:
    """Announce an examination. Refused when the class has one of that name."""
    _check_taught(one)
    if fold(name) in {fold(each.name) for each in exams_of(one)}:  # workbooks find its column by the folded name
        raise Refused("name", "Lớp đã có bài kiểm tra tên này.")
    place = (db.session.scalar(select(func.max(Exam.place)).where(Exam.class_id == one.id)) or 0) + 1
    exam = Exam(class_id=one.id, place=place, name=name)
    db.session.add(exam)
    db.session.flush()
    record("class.examined", one.title, by=by, changes={"exam": [None, name]})
    return exam


def set_results(
    one: TrainingClass, results: Mapping[int, Result], seen: int, by: Account, attendance: Mapping[int, Mapping[int, Present]]
) -> None:
    """Write down results: enrolment → marks and certificate; and, from a workbook, session → attendance as well.

    Refused when the class was changed after version `seen`, for people who are not taught, and for marks outside 0 to 10.
    """
    _check_taught(one)
    if one.version != seen:
        raise Refused("version", CHANGED)
    people = {each.id: each for each in taught_in(one)}
    if not results.keys() <= people.keys():
        raise Refused("", "Danh sách lớp vừa thay đổi; hãy mở lại trang.")
    for enrolment_id, result in results.items():
        row = people[enrolment_id]
        row.classification, row.certificate_number = result.classification, result.certificate_number
        _lay_marks(enrolment_id, result.marks)
    sessions = {each.id: each for each in db.session.scalars(select(ClassSession).where(ClassSession.class_id == one.id))}
    for session_id, present in attendance.items():
        _lay_attendance(sessions[session_id], present, set(people))
        sessions[session_id].taken_at = now()
    flag_modified(one, "state")  # nothing of the class itself changes, and yet who looked at it before must look again
    db.session.flush()
    record("class.marked", one.title, by=by, changes={"officials": [None, len(results)]})


def _lay_marks(enrolment_id: int, marks: Mapping[int, Decimal | None]) -> None:
    for exam_id, mark in marks.items():
        if mark is not None and not 0 <= mark <= BEST:
            raise Refused("", "Điểm từ 0 đến 10.")
        db.session.execute(delete(ExamMark).where(ExamMark.exam_id == exam_id, ExamMark.enrolment_id == enrolment_id))
        if mark is not None:
            db.session.add(ExamMark(exam_id=exam_id, enrolment_id=enrolment_id, mark=mark))


def _check_taught(one: TrainingClass) -> None:
    taken(one)
    if one.state not in EDITABLE:
        raise Refused("", "Lớp đã kết thúc hoặc đã huỷ thì không ghi thêm buổi học, điểm danh và điểm.")
