"""A new colleague brings three diplomas: entered in a row, one from a school that no list has, one with a day that cannot be."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from models.accounts import Role
from models.positions import Position
from models.units import Unit
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings, watched_page

NAME = "Nguyễn Thị Hồng Nhung"


@pytest.fixture(scope="module")
def _province(server: Server) -> None:
    app: Flask = server.app
    with app.app_context(), transaction():
        load_reference()
        unit = db.session.scalars(select(Unit).where(Unit.key == "xa-cam-xuyen")).one()
        root = db.session.scalars(select(Unit).where(Unit.key == "tinh-ha-tinh")).one()
        post = db.session.scalars(select(Position).where(Position.tier == "commune", Position.leadership == "none")).all()[0]
        make.account(Role.HR_OFFICER, unit, username="minh.tt", name="Trần Thị Minh")
        make.account(Role.DEPARTMENT, root, username="hung.nt", name="Nguyễn Thế Hùng")
        make.assignment(make.official(NAME, personal_number="042189000217", born_on=dt.date(1989, 8, 14)), unit, post)


def _enter(page: Page, username: str, then: str) -> None:
    page.context.clear_cookies()
    page.goto(f"/accounts/sign-in?next={then}")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _diploma(page: Page, level: str, field: str, day: str) -> None:
    form = page.get_by_role("form", name="Thêm văn bằng chuyên môn")
    expect(form.get_by_label(re.compile("^Văn bằng, trình độ"))).to_be_focused()
    form.get_by_label(re.compile("^Văn bằng, trình độ")).select_option(label=level)
    form.get_by_label("Chuyên ngành").fill(field)
    form.get_by_label("Ngày cấp").fill(day)


@pytest.mark.usefixtures("_province")
def test_three_diplomas_in_a_row_a_new_school_and_a_date_that_does_not_fit(page: Page) -> None:
    _enter(page, "minh.tt", "/officials%3Fq%3Dnhung")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="Thêm văn bằng chuyên môn").click()
    _diploma(page, "Cao đẳng", "Kế toán", "06/2010")
    school = page.get_by_role("combobox", name="Tên cơ sở đào tạo")
    school.press_sequentially("truong nao do")
    expect(page.locator("#degree-institution-offer")).to_contain_text("Danh mục chưa có tên này.")
    school.fill("")
    school.press_sequentially("dh vinh")
    offered = page.locator("#degree-institution-offer").get_by_role("option")
    expect(offered.first).to_have_text(re.compile("^Trường Đại học Vinh"))
    assert grave_findings(page) == []
    school.press("ArrowDown")
    school.press("Enter")
    expect(school).to_have_value("Trường Đại học Vinh")
    expect(offered.first).to_be_hidden()
    page.get_by_role("button", name="Lưu và thêm tiếp").click()
    expect(page.get_by_text("Đã ghi thêm một mục")).to_be_visible()
    _diploma(page, "Đại học", "Luật", "06/2003")
    page.get_by_role("combobox", name="Tên cơ sở đào tạo").fill("Trường Đại học Mới Toanh")
    page.get_by_text("Thêm chi tiết").click()
    page.get_by_label("Xếp loại").fill("Giỏi")
    page.get_by_label("Học từ").fill("09/1999")
    page.get_by_role("button", name="Lưu và thêm tiếp").click()
    expect(page.get_by_text("Danh mục chưa có “Trường Đại học Mới Toanh”")).to_be_visible()
    _diploma(page, "Thạc sĩ", "Quản lý công", "2015")
    page.get_by_role("form", name="Thêm văn bằng chuyên môn").get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("rowheader", name=re.compile("Thạc sĩ Quản lý công"))).to_be_visible()
    expect(page.get_by_text("đang đề nghị bổ sung danh mục")).to_be_visible()
    expect(page.get_by_text("Cấp ngày 01/06/2003, khi mới 13 tuổi.").first).to_be_visible()
    assert grave_findings(page) == []
    _mend(page)


def _mend(page: Page) -> None:
    """Take the one finding from the queue, and correct the day that it is about."""
    page.get_by_role("link", name=re.compile("^Cần xem lại")).click()
    expect(page.get_by_role("heading", level=1, name="Điểm cần xem lại")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Nhận việc").click()
    expect(page.get_by_text("Đã nhận việc này.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Sửa hồ sơ")).click()
    expect(page.get_by_label("Xếp loại")).to_be_visible()  # what is filled in is seen at once
    page.get_by_label("Ngày cấp").fill("06/2013")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.goto("/findings/")
    expect(page.get_by_text("Không có gì cần xem lại")).to_be_visible()


@pytest.mark.usefixtures("_province")
def test_the_department_merges_the_new_school_and_the_record_says_so(page: Page) -> None:
    _enter(page, "hung.nt", "/reference/terms/")
    assert grave_findings(page) == []
    page.get_by_role("link", name="Trường Đại học Mới Toanh").click()
    expect(page.get_by_text("1 bản ghi của 1 người")).to_be_visible()
    page.wait_for_load_state()  # what is typed before the scripts are there asks nothing
    into = page.get_by_role("combobox", name=re.compile("^Gộp vào mục"))
    into.press_sequentially("luat ha noi")
    page.get_by_role("option", name=re.compile("Trường Đại học Luật Hà Nội")).click()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Gộp").click()
    expect(page.get_by_text("Đã gộp “Trường Đại học Mới Toanh”")).to_be_visible()
    page.goto("/officials?q=nhung")
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("cell", name="Trường Đại học Luật Hà Nội")).to_be_visible()


@pytest.fixture(scope="module")
def phone(browser: Browser, server: Server, _province: None) -> Iterator[Page]:
    with watched_page(browser, server.address, width=390, height=800) as page:
        _enter(page, "hung.nt", "/")
        yield page


@pytest.mark.parametrize("path", ["/findings/", "/reference/terms/", "/reference/terms/?kind=institution"])
def test_on_a_phone_the_queues_fit_and_axe_is_content(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.wait_for_load_state()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave_findings(phone) == []
