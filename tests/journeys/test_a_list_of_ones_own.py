"""An HR officer narrows a list, chooses columns, keeps the view, changes many files at once and back, takes the list along."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from models.accounts import Role
from models.officials import Sex
from models.positions import Position
from models.units import Unit
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings, watched_page

NAMES = ("Đào Thị Ánh", "Lê Văn Bình", "Trần Thị Chi", "Nguyễn Văn Dũng")


@pytest.fixture(scope="module")
def _commune(server: Server) -> None:
    with server.app.app_context(), transaction():
        load_reference()
        unit = db.session.scalars(select(Unit).where(Unit.key == "xa-cam-xuyen")).one()
        make.account(Role.HR_OFFICER, unit, username="minh.tt", name="Trần Thị Minh")
        post = db.session.scalars(select(Position).where(Position.tier == "commune", Position.leadership == "none")).all()[0]
        for place, name in enumerate(NAMES):
            one = make.official(name, sex=Sex.FEMALE if "Thị" in name else Sex.MALE, duties="Văn thư" if place == 0 else None)
            make.assignment(one, unit, post)


def _enter(page: Page) -> Page:
    page.goto("/accounts/sign-in?next=/officials")
    page.get_by_label("Tên đăng nhập").fill("minh.tt")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1, name="Cán bộ, công chức")).to_be_visible()
    return page


def _rows(page: Page) -> list[list[str]]:
    """The rows of the page as they read, without the boxes."""
    rows = page.locator("table.people tbody tr").all()
    return [[" ".join(cell.inner_text().split()) for cell in row.locator("th, td:not(.tick)").all()] for row in rows]


@pytest.mark.usefixtures("_commune")
def test_from_a_filter_to_a_workbook(page: Page, tmp_path: Path) -> None:
    _enter(page)
    page.get_by_text("Thêm điều kiện").click()
    page.get_by_label("Giới tính").first.select_option(label="Nữ")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Áp dụng").click()
    expect(page).to_have_url(re.compile(r"/officials\?sex=female$"))
    expect(page.get_by_text("2 người", exact=True)).to_be_visible()
    page.get_by_text(re.compile("^Cột:")).click()
    assert grave_findings(page) == []
    columns = page.get_by_role("form", name="Chọn cột")
    for key in ("Chuyên môn", "Lý luận chính trị", "Chỉ tiêu", "Lý do"):
        columns.get_by_label(key).uncheck()
    columns.get_by_label("Giới tính").check()
    columns.get_by_role("button", name="Hiện các cột này").click()
    expect(page).to_have_url(re.compile("columns=name,post,sex$"))
    page.get_by_role("link", name="Họ và tên").click()  # from ascending to descending
    expect(page).to_have_url(re.compile("sort=-name"))
    page.get_by_text("Lưu chế độ xem").click()
    page.get_by_label("Tên của chế độ xem này").fill("Cán bộ nữ")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Tất cả").click()
    expect(page.get_by_text("4 người", exact=True)).to_be_visible()
    page.get_by_role("link", name="Cán bộ nữ").click()
    expect(page.get_by_text("2 người", exact=True)).to_be_visible()
    assert [name for row in _rows(page) for name in ("Chi", "Ánh") if name in row[0]] == ["Chi", "Ánh"]
    _change_together(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải Excel").click()
    file = tmp_path / "list.xlsx"
    download.value.save_as(file)
    _compare(file, _rows(page))


def _change_together(page: Page) -> None:
    page.get_by_label("Chọn cả trang này").check()
    expect(page.get_by_role("status").filter(has_text="2 dòng đã chọn")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Sửa hàng loạt").click()
    page.get_by_label("Công việc được giao").fill("Tiếp dân")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="1 dòng sẽ đổi")).to_be_visible()
    expect(page.get_by_text("đã ghi, không ghi đè")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Ghi 1 dòng").click()
    expect(page.get_by_text("Đã sửa công việc được giao của 1 dòng.")).to_be_visible()
    expect(page).to_have_url(re.compile("sex=female"))
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác")).to_be_visible()
    expect(page).to_have_url(re.compile("sex=female"))


def _compare(file: Path, shown: list[list[str]]) -> None:
    """The workbook has the rows of the page in its order; a cell of the page is one or two cells of the workbook."""
    found = [[str(cell) for cell in row] for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(found) if row[0] == "STT")
    assert found[head][1:] == ["Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Giới tính"]
    assert [[f"{row[1]} {row[2]}", f"{row[3]} {row[4]}", row[5]] for row in found[head + 1 :]] == shown


@pytest.mark.usefixtures("_commune")
def test_the_keyboard_alone_ticks_and_changes(page: Page) -> None:
    _enter(page)
    page.get_by_label("Chọn Lê Văn Bình").focus()
    page.keyboard.press("Space")
    bar = page.get_by_role("form", name="Sửa nhiều dòng một lúc")
    expect(bar).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Sửa hàng loạt":
            break
    page.keyboard.press("Enter")
    page.get_by_label("Công việc được giao").focus()
    page.keyboard.type("Hộ tịch")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ghi 1 dòng").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã sửa công việc được giao của 1 dòng.")).to_be_visible()


@pytest.fixture(scope="module")
def phone(browser: Browser, server: Server, _commune: None) -> Iterator[Page]:
    with watched_page(browser, server.address, width=390, height=800) as page:
        yield _enter(page)


@pytest.mark.parametrize(
    "path", ["/officials", "/qualifications", "/qualifications/expiries", "/officials/retirements", "/officials/incomplete"]
)
def test_on_a_phone_no_list_and_no_panel_runs_out_of_the_screen(phone: Page, path: str) -> None:
    phone.goto(path)
    for words in ("Thêm điều kiện", "Lưu chế độ xem", re.compile("^Cột:")):
        phone.get_by_text(words).click()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, words
        assert grave_findings(phone) == []
        phone.keyboard.press("Escape")
