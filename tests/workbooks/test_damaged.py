"""Damaged workbooks: whatever comes, no exception, no half import, and every row accounted for. DAMAGED=2000 for a long run."""

import os

import pytest
from sqlalchemy import func, select

from models.audit import AuditEntry
from models.base import Base
from models.officials import Assignment, Official
from models.qualifications import Qualification
from registry.readers.roster import read_roster
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.standings import keeping
from registry.workbooks.actions import apply_plan
from registry.workbooks.compare import Plan, compare
from tests.workbooks.bringing import bring, roster
from tests.workbooks.damage import PEOPLE, damaged

TABLES: tuple[type[Base], ...] = (Official, Assignment, Qualification, AuditEntry)
SEEDS = range(int(os.environ.get("DAMAGED", "60")))


def _sizes() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def _check_written(plan: Plan, before: list[int]) -> None:
    """What was written is what the plan says, row for row."""
    added, posts, papers, entries = (now - then for now, then in zip(_sizes(), before, strict=True))
    assert added == plan.counts["added"]
    assert posts == sum(1 for row in plan.to_write if row.post and row.post.corrected is None)
    assert papers == sum(1 for row in plan.to_write for paper in row.papers if paper.corrected is None)
    assert entries == plan.counts["added"] + plan.counts["updated"] + 1


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_workbook_is_written_as_planned_or_not_at_all(seed: int) -> None:
    bring(roster(*PEOPLE[:3]))
    before, whole = _sizes(), seed % 2 == 0
    plan = compare(read_roster(damaged(seed), "hong.xlsx"), None)
    assert sum(plan.counts[word] for word in ("added", "updated", "unchanged", "rejected")) == plan.counts["read"]
    try:
        apply_plan(plan, "hong.xlsx", None, accept_good_rows=not whole)
    except Refused:
        assert _sizes() == before
        assert plan.errors or not plan.to_write
        return
    db.session.commit()
    assert not (whole and plan.errors)
    _check_written(plan, before)
    assert keeping.differences() == set()
    again = compare(read_roster(damaged(seed), "hong.xlsx"), None)
    assert (again.counts["added"], again.counts["updated"]) == (0, 0)
