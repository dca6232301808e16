"""Damaged workbooks: whatever comes, no exception, no half import, and every row accounted for. DAMAGED=2000 for a long run.

The seed stands in the name of the test; a file that fails is kept in out/damaged.
"""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from models.audit import AuditEntry
from models.base import Base
from models.officials import Assignment, Official
from models.qualifications import Qualification
from registry.readers.apart import CRASHED, TOO_LONG
from registry.readers.facts import RosterFile
from registry.readers.roster import read_roster
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.standings import keeping
from registry.workbooks.actions import apply_plan
from registry.workbooks.compare import Plan, compare
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
    assert entries == plan.counts["added"] + plan.counts["updated"] + 1


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


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_workbook_is_written_as_planned_or_not_at_all(seed: int) -> None:
    file = damaged(seed)
    with _kept_when_it_fails(seed, file):
        _bring(file, whole=seed % 2 == 0)


def _bring(file: Damaged, *, whole: bool) -> None:
    bring(roster(*PEOPLE[:3]))
    before = _sizes()
    plan = compare(_read(file), None)
    assert sum(plan.counts[word] for word in ("added", "updated", "unchanged", "rejected")) == plan.counts["read"]
    try:
        apply_plan(plan, "hong", None, accept_good_rows=not whole)
    except Refused:
        assert _sizes() == before
        assert plan.errors or not plan.to_write
        return
    db.session.commit()
    assert not (whole and plan.errors)
    _check_written(plan, before)
    assert keeping.differences() == set()
    again = compare(_read(file), None)
    assert (again.counts["added"], again.counts["updated"]) == (0, 0)
