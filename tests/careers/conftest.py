"""The office of `office`, new for each test, its HR officer, and a clock that stands."""

import pytest
from flask import Flask

from models.units import Unit
from tests.careers.office import Office, settle
from tests.support.officers import by, now_stands, officer

__all__ = ["by", "now_stands", "officer"]


@pytest.fixture
def office(app: Flask) -> Office:
    assert app.testing
    return settle()


@pytest.fixture
def workplace(office: Office) -> Unit:
    return office.unit
