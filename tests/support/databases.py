"""Throw-away databases: a PostgreSQL server per test process, empty databases of both kinds, work that is undone."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest
from flask import Flask

from registry.shared.database import db

KINDS = ("sqlite", "postgresql")
MISSING = "PostgreSQL is not installed; the suite runs on it too. Please run: sudo apt-get install postgresql"
# Nothing here outlives the tests, so nothing is made durable.
SERVER_OPTIONS = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=40",
    "shared_buffers=64MB",
)
_numbers = count(1)
Thing = TypeVar("Thing")


class PostgreSQLMissing(Exception):
    """No server binaries on this machine; the message says what to install."""


def _binary(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    if not found:
        raise PostgreSQLMissing(MISSING)
    return str(found[-1])


def _as_postgres(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root, so step down to its own user; and it must not outlive this process."""
    step_down = ("--reuid=postgres", "--regid=postgres", "--clear-groups") if os.geteuid() == 0 else ()
    return ["setpriv", *step_down, "--pdeathsig=TERM", *command]


@contextlib.contextmanager
def postgresql_server(settings: Sequence[str] = SERVER_OPTIONS) -> Iterator[str]:
    """A running server of our own, reached by a socket in a new folder; gives the address without a database name."""
    folder = Path(tempfile.mkdtemp(prefix="registry-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = str(folder / "data")
    init = _as_postgres(_binary("initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8")
    subprocess.run([*init, "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    options = [word for setting in settings for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            _as_postgres(_binary("postgres"), "-D", data, "-k", str(folder), *options), stdout=log, stderr=log, cwd="/"
        )
    try:
        _wait_for(folder, server)
        yield f"postgresql+psycopg://postgres@/%s?host={folder}"
    finally:
        server.send_signal(signal.SIGQUIT)  # stop at once, there is nothing to keep
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(folder: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start: " + (folder / "log").read_text("utf-8", errors="replace"))


@contextlib.contextmanager
def postgresql_database(server: str) -> Iterator[str]:
    """The SQLAlchemy address of an empty database on a server of `postgresql_server`, dropped at the end."""
    name = f"registry_{next(_numbers)}"
    host = server.partition("host=")[2]
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield server % name
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextlib.contextmanager
def sqlite_database() -> Iterator[str]:
    """The SQLAlchemy address of an empty SQLite file, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="registry-sqlite-") as folder:
        yield f"sqlite:///{folder}/registry.sqlite"


def asked_for(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fixture: the SQLAlchemy address of an empty database of the kind in the parameter.

    The server is started when the first test asks for PostgreSQL, and not before.
    """
    if request.param == "sqlite":
        with sqlite_database() as url:
            yield url
    else:
        with postgresql_database(request.getfixturevalue("postgresql_server")) as url:
            yield url


class Standing:
    """What stands to the end of the run once a test has asked for it, in whatever order those of both databases come."""

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()
        self._things: dict[str, Any] = {}

    def the(self, name: str, begin: Callable[[], contextlib.AbstractContextManager[Thing]]) -> Thing:
        """The thing of this name, begun if nobody has asked before."""
        if name not in self._things:
            self._things[name] = self._stack.enter_context(begin())
        thing: Thing = self._things[name]
        return thing

    def end(self) -> None:
        """End all, the youngest first."""
        self._stack.close()


@contextlib.contextmanager
def undone(app: Flask) -> Iterator[None]:
    """Inside, an application context is open, and commits reach only a transaction that is rolled back at the end.

    All sessions of the application share one connection; each commit releases a savepoint. `db.engine` is that
    connection. Fit for test clients in the same thread; a served application needs a database of its own.
    """
    with app.app_context():
        engines: dict[str | None, Any] = db.engines  # type: ignore[assignment]  # declared read-only, and is not
        engine = engines[None]
        connection = engine.connect()
        outer = connection.begin()
        engines[None] = connection  # does for a session what an engine does
        joining = db.session.session_factory.kw
        joining["join_transaction_mode"] = "create_savepoint"
        try:
            yield
        finally:
            db.session.remove()
            engines[None] = engine
            del joining["join_transaction_mode"]
            outer.rollback()
            connection.close()


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    """Within `undone`: what is done inside is taken back at the end, and what was there before stays."""
    savepoint = db.engine.begin_nested()  # type: ignore[attr-defined]  # a connection, see `undone`
    try:
        yield
    finally:
        db.session.remove()
        savepoint.rollback()
