"""The lease on a job: who has it may finish the job, and nobody else. A worker that dies stops renewing it.

A worker that is only slow may lose its lease too. That is why finishing asks for the lease in the transaction that writes: a job
that ran twice has one effect. On SQLite nobody can write while that transaction is open, so there the lease need not be renewed.
"""

import contextlib
import datetime as dt
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, current_app
from sqlalchemy import ColumnElement, CursorResult, and_, update
from sqlalchemy.exc import OperationalError

from models.jobs import Job, JobState
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.transaction import transaction

KEPT = dt.timedelta(hours=24)
"""How long a result can be fetched."""

_SHORT = 2
"""Seconds that telling progress waits for SQLite's write lock; what could not be told now is told next time."""
_EVERY = 0.5
"""Seconds between two tellings: work tells more often than anybody looks."""


class Lost(Exception):
    """The lease ran out and somebody else has the job: whatever this run did must not be kept."""


class Cancelled(Exception):
    """Whoever asked for the work does not want it any more."""


@dataclass
class Ending:
    """What a finished job leaves behind: a sentence, and perhaps a file."""

    message: str = ""
    result: bytes | None = None
    result_name: str | None = None
    result_type: str | None = None

    def attach(self, content: bytes, name: str, mimetype: str) -> None:
        """Give the owner a file to fetch."""
        self.result, self.result_name, self.result_type = content, name[:120], mimetype

    @property
    def values(self) -> dict[str, Any]:
        """Column → value of the job that ends with this."""
        expires = now() + KEPT if self.result is not None else None
        ended = {"state": JobState.DONE, "ended_at": now(), "lease_until": None, "done": Job.total, "expires_at": expires}
        return {**ended, **vars(self), "message": self.message[:500]}


class Progress:
    """How far a run is, told to whoever looks; and the only way to finish it."""

    def __init__(self, job_id: int, holder: str) -> None:
        self.job_id = job_id
        self.holder = holder
        self._told = 0.0
        self._quiet = False

    @property
    def held(self) -> ColumnElement[bool]:
        """Condition on `Job`: it is ours, and running."""
        return and_(Job.id == self.job_id, Job.holder == self.holder, Job.state == JobState.RUNNING)

    def tell(self, done: int, total: int, message: str = "") -> None:
        """Say how far the work is, and renew the lease. Raises `Cancelled` or `Lost` when it must stop."""
        if self._quiet or (done < total and time.monotonic() - self._told < _EVERY):
            return
        self._told = time.monotonic()
        self.renew(done=done, total=total, message=message[:500])

    def renew(self, **values: Any) -> None:
        """Renew the lease in a short transaction of its own. Raises as `tell`."""
        statement = update(Job).where(self.held).values(lease_until=now() + lease_time(), **values).returning(Job.cancel_asked)
        try:
            with apart():
                asked = db.session.execute(statement).scalar()
        except OperationalError:  # SQLite's write lock is taken: nobody can take the job away either
            return
        if asked is None:
            raise Lost
        if asked:
            raise Cancelled

    @contextlib.contextmanager
    def finishing(self) -> Iterator[Ending]:
        """The one transaction that keeps what the work did, and ends the job. Raises `Lost` when it is not ours any more."""
        ending = Ending()
        with transaction():
            self._quiet = db.session.get_bind().dialect.name == "sqlite"
            if db.session.query(Job.id).where(self.held).first() is None:
                raise Lost
            yield ending
            db.session.flush()
            done = cast("CursorResult[Any]", db.session.execute(update(Job).where(self.held).values(ending.values)))
            if done.rowcount != 1:
                raise Lost


def application() -> Flask:
    """The application itself, for threads: what stands for it in this thread is nothing in another."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # what every proxy has
    return app


@contextlib.contextmanager
def apart() -> Iterator[None]:
    """A short transaction beside the one of the work, in a session of its own."""
    app = application()
    with app.app_context(), transaction(_SHORT):
        yield


def lease_time() -> dt.timedelta:
    """How long a lease lasts unless it is renewed."""
    return dt.timedelta(seconds=current_app.config["LEASE_SECONDS"])


def claim(public_id: str) -> Progress | None:
    """Take a waiting job. None when it does not wait any more: a message that came twice does nothing."""
    holder = secrets.token_hex(8)
    taken = {
        "state": JobState.RUNNING,
        "holder": holder,
        "lease_until": now() + lease_time(),
        "began_at": now(),
        "attempts": Job.attempts + 1,
        "done": 0,
        "total": 0,
        "message": "",
    }
    statement = update(Job).where(Job.public_id == public_id, Job.state == JobState.QUEUED).values(taken).returning(Job.id)
    with transaction():
        job_id = db.session.execute(statement).scalar()
    return Progress(job_id, holder) if job_id else None


@contextlib.contextmanager
def renewed(progress: Progress) -> Iterator[None]:
    """Renew the lease from a thread while the work is busy, also where it has nothing to tell for a while."""
    app = application()
    stopped = threading.Event()

    def beat() -> None:
        pause = app.config["LEASE_SECONDS"] / 3
        with app.app_context():
            while not stopped.wait(pause):
                with contextlib.suppress(Lost, Cancelled):  # the work finds out itself
                    progress.renew()

    thread = threading.Thread(target=beat, daemon=True, name=f"lease-{progress.job_id}")
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
