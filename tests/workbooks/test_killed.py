"""A worker that is killed in the middle of writing a roster: nothing half, and the next worker writes it, once."""

import signal
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import delete

from models.accounts import Account, SignIn
from models.audit import AuditEntry
from models.base import Base
from models.changes import RowChange
from models.imports import BatchState, ImportBatch
from models.jobs import Job, JobState
from models.officials import Assignment, Official
from models.qualifications import Qualification
from models.targets import Standing
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from registry.workbooks.actions import Upload, ask_to_apply, keep_roster
from registry.workbooks.queries import plan_of
from seeds.reference import load_reference
from tests.readers.rosters import written
from tests.support import databases
from tests.support.applications import application_on
from tests.support.jobs import worker
from tests.workbooks.bringing import AN, number_of, officer, roster

PEOPLE = [{**AN, "number": f"0420850{place:05d}", "diploma": f"A{place}"} for place in range(40)]
WRITTEN: tuple[type[Base], ...] = (Official, Assignment, Qualification, RowChange)
MOMENTS = {"sqlite": ("INSERT INTO assignment", "INSERT INTO standing"), "postgresql": ("UPDATE import_batch",)}
"""Where a worker dies: between the tables, among what is derived, and when everything but the end is written."""
PLUG = """
import os, signal
from sqlalchemy import event
from sqlalchemy.engine import Engine
@event.listens_for(Engine, "before_cursor_execute")
def pull_the_plug(_connection, _cursor, statement, *_):
    if statement.startswith({statement!r}): os.kill(os.getpid(), signal.SIGKILL)
"""

own_url = pytest.fixture(databases.asked_for, scope="module", params=databases.KINDS, name="own_url")


@pytest.fixture(scope="module")
def committing(own_url: str) -> Iterator[Flask]:
    with application_on(own_url) as app:
        with app.app_context(), transaction():
            load_reference()
        yield app


@pytest.fixture
def asked(committing: Flask) -> Iterator[Flask]:
    """An application in which somebody asked for a roster to be written."""
    with committing.app_context(), transaction():
        account = officer("xa-cam-binh")
        batch = keep_roster(Upload("danh-sach.xlsx", written(roster(*PEOPLE))), account)
        ask_to_apply(batch, plan_of(batch, account).fingerprint, account, good_rows=False)
    yield committing
    with committing.app_context(), transaction():
        for kind in (Standing, RowChange, Qualification, Assignment, ImportBatch, Job, AuditEntry, Official, SignIn, Account):
            db.session.execute(delete(kind))


def _state(app: Flask) -> tuple[JobState, BatchState, list[int]]:
    with app.app_context():
        return (
            db.session.query(Job.state).scalar(),
            db.session.query(ImportBatch.state).scalar(),
            [number_of(kind) for kind in WRITTEN],
        )


def test_a_worker_that_is_killed_leaves_nothing_and_the_next_one_writes_all_even_when_told_to_stop(
    asked: Flask, own_url: str
) -> None:
    for statement in MOMENTS["postgresql" if own_url.startswith("postgresql") else "sqlite"]:
        with worker(own_url, lease_seconds=2, code=f"exec({PLUG.format(statement=statement)!r})") as process:
            assert process.wait(60) == -signal.SIGKILL
        assert _state(asked) == (JobState.RUNNING, BatchState.APPLYING, [0, 0, 0, 0])
    _finished(asked, own_url)


def _finished(app: Flask, url: str) -> None:
    """Let a worker take up what is left, tell it to stop while it is busy, and see that all of it is there once."""
    with app.app_context():
        attempts = db.session.query(Job.attempts).scalar()
    with worker(url, lease_seconds=2) as process:
        for _ in range(600):
            with app.app_context():
                if db.session.query(Job.attempts).scalar() > attempts:
                    break
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert process.wait(40) == 0
    job, batch, rows = _state(app)
    assert (job, batch, rows[:3]) == (JobState.DONE, BatchState.APPLIED, [40, 40, 200])
    assert rows[3] == sum(rows[:3])
    with app.app_context():
        applied = db.session.query(AuditEntry).filter_by(action="roster.applied").count()
        assert (applied, keeping.differences()) == (1, set())
