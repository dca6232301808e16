"""A hand that clicks twice where once is enough: one record, one entry in the trail, and no page that speaks of a mistake."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from models.accounts import Role
from models.audit import AuditEntry
from models.qualifications import Qualification
from registry.shared.database import db
from registry.shared.transaction import transaction
from tests.qualifications.desk import settle
from tests.support import make
from tests.support.applications import Server

SLOW = 80
"""Milliseconds that a finger rests on the button: so long that the browser has sent the first before the second comes."""


def test_a_double_click_records_once_in_place_and_on_the_page(server: Server, page: Page) -> None:
    with server.app.app_context(), transaction():
        desk = settle()
        make.account(Role.HR_OFFICER, desk.unit, username="minh.tt")
        file = f"/officials/{desk.official.public_id}"
    page.goto(f"/accounts/sign-in?next={file}")
    page.get_by_label("Tên đăng nhập").fill("minh.tt")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").dblclick(delay=SLOW)
    page.get_by_role("link", name="Thêm văn bằng chuyên môn").click()
    in_place = page.get_by_role("form", name="Thêm văn bằng chuyên môn")
    in_place.get_by_label(re.compile("^Văn bằng, trình độ")).select_option(label="Đại học")
    in_place.get_by_role("button", name="Lưu", exact=True).dblclick(delay=SLOW)
    expect(page.locator(".note-success")).to_contain_text("Đã ghi thêm một mục")
    page.goto(f"{file}/qualifications/new?domain=theory")
    page.get_by_label(re.compile("^Trình độ")).select_option(label="Sơ cấp")
    page.get_by_role("button", name="Lưu", exact=True).dblclick(delay=SLOW)
    expect(page.locator(".note-success")).to_contain_text("Đã ghi thêm một mục")
    with server.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Qualification)) == 2
        actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert actions == ["account.signed_in", "qualification.recorded", "qualification.recorded"]
