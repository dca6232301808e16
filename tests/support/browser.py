"""A real browser: Debian's Chromium driven by Playwright, pages that watch themselves, and axe."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
MISSING = "Chromium is not installed; pages are tested in it. Please run: sudo apt-get install chromium"
# Without these Chromium calls its maker's servers at every start.
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
GRAVE = {"serious", "critical"}


class ChromiumMissing(Exception):
    """No browser on this machine; the message says what to install."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser without a window."""
    if not CHROMIUM.exists():
        raise ChromiumMissing(MISSING)
    with sync_playwright() as playwright:
        # No sandbox: root and containers cannot have one, and only our own pages are opened.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=list(QUIET))
        yield browser
        browser.close()


@contextlib.contextmanager
def watched_page(browser: Browser, address: str, width: int = 1280, height: int = 900) -> Iterator[Page]:
    """A page of a new visitor, with paths taken relative to `address`.

    At the end it raises AssertionError when a script failed, the content policy was broken, a file of the page was not
    to be had, or a request left the server. An error page that the test itself opens is no trouble.
    """
    context = browser.new_context(base_url=address, locale="vi-VN", viewport={"width": width, "height": height})
    page = context.new_page()
    troubles: list[str] = []

    def note(trouble: str, really: bool) -> None:
        if really:
            troubles.append(trouble)

    page.on("pageerror", lambda error: note(f"script: {error}", True))
    page.on("console", lambda said: note(f"console: {said.text}", said.type == "error" and not _is_echo(said.text)))
    page.on("request", lambda asked: note(f"left the server: {asked.url}", not _stays(asked.url, address)))
    page.on("response", lambda got: note(f"{got.status}: {got.url}", got.status >= 400 and _is_part(got.request)))
    yield page
    context.close()
    assert troubles == [], troubles


def _is_echo(text: str) -> bool:
    """Chromium says of every answer of 400 and above what the answer itself told."""
    return text.startswith("Failed to load resource")


def _is_part(request: Request) -> bool:
    return request.resource_type not in {"document", "xhr", "fetch"}


def _stays(url: str, address: str) -> bool:
    return url.startswith((address + "/", "data:", "blob:"))


def grave_findings(page: Page) -> list[str]:
    """What axe holds for serious or critical on the page as it stands, a line per rule with the places."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {found['help']} ← {', '.join(str(node['target'][0]) for node in found['nodes'])}"
        for found in violations
        if found["impact"] in GRAVE
    ]


def check_sound(page: Page, widths: Sequence[int] = (1280, 390, 360)) -> None:
    """Raise AssertionError when axe finds something grave at the first or second width, or the page scrolls sideways at any."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if width in widths[:2]:
            assert grave_findings(page) == [], f"{page.url} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} scrolls sideways at {width}"
