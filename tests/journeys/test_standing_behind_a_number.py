"""The Department stands behind a number: units confirm, a day is frozen, a degree is corrected, the difference is explained."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from models.accounts import Role
from models.units import Tier
from registry.shared.transaction import transaction
from tests.snapshots import world
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings, watched_page


@pytest.fixture(scope="module")
def degree(server: Server) -> str:
    """Public id of the degree that is going to be corrected; a commune without anybody to confirm stands beside."""
    with server.app.app_context(), transaction():
        small = world.build()
        small.department.username = "noivu"
        make.level(name="Cao đẳng", rank=3)
        make.account(Role.HR_OFFICER, small.unit, username="nhansu")
        make.official_at(make.unit("Xã Kia", Tier.COMMUNE, small.province), "Phạm Văn Dũng")
        return str(small.degrees["binh"].public_id)


def _enter(page: Page, username: str) -> Page:
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("link", name="Chỉ tiêu", exact=True)).to_be_visible()
    return page


@pytest.fixture
def unit_page(browser: Browser, server: Server) -> Iterator[Page]:
    with watched_page(browser, server.address) as page:
        yield page


def test_what_was_reported_stays_and_what_differs_today_is_explained(degree: str, page: Page, unit_page: Page) -> None:
    _enter(page, "noivu").goto("/targets/?on=31/12/2025")
    page.get_by_role("link", name="Rà soát").click()
    page.get_by_role("link", name="Mở đợt rà soát").click()
    page.get_by_label("Tên đợt rà soát").fill("Rà soát 2025")
    page.get_by_label("Số liệu ngày").fill("31/12/2025")
    page.get_by_label("Hạn xác nhận").fill("31/12/2098")
    page.get_by_role("button", name="Mở đợt rà soát").click()
    _confirm(unit_page)
    page.get_by_role("link", name="Rà soát 2025").click()
    expect(page.get_by_text("1/2 đơn vị")).to_be_visible()
    assert grave_findings(page) == []
    _freeze(page)
    _correct(page, degree)
    _explain(page)


def _confirm(page: Page) -> None:
    _enter(page, "nhansu").get_by_role("link", name="Rà soát 2025").click()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Xác nhận số liệu của đơn vị").press("Enter")
    expect(page.get_by_text("Đã xác nhận số liệu của đơn vị.")).to_be_visible()


def _freeze(page: Page) -> None:
    page.get_by_role("link", name="Chốt số liệu ngày này").click()
    expect(page.get_by_text("1 đơn vị chưa xác nhận")).to_be_visible()
    page.get_by_label("Tên lần chốt").fill("Báo cáo 2025")
    page.get_by_role("button", name="Ký và chốt").click()
    expect(page.get_by_text("Hãy đánh dấu để ký chốt.").first).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_label(re.compile("^Tôi ký chốt")).check()
    page.get_by_role("button", name="Ký và chốt").click()
    page.get_by_role("link", name="Báo cáo 2025").click()
    expect(page.get_by_role("cell", name="2/4")).to_be_visible()
    assert grave_findings(page) == []


def _correct(page: Page, degree: str) -> None:
    page.goto(f"/qualifications/{degree}/edit")
    page.get_by_label(re.compile("^Văn bằng, trình độ")).select_option(label="Cao đẳng")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("Cao đẳng Toán"))).to_be_visible()


def _explain(page: Page) -> None:
    page.get_by_role("link", name="Chỉ tiêu", exact=True).click()
    page.get_by_role("link", name="Chốt số liệu").click()
    page.get_by_role("link", name="Báo cáo 2025").click()
    expect(page.get_by_role("cell", name="2/4")).to_be_visible()  # still
    page.get_by_role("link", name="Hôm nay khác gì").click()
    line = page.get_by_role("row", name=re.compile("^Đính chính, nhập sau"))
    expect(line).to_contain_text("−1")
    person = page.get_by_role("row", name=re.compile("^Trần Văn Bình"))
    expect(person).to_contain_text("Trình độ cao đẳng, cần đại học trở lên")
    expect(person).to_contain_text("Sửa văn bằng, chứng chỉ")
    assert grave_findings(page) == []
