"""The Department looks for somebody for a post and adds a demand of the province: by mouse, by keyboard, on a phone, with axe."""

import re
from collections.abc import Iterator

import pytest
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

NAME, OTHER = "Nguyễn Thị Hồng Nhung", "Trần Văn Tâm"


def _clerk(name: str, theory: str) -> None:
    """A clerk of the commune with a degree, a course in state management and this level of theory."""
    unit = db.session.scalars(select(Unit).where(Unit.key == "xa-cam-xuyen")).one()
    post = db.session.scalars(select(Position).where(Position.key == "chuyen-vien")).one()
    official = make.official(name)
    make.assignment(official, unit, post)
    for domain, key in ((Domain.DEGREE, "dai-hoc"), (Domain.STATE_MANAGEMENT, "chuyen-vien"), (Domain.THEORY, theory)):
        level = db.session.scalars(select(Level).where(Level.domain == domain, Level.key == key)).one()
        make.qualification(official, domain, level_id=level.id, field="Luật" if domain is Domain.DEGREE else None)


@pytest.fixture(scope="module")
def _province(server: Server) -> None:
    with server.app.app_context(), transaction():
        load_reference()
        province = db.session.scalars(select(Unit).where(Unit.key == "tinh-ha-tinh")).one()
        make.account(Role.DEPARTMENT, province, username="noi.vu", name="Trần Thị Minh")
        _clerk(NAME, "so-cap")
        _clerk(OTHER, "trung-cap")


def _sign_in(page: Page) -> Page:
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill("noi.vu")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


@pytest.fixture
def department(page: Page, _province: None) -> Page:
    return _sign_in(page)


def test_from_a_post_to_who_could_take_it_and_what_is_lacking(department: Page) -> None:
    page = department
    page.get_by_role("link", name=re.compile("^Tổ chức")).first.click()
    page.get_by_role("link", name="Vị trí, tiêu chuẩn", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Vị trí và tiêu chuẩn")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name=re.compile("vị trí không có ai giữ")).click()
    page.locator("a[href^='/positions/truong-phong']").first.click()
    expect(page.get_by_text("Có lý luận chính trị từ trung cấp trở lên").first).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name="Ai có thể đảm nhiệm?").click()
    expect(page.get_by_role("link", name=OTHER, exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile("Thiếu một điều kiện")).click()
    expect(page.get_by_text("Có sơ cấp lý luận chính trị, cần trung cấp trở lên")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name=NAME, exact=True).click()
    expect(page.get_by_text("Còn thiếu so với tiêu chuẩn vị trí").first).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name="Vị trí có thể đảm nhiệm").click()
    expect(page.get_by_role("heading", name=re.compile("Đủ tiêu chuẩn bắt buộc"))).to_be_visible()
    assert grave_findings(page) == []
    page.goto("/positions/matrix?unit=xa-cam-xuyen")
    expect(page.get_by_role("rowheader", name=NAME)).to_be_visible()
    assert grave_findings(page) == []


def _tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the focus stands on the control of this name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab never came to “{name}”")


def test_the_keyboard_alone_adds_a_demand_and_is_told_when_it_is_too_low(department: Page) -> None:
    page = department
    page.goto("/positions/truong-phong/standards/new?domain=degree")
    _tab_to(page, "level_a")
    page.keyboard.type("Trung")
    _tab_to(page, "valid_from")
    page.keyboard.type("01/01/2026")
    _tab_to(page, "basis")
    page.keyboard.type("QĐ 5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("không được thấp hơn quy định chung")
    assert grave_findings(page) == []
    _tab_to(page, "level_a")
    page.keyboard.type("Thạc")
    _tab_to(page, "basis")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Có trình độ chuyên môn từ thạc sĩ trở lên").first).to_be_visible()


@pytest.fixture(scope="module")
def phone(browser: Browser, server: Server, _province: None) -> Iterator[Page]:
    with watched_page(browser, server.address, width=390, height=800) as page:
        yield _sign_in(page)


@pytest.mark.parametrize(
    "path",
    [
        "/positions",
        "/positions/units",
        "/positions/matrix?unit=xa-cam-xuyen",
        "/positions/truong-phong",
        "/positions/truong-phong/candidates?show=near",
        "/positions/truong-phong/standards/new?domain=language",
        "/positions/new",
    ],
)
def test_on_a_phone_nothing_runs_out_of_the_screen(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.wait_for_load_state()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave_findings(phone) == []
