"""A class as offices work with it: nominated with reasons, sent on paper, attended, marked, finished; results by workbook."""

import datetime as dt
import io
import re
from collections.abc import Iterator

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from flask import Flask
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.classes import Attendance, ClassSession, Enrolment, EnrolmentState, ExamMark, Part, TrainingClass
from models.programmes import ResultColumn
from models.qualifications import Qualification
from models.units import Unit, UnitPeriod
from registry.enrolments import actions, teaching
from registry.enrolments.queries import enrolments_of, exams_of, sessions_of
from registry.enrolments.records import Present, Result
from registry.shared.clock import stopped_at
from registry.shared.database import db
from registry.teaching.documents import attendance_pdf
from registry.teaching.queries import results_of
from tests.support import classes, make, markup
from tests.support.visitor import Visitor

Row = list[object]


@pytest.fixture(autouse=True)
def in_march(app: Flask) -> Iterator[None]:
    """After the class."""
    assert app
    with stopped_at(dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def unit(app: Flask) -> Unit:
    """Where people work, below a province."""
    assert app
    return make.unit("Sở Học", parent=make.province())


@pytest.fixture
def department(unit: Unit) -> Account:
    """Who keeps the classes."""
    root = db.session.get_one(Unit, _parent(unit))
    return make.account(Role.DEPARTMENT, root)


def _parent(unit: Unit) -> int:
    parent = db.session.scalar(select(UnitPeriod.parent_id).where(UnitPeriod.unit_id == unit.id))
    assert parent
    return parent


def _running(department: Account, unit: Unit, *names: str) -> TrainingClass:
    one = classes.running(department, *(make.official_at(unit, name) for name in names), seats=9)
    db.session.commit()
    return one


def test_from_nomination_to_the_file(visitor: Visitor, department: Account, unit: Unit) -> None:
    one = classes.opened(department, make.programme(party_member=True), nominate_by=classes.FIRST, title="Lớp Tháng Ba")
    official = make.official_at(unit, "Lê Thị Đường", party_member=False)
    path = f"/classes/{one.public_id}"
    with stopped_at(dt.datetime(2026, 2, 16, 3, tzinfo=dt.UTC)):
        officer = visitor.enter_as(make.account(Role.HR_OFFICER, unit))
        page = officer.get(f"{path}/nominate?q=le+thi")
        assert "Không: là đảng viên" in page.text
        officer.submit(f"{path}/nominate?q=le+thi", {"reason": ""}, form="/nominate")
        assert db.session.scalar(select(func.count()).select_from(Enrolment)) == 0
        officer.submit(f"{path}/nominate?q=le+thi", {"reason": "Cấp uỷ đồng ý"}, form="/nominate")
        (row,) = enrolments_of(one)
        person = f"/enrolments/{row.public_id}"
        csrf = officer.csrf_token()
        assert officer.post(person, data={"step": "accept", "csrf_token": csrf}).status_code == 403
        keeper = visitor.enter_as(department)
        assert "Cấp uỷ đồng ý" in keeper.get(person).text
        keeper.post(person, data={"step": "accept", "csrf_token": keeper.csrf_token()})
        keeper.submit(path, {"number": "12/QĐ-SNV", "signed_on": "20/02/2026"}, form="send")
    keeper = visitor.enter_as(department)
    for state in ("closed", "running"):
        keeper.post(f"{path}/move", data={"state": state, "csrf_token": keeper.csrf_token()})
    keeper.submit(path, {"day": "02/03/2026", "lesson_hours": "4"}, form="/sessions")
    keeper.submit(path, {"name": "Thi"}, form="exam")
    (session,), (exam,) = sessions_of(one), exams_of(one)
    assert keeper.submit(f"/sessions/{session.public_id}/attendance", {f"hours-{row.public_id}": "4"}).status_code == 302
    marks = {f"mark-{exam.public_id}-{row.public_id}": "7,5", f"number-{row.public_id}": "01/CC"}
    assert keeper.submit(f"{path}/marks", marks).status_code == 302
    keeper.submit(path, {"on": "06/03/2026"}, form="/move")
    (held,) = db.session.scalars(select(Qualification).where(Qualification.official_id == official.id))
    assert (held.number, held.issued_on, held.institution) == ("01/CC", dt.date(2026, 3, 6), one.school.name)
    assert "Hoàn thành" in keeper.get(path).text
    decision = db.session.get_one(Enrolment, row.id).decision
    assert decision
    paper = PdfReader(io.BytesIO(keeper.get(f"/decisions/{decision.public_id}/paper").data))
    said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Lê Thị Đường" in said
    assert "Lớp Tháng Ba" in said
    assert "Số: 12/QĐ-SNV" in said


def test_a_unit_sees_its_own_people_and_the_seats_of_all(visitor: Visitor, department: Account, unit: Unit) -> None:
    other = make.official_at(make.unit("Sở Khác"), "Phạm Người Khác")
    one = classes.opened(department)
    mine = actions.nominate(one, make.official_at(unit, "Lê Của Mình"), "Cần", department)
    foreign = actions.nominate(one, other, "Cần", department)
    officer = visitor.enter_as(make.account(Role.HR_OFFICER, unit))
    page = officer.get(f"/classes/{one.public_id}").text
    assert "Lê Của Mình" in page
    assert "Phạm Người Khác" not in page
    assert "2/2" in page
    assert officer.get(f"/enrolments/{mine.public_id}").status_code == 200
    assert officer.get(f"/enrolments/{foreign.public_id}").status_code == 404
    assert "Phạm" not in officer.get(f"/classes/{one.public_id}/nominate?q=pham").text.partition("<main")[2].partition("<ul")[2]


def test_attendance_of_two_at_once_shows_what_is_stored(visitor: Visitor, department: Account, unit: Unit) -> None:
    one = _running(department, unit, "Lê Một")
    (session,), (row,) = sessions_of(one), enrolments_of(one)
    keeper, path, box = visitor.enter_as(department), f"/sessions/{session.public_id}/attendance", f"hours-{row.public_id}"
    page = keeper.get(path)
    assert 'inputmode="numeric"' in page.text
    seen = str(session.version)
    teaching.take_attendance(session, {row.id: Present(1)}, session.version, department)
    sent = {box: "3", "version": seen, "csrf_token": keeper.csrf_token()}
    answer = keeper.post(path, data=sent)
    assert answer.status_code == 409
    assert "đang lưu: 1 tiết" in answer.text
    assert 'value="3"' in answer.text
    assert keeper.submit(path, {box: "9"}).status_code == 409
    assert db.session.scalars(select(Attendance.lesson_hours)).one() == 1


def _cells(body: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _workbook(rows: list[list[object]]) -> io.BytesIO:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Kết quả")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    target.seek(0)
    return target


def _send(keeper: Visitor, one: TrainingClass, rows: list[list[object]]) -> str:
    path = f"/classes/{one.public_id}"
    keeper.submit(path, {"file": (_workbook(rows), "ket-qua.xlsx")}, form="results-in")
    return str(keeper.get(path).text)


def test_results_go_out_and_come_back(visitor: Visitor, department: Account, unit: Unit) -> None:
    one = _running(department, unit, "Lê Một", "Lê Hai")
    keeper = visitor.enter_as(department)
    out = keeper.post(f"/classes/{one.public_id}/results", data={"csrf_token": keeper.csrf_token()})
    rows = _cells(out.data)
    top = next(place for place, row in enumerate(rows) if "Mã" in row)
    for row in rows[top + 1 :]:
        row[3:] = [4, "8,25", "Khá", "9/CC"]
    assert "Đã ghi kết quả của 2 người" in _send(keeper, one, rows)
    assert {mark.mark for mark in db.session.scalars(select(ExamMark))} == {8.25}
    assert {row.certificate_number for row in enrolments_of(one)} == {"9/CC"}
    again = _cells(keeper.post(f"/classes/{one.public_id}/results", data={"csrf_token": keeper.csrf_token()}).data)
    assert again[top + 1][3:] == [4, "8,25", "Khá", "9/CC"]


def test_one_wrong_cell_is_told_by_its_place_and_nothing_is_written(visitor: Visitor, department: Account, unit: Unit) -> None:
    one = _running(department, unit, "Lê Một", "Lê Hai")
    first, second = (row.public_id for row in enrolments_of(one))
    heads: list[object] = ["Mã", "Họ và tên", "02/03/2026 sáng (4 tiết)", "Điểm: Bài thu hoạch"]
    told = _send(visitor.enter_as(department), one, [heads, [first, "", 4, "8"], [second, "", 7, "mười"], ["lạ", "", "", ""]])
    assert "Dòng 3, cột C" in told
    assert "số tiết từ 0 đến 4" in told
    assert "Dòng 3, cột D" in told
    assert "Dòng 4, cột A" in told
    assert "Chưa ghi gì vào sổ" in told
    assert db.session.scalar(select(func.count()).select_from(ExamMark)) == 0
    assert db.session.scalar(select(func.count()).select_from(Attendance)) == 0


def test_turns_and_persons_stand_apart(department: Account, unit: Unit) -> None:
    both, once = make.official_at(unit, "Lê Hai Lượt"), make.official_at(unit, "Lê Một Lượt")
    theory = make.programme(column=ResultColumn.THEORY_REFRESHER)
    classes.finished(department, both, once, title="A")
    classes.finished(department, both, programme=theory, title="B")
    dropped = classes.running(department, once, title="C", programme=theory)
    actions.drop(enrolments_of(dropped)[0], "Ốm", department)
    whole = results_of(2026, {unit.id}).whole
    assert (whole.turns, whole.total, whole.persons, whole.hours) == (
        {ResultColumn.JOB_POSITION: 2, ResultColumn.THEORY_REFRESHER: 1},
        3,
        2,
        12,
    )
    assert results_of(2025, {unit.id}).whole.total == 0
    assert results_of(2026, {unit.id + 1000}).whole.total == 0


def test_pages_of_lists_and_calendar(visitor: Visitor, department: Account, unit: Unit) -> None:
    one = classes.opened(department, title="Lớp Lịch", first_day=dt.date(2026, 5, 4), last_day=dt.date(2026, 5, 8))
    classes.finished(department, make.official_at(unit, "Lê Xong"))
    make.calendar_link(department, "secret")
    keeper = visitor.enter_as(department)
    assert "Lớp Lịch" in keeper.get("/classes").text
    assert "Lớp Lịch" not in keeper.get("/classes?year=2025").text
    assert "Tổng số lượt" in keeper.get("/training-results").text
    body = keeper.get("/calendar/secret/classes").text
    assert "DTSTART;VALUE=DATE:20260504" in body
    assert "Khai giảng: Lớp Lịch" in body
    assert "BEGIN:VEVENT" not in keeper.get("/calendar/wrong/classes").text
    assert keeper.get(f"/classes/{one.public_id}/attendance-sheet").mimetype == "application/pdf"


def test_the_sheet_to_sign_leaves_every_session_of_a_long_class_room_to_be_read(department: Account, unit: Unit) -> None:
    one = classes.opened(department, title="Lớp Dài")
    row = classes.sent(one, make.official_at(unit, "Nguyễn Thị Ngọc Ánh"), department)
    days = [dt.date(2026, 5, 4) + dt.timedelta(days=number) for number in range(26)]
    sessions = [ClassSession(class_id=one.id, day=day, part=Part.MORNING, lesson_hours=4) for day in days]
    pages = PdfReader(io.BytesIO(attendance_pdf(one, sessions, [row]))).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    assert text.count("Nguyễn Thị Ngọc Ánh") == 3  # a line of its own in each of the three tables
    assert re.findall(r"\d\d/05 sáng 4 tiết", " ".join(text.split())) == [f"{day:%d/%m} sáng 4 tiết" for day in days]


def test_two_who_change_a_class_see_both_versions(visitor: Visitor, department: Account) -> None:
    one = classes.opened(department, title="Lớp cũ")
    keeper, path = visitor.enter_as(department), f"/classes/{one.public_id}/edit"
    keeper.submit(path, {"title": "Của người thứ nhất"})
    sent = {"title": "Của người thứ hai", "version": "1", "csrf_token": keeper.csrf_token()}
    answer = keeper.post(path, data=sent)
    assert answer.status_code == 409
    assert "Của người thứ nhất" in answer.text
    assert db.session.get_one(TrainingClass, one.id).title == "Của người thứ nhất"


def test_who_was_refused_is_not_attending(department: Account, unit: Unit) -> None:
    one = classes.opened(department)
    row = actions.nominate(one, make.official_at(unit), None, department)
    actions.refuse(row, "Hết chỗ", department)
    assert row.state is EnrolmentState.REFUSED
    assert teaching.taught_in(one) == []


def test_a_school_sees_and_teaches_its_own_classes_alone(visitor: Visitor, department: Account, unit: Unit) -> None:
    own = _running(department, unit, "Lê Của Trường")
    other = _running(department, unit, "Lê Trường Khác")
    teacher = visitor.enter_as(make.account(Role.SCHOOL, school_id=own.school_id))
    page = teacher.get(f"/classes/{own.public_id}").text
    assert "Lê Của Trường" in page
    assert teacher.get(f"/classes/{other.public_id}").status_code == 404
    (mine,), (foreign,) = sessions_of(own), sessions_of(other)
    (row,) = enrolments_of(own)
    assert teacher.submit(f"/sessions/{mine.public_id}/attendance", {f"hours-{row.public_id}": "3"}).status_code == 302
    assert teacher.get(f"/sessions/{foreign.public_id}/attendance").status_code == 404
    assert teacher.get(f"/enrolments/{row.public_id}").status_code == 403
    lost = visitor.enter_as(make.account(Role.SCHOOL))
    assert lost.get(f"/classes/{own.public_id}").status_code == 404


def test_a_number_that_cannot_be_read_is_told_and_nothing_of_others_is_lost(
    visitor: Visitor, department: Account, unit: Unit
) -> None:
    one = _running(department, unit, "Lê Thử")
    (row,), exam = enrolments_of(one), teaching.add_exam(one, "Thi", department)
    path, mark = f"/classes/{one.public_id}/marks", f"mark-{exam.public_id}-{row.public_id}"
    keeper = visitor.enter_as(department)
    seen = one.version
    results = {row.id: Result({}, None, "A-1")}
    teaching.set_results(one, results, seen, department, {})
    db.session.commit()
    for typed in ("11", "1_0", "0E+99999999", "sNaN", "7,555"):
        token = {"csrf_token": keeper.csrf_token(), "version": str(seen)}
        answer = keeper.post(path, data={mark: typed, f"number-{row.public_id}": "", **token})
        assert answer.status_code == 409
        assert f'name="version" value="{seen}"' in answer.text
    assert "A-1" in keeper.post(path, data={mark: "9", **token}).text
    assert db.session.get_one(Enrolment, row.id).certificate_number == "A-1"
    session = sessions_of(one)[0]
    hours = {f"hours-{row.public_id}": "9" * 5000, "version": str(session.version), "csrf_token": keeper.csrf_token()}
    assert keeper.post(f"/sessions/{session.public_id}/attendance", data=hours).status_code == 409


def test_turns_of_a_unit_that_ended_stay_with_who_took_it_over(visitor: Visitor, department: Account, unit: Unit) -> None:
    day = dt.date(2026, 4, 1)
    before, after = make.unit("Sở Cũ", parent=unit, valid_to=day), make.unit("Sở Mới", parent=unit)
    make.succession(before, after, day)
    classes.finished(department, make.official_at(before, "Lê Sở Cũ"))
    db.session.commit()
    with stopped_at(dt.datetime(2026, 6, 1, 3, tzinfo=dt.UTC)):
        for reader in (make.account(Role.HR_OFFICER, after), department):
            told = visitor.enter_as(reader).get("/training-results?year=2026").text
            assert re.search(r"Tổng cộng\W.*\b1\b", markup.text_of(markup.parsed(told))), reader.role
