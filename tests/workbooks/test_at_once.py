"""Two at the same moment, and a power cut in the middle: one effect, and never half of one."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event, select

from models.accounts import Account, SignIn
from models.audit import AuditEntry
from models.changes import RowChange
from models.imports import BatchState, ImportBatch
from models.jobs import Job
from models.officials import Assignment, Official
from models.qualifications import Qualification
from models.targets import Standing
from registry.accounts import sessions
from registry.jobs.keeping import waiting
from registry.jobs.running import run
from registry.readers.roster import read_roster
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from registry.workbooks.actions import Counts, Upload, apply_plan, keep_roster, take_turn
from registry.workbooks.compare import compare
from seeds.reference import load_reference
from tests.readers.rosters import written
from tests.support import databases
from tests.support.applications import application_on
from tests.support.sources import ROOT
from tests.support.visitor import Visitor
from tests.workbooks.bringing import AN, number_of, officer, roster

PEOPLE = [{**AN, "number": f"0420850{place:05d}", "diploma": f"A{place}"} for place in range(20)]


own_url = pytest.fixture(databases.asked_for, scope="module", params=databases.KINDS, name="own_url")


@pytest.fixture(scope="module")
def committing(own_url: str) -> Iterator[Flask]:
    """An application with the reference data, whose commits are real."""
    with application_on(own_url) as app:
        with app.app_context(), transaction():
            load_reference()
        yield app


@pytest.fixture
def shared(committing: Flask) -> Iterator[Flask]:
    """The same; people, accounts and rosters are taken away at the end."""
    yield committing
    with committing.app_context(), transaction():
        for kind in (Standing, RowChange, Qualification, Assignment, ImportBatch, Job, AuditEntry, Official, SignIn, Account):
            db.session.execute(delete(kind))


def _together(*works: Callable[[], Any]) -> list[Any]:
    """Run all at once; gives what each gave."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(60) for future in [pool.submit(work) for work in works]]


def test_one_file_applied_twice_at_once_adds_everybody_once(shared: Flask) -> None:
    data, start = written(roster(*PEOPLE)), threading.Barrier(2)

    def bring_in() -> Counts:
        with shared.app_context():
            file = read_roster(data, "danh-sach.xlsx")
            start.wait(20)
            with transaction():
                take_turn()
                return apply_plan(compare(file, None), "danh-sach.xlsx", None, accept_good_rows=False)

    counts = _together(bring_in, bring_in)
    assert sorted((each["added"], each["unchanged"]) for each in counts) == [(0, 20), (20, 0)]
    with shared.app_context():
        assert (number_of(Official), number_of(Assignment), number_of(Qualification)) == (20, 20, 100)
        assert keeping.differences() == set()


def _page(app: Flask, token: str) -> FlaskClient:
    client = Visitor(app, use_cookies=True)
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def test_two_clicks_at_once_and_two_workers_write_the_roster_once(shared: Flask) -> None:
    with shared.app_context(), transaction():
        account = officer("xa-cam-binh")
        batch = keep_roster(Upload("danh-sach.xlsx", written(roster(*PEOPLE))), account)
        token, address = sessions.begin(account).token, f"/rosters/{batch.public_id}"
    first, second = _page(shared, token), _page(shared, token)
    seen = first.get(address).text.partition('name="seen" value="')[2].partition('"')[0]

    def click(client: FlaskClient) -> int:
        visitor: Any = client
        return int(client.post(f"{address}/apply", data={"seen": seen, "csrf_token": visitor.csrf_token()}).status_code)

    assert _together(lambda: click(first), lambda: click(second)) == [302, 302]
    with shared.app_context():
        public_ids = waiting()
    assert len(public_ids) == 1

    def work() -> None:
        with shared.app_context():
            run(public_ids[0])

    _together(work, work)
    with shared.app_context():
        applied = select(AuditEntry).where(AuditEntry.action == "roster.applied")
        assert len(db.session.scalars(applied).all()) == 1
        assert db.session.scalars(select(ImportBatch)).one().state is BatchState.APPLIED
        assert number_of(Official) == 20


def test_a_record_changed_between_comparison_and_writing_is_not_overwritten(shared: Flask) -> None:
    with shared.app_context(), transaction():
        apply_plan(compare(read_roster(written(roster(AN)), "a.xlsx"), None), "a.xlsx", None, accept_good_rows=False)
    changed = read_roster(written(roster({**AN, "name": "Nguyễn Văn Ân"})), "b.xlsx")
    with shared.app_context():
        plan = compare(changed, None)
        db.session.rollback()
        with transaction():
            db.session.scalars(select(Official)).one().full_name = "Nguyễn Văn Anh"
        with pytest.raises(Exception, match="changed between"), transaction():
            apply_plan(plan, "b.xlsx", None, accept_good_rows=False)
        assert db.session.scalars(select(Official)).one().full_name == "Nguyễn Văn Anh"


KILLED = """
import os, sys
from flask.cli import main
from sqlalchemy import event
from sqlalchemy.engine import Engine

path, table = sys.argv[1:]

@event.listens_for(Engine, "before_cursor_execute")
def pull_the_plug(_connection, _cursor, statement, *_):
    if statement.startswith("INSERT INTO " + table):
        os._exit(9)

sys.argv = ["flask", "--app", "app", "import-roster", path]
main()
"""


@pytest.mark.parametrize("table", ["qualification", "standing"])
def test_a_power_cut_in_the_middle_leaves_nothing_of_the_roster(shared: Flask, own_url: str, tmp_path: Path, table: str) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(written(roster(*PEOPLE)))
    surroundings = {**os.environ, "DATABASE_URL": own_url, "SECRET_KEY": "x" * 40}
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), table], cwd=ROOT, env=surroundings, check=False)
    assert killed.returncode == 9
    with shared.app_context():
        assert [number_of(kind) for kind in (Official, Assignment, Qualification, AuditEntry)] == [0, 0, 0, 0]
        with transaction():
            plan = compare(read_roster(path.read_bytes(), path.name), None)
            assert apply_plan(plan, path.name, None, accept_good_rows=False)["added"] == 20


def test_standings_are_stored_in_the_transaction_of_the_import(shared: Flask) -> None:
    with shared.app_context():
        written_at_commit: list[int] = []
        event.listen(db.session(), "after_commit", lambda _session: written_at_commit.append(1))
        with transaction():
            plan = compare(read_roster(written(roster(*PEOPLE)), "a.xlsx"), None)
            apply_plan(plan, "a.xlsx", None, accept_good_rows=False)
        assert written_at_commit == [1]
        assert keeping.differences() == set()
