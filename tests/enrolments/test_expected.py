"""People in class in the forecast: counted from the last day of the class, in all lines but the cautious one."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.classes import EnrolmentState
from models.officials import Official, Sex
from models.qualifications import Domain, Level
from models.units import Unit
from registry.compliance.catalogue import target_with
from registry.forecasts.outlook import LINES
from registry.forecasts.queries import Outlook, outlook
from registry.forecasts.words import what_happens
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.compliance.records import add_official, add_post, settle, unit_id
from tests.support import made, make

SINCE, UNTIL, LAST = dt.date(2026, 1, 1), dt.date(2027, 12, 31), dt.date(2026, 9, 30)


@pytest.fixture
def clerk(app: Flask) -> Iterator[Official]:
    """One of a province, missed by T1.degree."""
    assert app
    settle(people=0)
    clerk = add_official(full_name="Lê Đang Học", sex=Sex.MALE, born_on=dt.date(1985, 1, 1), sort_key="1")
    add_post(clerk)
    with stopped_at(dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)):
        yield clerk


def _seen() -> Outlook:
    db.session.commit()
    target, _parent = target_with("T1.degree", UNTIL)
    return outlook(target, unit_id("province"), SINCE, UNTIL)


def _enrol(clerk: Official, state: EnrolmentState, rank: int = 4) -> None:
    level = db.session.scalars(select(Level).where(Level.domain == Domain.DEGREE, Level.rank == rank)).one()
    one = made.training_class(made.programme(level), first_day=SINCE, last_day=LAST, nominate_by=SINCE)
    unit = db.session.get_one(Unit, unit_id("province"))
    by: Account = make.account(Role.DEPARTMENT, unit)
    made.enrolment(one, clerk, unit, by, state=state)


def test_who_is_in_a_class_is_met_from_its_last_day_but_not_in_the_cautious_line(clerk: Official) -> None:
    before = _seen()
    _enrol(clerk, EnrolmentState.ATTENDING)
    seen = _seen()
    gained = {line: seen.then(line).met - before.then(line).met for line in LINES}
    assert gained == {"low": 0, "middle": 1, "high": 1}
    (change,) = seen.groups["studies"]
    assert (change.official_id, what_happens("studies", change)) == (clerk.id, "đang học, dự kiến đạt ngày 30/09/2026")
    assert seen.change("studies") == (1, 0)


@pytest.mark.parametrize("state", [EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.DROPPED])
def test_who_is_not_sure_of_a_seat_or_left_is_not_counted(clerk: Official, state: EnrolmentState) -> None:
    _enrol(clerk, state)
    assert _seen().groups["studies"] == []


def test_a_class_that_gives_too_little_changes_nothing(clerk: Official) -> None:
    _enrol(clerk, EnrolmentState.ATTENDING, rank=2)
    assert _seen().groups["studies"] == []
