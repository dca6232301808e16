"""What tests may ask for (docs/guides/testing.md). Whatever uses a database runs on SQLite and on PostgreSQL."""

import gc
import os
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import settings
from playwright.sync_api import Browser, Page

from tests.support import applications, databases
from tests.support.browser import chromium, watched_page
from tests.support.visitor import Visitor

# A busy machine is no fault, and the suite draws the same examples each time; a long run (EXAMPLES is set) draws new ones.
settings.register_profile("suite", deadline=None, derandomize="EXAMPLES" not in os.environ)
settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """What was loaded stays to the end: the collector need not look at it again and again, which takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def lasting() -> Iterator[databases.Standing]:
    lasting = databases.Standing()
    yield lasting
    lasting.end()


@pytest.fixture(scope="session")
def postgresql_server(lasting: databases.Standing) -> str:
    return lasting.the("postgresql", databases.postgresql_server)


empty_database_url = pytest.fixture(databases.asked_for, params=databases.KINDS, name="empty_database_url")


@pytest.fixture(scope="session", params=databases.KINDS)
def application(request: pytest.FixtureRequest, lasting: databases.Standing) -> Flask:
    return lasting.the(f"application on {request.param}", lambda: applications.application_of(request))


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    with databases.undone(application):
        yield application


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app, use_cookies=True)


@pytest.fixture(scope="module")
def server() -> Iterator[applications.Server]:
    with databases.sqlite_database() as url, applications.served_on(url) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, server: applications.Server) -> Iterator[Page]:
    with watched_page(browser, server.address) as page:
        yield page
