"""The reference data, loaded once for each database; every test works on it and is undone."""

import contextlib
from collections.abc import Iterator

import pytest
from flask import Flask

from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import databases
from tests.support.applications import application_of


@contextlib.contextmanager
def _stocked(request: pytest.FixtureRequest) -> Iterator[Flask]:
    with application_of(request) as application:
        with application.app_context(), transaction():
            load_reference()
        yield application


@pytest.fixture(scope="session", params=databases.KINDS)
def stocked(request: pytest.FixtureRequest, lasting: databases.Standing) -> Flask:
    return lasting.the(f"stocked {request.param}", lambda: _stocked(request))


@pytest.fixture
def app(stocked: Flask) -> Iterator[Flask]:
    with databases.undone(stocked):
        yield stocked
