"""An HR officer finds a colleague, sees why T1 is not met, adds the certificate in place, sees T1 met: by mouse, by keyboard."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from models.accounts import Role
from models.positions import Position
from models.qualifications import Domain, Level
from models.units import Unit
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings, watched_page

NAME = "Nguyễn Thị Hồng Nhung"


def _colleague(number: str, name: str) -> None:
    """A clerk of the commune who has all that T1 asks for but political theory."""
    unit = db.session.scalars(select(Unit).where(Unit.key == "xa-cam-xuyen")).one()
    post = db.session.scalars(select(Position).where(Position.tier == "commune", Position.leadership == "none")).all()[0]
    official = make.official(name, personal_number=number)
    make.assignment(official, unit, post)
    for domain, key in ((Domain.DEGREE, "dai-hoc"), (Domain.STATE_MANAGEMENT, "chuyen-vien"), (Domain.DIGITAL, "co-ban")):
        level = db.session.scalars(select(Level).where(Level.domain == domain, Level.key == key)).one()
        make.qualification(official, domain, level_id=level.id, field="Luật" if domain is Domain.DEGREE else None)


@pytest.fixture(scope="module")
def _province(server: Server) -> None:
    app: Flask = server.app
    with app.app_context(), transaction():
        load_reference()
        unit = db.session.scalars(select(Unit).where(Unit.key == "xa-cam-xuyen")).one()
        make.account(Role.HR_OFFICER, unit, username="minh.tt", name="Trần Thị Minh")
        _colleague("042189000217", NAME)
        _colleague("042189000218", "Trần Văn Tâm")


@pytest.fixture
def officer(page: Page, _province: None) -> Page:
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill("minh.tt")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def test_a_gap_is_found_explained_and_closed_in_place(officer: Page) -> None:
    page = officer
    page.get_by_role("link", name="Cán bộ, công chức", exact=True).first.click()
    expect(page.get_by_text("2 người", exact=True)).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_label("Tìm theo tên, số định danh, đơn vị, chức vụ").press_sequentially("hong nh")
    expect(page.get_by_text("1 người", exact=True)).to_be_visible()  # live, without sending
    expect(page).to_have_url(re.compile(r"/officials\?q=hong(%20|\+)nh$"))
    expect(page.locator("mark").first).to_have_text("Hồng")
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", name="Vì sao chưa đạt T1")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name=re.compile("Hiện")).click()
    expect(page.get_by_text("042 189 000 217")).to_be_visible()
    page.get_by_role("link", name=re.compile("Bổ sung")).click()
    form = page.get_by_role("form", name="Thêm văn bằng lý luận chính trị")
    expect(form.get_by_label(re.compile("^Trình độ"))).to_be_focused()
    assert grave_findings(page) == []
    form.get_by_label("Ngày cấp").fill("12/2099")
    form.get_by_label(re.compile("^Trình độ")).select_option(label="Trung cấp")
    expect(form.get_by_text("Lý luận chính trị: Trung cấp.")).to_be_visible()
    form.get_by_role("button", name="Lưu", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("tương lai")
    assert grave_findings(page) == []
    form.get_by_label("Ngày cấp").fill("12/2014")
    form.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("heading", name="Vì sao đạt T1")).to_be_visible()
    saved = page.locator("#m32 ~ p, section[aria-labelledby=m32] .note-success")
    expect(saved).to_contain_text("Đã ghi thêm một mục")
    expect(saved).to_be_focused()
    expect(page.get_by_role("rowheader", name=re.compile("Trung cấp lý luận chính trị"))).to_be_visible()
    assert grave_findings(page) == []


def _tab_to(page: Page, words: str, most: int = 120) -> None:
    """Press Tab until the focus stands on what is called so; a checkbox that chooses it for something else is not that."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
        if page.evaluate(name).strip().startswith(words):
            return
    raise AssertionError(f"Tab never came to “{words}”")


def test_the_keyboard_alone_does_it(officer: Page) -> None:
    page = officer
    page.keyboard.press("/")
    page.keyboard.type("tran van tam")
    with page.expect_navigation():  # what is found as one types stands there before
        page.keyboard.press("Enter")
    expect(page.get_by_text("1 người", exact=True)).to_be_visible()
    _tab_to(page, "Trần Văn Tâm")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vì sao chưa đạt T1")).to_be_visible()
    _tab_to(page, "Bổ sung")
    page.keyboard.press("Enter")
    form = page.get_by_role("form", name="Thêm văn bằng lý luận chính trị")
    expect(form.get_by_label(re.compile("^Trình độ"))).to_be_focused()
    page.keyboard.type("Cao")
    _tab_to(page, "Lưu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thiếu dữ liệu để xét T1")).to_be_visible()  # no day of issue yet
    _tab_to(page, "Sửa Cao cấp lý luận chính trị")
    page.keyboard.press("Enter")
    edit = page.get_by_role("form", name=re.compile("^Sửa"))
    expect(edit.get_by_label(re.compile("^Trình độ"))).to_be_focused()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "issued_on":
            break
    page.keyboard.type("2015")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vì sao đạt T1")).to_be_visible()


@pytest.fixture
def phone(browser: Browser, server: Server, _province: None) -> Iterator[Page]:
    with watched_page(browser, server.address, width=390, height=800) as page:
        yield page


def test_on_a_phone_nothing_runs_out_of_the_screen_and_axe_is_content(phone: Page) -> None:
    page = phone
    page.goto("/accounts/sign-in?next=/officials%3Fq%3Dnhung")
    page.get_by_label("Tên đăng nhập").fill("minh.tt")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    _fits(page)
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    _fits(page)
    page.get_by_role("link", name="Thêm chứng chỉ ngoại ngữ").click()
    expect(page.get_by_role("form", name="Thêm chứng chỉ ngoại ngữ")).to_be_visible()
    _fits(page)


def _fits(page: Page) -> None:
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave_findings(page) == []
