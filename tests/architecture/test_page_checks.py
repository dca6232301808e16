"""The checks that every page of every test passes through must themselves find what they are for."""

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from flask.typing import ResponseReturnValue
from jinja2 import UndefinedError
from sqlalchemy import update

from models.accounts import Account, Role
from registry.access.guard import public
from registry.shared.database import db
from tests.support import applications, databases, make, markup
from tests.support.visitor import Visitor

PAGE = '<!doctype html><html lang="vi"><head><title>Trang · Sổ</title></head><body><h1>Trang</h1>{}</body></html>'


@pytest.fixture
def strange() -> Iterator[Flask]:
    """An application with views that break the rules of the house."""
    with databases.sqlite_database() as url, applications.application_on(url) as app:

        @app.get("/undefined")
        @public
        def undefined() -> ResponseReturnValue:
            return render_template_string("{{ nobody.name }}")

        @app.get("/added")
        @public
        def added() -> ResponseReturnValue:
            db.session.add(Account())
            return ""

        @app.post("/written")
        @public
        def written() -> ResponseReturnValue:
            with db.session.begin_nested():
                db.session.execute(update(Account).values(name="x"))
            return ""

        yield app


def test_a_sound_page_has_no_faults() -> None:
    assert markup.faults(PAGE.format('<label>Tên <input name="q"></label>')) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>Hai</h1>", "one first heading"),
        ("<p id=a></p><p id=a></p>", "is there 2 times"),
        ("<label for=b>Tên</label>", "which is not there"),
        ('<input name="q">', "has no label"),
        ("<table><tr><td>1</td></tr></table>", "no caption"),
        ("<p>None</p>", "shows “None”"),
        ("<p>{{ tên }}</p>", "shows “{{”"),
        ('<p style="color:red">x</p>', "attribute style"),
        ('<button onclick="x()">x</button>', "attribute onclick"),
        ("<script>x()</script>", "stands inline"),
        ("<p><div></div></p>", "no HTML5"),
        ('<a href="x" href="y">x</a>', "no HTML5"),
    ],
)
def test_a_fault_is_found(body: str, fault: str) -> None:
    assert any(fault in found for found in markup.faults(PAGE.format(body)))


def test_a_page_must_say_its_language_and_begin_its_title_with_the_heading() -> None:
    assert "the page does not say its language" in markup.faults(PAGE.format("").replace(' lang="vi"', ""))
    assert any("does not begin" in fault for fault in markup.faults(PAGE.format("").replace("<title>Trang", "<title>")))


def test_a_variable_that_is_not_there_fails_the_test(strange: Flask) -> None:
    with pytest.raises(UndefinedError):
        Visitor(strange).get("/undefined")


@pytest.mark.parametrize(("method", "path", "words"), [("GET", "/added", "left unsaved"), ("POST", "/written", "wrote")])
def test_work_that_nobody_commits_fails_the_test(strange: Flask, method: str, path: str, words: str) -> None:
    with strange.app_context():
        visitor = Visitor(strange).enter_as(make.account(Role.HR_OFFICER))
        data = {"csrf_token": visitor.csrf_token()} if method == "POST" else None
        with pytest.raises(AssertionError, match=words):
            visitor.open(path, method=method, data=data)
