"""The reference data, loaded once for each database; every test works on it and is undone."""

from collections.abc import Iterator

import pytest
from flask import Flask

from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import databases
from tests.support.applications import application_on

stocked_url = pytest.fixture(databases.asked_for, scope="session", params=databases.KINDS, name="stocked_url")


@pytest.fixture(scope="session")
def stocked(stocked_url: str) -> Iterator[Flask]:
    with application_on(stocked_url) as application:
        with application.app_context(), transaction():
            load_reference()
        yield application


@pytest.fixture
def app(stocked: Flask) -> Iterator[Flask]:
    with databases.undone(stocked):
        yield stocked
