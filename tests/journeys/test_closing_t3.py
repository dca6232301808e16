"""The planner sees where T3 will stand on its deadline, makes a plan that closes it, and saves it."""

import datetime as dt
import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.accounts import Role
from models.officials import Sex
from models.positions import Leadership, Position
from models.qualifications import Domain, Level
from models.units import Unit
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings


@pytest.fixture(scope="module")
def _province(server: Server) -> None:
    """A department of five leaders: one speaks English and retires in 2028, four do not."""
    app: Flask = server.app
    with app.app_context(), transaction():
        load_reference()
        units = {unit.key: unit for unit in db.session.scalars(select(Unit))}
        make.account(Role.DEPARTMENT, units["tinh-ha-tinh"], username="hung.nt", name="Nguyễn Thế Hùng")
        post = db.session.scalars(select(Position).where(Position.leadership == Leadership.DEPARTMENT)).first()
        english = db.session.scalars(select(Level).where(Level.domain == Domain.LANGUAGE, Level.rank == 4)).one()
        for number, born in enumerate((1966, 1980, 1981, 1982, 1983)):
            leader = make.official(f"Lê Lãnh {number}", sex=Sex.MALE, born_on=dt.date(born, 6, 1))
            make.assignment(leader, units["so-noi-vu"], post)
            if not number:
                make.qualification(
                    leader, Domain.LANGUAGE, level_id=english.id, language_code="en", issued_on=dt.date(2024, 1, 1)
                )


@pytest.mark.usefixtures("_province")
def test_the_planner_closes_t3(page: Page) -> None:
    page.goto("/accounts/sign-in?next=/targets/T3")
    page.get_by_label("Tên đăng nhập").fill("hung.nt")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Dự báo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dự báo T3")
    expect(page.get_by_role("rowheader", name="Lê Lãnh 0")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name="Chỉ tiêu", exact=True).first.click()
    page.get_by_role("link", name="Phương án đào tạo").click()
    page.get_by_role("link", name="Lập phương án").click()
    page.get_by_label(re.compile("Tên phương án")).fill("Đóng T3")
    page.get_by_label(re.compile("^T3")).check()
    page.get_by_label(re.compile("Cần đạt vào ngày")).fill("31/12/2030")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Thêm lớp").click()
    for label, typed in (
        *(("Tên lớp", "Tiếng Anh bậc 4"), ("Khai giảng", "05/01/2030"), ("Cấp chứng chỉ", "20/12/2030")),
        *(("Số chỗ", "3"), ("Chi phí một người", "18000000")),
    ):
        page.get_by_label(re.compile(label)).fill(typed)
    page.get_by_label(re.compile("Học xong đạt")).select_option(label="Ngoại ngữ: Bậc 4")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn ngoại ngữ của lớp")
    page.get_by_label("Ngoại ngữ", exact=True).select_option(label="Tiếng Anh")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("button", name="Tính phương án").click()
    expect(page.get_by_text("36.000.000")).to_be_visible()  # two of the four who are left make more than 40 %
    expect(page.get_by_role("rowheader", name=re.compile("Lê Lãnh [34]"))).to_have_count(2)
    assert grave_findings(page) == []
    page.get_by_role("button", name="Lưu phương án").click()
    expect(page.get_by_text(re.compile("^Đã lưu [0-9]"))).to_be_visible()
    expect(page.get_by_role("button", name="Tính lại trên bản sao")).to_be_visible()
    assert grave_findings(page) == []
