"""Links given to people outside lead where the settings say, never where a request says that it came to."""

from collections.abc import Iterator

import pytest
from flask import Flask

from models.accounts import Role
from models.officials import Official
from models.proposals import SelfLink
from registry.settings import Settings, Unsafe
from registry.shared import addresses
from registry.shared.database import db
from tests.support import make
from tests.support.visitor import Visitor

PUBLIC = "https://so.hatinh.gov.vn"


@pytest.fixture
def official(app: Flask, visitor: Visitor) -> Official:
    assert app.testing
    officer = make.account(Role.HR_OFFICER, make.unit())
    visitor.enter_as(officer)
    return make.official_at(officer.unit)


@pytest.fixture
def known_outside(app: Flask) -> Iterator[None]:
    app.config["PUBLIC_URL"] = PUBLIC
    yield
    app.config["PUBLIC_URL"] = ""


def _links() -> int:
    return db.session.query(SelfLink).count()


@pytest.mark.parametrize("path", ["/officials/{}/self-links", "/coming/calendar"])
def test_a_forged_host_gets_no_link(official: Official, visitor: Visitor, path: str) -> None:
    address, token = path.format(official.public_id), {"csrf_token": visitor.csrf_token()}
    cookie = visitor.get_cookie("session")
    visitor.set_cookie("session", cookie.value if cookie else "", domain="ke-gian.example")
    page = visitor.post(address, data=token, headers={"Host": "ke-gian.example"}, follow_redirects=True)
    assert "PUBLIC_URL" in page.text
    assert "ke-gian.example" not in page.text
    assert _links() == 0
    assert "http://localhost/" in visitor.post(address, data=token).text


@pytest.mark.usefixtures("known_outside")
@pytest.mark.parametrize("path", ["/officials/{}/self-links", "/coming/calendar"])
def test_links_lead_to_the_public_address(official: Official, visitor: Visitor, path: str) -> None:
    page = visitor.post(path.format(official.public_id), data={"csrf_token": visitor.csrf_token()}).text
    assert f'value="{PUBLIC}/' in page
    assert "http://localhost" not in page


@pytest.mark.parametrize(
    ("host", "status"), [("so.hatinh.gov.vn", 200), ("localhost:8000", 200), ("[::1]:8000", 200), ("ke-gian.example", 400)]
)
def test_other_hosts_are_not_answered(host: str, status: int) -> None:
    small = Flask(__name__)
    small.config["PUBLIC_URL"] = PUBLIC
    addresses.init_app(small)
    small.add_url_rule("/", view_func=lambda: "")
    assert small.test_client().get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("address", ["so.hatinh.gov.vn", "https://so.hatinh.gov.vn/so", "javascript://so", "https://a b"])
def test_a_public_address_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", address)
    with pytest.raises(Unsafe, match="PUBLIC_URL"):
        Settings.from_environment()
