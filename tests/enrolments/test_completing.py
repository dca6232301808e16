"""What a finished class writes into the files, and how it goes back; nothing that people did since is lost."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.classes import ClassState, Enrolment, EnrolmentState, TrainingClass
from models.officials import Official
from models.qualifications import Domain, Qualification, State
from registry.changes.actions import undo
from registry.enrolments import actions, completion, teaching
from registry.enrolments.outcome import Asked, outcome_of
from registry.enrolments.queries import enrolments_of, exams_of, sessions_of
from registry.enrolments.records import Present, Result
from registry.shared.clock import stopped_at
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.support import classes, make


@pytest.fixture(autouse=True)
def in_march(app: Flask) -> Iterator[None]:
    """After the classes."""
    assert app
    with stopped_at(dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def department(app: Flask) -> Account:
    """Who keeps the classes."""
    assert app
    return make.account(Role.DEPARTMENT)


@pytest.fixture
def official(app: Flask) -> Official:
    """Who learns."""
    assert app
    return make.official_at(make.unit(), "Lê Thị Học")


def _held(official: Official) -> list[Qualification]:
    return list(db.session.scalars(select(Qualification).where(Qualification.official_id == official.id)))


def _row(one: TrainingClass) -> Enrolment:
    return enrolments_of(one)[0]


@pytest.mark.parametrize(
    ("attended", "marks", "passed"),
    [(40, {1: "5", 2: "9"}, True), (39, {1: "5", 2: "9"}, False), (40, {1: "4.99", 2: "9"}, False), (40, {1: "5"}, False)],
)
def test_full_attendance_and_every_examination(attended: int, marks: dict[int, str], passed: bool) -> None:
    outcome = outcome_of(Asked(40, 100, [1, 2], Decimal(5)), attended, {exam: Decimal(mark) for exam, mark in marks.items()})
    assert outcome.passed is passed


def test_a_share_of_the_hours_is_rounded_up() -> None:
    asked = Asked(41, 80, [], Decimal(5))
    assert (outcome_of(asked, 33, {}).passed, outcome_of(asked, 32, {}).lacking_hours) == (True, 1)


def test_who_completes_holds_it_declared_from_the_day_with_the_class_as_source(department: Account, official: Official) -> None:
    level = make.level(Domain.THEORY, "Trung cấp", 2)
    one = classes.finished(department, official, programme=make.programme(level), title="TC K1")
    (held,) = _held(official)
    assert (held.domain, held.level_id, held.issued_on, held.state) == (Domain.THEORY, level.id, classes.LAST, State.DECLARED)
    assert held.source and "TC K1" in held.source
    assert held.institution == one.school.name
    assert (_row(one).state, _row(one).lesson_hours, _row(one).qualification_id) == (EnrolmentState.COMPLETED, 4, held.id)


def test_who_did_not_pass_dropped_out_and_completes_once_put_right(department: Account, official: Official) -> None:
    one = classes.running(department, official)
    classes.passed(one, department, mark="4.5")
    assert completion.finish(one, classes.LAST, department) == 0
    assert (_row(one).state, _held(official)) == (EnrolmentState.DROPPED, [])
    with pytest.raises(Refused, match="chưa đạt"), db.session.begin_nested():
        completion.complete(_row(one), department)


@pytest.mark.parametrize(("on", "why"), [("2026-03-01", "Buổi học cuối"), ("2026-03-17", "sau hôm nay")])
def test_a_class_is_finished_neither_early_nor_ahead(department: Account, official: Official, on: str, why: str) -> None:
    one = classes.running(department, official)
    with pytest.raises(Refused, match=why):
        completion.finish(one, dt.date.fromisoformat(on), department)


def test_taking_back_takes_the_qualification_out_and_says_so_in_the_file(department: Account, official: Official) -> None:
    one = classes.finished(department, official)
    completion.take_back(_row(one), "Sai danh sách", department)
    assert (_held(official), _row(one).lesson_hours) == ([], 0)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "enrolment.taken_back")).one()
    assert (entry.official_id, entry.changes["reason"][1]) == (official.id, "Sai danh sách")
    completion.complete(_row(one), department)
    assert len(_held(official)) == 1


def test_what_was_edited_or_verified_since_stays_and_the_class_says_so(department: Account, official: Official) -> None:
    one = classes.finished(department, official)
    (held,) = _held(official)
    held.state = State.VERIFIED
    db.session.flush()
    with pytest.raises(Refused, match=r"Lê Thị Học.*xác minh"):
        completion.take_back(_row(one), "Sai", department)
    with pytest.raises(Refused, match=r"Lê Thị Học.*xác minh"):
        completion.cancel_finished(one, "Sai", department)
    assert (one.state, _row(one).state) == (ClassState.FINISHED, EnrolmentState.COMPLETED)


def test_a_scan_behind_it_keeps_it(department: Account, official: Official) -> None:
    one = classes.finished(department, official)
    make.evidence(_held(official)[0], department)
    with pytest.raises(Refused, match="bản chụp"):
        completion.take_back(_row(one), "Sai", department)


def test_cancelling_a_finished_class_takes_all_of_it_back(department: Account, official: Official) -> None:
    other = make.official_at(make.unit(), "Trần Văn Hai")
    one = classes.finished(department, official, other)
    completion.cancel_finished(one, "Mở sai thẩm quyền", department)
    assert (_held(official), _held(other), one.state) == ([], [], ClassState.CANCELLED)


def test_a_correction_of_the_certificate_reaches_the_file(department: Account, official: Official) -> None:
    one = classes.finished(department, official)
    completion.correct_certificate(_row(one), "77/CC", "Giỏi", department)
    (held,) = _held(official)
    assert (held.number, held.classification) == ("77/CC", "Giỏi")
    completion.take_back(_row(one), "Sai", department)
    assert _held(official) == []


def test_undo_does_not_go_past_the_class(department: Account, official: Official) -> None:
    one = classes.finished(department, official)
    db.session.commit()
    completion.take_back(_row(one), "Sai", department)
    db.session.commit()
    for action in ("class.finished", "enrolment.taken_back"):
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).one()
        with pytest.raises(Refused, match="trang của lớp"):
            undo(entry, department)


def test_attendance_saved_by_somebody_else_meanwhile_is_not_written_over(department: Account, official: Official) -> None:
    one = classes.running(department, official)
    (session,), row = sessions_of(one), _row(one)
    seen = session.version
    teaching.take_attendance(session, {row.id: Present(4)}, seen, department)
    with pytest.raises(Refused, match="khác đi"):
        teaching.take_attendance(session, {row.id: Present(0)}, seen, department)
    with pytest.raises(Refused, match="4 tiết"):
        teaching.take_attendance(session, {row.id: Present(5)}, session.version, department)


def test_marks_saved_by_somebody_else_meanwhile_are_not_written_over(department: Account, official: Official) -> None:
    one = classes.running(department, official)
    (exam,), row, seen = exams_of(one), _row(one), one.version
    teaching.set_results(one, {row.id: Result({exam.id: Decimal(7)})}, seen, department, {})
    with pytest.raises(Refused, match="khác đi"):
        teaching.set_results(one, {row.id: Result({exam.id: Decimal(2)})}, seen, department, {})
    with pytest.raises(Refused, match="0 đến 10"):
        teaching.set_results(one, {row.id: Result({exam.id: Decimal(11)})}, one.version, department, {})


def test_a_class_that_waits_has_no_attendance_of_the_dropped(department: Account, official: Official) -> None:
    one = classes.running(department, official)
    row = _row(one)
    actions.drop(row, "Chuyển công tác", department)
    (session,) = sessions_of(one)
    with pytest.raises(Refused, match="Danh sách lớp"):
        teaching.take_attendance(session, {row.id: Present(4)}, session.version, department)
