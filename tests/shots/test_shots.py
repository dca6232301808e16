"""Pictures of every page of the side bar, by role, on a desk and on a phone: `make shots` writes them to out/shots."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from models.accounts import Role
from seeds.demo import PASSWORD
from tests.support.applications import Server
from tests.support.browser import watched_page
from tests.support.province import account_of, plant

FOLDER = Path("out/shots")
WIDTHS = {"desk": 1280, "phone": 390}


@pytest.fixture(scope="module", autouse=True)
def _province(server: Server) -> None:
    plant(server.app)


def _enter(page: Page, username: str) -> None:
    page.goto("/accounts/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator("form:has([name=password]) button").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_of_the_side_bar_pages(browser: Browser, server: Server, role: Role, width: str) -> None:
    with server.app.app_context():
        username = account_of(role).username
    with watched_page(browser, server.address, width=WIDTHS[width]) as page:
        page.goto("/accounts/sign-in")
        page.screenshot(path=FOLDER / f"sign-in-{width}.png", full_page=True)
        _enter(page, username)
        for path in page.locator("nav.side a").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
            page.goto(path)
            name = path.split("?")[0].strip("/").replace("/", "-") or "first"
            page.screenshot(path=FOLDER / f"{role.value}-{name}-{width}.png", full_page=True)
