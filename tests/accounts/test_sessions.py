"""Sessions end at the very next request: the right goes, so does the way in."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role, SignIn
from models.units import Tier
from registry.accounts import sessions
from registry.shared.clock import aware, now, stopped_at
from registry.shared.database import db
from tests.support import make
from tests.support.visitor import Visitor

OWN_PAGE = "/accounts/password"


def _is_in(visitor: Visitor) -> bool:
    return visitor.get(OWN_PAGE).status_code == 200


def _by_the_form(administrator: Visitor, account: Account, **fields: str) -> None:
    answer = administrator.submit(f"/accounts/{account.public_id}", fields)
    assert answer.status_code == 302, answer.text


def _disabled(administrator: Visitor, account: Account) -> None:
    token = administrator.csrf_token()
    shown = {"name": account.name, "role": account.role.value, "unit": account.unit.key, "version": account.version}
    assert administrator.post(f"/accounts/{account.public_id}", data={**shown, "csrf_token": token}).status_code == 302


EVENTS: dict[str, Callable[[Visitor, Account], object]] = {
    "disabled": _disabled,
    "another role": lambda administrator, account: _by_the_form(administrator, account, role="chair"),
    "another unit": lambda administrator, account: _by_the_form(administrator, account, unit=account.unit.key + "-a"),
    "another password": lambda administrator, account: _by_the_form(administrator, account, password="chín cây cầu lớn"),
    "ended": lambda administrator, account: administrator.submit(f"/accounts/{account.public_id}", {}, form="end-sessions"),
}


@pytest.mark.parametrize("event", EVENTS)
def test_what_an_administrator_does_counts_at_the_next_request(app: Flask, visitor: Visitor, event: str) -> None:
    province = make.province()
    commune = make.unit("Xã Một", Tier.COMMUNE, province)
    other = make.unit("Xã Hai", Tier.COMMUNE, province)
    other.key = commune.key + "-a"
    account = make.account(Role.HR_OFFICER, commune)
    visitor.enter_as(account)
    assert _is_in(visitor)
    administrator = Visitor(app, use_cookies=True).enter_as(make.account(Role.ADMINISTRATOR, province))
    EVENTS[event](administrator, account)
    assert not _is_in(visitor)


def test_a_new_name_ends_nothing(app: Flask, visitor: Visitor) -> None:
    province = make.province()
    account = make.account(Role.HR_OFFICER, province)
    visitor.enter_as(account)
    administrator = Visitor(app, use_cookies=True).enter_as(make.account(Role.ADMINISTRATOR, province))
    _by_the_form(administrator, account, name="Tên khác")
    assert _is_in(visitor)


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    cookie = visitor.get_cookie("session")
    assert cookie is not None
    visitor.submit(OWN_PAGE, {}, form="sign-out")
    thief = Visitor(app, use_cookies=True)
    thief.set_cookie("session", cookie.value)
    assert not _is_in(thief)


def test_an_idle_session_ends_and_one_in_use_does_not(visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    began = now()
    for minutes in (20, 40, 60):
        with stopped_at(began + dt.timedelta(minutes=minutes)):
            assert _is_in(visitor)
    with stopped_at(began + dt.timedelta(minutes=91)):
        assert not _is_in(visitor)


def test_a_session_ends_with_the_working_day_even_in_use(visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    began = now()
    seen = []
    for minutes in range(10, 740, 20):
        with stopped_at(began + dt.timedelta(minutes=minutes)):
            seen.append(_is_in(visitor))
    assert seen == [True] * 36 + [False]


def test_public_pages_and_files_do_not_keep_a_session_awake(visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    began = now()
    with stopped_at(began + dt.timedelta(minutes=20)):
        visitor.get("/static/js/registry.js").close()
    with stopped_at(began + dt.timedelta(minutes=40)):
        assert not _is_in(visitor)


def test_the_idle_clock_moves_at_most_once_a_minute(visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    began = now()
    moved = []
    for seconds in (10, 50, 70, 100, 140):
        with stopped_at(began + dt.timedelta(seconds=seconds)):
            _is_in(visitor)
        seen_at = db.session.scalar(select(SignIn.seen_at))
        assert seen_at is not None
        moved.append(round((aware(seen_at) - began).total_seconds()))
    assert moved == [0, 0, 70, 70, 140]


@pytest.mark.usefixtures("app")
def test_the_cookie_says_neither_who_nor_what_the_database_keeps() -> None:
    account = make.account()
    token = sessions.begin(account).token
    db.session.commit()
    kept = db.session.scalar(select(SignIn.token_hash))
    assert len(token) >= 43
    assert kept != token
    assert account.username not in token
