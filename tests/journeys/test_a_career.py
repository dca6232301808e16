"""A colleague comes, rises, moves to another commune, is corrected, away and back, leaves, and the file is archived."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from models.accounts import Role
from models.units import Unit
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings

NAME = "Lê Thị Mai"


@pytest.fixture(scope="module")
def _province(server: Server) -> None:
    app: Flask = server.app
    with app.app_context(), transaction():
        load_reference()
        for username, key in (("minh.tt", "xa-cam-xuyen"), ("lan.nt", "xa-huong-khe")):
            unit = db.session.scalars(select(Unit).where(Unit.key == key)).one()
            make.account(Role.HR_OFFICER, unit, username=username, name=f"Cán bộ {key}")


def _enter(page: Page, username: str) -> None:
    page.context.clear_cookies()
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _change(page: Page, event: str, **fields: str) -> None:
    """Open a dated change in place, fill it in and save it."""
    page.wait_for_load_state()  # a link followed before the scripts are there opens a page of its own
    page.get_by_role("navigation", name="Ghi thay đổi có ngày").get_by_role("link", name=event).click()
    _save(page, page.locator("#form-career form").first, fields)


def _save(page: Page, form: Locator, fields: dict[str, str]) -> None:
    expect(form).to_be_visible()
    assert grave_findings(page) == []
    for name, value in fields.items():
        control = form.locator(f"[name={name}]")
        if control.evaluate("element => element.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
    form.get_by_role("button", name="Lưu").click()
    expect(page.locator("section[aria-labelledby=m33] .note-success")).to_be_visible()


def _open_file(page: Page) -> str:
    """Open the file of the colleague; gives its address."""
    page.get_by_role("link", name="Cán bộ, công chức", exact=True).first.click()
    page.get_by_role("link", name="Người mới").click()
    assert grave_findings(page) == []
    page.get_by_label("Họ và tên khai sinh").fill(NAME)
    page.get_by_label("Số định danh cá nhân").fill("042199900321")
    page.get_by_label("Sinh ngày").fill("03/05/1999")
    page.get_by_label("Chức danh").select_option(label="Chuyên viên")
    page.get_by_label("Từ ngày").fill("01/08/2025")
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    return page.url


def _see(page: Page, row: str) -> None:
    """A row of the career that reads so."""
    expect(page.get_by_role("table", name="Quá trình giữ chức vụ").get_by_role("row", name=re.compile(row))).to_be_visible()


def _refused_overlap(page: Page) -> None:
    """A second post on the same day is refused at its field, in place."""
    page.get_by_role("link", name="Ghi bổ nhiệm").click()
    form = page.locator("#form-career form").first
    form.locator("[name=position]").select_option(label="Trưởng phòng")
    form.locator("[name=valid_from]").fill("01/02/2026")
    form.get_by_role("button", name="Lưu").click()
    expect(form.get_by_role("alert")).to_contain_text("Chồng lên chức vụ chính")
    assert grave_findings(page) == []


def _archive(page: Page) -> None:
    page.get_by_label("Lý do lưu hồ sơ").fill("Mở nhầm")
    page.get_by_role("button", name="Lưu", exact=True).click()


@pytest.mark.usefixtures("_province")
def test_a_career_from_the_first_day_to_the_last(page: Page) -> None:
    _enter(page, "minh.tt")
    address = _open_file(page)
    _change(page, "Ghi bổ nhiệm", position="Phó Trưởng phòng", valid_from="01/02/2026", decision="12/QĐ-UBND")
    _see(page, "Phó Trưởng phòng.*01.02.2026.*đang giữ")
    _see(page, "Chuyên viên.*01.08.2025.*31.01.2026")
    _refused_overlap(page)
    page.goto(address)
    page.get_by_role("link", name=re.compile("^Đính chính Phó Trưởng phòng")).click()
    _save(page, page.get_by_role("form", name=re.compile("^Đính chính")), {"valid_from": "15/02/2026"})
    _see(page, "Chuyên viên.*01.08.2025.*14.02.2026")
    _change(page, "Ghi điều động", unit="Xã Hương Khê", position="Phó Trưởng phòng", valid_from="01/06/2026", decision="8/QĐ-SNV")
    expect(page.get_by_text("Đã chuyển đi từ ngày 01/06/2026")).to_be_visible()
    expect(page.get_by_text("042 199")).to_have_count(0)
    assert grave_findings(page) == []
    _at_the_new_unit(page, address)


def _at_the_new_unit(page: Page, address: str) -> None:
    _enter(page, "lan.nt")
    page.goto(address)
    _see(page, "Chuyên viên.*Xã Cẩm Xuyên")
    _change(page, "Nghỉ, vắng mặt", kind="Nghỉ thai sản", valid_from="01/07/2026", until="31/12/2026")
    _see(page, "Nghỉ thai sản.*01.07.2026.*31.12.2026")
    page.get_by_role("link", name="Trở lại sau khi nghỉ thai sản").click()
    _save(page, page.locator("#form-career form").first, {"day": "01/11/2026"})
    _see(page, "Nghỉ thai sản.*31.10.2026")
    page.locator(".who .acts summary").click()
    page.get_by_role("link", name="Lưu hồ sơ").click()
    _archive(page)
    expect(page.get_by_role("alert")).to_contain_text("Đang có chức vụ")
    assert grave_findings(page) == []
    page.goto(address)
    _change(page, "Nghỉ hưu, thôi việc", day="15/11/2026", reason="Thôi việc", decision="9/QĐ")
    page.goto(f"{address}/archive")
    _archive(page)
    expect(page.get_by_role("heading", level=1, name="Hồ sơ đã lưu")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("link", name="Sửa lý lịch")).to_be_visible()
