"""The commune of `people`, new for each test, and its HR officer."""

import pytest
from flask import Flask

from models.accounts import Role
from tests.profile.people import Commune, settle
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def commune(app: Flask) -> Commune:
    assert app.testing
    return settle()


@pytest.fixture
def officer(visitor: Visitor, commune: Commune) -> Visitor:
    return visitor.enter_as(make.account(Role.HR_OFFICER, commune.unit, name="Trần Thị Minh"))
