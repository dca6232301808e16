"""The application under test: in this process, or as a server for browsers."""

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.serving import make_server

from registry.factory import create_app
from registry.settings import Settings
from registry.shared.database import db
from tests.support import databases, leftovers
from tests.support.visitor import Visitor


@contextlib.contextmanager
def application_on(database_url: str) -> Iterator[Flask]:
    """The application with all its tables in an empty database."""
    with tempfile.TemporaryDirectory(prefix="registry-evidence-") as folder:
        yield from _application(Settings(database_url, "for tests only " * 3, evidence_dir=Path(folder), testing=True))


@contextlib.contextmanager
def application_of(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty database of the kind in a fixture's parameter."""
    with contextlib.contextmanager(databases.asked_for)(request) as url, application_on(url) as app:
        yield app


def _application(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.test_client_class = Visitor
    app.jinja_env.undefined = StrictUndefined
    leftovers.watch(app)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@dataclass(frozen=True)
class Server:
    """A served application. Fill its database with `with server.app.app_context(), transaction(): …`."""

    app: Flask
    address: str
    """Without a slash at the end."""


@contextlib.contextmanager
def served_on(database_url: str) -> Iterator[Server]:
    """The application on a free port of this machine, in threads of this process."""
    with application_on(database_url) as app:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Server(app, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
