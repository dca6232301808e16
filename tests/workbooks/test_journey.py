"""A first morning in a real browser: an empty board, a roster sent, looked at and written, and figures on the board."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.readers.rosters import form, written
from tests.readers.shapes import delimited
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings, watched_page
from tests.support.jobs import working
from tests.workbooks.bringing import AN, officer, roster

PEOPLE = [{**AN, "number": f"0420850{place:05d}", "diploma": f"A{place}"} for place in range(4)]
BAD = {**AN, "number": "042085900001", "post": "Thợ lặn"}


@pytest.fixture(scope="module")
def username(server: Server) -> Iterator[str]:
    with server.app.app_context(), transaction():
        load_reference()
        name = officer("xa-cam-binh").username
    with working(server.app):
        yield name


def _sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def _send(page: Page, path: Path) -> None:
    page.get_by_role("link", name="Nhập dữ liệu", exact=True).first.click()
    page.get_by_label("Kéo tệp vào đây").set_input_files(path)
    page.get_by_role("button", name="Gửi và đối chiếu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đối chiếu trước khi ghi")


def test_a_roster_changes_the_board(page: Page, username: str, tmp_path: Path) -> None:
    path = tmp_path / "trích ngang.xlsx"
    path.write_bytes(written(roster(*PEOPLE)))
    _sign_in(page, username)
    expect(page.get_by_text("Chưa có ai để tính")).to_be_visible()
    _send(page, path)
    assert grave_findings(page) == []
    expect(page.get_by_text("4 dòng sẽ được ghi")).to_be_visible()
    page.get_by_role("button", name="Ghi 4 dòng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã ghi vào sổ", timeout=20_000)
    assert grave_findings(page) == []
    page.get_by_role("link", name="Xem bảng theo dõi").click()
    expect(page.get_by_text("4/4").first).to_be_visible()


def test_a_roster_with_errors_is_read_and_decided_on_by_keyboard_on_a_phone(
    browser: Browser, server: Server, username: str, tmp_path: Path
) -> None:
    path = tmp_path / "lỗi.xlsx"
    path.write_bytes(written(roster(PEOPLE[0], BAD)))
    with watched_page(browser, server.address, width=390) as page:
        _sign_in(page, username)
        page.goto("/rosters")
        assert grave_findings(page) == []
        page.get_by_label("Kéo tệp vào đây").set_input_files(path)
        page.get_by_role("button", name="Gửi và đối chiếu").press("Enter")
        expect(page.get_by_text("Không có chức vụ, chức danh này").first).to_be_visible()
        assert grave_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Bỏ lần nhập này").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã bỏ lần nhập này")


def test_a_file_that_is_no_roster_is_said_at_its_field(page: Page, username: str, tmp_path: Path) -> None:
    path = tmp_path / "trang.xlsx"
    path.write_bytes(b"<html></html>")
    _sign_in(page, username)
    page.goto("/rosters")
    page.get_by_label("Kéo tệp vào đây").set_input_files(path)
    page.get_by_role("button", name="Gửi và đối chiếu").click()
    expect(page.locator("#file-error")).to_contain_text("không phải là tệp Excel")
    assert grave_findings(page) == []


def test_odd_headings_are_told_once_and_known_ever_after(page: Page, username: str, tmp_path: Path) -> None:
    """By keyboard: a csv with headings nobody knows, its columns told, the preview right; the next one is read as the last."""
    path = tmp_path / "bảng kê.csv"
    rows = [["Thứ", "Quý danh", "Chào đời", "Mã thẻ", "Làm gì"], ["1", "Nguyễn Văn Ẩn", "03/1985", "042085000777", "Chuyên viên"]]
    path.write_bytes(delimited(rows, ";").encode("utf-16"))
    _sign_in(page, username)
    page.goto("/rosters")
    page.get_by_label("Kéo tệp vào đây").set_input_files(path)
    page.get_by_role("button", name="Gửi và đối chiếu").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sửa cách đọc tệp")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Đọc theo cách này").press("Enter")
    expect(page.get_by_text("chưa chọn cột nào là họ và tên")).to_be_visible()
    assert grave_findings(page) == []
    for heading, typed in (("Quý danh", "họ"), ("Chào đời", "ngày"), ("Làm gì", "chức")):
        page.get_by_label(re.compile(heading)).focus()
        page.keyboard.type(typed)
    page.get_by_label(re.compile("Mã thẻ")).select_option("personal_number")
    page.get_by_role("button", name="Đọc theo cách này").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đối chiếu trước khi ghi")
    expect(page.get_by_text("1 dòng sẽ được ghi")).to_be_visible()
    expect(page.get_by_text("sinh 03/1985")).to_be_visible()
    assert grave_findings(page) == []
    path.write_bytes(delimited([rows[0], ["2", "Trần Thị Bưởi", "1990", "042190000777", "Chuyên viên"]], ";").encode("utf-8-sig"))
    _send(page, path)
    expect(page.get_by_text("Tiêu đề giống một tệp trước của bạn")).to_be_visible()
    expect(page.get_by_text("Trần Thị Bưởi")).to_be_visible()


def test_the_page_of_columns_fits_a_phone(browser: Browser, server: Server, username: str, tmp_path: Path) -> None:
    path = tmp_path / "mẫu.xlsx"
    path.write_bytes(written(form()))
    with watched_page(browser, server.address, width=390) as page:
        _sign_in(page, username)
        page.goto("/rosters")
        page.get_by_label("Kéo tệp vào đây").set_input_files(path)
        page.get_by_role("button", name="Gửi và đối chiếu").press("Enter")
        page.get_by_role("link", name="Sửa cách đọc").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sửa cách đọc tệp")
        assert grave_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_paper_form_of_a_commune_comes_in_as_it_is(page: Page, username: str, tmp_path: Path) -> None:
    path = tmp_path / "mẫu trích ngang.xlsx"
    path.write_bytes(written(form()))
    _sign_in(page, username)
    page.goto("/")
    _send(page, path)
    page.get_by_text("cột được hiểu thế nào").click()
    expect(page.get_by_text("ngày sinh của nữ")).to_be_visible()
    # Nguyễn Văn An came in above under other numbers: the registry asks whether this is he.
    page.get_by_label("Người khác, mở hồ sơ mới").press("Space")
    page.get_by_role("button", name="Lưu quyết định").press("Enter")
    expect(page.get_by_text("Đã quyết định xong")).to_be_visible()
    assert grave_findings(page) == []
    expect(page.get_by_role("button", name="Ghi 3 dòng")).to_be_visible()
