"""The desk of `desk`, new for each test, and the HR officer who works at it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from models.accounts import Role
from registry.shared.clock import stopped_at
from tests.qualifications.desk import Desk, settle
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with stopped_at(dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def desk(app: Flask) -> Desk:
    assert app.testing
    return settle()


@pytest.fixture
def officer(visitor: Visitor, desk: Desk) -> Visitor:
    return visitor.enter_as(make.account(Role.HR_OFFICER, desk.unit, name="Trần Thị Minh"))
