"""The pages of accounts, trail and reference data in a real browser: nothing grave for axe, nothing that scrolls sideways."""

import pytest
from playwright.sync_api import Browser

from models.accounts import Role
from models.qualifications import Domain
from models.units import Tier
from registry.audit.actions import record
from registry.shared.transaction import transaction
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import check_sound, watched_page

PAGES = {
    Role.ADMINISTRATOR: ("accounts/", "accounts/new", "accounts/password", "organisation", "reference/positions"),
    Role.AUDITOR: ("audit/", "audit/?q=an&since=01/01/2026", "reference/levels", "reference/certificates", "rules/",
                   "reference/exemptions"),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _filled(server: Server) -> None:
    with server.app.app_context(), transaction():
        province = make.province()
        for role in PAGES:
            make.account(role, province, username=role.value)
        commune = make.unit("Xã Cẩm Bình", Tier.COMMUNE, province)
        officer = make.account(Role.HR_OFFICER, commune, name="Lê Thị Hương Giang", active=False)
        make.position("Chủ tịch Ủy ban nhân dân xã", Tier.COMMUNE)
        make.equivalence(make.certificate_type(), make.level(Domain.LANGUAGE, "Bậc 4"), score_from=5, certain=False)
        make.target()
        changes = {"level_id": [None, 1], "note": ["trước", "một ghi chú dài " * 12]}
        record("qualification.changed", "Luật", by=officer, official=make.official_at(commune, "Nguyễn An"), changes=changes)


@pytest.mark.parametrize("role", PAGES)
def test_pages_are_sound_on_a_desk_and_on_a_phone(browser: Browser, server: Server, role: Role) -> None:
    with watched_page(browser, server.address) as page:
        page.goto("/accounts/sign-in")
        check_sound(page)
        page.fill("[name=username]", role.value)
        page.fill("[name=password]", make.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        for path in PAGES[role]:
            page.goto("/" + path)
            check_sound(page)
