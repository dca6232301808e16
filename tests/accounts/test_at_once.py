"""Signing in and being signed in while others do so too, or write for long; on databases of their own, with real commits."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Account
from models.audit import AuditEntry
from registry.shared.clock import now, stopped_at
from registry.shared.database import db
from tests.support import applications, databases, make
from tests.support.visitor import Visitor


@pytest.fixture
def alone(empty_database_url: str) -> Iterator[Flask]:
    with applications.application_on(empty_database_url) as app:
        yield app


def _account(app: Flask) -> tuple[int, str]:
    with app.app_context():
        account = make.account()
        db.session.commit()
        return account.id, account.username


def test_guesses_at_the_same_moment_are_counted_like_guesses_in_a_row(alone: Flask) -> None:
    account_id, username = _account(alone)

    def guess(_number: int) -> int:
        visitor = Visitor(alone, use_cookies=True)
        data = {"username": username, "password": "sai", "csrf_token": visitor.csrf_token()}
        return visitor.post("/accounts/sign-in", data=data).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(guess, range(16))) == {200}
    with alone.app_context():
        checked = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "account.sign_in_failed")
        assert db.session.scalar(checked) == 5
        assert db.session.get_one(Account, account_id).locked_until is not None


def test_a_page_does_not_wait_for_whoever_writes_for_long() -> None:
    with databases.sqlite_database() as url, applications.application_on(url) as app:
        account_id, _username = _account(app)
        with app.app_context():
            visitor = Visitor(app, use_cookies=True).enter_as(db.session.get_one(Account, account_id))
            db.session.commit()
        visitor.get("/accounts/password")
        writer = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        began = perf_counter()
        with stopped_at(now() + dt.timedelta(minutes=5)):
            answer = visitor.get("/accounts/password")
        writer.execute("ROLLBACK")
        writer.close()
        assert answer.status_code == 200
        assert perf_counter() - began < 5
