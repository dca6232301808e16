"""Many names tried from one place: the place rests, its answers tell nothing, and everybody else gets in."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import TestResponse

from models.accounts import Account, FailedTry
from models.audit import AuditEntry
from registry.accounts import networks, passwords
from registry.accounts.networks import network_of
from registry.factory import create_app
from registry.settings import Settings, Unsafe
from registry.shared.clock import now, stopped_at
from registry.shared.database import db
from tests.support import make
from tests.support.visitor import Visitor

HERE, ELSEWHERE, WRONG = "203.0.113.9", "198.51.100.7", "sai"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tries in place of thirty, each of which takes a tenth of a second."""
    monkeypatch.setattr(networks, "TRIES", 3)


def _try(visitor: Visitor, username: str, password: str = WRONG, place: str = HERE) -> TestResponse:
    data = {"username": username, "password": password, "csrf_token": visitor.csrf_token()}
    return visitor.post("/accounts/sign-in", data=data, environ_base={"REMOTE_ADDR": place})


def _use_up(visitor: Visitor) -> None:
    for number in range(3):
        assert _try(visitor, f"ten.{number}").status_code == 200


def test_wrong_passwords_over_many_names_let_the_network_rest_and_no_other(visitor: Visitor) -> None:
    account = make.account()
    _use_up(visitor)
    assert _try(visitor, account.username, make.PASSWORD).status_code == 200
    assert _try(visitor, account.username, make.PASSWORD, ELSEWHERE).status_code == 302


def test_a_quarter_of_an_hour_after_its_oldest_wrong_password_the_network_wakes_up(visitor: Visitor) -> None:
    account = make.account()
    _use_up(visitor)
    with stopped_at(now() + dt.timedelta(minutes=14)):
        assert _try(visitor, account.username, make.PASSWORD).status_code == 200
    with stopped_at(now() + dt.timedelta(minutes=16)):
        assert _try(visitor, account.username, make.PASSWORD).status_code == 302
        assert db.session.scalar(select(func.count()).select_from(FailedTry)) == 0


def test_right_passwords_do_not_count_and_forgive_no_wrong_ones(visitor: Visitor) -> None:
    first, second, third = make.account(), make.account(), make.account()
    for account in (first, second, third):
        assert _try(Visitor(visitor.application), account.username, make.PASSWORD).status_code == 302
    assert db.session.scalar(select(func.count()).select_from(FailedTry)) == 0
    for _ in range(2):
        _try(visitor, "khong.co.ai")
        assert _try(Visitor(visitor.application), first.username, make.PASSWORD).status_code == 302
    _try(visitor, "khong.co.ai")
    assert _try(Visitor(visitor.application), first.username, make.PASSWORD).status_code == 200


def test_a_resting_network_gets_the_same_page_after_the_same_work_and_no_account_is_touched(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = make.account()
    before = _try(visitor, account.username)
    _use_up(visitor)
    failures = db.session.get_one(Account, account.id).failures
    computed: list[str] = []
    hasher = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            computed.append(password)
            return hasher.verify(stored, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    after = _try(visitor, account.username)
    assert [answer.text.partition("csrf_token")[0] for answer in (before, after)] == [after.text.partition("csrf_token")[0]] * 2
    assert computed == ["sai"]
    assert db.session.get_one(Account, account.id, populate_existing=True).failures == failures == 1


def test_a_network_that_begins_to_rest_leaves_one_entry(visitor: Visitor) -> None:
    make.account()
    for number in range(6):
        _try(visitor, f"ten.{number}")
    entries = db.session.execute(select(AuditEntry.action, AuditEntry.subject)).all()
    assert [tuple(entry) for entry in entries] == [("account.network_rests", HERE)]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::1", "2001:db8:1:2::/64"),
        (None, "unknown"),
        ("<script>", "unknown"),
    ],
)
def test_a_network_is_an_address_or_the_part_of_it_that_one_subscriber_holds(address: str | None, network: str) -> None:
    assert network_of(address) == network


def test_the_header_of_a_proxy_counts_only_when_there_is_one(app: Flask, visitor: Visitor) -> None:
    data = {"username": "khong.co.ai", "password": "sai", "csrf_token": visitor.csrf_token()}
    for pretended in ("192.0.2.1", "192.0.2.2"):
        visitor.post("/accounts/sign-in", data=data, headers={"X-Forwarded-For": pretended})
    assert set(db.session.scalars(select(FailedTry.network))) == {"127.0.0.1"}
    behind = create_app(Settings("sqlite://", "for tests only " * 3, proxies=1, testing=True))
    assert isinstance(behind.wsgi_app, ProxyFix)
    assert not isinstance(app.wsgi_app, ProxyFix)


def test_the_number_of_proxies_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "0")
    assert Settings.from_environment().proxies == 0
    monkeypatch.setenv("TRUSTED_PROXIES", "nginx")
    with pytest.raises(Unsafe, match="TRUSTED_PROXIES"):
        Settings.from_environment()
