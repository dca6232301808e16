"""A worker that is killed in the middle of writing a roster: nothing half, and the next worker writes it, once."""

import os
import random
import signal
import subprocess
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

TRIES = 3
"""Workers that are killed at a moment drawn by chance; `RANDOM_KILLS=20` for a longer hunt."""
PEOPLE = [{**AN, "number": f"0420850{place:05d}", "diploma": f"A{place}"} for place in range(120)]
WRITTEN: tuple[type[Base], ...] = (Official, Assignment, Qualification, RowChange)
AT = """
import os
from sqlalchemy import event
from sqlalchemy.engine import Engine
@event.listens_for(Engine, "before_cursor_execute")
def pull_the_plug(_connection, _cursor, statement, *_):
    if statement.startswith({statement!r}): os._exit(9)
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


def _finished(app: Flask, url: str) -> None:
    """Let a worker do what is left, and see that all of it is there once."""
    with worker(url, lease_seconds=2):
        for _ in range(600):
            if _state(app)[0] is JobState.DONE:
                break
            time.sleep(0.1)
    job, batch, rows = _state(app)
    assert (job, batch, rows[:3]) == (JobState.DONE, BatchState.APPLIED, [120, 120, 600])
    assert rows[3] == sum(rows[:3])
    with app.app_context():
        applied = db.session.query(AuditEntry).filter_by(action="roster.applied").count()
        assert (applied, keeping.differences()) == (1, set())


@pytest.mark.parametrize("statement", ["INSERT INTO assignment", "INSERT INTO standing", "INSERT INTO row_change"])
def test_a_worker_that_dies_at_any_step_leaves_nothing_and_another_goes_on(asked: Flask, own_url: str, statement: str) -> None:
    killer = f"exec({AT.format(statement=statement)!r})"
    with worker(own_url, lease_seconds=2, code=killer) as process:
        assert process.wait(60) == 9
    job, batch, rows = _state(asked)
    assert (job, batch, rows) in [
        (JobState.RUNNING, BatchState.APPLYING, [0, 0, 0, 0]),
        (JobState.QUEUED, BatchState.APPLYING, [0, 0, 0, 0]),
    ]
    _finished(asked, own_url)


def test_workers_killed_at_any_moment_leave_all_or_nothing(asked: Flask, own_url: str) -> None:
    dice = random.Random(os.getpid())
    for _ in range(int(os.environ.get("RANDOM_KILLS", TRIES))):
        with asked.app_context(), transaction():
            db.session.query(Job).update({"attempts": 0})  # each try is a first one
        with worker(own_url, lease_seconds=1) as process:
            time.sleep(dice.uniform(1.2, 6))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)
        job, batch, rows = _state(asked)
        assert rows in ([0, 0, 0, 0], [120, 120, 600, 840]), rows
        assert (rows[0] == 120) == (job is JobState.DONE) == (batch is BatchState.APPLIED)
    _finished(asked, own_url)


def test_a_worker_told_to_stop_ends_what_it_does_and_goes(asked: Flask, own_url: str) -> None:
    with worker(own_url) as process:
        for _ in range(300):
            if _state(asked)[0] is not JobState.QUEUED:
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        try:
            assert process.wait(40) == 0
        except subprocess.TimeoutExpired as late:
            raise AssertionError("the worker did not stop") from late
    assert _state(asked)[0] is JobState.DONE
