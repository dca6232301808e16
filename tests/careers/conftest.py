"""The office of `office`, new for each test, its HR officer, and a clock that stands."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from models.accounts import Account, Role
from registry.shared.clock import stopped_at
from tests.careers.office import Office, settle
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with stopped_at(dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office(app: Flask) -> Office:
    assert app.testing
    return settle()


@pytest.fixture
def by(office: Office) -> Account:
    return make.account(Role.HR_OFFICER, office.unit, name="Trần Thị Minh")


@pytest.fixture
def officer(visitor: Visitor, by: Account) -> Visitor:
    return visitor.enter_as(by)
