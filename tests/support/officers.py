"""The commune of `profile.people` with its HR officer, under a clock that stands: fixtures that conftests take over by name."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from models.accounts import Account, Role
from models.units import Unit
from registry.shared.clock import stopped_at
from tests.profile.people import Commune, settle
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture(autouse=True)
def now_stands() -> Iterator[None]:
    """It is a Monday morning in November 2026."""
    with stopped_at(dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def commune(app: Flask) -> Commune:
    """New for each test."""
    assert app.testing
    return settle()


@pytest.fixture
def workplace(commune: Commune) -> Unit:
    """Where the HR officer works; a conftest with another place says so by a fixture of its own."""
    return commune.unit


@pytest.fixture
def by(workplace: Unit) -> Account:
    """The HR officer."""
    return make.account(Role.HR_OFFICER, workplace, name="Trần Thị Minh")


@pytest.fixture
def officer(visitor: Visitor, by: Account) -> Visitor:
    """The HR officer, signed in."""
    return visitor.enter_as(by)
