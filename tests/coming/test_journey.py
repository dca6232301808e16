"""An officer sees what is coming, puts a term off, tries an appointment and plans for the post, with axe on each page."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from models.accounts import Role
from models.base import FOREVER
from models.officials import Sex
from models.positions import Leadership
from models.standards import PositionVersion
from models.units import Tier
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.transaction import transaction
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings

MINH, LAN, HEAD = "Trần Văn Minh", "Nguyễn Thị Lan", "truong-phong-thu"


@pytest.fixture(scope="module")
def _commune(server: Server) -> None:
    """A head whose term ends soon, and a clerk with the degree that the post asks for."""
    with server.app.app_context(), transaction():
        unit = make.unit("Xã Trên", Tier.COMMUNE, make.province())
        make.target()
        head = make.position("Trưởng phòng thử", Tier.COMMUNE, key=HEAD, leadership=Leadership.COMMUNE_OFFICE)
        days = {"valid_from": dt.date(2020, 1, 1), "valid_to": FOREVER}
        db.session.add(PositionVersion(position_id=head.id, term_years=5, basis="NĐ thử", **days))
        make.standard(head)
        begins = today().replace(day=1) - dt.timedelta(days=365 * 5 - 60)
        make.assignment(make.official(MINH, sex=Sex.MALE), unit, head, valid_from=begins)
        lan = make.official(LAN, sex=Sex.FEMALE)
        make.assignment(lan, unit, make.position("Chuyên viên thử", Tier.COMMUNE))
        make.qualification(lan, level_id=make.level(rank=4, name="Đại học").id)
        make.account(Role.HR_OFFICER, unit, username="to.chuc", name="Lê Thị Tổ Chức")


@pytest.mark.usefixtures("_commune")
def test_from_what_is_coming_to_who_follows(page: Page) -> None:
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill("to.chuc")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Sắp tới", exact=True).click()
    expect(page.get_by_role("link", name=MINH, exact=True)).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name=f"Ngày khác … {MINH}").click()
    page.get_by_label("Lùi đến ngày").fill(f"01/03/{today().year + 1}")
    page.get_by_label("Lý do").fill("Việc đang dở")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("quyết định khác: Việc đang dở")).to_be_visible()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_visible()
    page.goto(f"/positions/{HEAD}/candidates")
    page.get_by_role("link", name=re.compile(f"Nếu bổ nhiệm.*{LAN}")).click()
    page.get_by_role("button", name="Thử").click()
    expect(page.get_by_text("Đạt so với tiêu chuẩn vị trí")).to_be_visible()
    assert grave_findings(page) == []
    page.go_back()
    page.go_back()
    page.get_by_role("link", name=re.compile(f"Ghi vào quy hoạch.*{LAN}")).click()
    page.get_by_label("Số quyết định").fill("9-QĐ/ĐU")
    page.get_by_label("Ngày quyết định").fill("02/03/2026")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã ghi vào quy hoạch.")).to_be_visible()
    page.goto("/planning")
    expect(page.get_by_role("link", name=LAN, exact=True)).to_be_visible()
    assert grave_findings(page) == []
    page.goto("/coming/calendar")
    page.get_by_role("button", name="Tạo địa chỉ").click()
    expect(page.get_by_label("Địa chỉ")).to_have_value(re.compile("/calendar/.{32}$"))
