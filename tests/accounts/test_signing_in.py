"""The way in: who may pass, how often one may try, and what a stranger can learn from the answers."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from models.accounts import Account, SignIn
from models.audit import AuditEntry
from registry.accounts import passwords
from registry.shared.clock import now, stopped_at
from registry.shared.database import db
from tests.support import make
from tests.support.visitor import Visitor


def _try(visitor: Visitor, username: str, password: str, path: str = "/accounts/sign-in") -> TestResponse:
    return visitor.submit(path, {"username": username, "password": password})


def _inside(response: TestResponse) -> bool:
    return response.status_code == 302


def test_the_right_password_opens_a_session_and_leaves_an_entry(visitor: Visitor) -> None:
    account = make.account()
    assert _inside(_try(visitor, account.username.upper(), make.PASSWORD))
    assert db.session.scalar(select(SignIn.account_id)) == account.id
    assert db.session.scalars(select(AuditEntry.action)).all() == ["account.signed_in"]


def test_a_password_counts_however_the_keyboard_sends_its_marks(visitor: Visitor) -> None:
    account = make.account()
    assert _inside(_try(visitor, account.username, "mười con sông nhỏ"))


def test_unknown_wrong_disabled_and_resting_get_the_same_page(visitor: Visitor) -> None:
    known, disabled = make.account(), make.account(active=False)
    resting = make.account(locked_until=now() + dt.timedelta(minutes=9))
    pages = [
        _try(visitor, username, password)
        for username, password in (
            ("khong.co.ai", "sai"),
            (known.username, "sai"),
            (disabled.username, make.PASSWORD),
            (resting.username, make.PASSWORD),
        )
    ]
    without_names = {
        page.text.replace(name, "").split("</form>")[0].partition("csrf_token")[2][200:]
        for page, name in zip(pages, ["khong.co.ai", known.username, disabled.username, resting.username], strict=True)
    }
    assert [page.status_code for page in pages] == [200] * 4
    assert len(without_names) == 1, without_names


@pytest.mark.parametrize("who", ["nobody", "disabled", "resting", "known"])
def test_the_time_of_the_answer_does_not_tell_whether_a_name_exists(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """The time is that of the one hash, which is computed for every name; measuring it would depend on the machine."""
    account = {
        "nobody": lambda: None,
        "disabled": lambda: make.account(active=False),
        "resting": lambda: make.account(locked_until=now() + dt.timedelta(minutes=9)),
        "known": make.account,
    }[who]()
    computed: list[str] = []
    hasher = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            computed.append(password)
            return hasher.verify(stored, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    _try(visitor, account.username if account else "khong.co.ai", "sai")
    assert computed == ["sai"]


def test_after_five_wrong_passwords_the_right_one_has_to_wait_a_quarter_of_an_hour(visitor: Visitor) -> None:
    account = make.account()
    for _ in range(5):
        assert not _inside(_try(visitor, account.username, "sai"))
    assert not _inside(_try(visitor, account.username, make.PASSWORD))
    with stopped_at(now() + dt.timedelta(minutes=16)):
        assert _inside(_try(visitor, account.username, make.PASSWORD))


def test_guessing_for_an_hour_gives_no_more_than_a_hundred_tries_and_bounded_entries(visitor: Visitor) -> None:
    account = make.account()
    began = now()
    for minute in range(0, 60, 2):
        with stopped_at(began + dt.timedelta(minutes=minute)):
            for _ in range(2):
                _try(visitor, account.username, "sai")
    checked = db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    assert 15 <= checked <= 25


def test_a_right_password_begins_the_count_anew(visitor: Visitor) -> None:
    account = make.account()
    for _ in range(2):
        for _ in range(4):
            _try(visitor, account.username, "sai")
        assert _inside(_try(visitor, account.username, make.PASSWORD))
        visitor.submit("/accounts/password", {}, form="sign-out")


def test_guesses_do_not_get_in_the_way_of_an_administrator_who_edits(visitor: Visitor) -> None:
    account = make.account()
    version = account.version
    _try(visitor, account.username, "sai")
    db.session.expire_all()
    assert account.version == version


def test_unknown_names_leave_nothing_in_the_trail(visitor: Visitor) -> None:
    make.account()
    _try(visitor, "mat.khau.go.nham.vao.day", "sai")
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 0


def test_an_empty_form_is_answered_with_its_fields_named(visitor: Visitor) -> None:
    page = visitor.submit("/accounts/sign-in", {})
    assert page.status_code == 200
    assert 'id="username-error"' in page.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/%0d%0aSet-Cookie:x\r\nX: y",
    ],
)
def test_signing_in_never_leads_to_another_server(app: Flask, visitor: Visitor, elsewhere: str) -> None:
    account = make.account()
    with app.test_request_context():
        path = app.url_for("accounts.sign_in", next=elsewhere)
    assert _try(visitor, account.username, make.PASSWORD, path).headers["Location"] == "/"


def test_signing_in_leads_to_the_page_that_was_asked_for(visitor: Visitor) -> None:
    account = make.account()
    asked = visitor.get("/audit/?q=nguyen+van&on=2025-12-31")
    answer = _try(visitor, account.username, make.PASSWORD, asked.headers["Location"])
    assert answer.headers["Location"] == "/audit/?q=nguyen+van&on=2025-12-31"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_part_of_a_page_leads_the_whole_page_to_the_door(visitor: Visitor, method: str) -> None:
    answer = visitor.open("/accounts/password", method=method, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Refresh"] == "true"


def test_signing_in_as_somebody_else_ends_the_session_before(visitor: Visitor) -> None:
    first, second = make.account(), make.account()
    visitor.enter_as(first)
    with visitor.session_transaction() as session:
        session["csrf_token"] = "known to whoever planted the cookie"
    token = visitor.csrf_token()
    answer = visitor.post("/accounts/sign-in", data={"username": second.username, "password": make.PASSWORD, "csrf_token": token})
    assert _inside(answer)
    assert {row.account_id: row.ended_at is None for row in db.session.scalars(select(SignIn))} == {
        first.id: False,
        second.id: True,
    }


def test_a_session_planted_before_signing_in_is_worth_nothing_afterwards(visitor: Visitor) -> None:
    account = make.account()
    visitor.get("/accounts/sign-in")
    with visitor.session_transaction() as session:
        session["planted"] = "by somebody else"
        before = session["csrf_token"]
    _try(visitor, account.username, make.PASSWORD)
    with visitor.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before


def test_whoever_is_signed_in_is_led_past_the_door(visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    assert visitor.get("/accounts/sign-in").headers["Location"] == "/"


def test_the_language_is_chosen_before_signing_in_and_kept_with_the_account(visitor: Visitor) -> None:
    visitor.submit("/accounts/sign-in", {}, form="language")
    assert '<html lang="en">' in visitor.get("/accounts/sign-in").text
    account = make.account()
    visitor.enter_as(account)
    visitor.submit("/accounts/password", {}, form="language")
    assert db.session.get(Account, account.id, populate_existing=True).locale == "en"  # type: ignore[union-attr]
