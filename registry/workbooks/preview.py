"""A comparison as its page shows it: problems and rows, narrowed and paged, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Generic, TypeVar

from registry.readers.facts import Column, Field, Problem
from registry.shared.text import masked
from registry.workbooks.asking import Asked, Kind, asked_of, kinds_of
from registry.workbooks.compare import OUTCOMES, Plan, RowPlan
from registry.workbooks.labels import field_labels, meaning_label
from registry.workbooks.tables import TableReading
from registry.workbooks.words import Line, Wording

SIZE = 50
"""Rows and problems on a page."""

FILTERS = ("all", *OUTCOMES)

_URGENCY = {"error": 0, "warning": 1, "repair": 2}
_MATTERS = {"conflict": 0, "unsure": 0, "rejected": 1, "left": 2, "updated": 3, "added": 4}

Item = TypeVar("Item")


@dataclass(frozen=True)
class Part(Generic[Item]):
    """A page of a list that is at hand as a whole."""

    items: Sequence[Item]
    number: int
    total: int

    @property
    def first(self) -> int:
        """Place of the first item, counted from 1."""
        return (self.number - 1) * SIZE + 1

    @property
    def last(self) -> int:
        """Place of the last item."""
        return self.first + len(self.items) - 1

    @property
    def previous(self) -> int | None:
        """Number of the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Number of the page after."""
        return self.number + 1 if self.last < self.total else None


@dataclass(frozen=True)
class ShownRow:
    """A row of the file: whose it is, what becomes of it, what differs or why it is refused."""

    sheet: str
    row: int
    name: str
    number: str
    born: str
    public_id: str
    """Empty when the official is not on file, or the row is refused."""
    outcome: str
    lines: list[Line] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)


@dataclass(frozen=True)
class ShownTable:
    """What was recognised of a table: where it stands, its day and unit, and its columns with what they mean ('' for unread).

    `recoded`: the columns of old fonts, each with a cell before and after.
    """

    reading: TableReading
    people: int
    unit_column: Column | None
    columns: list[tuple[str, str, str]]
    recoded: list[Column]


@dataclass(frozen=True)
class Preview:
    """Everything that the page shows of a plan."""

    counts: dict[str, int]
    to_write: int
    severities: dict[str, int]
    problems: Part[Problem]
    rows: Part[ShownRow]
    tables: list[ShownTable]
    kinds: list[Kind]
    waiting: int
    fingerprint: str
    notices: list[Problem]
    """About whole sheets and tables."""


def preview(plan: Plan, wanted: str, row_page: int, problem_page: int, in_bulk: dict[str, str] | None = None) -> Preview:
    """The page of a plan. `wanted` is one of `FILTERS`, or empty for what matters, most urgent first.

    `in_bulk` has the answers that were given to all questions of a kind.
    """
    in_bulk = in_bulk or {}
    told = sorted((one for one in plan.problems if one.severity in _URGENCY), key=lambda one: _URGENCY[one.severity])
    rows = _part(_chosen(plan.rows, wanted), row_page)
    return Preview(
        counts=plan.counts,
        to_write=len(plan.to_write),
        severities={severity: sum(one.severity == severity for one in told) for severity in _URGENCY},
        problems=_part([_with_masked(one) for one in told], problem_page),
        rows=Part(_shown(rows.items, plan), rows.number, rows.total),
        tables=[_table(reading, plan) for reading in plan.tables],
        kinds=kinds_of(plan, in_bulk),
        waiting=plan.waiting,
        fingerprint=plan.fingerprint,
        notices=[one for one in plan.problems if one.severity == "notice" and not one.column],
    )


def refused(plan: Plan, page: int) -> Part[Problem]:
    """What kept rows out of a roster whose good rows were written."""
    return _part([_with_masked(one) for one in plan.errors], page)


def _part(items: Sequence[Item], number: int) -> Part[Item]:
    """The page with this number; the last one when there are not so many."""
    number = max(1, min(number, -(-len(items) // SIZE)))
    return Part(items[(number - 1) * SIZE : number * SIZE], number, len(items))


def _chosen(rows: list[RowPlan], wanted: str) -> list[RowPlan]:
    if wanted == "all":
        return rows
    if wanted:
        return [row for row in rows if row.outcome == wanted]
    return sorted((row for row in rows if row.outcome in _MATTERS), key=lambda row: _MATTERS[row.outcome])


def _shown(rows: Sequence[RowPlan], plan: Plan) -> list[ShownRow]:
    wording = Wording()
    reasons: dict[tuple[str, int | None], list[str]] = {}
    for (sheet, row), problems in groupby(plan.errors, key=lambda one: (one.sheet, one.row)):
        reasons.setdefault((sheet, row), []).extend(problem.reason for problem in problems)
    return [
        _row(row, wording, [reason for part in (row.row, *row.row.more) for reason in reasons.pop((part.sheet, part.row), [])])
        for row in rows
    ]


def _row(plan: RowPlan, wording: Wording, reasons: list[str]) -> ShownRow:
    row = plan.row
    rejected = plan.outcome in ("rejected", "unsure", "left")
    return ShownRow(
        sheet=row.sheet,
        row=row.row,
        name=row.full_name,
        number=masked(row.personal_number) if row.personal_number else _covered(row.cells[Field.PERSONAL_NUMBER].value),
        born=row.birth.shown if row.birth else "",
        public_id=str(plan.official.public_id) if plan.official is not None and not rejected else "",
        outcome=plan.outcome,
        lines=[] if rejected else wording.lines(plan),
        reasons=reasons,
        questions=asked_of(plan, wording),
    )


def _with_masked(problem: Problem) -> Problem:
    """A problem in which no personal number is shown in full, neither as the cell has it nor as it was read."""
    reason = re.sub(r"\b\d{12}\b", lambda number: masked(number[0]), problem.reason)
    return replace(problem, value=_covered(problem.value), reason=reason)


def _covered(value: str) -> str:
    """A cell that may be a personal number, masked; zeros that Excel dropped stay dropped: they are what is wrong with it."""
    return masked(value.zfill(12))[12 - len(value) :] if re.fullmatch(r"\d{10,12}", value) else value


def _table(reading: TableReading, plan: Plan) -> ShownTable:
    labels = field_labels()
    columns = [
        (column.letter, column.heading, meaning_label(column, labels))
        for column in reading.table.columns
        if column.heading or column.field
    ]
    recoded = [column for column in reading.table.columns if column.recoded]
    people = sum(reading.table.holds(row.row) for row in plan.rows)
    return ShownTable(reading, people, reading.table.column_of(Field.UNIT), columns, recoded)
