"""How long pages and re-judging take with the demonstration province; `make bench` prints the figures and asserts none."""

import re
import time
from collections.abc import Callable
from statistics import median

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.accounts import Role
from registry.accounts import sessions
from registry.compliance import standings
from registry.shared.database import db
from registry.shared.transaction import transaction
from tests.support.province import account_of, plant

TIMES = 7


@pytest.fixture(scope="session")
def planted(application: Flask) -> Flask:
    """The application with the province really committed; the database goes with the run."""
    began = time.perf_counter()
    plant(application)
    _report("planting the province", time.perf_counter() - began)
    return application


def _report(what: str, seconds: float, more: str = "") -> None:
    print(f"{what:<45}{seconds * 1000:>10.0f} ms  {more}")


def _median(work: Callable[[], object], times: int = TIMES) -> float:
    def once() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return median(once() for _ in range(times))


def _signed_in(app: Flask, role: Role) -> FlaskClient:
    client = FlaskClient(app, use_cookies=True)
    with app.app_context():
        token = sessions.begin(account_of(role)).token
        db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def test_pages_of_the_side_bar(planted: Flask) -> None:
    print(f"\n{planted.config['SQLALCHEMY_DATABASE_URI'].split(':')[0]}")
    client = _signed_in(planted, Role.DEPARTMENT)
    first = client.get("/", follow_redirects=True).text
    side = re.search(r'<nav class="side".*?</nav>', first, re.DOTALL)
    for path in re.findall(r'href="([^"]+)"', side.group() if side else ""):
        size = len(client.get(path).data)
        _report(f"GET {path}", _median(lambda path=path: client.get(path)), f"{size / 1000:.0f} kB")


def test_judging_everybody_anew(planted: Flask) -> None:
    def rebuild() -> None:
        with planted.app_context(), transaction():
            standings.rebuild()

    _report("re-judging everybody", _median(rebuild, times=3))
