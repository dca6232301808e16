"""Accounts as administrators keep them: found, opened, changed, never taken over by mistake."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.units import Tier, Unit
from registry.accounts.passwords import matches
from registry.shared.database import db
from tests.support import make, markup
from tests.support.visitor import Visitor

NEW = {"username": "minh.tt", "name": "Trần Thị Minh", "role": "hr_officer", "password": "chín cây cầu lớn"}


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


@pytest.fixture
def administrator(visitor: Visitor, province: Unit) -> Visitor:
    return visitor.enter_as(make.account(Role.ADMINISTRATOR, province, username="quan.tri", name="Quản trị viên"))


def _names(page: str) -> list[str]:
    return [markup.text_of(link) for link in markup.parsed(page).iter("a") if link.get("class") == "name"]


def _account(username: str) -> Account:
    return db.session.scalars(select(Account).where(Account.username == username)).one()


def _newest_entry() -> AuditEntry:
    return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).all()[0]


def test_the_list_shows_who_may_sign_in_where_and_as_what(administrator: Visitor, province: Unit) -> None:
    make.account(Role.CHAIR, make.unit("Xã Cẩm Bình", Tier.COMMUNE, province), name="Lê Văn Khá", active=False)
    page = administrator.get("/accounts/").text
    assert _names(page) == ["Lê Văn Khá", "Quản trị viên"]
    for words in ("Chủ tịch xã, phường", "Xã Cẩm Bình", "Đã khoá", "chưa lần nào"):
        assert words in page


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("q=le+van+kha", ["Lê Văn Khá"]),
        ("q=cam+bình", ["Lê Văn Khá"]),
        ("q=QUAN.tri", ["Quản trị viên"]),
        ("q=khong+co", []),
        ("role=chair", ["Lê Văn Khá"]),
        ("role=auditor", []),
        ("role=nonsense", ["Lê Văn Khá", "Quản trị viên"]),
        ("active=no", ["Lê Văn Khá"]),
        ("active=yes&role=administrator", ["Quản trị viên"]),
        ("q=%25", ["Lê Văn Khá", "Quản trị viên"]),
    ],
)
def test_conditions_in_the_address_narrow_the_list(
    administrator: Visitor, province: Unit, condition: str, found: list[str]
) -> None:
    make.account(Role.CHAIR, make.unit("Xã Cẩm Bình", Tier.COMMUNE, province), name="Lê Văn Khá", active=False)
    assert _names(administrator.get(f"/accounts/?{condition}").text) == found


def test_a_long_list_goes_on_and_back_without_losing_or_repeating_anybody(administrator: Visitor, province: Unit) -> None:
    for number in range(120):
        make.account(Role.HR_OFFICER, province, username=f"nguoi.{number:03}", name=f"Người {number:03}")
    seen: list[list[str]] = []
    path = "/accounts/?role=hr_officer"
    while path:
        page = administrator.get(path).text
        seen.append(_names(page))
        path = next((link.get("href", "") for link in markup.parsed(page).iter("a") if link.get("rel") == "next"), "")
    assert [name for names in seen for name in names] == [f"Người {number:03}" for number in range(120)]
    assert "101–120" in page
    back = next(link.get("href", "") for link in markup.parsed(page).iter("a") if link.get("rel") == "prev")
    assert _names(administrator.get(back).text) == seen[1]


def test_a_new_account_is_opened_and_may_sign_in(administrator: Visitor, province: Unit) -> None:
    commune = make.unit("Xã Một", Tier.COMMUNE, province)
    answer = administrator.submit("/accounts/new", {**NEW, "username": "Minh.TT", "unit": commune.key})
    assert answer.headers["Location"] == "/accounts/"
    opened = _account("minh.tt")
    assert (opened.name, opened.role, opened.unit_id, opened.active) == ("Trần Thị Minh", Role.HR_OFFICER, commune.id, True)
    assert matches(opened.password_hash, NEW["password"])
    entry = _newest_entry()
    assert (entry.action, entry.subject) == ("account.added", "minh.tt")
    assert NEW["password"] not in str(entry.changes)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"username": "quan.tri"}, "đã có"),
        ({"username": "có dấu"}, "username-error"),
        ({"password": "ngắn"}, "ít nhất 10 ký tự"),
        ({"password": "toi la minh.tt day"}, "không được chứa tên đăng nhập"),
        ({"password": "aaaaaaaaaaaab"}, "lặp lại quá ít"),
        ({"role": "department"}, "hãy chọn đơn vị là tỉnh"),
        ({"role": "auditor"}, "hãy chọn đơn vị là tỉnh"),
        ({"role": "administrator"}, "hãy chọn đơn vị là tỉnh"),
        ({"role": "emperor"}, "role-error"),
        ({"unit": ""}, "unit-error"),
        ({"unit": "khong-co"}, "unit-error"),
        ({"name": " "}, "name-error"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    administrator: Visitor, province: Unit, fields: dict[str, str], words: str
) -> None:
    commune = make.unit("Xã Một", Tier.COMMUNE, province)
    page = administrator.submit("/accounts/new", {**NEW, "unit": commune.key, **fields})
    assert page.status_code == 200
    assert words in page.text
    assert not db.session.scalar(select(Account.id).where(Account.username == NEW["username"]))


def test_a_chair_belongs_to_a_commune(administrator: Visitor, province: Unit) -> None:
    page = administrator.submit("/accounts/new", {**NEW, "role": "chair", "unit": province.key})
    assert "phải gắn với một xã, phường" in page.text


def test_units_are_offered_as_they_stand_today(administrator: Visitor, province: Unit) -> None:
    make.unit("Huyện đã hết", Tier.DISTRICT, province, valid_to=dt.date(2025, 7, 1))
    make.unit("Xã Đang Có", Tier.COMMUNE, province)
    page = administrator.get("/accounts/new").text
    assert "Xã Đang Có" in page
    assert "Huyện đã hết" not in page


def test_a_change_says_before_and_after_in_the_trail(administrator: Visitor, province: Unit) -> None:
    one, two = make.unit("Xã Một", Tier.COMMUNE, province), make.unit("Xã Hai", Tier.COMMUNE, province)
    kept = make.account(Role.HR_OFFICER, one, name="Tên cũ")
    administrator.submit(f"/accounts/{kept.public_id}", {"name": "Tên mới", "unit": two.key, "role": "chair"})
    assert _newest_entry().changes == {
        "name": ["Tên cũ", "Tên mới"],
        "unit": [one.key, two.key],
        "role": ["hr_officer", "chair"],
    }


def test_saving_without_a_change_writes_nothing(administrator: Visitor, province: Unit) -> None:
    kept = make.account(Role.HR_OFFICER, province)
    administrator.submit(f"/accounts/{kept.public_id}", {})
    assert db.session.scalars(select(AuditEntry)).all() == []


def test_an_account_of_a_unit_that_ended_can_be_closed_without_moving_it(administrator: Visitor, province: Unit) -> None:
    district = make.unit("Huyện đã hết", Tier.DISTRICT, province, valid_to=dt.date(2025, 7, 1))
    kept = make.account(Role.HR_OFFICER, district)
    answer = administrator.submit(f"/accounts/{kept.public_id}", {"active": []})
    assert answer.status_code == 302
    db.session.expire_all()
    assert (kept.active, kept.unit_id) == (False, district.id)


def test_who_changed_the_account_first_wins_and_the_second_is_told(administrator: Visitor, province: Unit) -> None:
    kept = make.account(Role.HR_OFFICER, province)
    path, version = f"/accounts/{kept.public_id}", str(kept.version)
    administrator.submit(path, {"name": "Người thứ nhất"})
    answer = administrator.submit(path, {"name": "Người thứ hai", "version": version})
    assert answer.status_code == 409
    assert "Có người vừa sửa mục này" in answer.text
    db.session.expire_all()
    assert kept.name == "Người thứ nhất"


@pytest.mark.parametrize("fields", [{"role": "auditor"}, {"active": []}])
def test_administrators_cannot_shut_themselves_out(administrator: Visitor, fields: dict[str, Any]) -> None:
    own = _account("quan.tri")
    page = administrator.submit(f"/accounts/{own.public_id}", fields)
    assert "cần một người quản trị khác" in page.text
    db.session.expire_all()
    assert (own.role, own.active) == (Role.ADMINISTRATOR, True)


def test_an_own_password_changes_with_the_present_one_only(app: Flask, visitor: Visitor) -> None:
    account = make.account()
    elsewhere = Visitor(app, use_cookies=True).enter_as(account)
    visitor.enter_as(account)
    wrong = visitor.submit("/accounts/password", {"present": "sai", "new": "chín cây cầu lớn", "again": "chín cây cầu lớn"})
    assert "present-error" in wrong.text
    right = visitor.submit(
        "/accounts/password", {"present": make.PASSWORD, "new": "chín cây cầu lớn", "again": "chín cây cầu lớn"}
    )
    assert right.status_code == 302
    assert visitor.get("/accounts/password").status_code == 200
    assert elsewhere.get("/accounts/password").status_code == 302
    assert _newest_entry().action == "account.password_changed"


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        ("chín cây cầu lớn", "chín cây cầu nhỏ", "không giống nhau"),
        ("ngắn", "ngắn", "ít nhất 10"),
        (make.PASSWORD, make.PASSWORD, "phải khác"),
    ],
)
def test_a_new_password_must_do(visitor: Visitor, new: str, again: str, words: str) -> None:
    visitor.enter_as(make.account())
    page = visitor.submit("/accounts/password", {"present": make.PASSWORD, "new": new, "again": again})
    assert page.status_code == 200
    assert words in page.text


def test_guessing_the_present_password_of_an_open_session_is_counted(visitor: Visitor) -> None:
    account = make.account()
    visitor.enter_as(account)
    new = {"new": "chín cây cầu lớn", "again": "chín cây cầu lớn"}
    for _ in range(5):
        visitor.submit("/accounts/password", {"present": "sai", **new})
    answer = visitor.submit("/accounts/password", {"present": make.PASSWORD, **new})
    assert answer.status_code == 200
    assert "đợi 15 phút" in answer.text
