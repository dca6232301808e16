"""Damaged workbooks: whatever comes, no exception, no half import, and every row accounted for. DAMAGED=2000 for a long run.

The seed stands in the name of the test; a file that fails is kept in out/damaged.
"""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.audit import AuditEntry
from models.base import Base
from models.officials import Assignment, Official
from models.qualifications import Qualification
from registry.readers.facts import RosterFile
from registry.readers.roster import CRASHED, TOO_LONG, read_roster
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import transaction
from registry.standings import keeping
from registry.workbooks.actions import apply_plan
from registry.workbooks.compare import OUTCOMES, Plan, compare
from seeds.reference import load_reference
from tests.support import databases
from tests.support.applications import application_on
from tests.support.sources import ROOT
from tests.workbooks.bringing import bring, roster
from tests.workbooks.damage import PEOPLE, Damaged, damaged

TABLES: tuple[type[Base], ...] = (Official, Assignment, Qualification, AuditEntry)
SEEDS = range(int(os.environ.get("DAMAGED", "200")))
KEPT = ROOT / "out" / "damaged"
SECONDS, MEBIBYTES = 10, 300


def _sizes() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def _check_written(plan: Plan, before: list[int]) -> None:
    """What was written is what the plan says, row for row."""
    added, posts, papers, entries = (now - then for now, then in zip(_sizes(), before, strict=True))
    assert added == plan.counts["added"]
    assert posts == sum(1 for row in plan.to_write if row.post and row.post.corrected is None)
    assert papers == sum(1 for row in plan.to_write for paper in row.papers if paper.corrected is None)
    assert entries == plan.counts["added"] + plan.counts["updated"] + 1 + _proposals()


def _proposals() -> int:
    """Entries of names that were proposed to the coded lists: one for each list."""
    return db.session.query(AuditEntry).filter_by(action="term.proposed").count()


def _read(file: Damaged) -> RosterFile:
    """What is read, in bounded time, and never by a reader that fell over its own feet.

    The library for .xls may end its process over a damaged file; that is what the process is for.
    """
    begun, held = time.monotonic(), _held()
    found = read_roster(file.data, "hong")
    assert time.monotonic() - begun < SECONDS
    assert _held() - held < MEBIBYTES
    assert not {problem.reason for problem in found.problems} & {TOO_LONG, *({CRASHED} if file.kind != "xls" else ())}
    return found


def _held() -> float:
    """The most memory that this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _kept_when_it_fails(seed: int, file: Damaged) -> Iterator[None]:
    try:
        yield
    except BaseException:
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{seed}.{file.kind}").write_bytes(file.data)
        raise


@pytest.fixture(scope="module")
def holding() -> Iterator[Flask]:
    """A registry in which three people are held; reading is what varies, and it knows no database."""
    with databases.sqlite_database() as url, application_on(url) as app:
        with app.app_context(), transaction():
            load_reference()
            bring(roster(*PEOPLE[:3]))
        yield app


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_workbook_is_written_as_planned_or_not_at_all(holding: Flask, seed: int) -> None:
    with databases.undone(holding):
        _bring(seed)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("seed", SEEDS[9::50])
def test_the_same_on_every_database(seed: int) -> None:
    bring(roster(*PEOPLE[:3]))
    _bring(seed)


def _bring(seed: int) -> None:
    file = damaged(seed)
    with _kept_when_it_fails(seed, file):
        _sent(file, whole=seed % 2 == 0)


def _sent(file: Damaged, *, whole: bool) -> None:
    before = _sizes()
    plan = compare(_read(file), None)
    assert sum(plan.count(word) for word in OUTCOMES) == plan.counts["read"]
    try:
        apply_plan(plan, "hong", None, accept_good_rows=not whole)
    except Refused:
        assert _sizes() == before
        assert plan.errors or plan.waiting or not plan.to_write
        return
    db.session.commit()
    assert not (whole and (plan.errors or plan.waiting))
    _check_written(plan, before)
    assert keeping.differences() == set()
    again = compare(_read(file), None)
    assert (again.counts["added"], again.counts["updated"]) == (0, 0)
