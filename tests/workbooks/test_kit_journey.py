"""A commune's kit in a real browser: taken along, worked on, sent back, decided on by keyboard, written, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from models.qualifications import Domain, State
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings
from tests.support.jobs import working
from tests.workbooks.bringing import AN, bring, officer, official, papers, roster
from tests.workbooks.returning import typed

CHI = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}


@pytest.fixture(scope="module")
def username(server: Server) -> Iterator[str]:
    with server.app.app_context():
        with transaction():
            load_reference()
            name = officer("xa-cam-binh").username
        bring(roster(AN, CHI))
        papers(Domain.DEGREE)[0].state = State.VERIFIED
        db.session.commit()
    with working(server.app):
        yield name


def _enter(page: Page, username: str) -> None:
    page.goto("/accounts/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def _work_on(path: Path) -> None:
    book = load_workbook(path)
    typed("Chuyên ngành", "Luật kinh tế", AN["name"])(book)
    typed("Số hiệu công chức", "HT-01", CHI["name"])(book)
    book.save(path)


def test_a_kit_goes_and_comes_back(page: Page, server: Server, username: str, tmp_path: Path) -> None:
    _enter(page, username)
    page.get_by_role("link", name="Nhập dữ liệu", exact=True).first.click()
    page.get_by_role("link", name="Mẫu, tệp ngoại tuyến, xuất").click()
    assert grave_findings(page) == []
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Tải tệp").click()
    path = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(path)
    _work_on(path)

    page.goto("/rosters")
    page.get_by_label("Kéo tệp vào đây").set_input_files(path)
    page.get_by_role("button", name="Gửi và đối chiếu").press("Enter")
    expect(page.get_by_text("Đây là tệp làm việc ngoại tuyến")).to_be_visible()
    expect(page.get_by_text("1 dòng chờ bạn quyết định")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_label("Lấy theo tệp, trở lại khai báo: Luật kinh tế").press("Space")
    page.get_by_role("button", name="Lưu quyết định").press("Enter")
    expect(page.get_by_text("Đã quyết định xong")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Lấy theo tệp, trở lại khai báo: Luật kinh tế")).to_be_checked()

    page.get_by_role("button", name="Ghi 2 dòng").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã ghi vào sổ", timeout=20_000)
    assert grave_findings(page) == []
    with server.app.app_context():
        assert (papers(Domain.DEGREE)[0].field, official(CHI).staff_code) == ("Luật kinh tế", "HT-01")

    page.get_by_role("button", name="Hoàn tác 2 hồ sơ").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã hoàn tác lần nhập này", timeout=20_000)
    assert grave_findings(page) == []
    with server.app.app_context():
        degree = papers(Domain.DEGREE)[0]
        assert (degree.field, degree.state, official(CHI).staff_code) == ("Luật", State.VERIFIED, None)
    page.goto("/jobs")
    expect(page.get_by_text("Đã xong")).to_have_count(2)
    assert grave_findings(page) == []
