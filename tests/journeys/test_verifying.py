"""A diploma from the form to the queue: two scans sent in, checked by keys alone by a second officer, verified, later revoked."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from models.accounts import Role
from models.units import Tier
from registry.shared.transaction import transaction
from tests.evidence import files
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings, watched_page

NAME = "Nguyễn Thị Hồng Nhung"


@pytest.fixture(scope="module")
def commune(server: Server) -> str:
    with server.app.app_context(), transaction():
        unit = make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, make.unit("Tỉnh Hà Tĩnh", Tier.PROVINCE))
        for username, name in (("minh.tt", "Trần Thị Minh"), ("lan.pt", "Phạm Thị Lan")):
            make.account(Role.HR_OFFICER, unit, username=username, name=name)
        make.level(name="Đại học")
        official = make.official_at(unit, NAME)
        for field in ("Toán học", "Lịch sử"):
            make.evidence(make.qualification(official, field=field, institution="Trường Đại học Vinh"), make.account(unit=unit))
        return str(official.public_id)


def _enter(page: Page, username: str) -> Page:
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("link", name="Xác minh", exact=True)).to_be_visible()
    return page


@pytest.fixture
def officer(page: Page) -> Page:
    return _enter(page, "minh.tt")


@pytest.fixture
def second(browser: Browser, server: Server) -> Iterator[Page]:
    with watched_page(browser, server.address) as page:
        yield _enter(page, "lan.pt")


def _file(name: str, kind: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


def test_from_the_form_to_the_queue_and_back(commune: str, officer: Page, second: Page) -> None:
    page = officer
    page.goto(f"/officials/{commune}")
    page.get_by_role("link", name="Thêm văn bằng chuyên môn").click()
    form = page.get_by_role("form", name="Thêm văn bằng chuyên môn")
    form.get_by_label(re.compile("^Văn bằng, trình độ")).select_option(label="Đại học")
    form.get_by_label("Chuyên ngành").fill("Luật")
    form.get_by_role("button", name="Lưu, rồi thêm bản chụp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minh chứng: Đại học Luật")
    assert grave_findings(page) == []
    page.get_by_label("Thêm bản chụp").set_input_files(
        [_file("trước.jpg", "image/jpeg", files.picture()), _file("sau.pdf", "application/pdf", files.paper())]
    )
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("Đã thêm 2 bản chụp.")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^sau.pdf, trang 1"))).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_label("Thêm bản chụp").set_input_files([_file("x.png", "image/png", b"<script>alert(1)</script>")])
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("x.png: Chỉ nhận ảnh JPEG, PNG hoặc tệp PDF.")
    page.goto("/verification")
    expect(page.get_by_text("1 mục khác do chính bạn nhập")).to_be_visible()
    _verify_by_keys(second)
    _revoke(second)
    page.goto(f"/officials/{commune}")
    expect(page.get_by_role("row", name=re.compile("Đại học Luật"))).to_contain_text("Đã thu hồi")


def _verify_by_keys(page: Page) -> None:
    page.goto("/verification?scan=yes")
    expect(page.get_by_text("3 mục đang chờ")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name="Xem lần lượt").press("Enter")
    expect(page.get_by_text("Toán học").first).to_be_visible()
    page.wait_for_load_state()
    assert grave_findings(page) == []
    page.keyboard.press("d")
    expect(page.get_by_text("Lịch sử").first).to_be_visible()
    page.wait_for_load_state()  # the script listens from here on
    page.keyboard.press("n")
    expect(page).to_have_title(re.compile("Đại học Luật"))
    page.wait_for_load_state()
    page.keyboard.press("x")
    expect(page.get_by_label("Xác minh bằng cách nào")).to_be_focused()
    page.keyboard.type("Xem bản g")
    page.keyboard.press("Tab")
    page.keyboard.press("d")  # typed into the field, not a key of the page
    expect(page.get_by_label("Số văn bản")).to_have_value("d")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đại học Luật: đã xác minh.")).to_be_visible()


def _revoke(page: Page) -> None:
    page.get_by_role("link", name="Cán bộ, công chức", exact=True).first.click()
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="2 bản chụp").click()
    page.get_by_role("link", name="Thu hồi").click()
    page.get_by_label("Số văn bản").fill("5/QĐ-ĐHV")
    page.get_by_label("Ngày văn bản").fill("01/02/2026")
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Hãy ghi lý do.")).to_be_visible()
    assert grave_findings(page) == []
    expect(page.get_by_label("Số văn bản")).to_have_value("5/QĐ-ĐHV")
    page.get_by_label("Lý do").fill("Bằng giả")
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_role("row", name=re.compile("Đại học Luật"))).to_contain_text("Đã thu hồi")
