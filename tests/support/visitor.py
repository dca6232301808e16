"""A visitor of the application under test: enters, opens pages, fills in forms; every page it sees is judged."""

from collections.abc import Mapping
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from models.accounts import Account
from registry.accounts import sessions
from registry.shared.database import db
from tests.support import markup


class Visitor(FlaskClient):
    """A client whose requests are apart from the test as a real visitor's are: own context, own session, own `g`.

    What the test has done so far is committed first, so that the request sees it and the test afterwards reads anew.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; an HTML page with faults (see `markup.faults`) fails the test."""
        if has_app_context():
            db.session.commit()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        if response.mimetype == "text/html":
            faults = markup.faults(response.text)
            assert faults == [], f"{response.request.path}: {faults}"
            assert "script-src 'self'" in response.headers["Content-Security-Policy"], response.request.path
        return response

    def enter_as(self, account: Account) -> "Visitor":
        """Sign in without the form, which takes a tenth of a second for the password."""
        token = sessions.begin(account).token
        with self.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return self

    def csrf_token(self) -> str:
        """A token against forged requests, for requests that no page offers a form for."""
        with self.session_transaction() as session:
            secret = session.setdefault("csrf_token", "0" * 40)
        key = self.application.secret_key
        assert key is not None
        return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(secret))

    def submit(self, path: str, fields: Mapping[str, Any] | None = None, form: str = "") -> TestResponse:
        """Open a page, fill in its form and send it, with all that the form carries besides; follows no redirect.

        `form` is a part of the form's action or its id, needed when the page has several. A file is given as
        (stream, name). Refuses a field that the form does not have.
        """
        page = self.get(path)
        assert page.status_code == 200, f"{path}: {page.status}"
        found = [each for each in markup.forms(page.text) if form in each.get("action", "") or form == each.get("id")]
        assert found, f"{path} has no form {form!r}"
        chosen = max(found, key=lambda each: len(markup.values(each)))
        sent: dict[str, Any] = dict(markup.values(chosen))
        assert set(fields or {}) <= set(sent), f"{path} has only the fields {sorted(sent)}"
        sent.update(fields or {})
        return self.post(chosen.get("action") or path, data={name: value for name, value in sent.items() if value != []})
