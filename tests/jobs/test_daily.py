"""What the worker does once a day: by itself, after days without one too, never twice."""

import datetime as dt

import pytest
from flask import Flask

from models.jobs import DailyRun
from models.officials import Sex
from models.planning import Reminder
from registry.jobs import daily
from registry.shared.database import db
from tests.support import make

DAY = dt.date(2026, 5, 4)


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[dt.date]:
    """The days on which trial work was done."""
    assert app.testing
    days: list[dt.date] = []
    monkeypatch.setattr(daily, "DAILY", {"trial": days.append})
    return days


def test_it_is_done_on_the_first_round_of_each_day(told: list[dt.date]) -> None:
    assert daily.run_due(DAY) == ["trial"]
    assert daily.run_due(DAY) == []
    assert daily.run_due(DAY + dt.timedelta(days=1)) == ["trial"]
    assert told == [DAY, DAY + dt.timedelta(days=1)]


def test_days_without_a_worker_are_made_up_for_once(told: list[dt.date]) -> None:
    daily.run_due(DAY)
    daily.run_due(DAY + dt.timedelta(days=9))
    daily.run_due(DAY + dt.timedelta(days=9))
    assert told == [DAY, DAY + dt.timedelta(days=9)]


def test_what_fails_is_tried_again_and_keeps_nothing(told: list[dt.date], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_today: dt.date) -> None:
        make.official("Người Thừa")
        raise ValueError

    monkeypatch.setitem(daily.DAILY, "trial", fails)
    assert daily.run_due(DAY) == []
    assert db.session.query(DailyRun).count() == 0
    monkeypatch.setitem(daily.DAILY, "trial", told.append)
    assert daily.run_due(DAY) == ["trial"]


def test_the_worker_brings_to_mind_what_comes_due(app: Flask) -> None:
    assert app.testing
    make.official_at(make.unit(), "Lê An", sex=Sex.MALE, born_on=dt.date(1964, 10, 1))
    db.session.commit()
    assert "remind" in daily.run_due(DAY)
    assert [one.raised_on for one in db.session.query(Reminder)] == [DAY]
