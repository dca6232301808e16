"""The training of one official, for those who keep the file and for the official."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from models.accounts import Account, Role
from models.classes import ClassState, EnrolmentState
from models.officials import Official
from models.units import Unit
from registry.classes.training import training_of
from registry.enrolments import actions
from registry.proposals.actions import make_link
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.support import classes, made, make
from tests.support.visitor import Visitor

TODAY = dt.date(2026, 3, 16)
NUMBER = "042085001234"


@pytest.fixture(autouse=True)
def in_march(app: Flask) -> Iterator[None]:
    assert app
    with stopped_at(dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def department(app: Flask) -> Account:
    assert app
    return make.account(Role.DEPARTMENT)


@pytest.fixture
def unit(app: Flask) -> Unit:
    assert app
    return make.unit()


@pytest.fixture
def official(unit: Unit) -> Official:
    return make.official_at(unit, "Lê Thị Học", personal_number=NUMBER)


def _titles(rows: list[object]) -> list[str]:
    return [row.of_class.title for row in rows]


def test_a_class_goes_from_offered_over_running_to_done(department: Account, official: Official, unit: Unit) -> None:
    one = made.training_class(title="Lớp mở")
    assert training_of(official, TODAY).offered == [one]
    row = actions.nominate(one, official, None, department)
    found = training_of(official, TODAY)
    assert (_titles(found.running), found.offered, found.done) == (["Lớp mở"], [], [])
    row.state = EnrolmentState.REFUSED
    assert training_of(official, TODAY).offered == [one]
    classes.finished(department, make.official_at(unit), title="Của người khác")
    classes.finished(department, official, title="Lớp xong")
    assert _titles(training_of(official, TODAY).done) == ["Lớp xong"]


def test_only_classes_that_one_may_be_sent_to_are_offered(official: Official) -> None:
    made.training_class(made.programme(party_member=True), title="Cho đảng viên")
    made.training_class(title="Quá hạn", nominate_by=dt.date(2026, 3, 15))
    made.training_class(title="Chưa mở", state=ClassState.PLANNED)
    assert training_of(official, TODAY).offered == []


def test_what_is_due_is_told_on_the_page_and_strangers_do_not_see_it(unit: Unit, official: Official, visitor: Visitor) -> None:
    made.hours_rule()
    made.bond(official)
    path = f"/officials/{official.public_id}/training"
    page = visitor.enter_as(make.account(Role.HR_OFFICER, unit)).get(path).get_data(as_text=True)
    assert "còn thiếu 40 tiết" in page
    assert "Cam kết phục vụ đến hết ngày 31/08/2029" in page
    assert visitor.enter_as(make.account(Role.HR_OFFICER, make.unit())).get(path).status_code == 404


def test_the_official_reads_the_own_training_and_goes_nowhere_from_there(official: Official, visitor: Visitor) -> None:
    made.training_class(title="Lớp mở")
    token = make_link(official, make.account())
    db.session.commit()
    assert visitor.get("/self/training").status_code == 302
    assert visitor.submit(f"/self/by/{token}", {"digits": NUMBER[-6:]}).status_code == 302
    page = visitor.get("/self/training").get_data(as_text=True)
    assert "Lớp mở" in page
    assert "/classes/" not in page
