"""The Department changes a rule and sees the effect before publishing: in the browser, with axe and at the width of a phone."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.accounts import Role
from models.qualifications import Domain, Level
from models.units import Unit
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings


@pytest.fixture
def department(server: Server, page: Page) -> Page:
    with server.app.app_context(), transaction():
        load_reference()
        units = {one.key: one for one in db.session.scalars(select(Unit))}
        make.account(Role.DEPARTMENT, units["tinh-ha-tinh"], username="noi.vu")
        director = make.position("Giám đốc thử", leadership="department", key="giam-doc-thu")
        official = make.official("Nguyễn Thị Hồng Nhung", born_on=dt.date(1990, 1, 1))
        make.assignment(official, units["so-noi-vu"], director)
        level = db.session.scalars(select(Level).where(Level.domain == Domain.LANGUAGE, Level.rank == 3)).one()
        make.qualification(official, Domain.LANGUAGE, level_id=level.id, language_code="en")
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill("noi.vu")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def _sound(page: Page) -> None:
    """No grave finding, and nothing runs out of the screen of a phone."""
    assert grave_findings(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_rule_is_changed_its_effect_seen_by_name_and_then_published(department: Page) -> None:
    page = department
    page.goto("/targets/")
    page.get_by_role("link", name="Quy tắc", exact=True).click()
    _sound(page)
    page.get_by_role("link", name="T2 ·").click()
    _sound(page)
    page.get_by_role("button", name="Soạn phiên bản mới").click()
    page.get_by_role("link", name="Sửa phần chung").click()
    page.get_by_label("Áp dụng từ ngày").fill("01/01/2026")
    _sound(page)
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name=re.compile("^Sửa ?: Có ngoại ngữ từ bậc 3")).click()
    page.get_by_label("Trình độ, từ").select_option(label="Bậc 4")
    _sound(page)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("có ngoại ngữ từ bậc 4 trở lên").first).to_be_visible()
    expect(page.get_by_text("Met by whoever holds").first).to_be_visible()
    _sound(page)
    page.get_by_role("link", name="Xem trước và ban hành").click()
    expect(page.get_by_text("Đạt → Chưa đạt")).to_be_visible()
    expect(page.get_by_role("link", name="Nguyễn Thị Hồng Nhung")).to_be_visible()
    _sound(page)
    page.get_by_role("button", name="Ban hành phiên bản mới").click()
    expect(page.get_by_text("Đã ban hành phiên bản 2")).to_be_visible()
    page.goto("/targets/T2?on=2025-12-31")
    expect(page.get_by_text("quy tắc phiên bản 1")).to_be_visible()
    page.goto("/targets/T2?on=2026-01-01")
    expect(page.get_by_text("quy tắc phiên bản 2")).to_be_visible()
    expect(page.get_by_text("Có bậc 3 ngoại ngữ, cần bậc 4 trở lên").first).to_be_visible()
