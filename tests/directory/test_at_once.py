"""Whoever takes a long list along keeps nobody from writing; on a database of its own, with real commits."""

import contextlib
import sqlite3

import pytest
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from registry.accounts import sessions
from registry.compliance import views as compliance
from registry.directory import views as directory
from registry.shared.database import db
from tests.directory.listing import settle
from tests.support import applications, databases, make
from tests.support.visitor import Visitor


@pytest.mark.parametrize("path", ["/officials/export", "/targets/T1/people"])
def test_others_may_write_while_a_workbook_is_made(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with databases.sqlite_database() as url, applications.application_on(url) as app:
        with app.app_context():
            token = sessions.begin(make.account(Role.DEPARTMENT, settle().root)).token
            db.session.commit()

        def slowly(*_content: object) -> bytes:
            with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            return b"a workbook"

        monkeypatch.setattr(directory, "officials_workbook", slowly)
        monkeypatch.setattr(compliance, "people_workbook", slowly)
        visitor = Visitor(app, use_cookies=True)
        with visitor.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        answer = visitor.post(path, data={"csrf_token": visitor.csrf_token()})
        assert (answer.status_code, answer.data) == (200, b"a workbook")
        with app.app_context():
            assert db.session.scalars(select(AuditEntry.action)).all() == ["list.exported"]
