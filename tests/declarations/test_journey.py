"""A colleague corrects the own file from a phone; the keeper accepts one field, refuses the other, and takes it back."""

import re

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from models.accounts import Role
from models.officials import Official
from models.proposals import Proposal, ProposalState
from registry.shared.database import db
from registry.shared.transaction import transaction
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings, watched_page


def _settle(server: Server) -> str:
    """An officer and a colleague; gives the public id of the colleague."""
    with server.app.app_context(), transaction():
        unit = make.unit("Xã Cẩm Xuyên")
        make.account(Role.HR_OFFICER, unit, username="nhan.su")
        return make.official_at(unit, "Trần Thị Lan", personal_number="042185000123").public_id


def _sign_in(page: Page) -> None:
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill("nhan.su")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_colleague_proposes_from_a_phone_and_the_keeper_answers(server: Server, page: Page, browser: Browser) -> None:
    public_id = _settle(server)
    _sign_in(page)
    page.goto(f"/officials/{public_id}/self-links")
    page.get_by_role("button", name="Tạo đường dẫn mới").click()
    address = page.get_by_label("Địa chỉ").input_value()
    assert grave_findings(page) == []
    with watched_page(browser, server.address, width=390) as phone:
        phone.goto(address)
        assert grave_findings(phone) == []
        phone.get_by_label("6 số cuối").fill("000123")
        phone.get_by_role("button", name="Mở hồ sơ").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Trần Thị Lan")
        phone.get_by_role("link", name="Đề nghị sửa").first.click()
        phone.get_by_label("Số điện thoại").fill("0912 345 678")
        phone.get_by_label("19 Trình độ giáo dục phổ thông").fill("12/12")
        assert grave_findings(phone) == []
        phone.get_by_role("button", name="Gửi đề nghị").click()
        expect(phone.get_by_text("đang chờ")).to_be_visible()
        assert grave_findings(phone) == []
    page.goto("/findings/")
    page.get_by_role("link", name="Đề nghị chỉnh sửa 1").click()
    page.get_by_role("link", name="Trần Thị Lan").click()
    refused = page.get_by_role("group", name=re.compile("phổ thông"))
    refused.get_by_label("Không", exact=True).check()
    refused.get_by_role("textbox").fill("Chưa có bằng")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Ghi trả lời").click()
    with server.app.app_context():
        official = db.session.scalars(select(Official)).one()
        assert (official.phone, official.schooling) == ("0912 345 678", None)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác")).to_be_visible()
    with server.app.app_context():
        assert db.session.scalars(select(Official)).one().phone is None
        assert db.session.scalars(select(Proposal)).one().state is ProposalState.OPEN
