"""What every answer carries, errors and files included; and no change without a token of our own form."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask, abort
from werkzeug.test import TestResponse

from models.accounts import Role
from registry.access.guard import public
from registry.factory import create_app
from registry.settings import Settings
from registry.shared.pages import asset
from tests.architecture.access_rules import RULES
from tests.support import databases, make
from tests.support.visitor import Visitor

NAMELESS = "0" * 16
ON_ONE_DATABASE = pytest.mark.parametrize("application", ["sqlite"], indirect=True)  # no header depends on the database


def _addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """Every address that answers to the method, with something in the place of each name."""
    filled = {
        "public_id": NAMELESS,
        "unit_key": "khong-co",
        "key": "khong-co",
        "code": "T1",
        "locale": "en",
        "token": "guessed",
        "step": "check",
        "post": "khong-co",
        "event": "appointment",
        "kind": "ranks",
        "part": "identity",
        "due": "retirement",
        "filename": "js/registry.js",
    }
    with app.test_request_context():
        return [
            (rule.endpoint, app.url_for(rule.endpoint, **{name: filled[name] for name in rule.arguments}))
            for rule in app.url_map.iter_rules()
            if method in (rule.methods or ())
        ]


def _directives(answer: TestResponse) -> dict[str, str]:
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _blank, value in (part.partition(" ") for part in parts)}


def _check(answer: TestResponse, path: str) -> None:
    policy = _directives(answer)
    assert policy["default-src"] == "'none'", path
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'", path
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'", path
    assert "unsafe" not in answer.headers["Content-Security-Policy"], path
    assert answer.headers["X-Content-Type-Options"] == "nosniff", path
    assert answer.headers["Referrer-Policy"] == "same-origin", path
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", path
    if not path.startswith("/static/") or answer.status_code >= 400:
        assert answer.headers["Cache-Control"] == "no-store", path
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert re.search(r"; HttpOnly", cookie), path
        assert re.search(r"; SameSite=Lax", cookie), path
    answer.close()


@ON_ONE_DATABASE
def test_browsers_keep_the_files_of_pages_without_asking_again(app: Flask) -> None:
    with app.test_request_context():
        sheet = asset("vendor/fonts.css")
    with app.test_client().get(sheet) as answer:
        files = [sheet, *(f"/static/vendor/{font}" for font in re.findall(r"url\(([^)]*)\)", answer.text))]
    assert len(files) > 5
    for file in files:
        with app.test_client().get(file) as answer:
            kept = answer.cache_control
        assert (kept.no_cache, kept.max_age, kept.immutable) == (None, 31_536_000, True), file


@pytest.fixture(params=[None, *Role], ids=str)
def anybody(request: pytest.FixtureRequest, visitor: Visitor) -> Visitor:
    return visitor.enter_as(make.account(request.param)) if request.param else visitor


@ON_ONE_DATABASE
def test_every_answer_to_get_carries_the_headers(app: Flask, anybody: Visitor) -> None:
    for _endpoint, path in _addresses(app, "GET"):
        _check(anybody.get(path), path)


def test_so_do_errors(visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    for path, status in (("/no/such/page", 404), ("/accounts/", 403), ("/static/no-such-file?v=1", 404)):
        answer = visitor.get(path)
        assert answer.status_code == status
        _check(answer, path)
    answer = visitor.delete("/audit/")
    assert answer.status_code == 405
    assert answer.headers["Allow"]
    _check(answer, "/audit/")


@ON_ONE_DATABASE
@pytest.mark.parametrize("token", ["", "none at all", NAMELESS])
def test_nothing_is_changed_without_the_token_of_our_own_form(app: Flask, visitor: Visitor, token: str) -> None:
    """As the role that may: others are refused before the token is looked at."""
    accounts = {role: make.account(role) for role in Role}
    paths = {method: dict(_addresses(app, method)) for _endpoint, method in RULES}
    for (endpoint, method), rule in RULES.items():
        if method == "GET":
            continue
        path = paths[method][endpoint]
        visitor.enter_as(accounts[min(rule.roles) if rule.roles else Role.AUDITOR])
        answer = visitor.open(path, method=method, data={"csrf_token": token} if token != "none at all" else {})
        assert answer.status_code == 400, f"{method} {path}"
        assert "Biểu mẫu đã hết hạn" in answer.text
        _check(answer, path)


def test_no_address_that_changes_something_is_exempt(application: Flask) -> None:
    csrf = application.extensions["csrf"]
    assert (csrf._exempt_views, csrf._exempt_blueprints) == (set(), set())


def test_a_token_of_another_session_is_worth_nothing(app: Flask, visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    with visitor.session_transaction() as session:
        session["csrf_token"] = "a" * 40
    stranger = Visitor(app, use_cookies=True)
    with stranger.session_transaction() as session:
        session["csrf_token"] = "b" * 40
    answer = visitor.post("/accounts/sign-out", data={"csrf_token": stranger.csrf_token()})
    assert answer.status_code == 400


@pytest.fixture
def behind_https() -> Iterator[Flask]:
    with databases.sqlite_database() as url:
        settings = Settings(database_url=url, secret_key="for tests only " * 3, secure_cookies=True, testing=False)
        app = create_app(settings)

        @app.get("/broken/<int:status>")
        @public
        def broken(status: int) -> str:
            if status == 500:
                raise ValueError("the name of a person, which nobody may see")
            abort(status)

        yield app


def test_behind_https_the_cookie_is_bound_to_the_host(behind_https: Flask) -> None:
    answer = behind_https.test_client().get("/accounts/sign-in", base_url="https://registry.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "; Secure" in cookie
    assert "; Path=/" in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 418, 500])
def test_an_error_says_what_happened_and_nothing_of_its_cause(behind_https: Flask, status: int) -> None:
    answer = behind_https.test_client().get(f"/broken/{status}")
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert "the name of a person" not in answer.text
    assert "Traceback" not in answer.text
    _check(answer, "/broken")


def test_a_request_that_is_too_large_is_refused(visitor: Visitor) -> None:
    visitor.enter_as(make.account())
    limit = visitor.application.config["MAX_CONTENT_LENGTH"]
    token = visitor.csrf_token()
    answer = visitor.post("/accounts/password", data={"csrf_token": token, "new": "x" * (limit + 1)})
    assert answer.status_code == 413
