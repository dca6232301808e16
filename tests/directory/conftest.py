"""The province of `listing`, new for each test, and officers who look at it."""

import pytest
from flask import Flask

from models.accounts import Role
from tests.directory.listing import Province, settle
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def province(app: Flask) -> Province:
    assert app.testing
    return settle()


@pytest.fixture
def officer(visitor: Visitor, province: Province) -> Visitor:
    """The HR officer of the first commune."""
    return visitor.enter_as(make.account(Role.HR_OFFICER, province.commune))


@pytest.fixture
def home_affairs(visitor: Visitor, province: Province) -> Visitor:
    """The Department of Home Affairs, which sees the province."""
    return visitor.enter_as(make.account(Role.DEPARTMENT, province.root))
