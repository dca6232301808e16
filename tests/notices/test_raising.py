"""Reminders of training come in time, once for each stage, also after days without a run, and stop when the matter is done."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.classes import ClassState, EnrolmentState
from models.notices import Notice, NoticeKind
from models.units import Unit
from registry.bonds.actions import unbind
from registry.notices.queries import notices_for
from registry.notices.raising import raise_notices
from registry.shared.database import db
from tests.support import made, make
from tests.support.visitor import Visitor

FIRST, LAST, CLOSES = dt.date(2026, 3, 16), dt.date(2026, 3, 20), dt.date(2026, 3, 9)
DAY = dt.timedelta(days=1)
DAYS = {"first_day": FIRST, "last_day": LAST, "nominate_by": CLOSES}


def _open() -> set[tuple[str, int]]:
    rows = db.session.scalars(select(Notice).where(Notice.ended_on.is_(None)))
    return {(row.kind.value, row.lead) for row in rows}


@pytest.fixture
def unit(app: Flask) -> Unit:
    assert app
    return make.unit()


def test_a_class_is_brought_to_mind_stage_by_stage_and_each_once(unit: Unit) -> None:
    one = made.training_class(**DAYS)
    told: list[tuple[str, int]] = []
    for place in range(60):
        today = dt.date(2026, 2, 20) + place * DAY
        if today == CLOSES + DAY:
            one.state = ClassState.CLOSED
        if today == FIRST:
            one.state = ClassState.RUNNING
        told += [(row.kind.value, row.lead) for row in raise_notices(today)]
        assert raise_notices(today) == []
    assert told == [
        *(("nomination", 7), ("nomination", 1), ("start", 7)),
        *(("start", 1), ("result", -1), ("result", -14)),
    ]
    assert _open() == {("result", -14)}
    one.state = ClassState.FINISHED
    raise_notices(dt.date(2026, 4, 21))
    assert _open() == set()
    assert unit


def test_after_a_long_time_without_a_run_only_the_present_stage_is_raised(unit: Unit) -> None:
    made.training_class(**DAYS, state=ClassState.RUNNING)
    raise_notices(LAST + 40 * DAY)
    assert [row.lead for row in db.session.scalars(select(Notice))] == [-14]
    assert unit


def test_a_day_put_off_is_told_anew_and_the_old_one_no_more(unit: Unit) -> None:
    one = made.training_class(**DAYS, state=ClassState.CLOSED)
    raise_notices(FIRST - 3 * DAY)
    one.state = ClassState.POSTPONED
    raise_notices(FIRST - 2 * DAY)
    assert _open() == set()
    one.state, one.first_day, one.last_day = ClassState.CLOSED, FIRST + 20 * DAY, LAST + 20 * DAY
    assert [row.due_on for row in raise_notices(FIRST + 15 * DAY)] == [FIRST + 20 * DAY]
    assert unit


def test_a_bond_is_told_before_its_end_unless_it_was_released_and_goes_with_its_class(unit: Unit) -> None:
    official, ends = make.official_at(unit), dt.date(2026, 6, 30)
    one = made.training_class()
    row = made.enrolment(one, official, unit, make.account(), state=EnrolmentState.COMPLETED)
    made.bond(official, ends=ends, title="Đến hạn", enrolment_id=row.id)
    made.bond(official, ends=ends, title="Được miễn", released_on=dt.date(2026, 1, 1), release_reason="x")
    assert [raised.lead for raised in raise_notices(ends - 90 * DAY)] == [90]
    assert [raised.lead for raised in raise_notices(ends - 5 * DAY)] == [30]
    unbind(row)
    db.session.expire_all()
    assert db.session.scalars(select(Notice).where(Notice.kind == NoticeKind.BOND)).all() == []


def _told(account: Account) -> set[str]:
    return {row.kind.value for row in notices_for(account)}


def test_each_is_told_what_concerns_them(unit: Unit) -> None:
    official, by = make.official_at(unit), make.account(Role.DEPARTMENT)
    starting = made.training_class(**DAYS)
    late = made.training_class(first_day=dt.date(2026, 2, 2), last_day=dt.date(2026, 2, 6), state=ClassState.RUNNING)
    made.enrolment(starting, official, unit, by, state=EnrolmentState.SENT)
    made.bond(official, ends=dt.date(2026, 4, 1))
    raise_notices(CLOSES)
    assert _told(by) == {"nomination", "start", "result", "bond"}
    assert _told(make.account(Role.HR_OFFICER, unit)) == {"nomination", "start", "bond"}
    assert _told(make.account(Role.HR_OFFICER, make.unit())) == {"nomination"}
    assert _told(make.account(Role.SCHOOL, school_id=late.school_id)) == {"result"}
    assert _told(make.account(Role.SCHOOL, school_id=starting.school_id)) == {"start"}
    assert _told(make.account(Role.ADMINISTRATOR)) == set()


def test_the_page_names_the_class_and_the_official(unit: Unit, visitor: Visitor) -> None:
    made.training_class(**DAYS, title="Lớp sắp mở")
    made.bond(make.official_at(unit, "Lê Thị Học"), ends=dt.date(2026, 4, 1))
    raise_notices(CLOSES)
    page = visitor.enter_as(make.account(Role.HR_OFFICER, unit)).get("/training-reminders").get_data(as_text=True)
    assert "Lớp sắp mở" in page
    assert "Lê Thị Học" in page
