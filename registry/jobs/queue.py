"""The queue between those who ask and the worker: it carries public ids of jobs, signed, and nothing else.

A message may be lost or come twice: the rows of `Job` are the truth, `actions.reap` sends again, and a claim works once.
"""

from functools import cached_property
from typing import Any

from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey
from huey.serializer import SignedSerializer
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from registry.shared.database import db, listen

NAME = "registry"
_WAITING = "jobs to send"


class Queue:
    """The queue of one application, opened when the first message is sent or waited for."""

    def __init__(self, database_url: str, secret: str) -> None:
        self._url = make_url(database_url)
        self._secret = secret
        self.quiet = False
        """True where nobody listens, in tests: the rows are all there is."""

    @cached_property
    def huey(self) -> Huey:
        """The library's queue: beside the database file of SQLite in a file of its own, else in tables of the database."""
        signed = SignedSerializer(secret=self._secret)
        if self._url.get_backend_name() == "sqlite":
            return SqliteHuey(NAME, filename=f"{self._url.database}-jobs", timeout=30, serializer=signed, results=False)
        dsn = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresHuey(NAME, dsn=dsn, serializer=signed, results=False)

    @cached_property
    def message(self) -> Any:
        """The one kind of message: run this job."""
        return self.huey.task(name="run")(self._received)

    def send(self, public_id: str) -> None:
        """Let a worker know of a job."""
        if not self.quiet:
            self.message(public_id)

    def is_empty(self) -> bool:
        """Whether no message is on its way."""
        return self.quiet or int(self.huey.pending_count()) == 0

    def serve(self, run: Any) -> Huey:
        """The library's queue, for the consumer; `run` is called with each public id."""
        self._run = run
        self.message  # noqa: B018  declares the message to the library
        return self.huey

    def _received(self, public_id: str) -> None:
        self._run(public_id)


def queue() -> Queue:
    """The queue of this application."""
    found: Queue = current_app.extensions["jobs"]
    return found


def send_after_commit(public_id: str) -> None:
    """Send a message once the transaction that made the job stands; a rollback forgets it."""
    db.session().info.setdefault(_WAITING, []).append(public_id)


def _send(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for public_id in session.info.pop(_WAITING, []):
        queue().send(public_id)


def _forget(session: Session, previous: Any) -> None:
    if not previous.nested:
        session.info.pop(_WAITING, None)


def init_app(app: Flask) -> None:
    """Give the application its queue."""
    app.extensions["jobs"] = Queue(app.config["SQLALCHEMY_DATABASE_URI"], app.config["SECRET_KEY"])
    app.extensions["jobs"].quiet = app.config["TESTING"]
    for moment, told in (("after_commit", _send), ("after_soft_rollback", _forget)):
        listen(db.session, moment, told)
