"""Seats, the waiting list, reasons, and who may still be taken in or out; every step of a class."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from models.accounts import Account, Role
from models.classes import ClassState, EnrolmentState
from models.officials import Official
from models.units import Unit
from registry.enrolments import actions
from registry.shared.clock import stopped_at
from registry.shared.refusal import Refused
from tests.support import classes, make

S = EnrolmentState


@pytest.fixture(autouse=True)
def in_february(app: Flask) -> Iterator[None]:
    """Before the classes begin."""
    assert app
    with stopped_at(dt.datetime(2026, 2, 16, 3, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def unit(app: Flask) -> Unit:
    """Where everybody works."""
    assert app
    return make.unit()


@pytest.fixture
def department(app: Flask) -> Account:
    """Who keeps the classes."""
    assert app
    return make.account(Role.DEPARTMENT)


def _people(unit: Unit, number: int) -> list[Official]:
    return [make.official_at(unit, f"Lê Số {place}") for place in range(number)]


def test_who_comes_after_the_last_seat_waits_and_moves_up_in_order(department: Account, unit: Unit) -> None:
    one = classes.opened(department, seats=1)
    first, second, third = (actions.nominate(one, each, None, department) for each in _people(unit, 3))
    assert [row.state for row in (first, second, third)] == [S.NOMINATED, S.WAITING, S.WAITING]
    with pytest.raises(Refused, match="hết chỗ"):
        actions.accept(second, department)
    actions.drop(first, "Ốm", department)
    assert [row.state for row in (first, second, third)] == [S.DROPPED, S.NOMINATED, S.WAITING]
    actions.refuse(second, "Không đúng đối tượng", department)
    assert third.state is S.NOMINATED


def test_more_seats_let_those_who_wait_move_up_and_fewer_than_taken_are_refused(department: Account, unit: Unit) -> None:
    one = classes.opened(department, seats=1)
    rows = [actions.nominate(one, each, None, department) for each in _people(unit, 2)]
    actions.change_class(one, classes.details(seats=2, school_id=one.school_id), department)
    assert [row.state for row in rows] == [S.NOMINATED, S.NOMINATED]
    with pytest.raises(Refused, match="2 người giữ chỗ"):
        actions.change_class(one, classes.details(seats=1, school_id=one.school_id), department)


def test_somebody_who_does_not_meet_a_condition_is_sent_with_a_reason_only(department: Account, unit: Unit) -> None:
    one = classes.opened(department, make.programme(party_member=True))
    (official,) = _people(unit, 1)
    with pytest.raises(Refused, match="lý do"):
        actions.nominate(one, official, None, department)
    row = actions.nominate(one, official, "Cấp uỷ đồng ý", department)
    assert row.override_reason == "Cấp uỷ đồng ý"
    assert {check["kind"]: check["truth"] for check in row.eligibility["checks"]}["party_member"] in ("no", "maybe")


def test_a_seat_in_another_class_at_the_same_time_is_told(department: Account, unit: Unit) -> None:
    (official,) = _people(unit, 1)
    actions.nominate(classes.opened(department, title="Lớp kia"), official, None, department)
    one = classes.opened(department)
    assert [check.found for check in actions.finding_for(one, official).against] == ["Lớp kia"]
    later = classes.opened(department, first_day=dt.date(2026, 4, 1), last_day=dt.date(2026, 4, 2))
    assert actions.finding_for(later, official).against == []


def test_units_nominate_until_the_last_day_and_never_twice(department: Account, unit: Unit) -> None:
    officer = make.account(Role.HR_OFFICER, unit)
    one = classes.opened(department, nominate_by=dt.date(2026, 2, 15))
    (official,) = _people(unit, 1)
    with pytest.raises(Refused, match="hết hạn đề cử"):
        actions.nominate(one, official, None, officer)
    actions.nominate(one, official, None, department)
    with pytest.raises(Refused, match="đã có trong danh sách"):
        actions.nominate(one, official, None, department)


def test_a_decision_sends_all_who_were_accepted_and_only_once(department: Account, unit: Unit) -> None:
    one = classes.opened(department)
    first, second = (actions.nominate(one, each, None, department) for each in _people(unit, 2))
    with pytest.raises(Refused, match="Chưa có ai"):
        actions.send(one, "1/QĐ", dt.date(2026, 2, 16), department)
    actions.accept(first, department)
    decision = actions.send(one, "1/QĐ", dt.date(2026, 2, 16), department)
    assert (first.state, first.decision_id, second.state) == (S.SENT, decision.id, S.NOMINATED)
    with pytest.raises(Refused, match="Sở Nội vụ"):
        actions.drop(first, "Bận", make.account(Role.HR_OFFICER, unit))


def test_a_class_moves_by_its_steps_and_cancelling_lets_everybody_go(department: Account, unit: Unit) -> None:
    (official,) = _people(unit, 1)
    one = classes.running(department, official)
    with pytest.raises(Refused, match="mở lại trang"):
        actions.move_class(one, ClassState.OPEN, None, department)
    with pytest.raises(Refused, match="lý do"):
        actions.move_class(one, ClassState.CANCELLED, None, department)
    actions.move_class(one, ClassState.CANCELLED, "Bão", department)
    again = actions.nominate(classes.opened(department), official, None, department)
    assert again.state is S.NOMINATED


def test_who_dropped_out_comes_back_in_the_same_row(department: Account, unit: Unit) -> None:
    one, (official,) = classes.opened(department), _people(unit, 1)
    row = actions.nominate(one, official, None, department)
    actions.drop(row, "Bận", department)
    assert actions.nominate(one, official, None, department).id == row.id
    assert (row.state, row.reason, row.ended_on) == (S.NOMINATED, None, None)
