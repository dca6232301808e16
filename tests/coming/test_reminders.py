"""Reminders come in time, once for each stage, also after days without a run, and stop when the matter is done."""

import datetime as dt

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.accounts import Role
from models.officials import Assignment
from models.planning import Due, Reminder
from registry.coming.actions import OtherDay, decide_day
from registry.coming.queries import matter_of
from registry.coming.reminders import LEADS, counted, remind, reminders
from registry.shared.database import db
from tests.coming import conftest
from tests.coming.conftest import Commune
from tests.support import make
from tests.support.databases import undone

DUE = dt.date(2027, 9, 1)
DAY = dt.timedelta(days=1)
Row = tuple[str, dt.date, int]


def _open() -> set[Row]:
    rows = db.session.scalars(select(Reminder).where(Reminder.ended_on.is_(None)))
    return {(row.kind.value, row.due_on, row.lead) for row in rows}


def _change(lead: int) -> Row:
    return ("change", DUE, lead)


@pytest.fixture
def one(commune: Commune) -> Commune:
    """Only the accountant is left."""
    db.session.execute(Assignment.__table__.delete().where(Assignment.official_id == commune.minh.id))  # type: ignore[attr-defined]
    return commune


def test_each_stage_is_raised_once_and_takes_the_place_of_the_one_before(one: Commune) -> None:
    assert (remind(DUE - 181 * DAY).new, _open()) == (0, set())
    for lead in LEADS:
        assert remind(DUE - lead * DAY).new == 1
        assert _open() == {_change(lead)}
        assert remind(DUE - lead * DAY).new == 0
    assert remind(DUE + 300 * DAY).new == 0
    assert _open() == {_change(0)}
    assert one.officer


def test_after_a_long_time_without_a_run_only_the_present_stage_is_raised(one: Commune) -> None:
    assert one.officer
    remind(DUE - 10 * DAY)
    assert [row.lead for row in db.session.scalars(select(Reminder))] == [30]


def test_it_stops_when_the_post_is_left_and_comes_back_when_that_is_undone(one: Commune) -> None:
    remind(DUE - 20 * DAY)
    post = db.session.scalars(select(Assignment).where(Assignment.official_id == one.lan.id)).one()
    before, post.valid_to = post.valid_to, DUE - 20 * DAY
    db.session.flush()
    assert (remind(DUE - 19 * DAY).ended, _open()) == (1, set())
    post.valid_to = before
    db.session.flush()
    assert (remind(DUE - 18 * DAY).new, _open()) == (0, {_change(30)})


def test_it_stops_when_the_day_was_put_off_and_is_raised_for_the_other_day_in_time(one: Commune) -> None:
    remind(DUE)
    other = OtherDay(DUE + 200 * DAY, "Việc đang dở", None)
    decide_day(one.lan, matter_of(one.lan, Due.CHANGE, DUE), other, one.officer)
    remind(DUE + DAY)
    assert _open() == set()
    remind(DUE + 20 * DAY)
    assert _open() == {("change", DUE + 200 * DAY, 180)}


def test_only_those_are_told_who_may_read_the_file(one: Commune) -> None:
    remind(DUE)
    stranger = make.account(Role.HR_OFFICER, make.unit("Xã Xa", parent=one.province))
    assert counted({one.unit.id}, one.officer) == {Due.CHANGE: 1}
    assert [row.full_name for row in reminders({one.unit.id}, one.officer)] == ["Nguyễn Thị Lan"]
    assert counted({one.unit.id}, stranger) == {}
    assert reminders({one.unit.id}, stranger) == []


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(1, 200), min_size=1, max_size=4))
def test_however_seldom_it_runs_the_same_is_open_as_if_it_had_run_every_day(application: Flask, gaps: list[int]) -> None:
    days = [dt.date(2025, 9, 1)]
    for gap in gaps:
        days.append(days[-1] + gap * DAY)
    with undone(application):
        conftest.settled(application)
        for day in days:
            remind(day)
        seldom = _open()
    with undone(application):
        conftest.settled(application)
        for place in range(0, (days[-1] - days[0]).days + 1, 10):
            remind(days[0] + place * DAY)
        remind(days[-1])
        assert _open() == seldom
        keys = [(row.official_id, row.kind, row.due_on, row.lead) for row in db.session.scalars(select(Reminder))]
        assert len(keys) == len(set(keys))
