"""Workbooks of the registry that are filled in by a person and come back."""

import io
from collections.abc import Callable
from typing import Any

from flask import current_app
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from models.accounts import Account
from models.officials import Official
from registry.kits.content import staff_of
from registry.kits.units import kit_of
from registry.shared.database import db
from registry.workbooks.actions import Upload, apply_plan, keep_roster
from registry.workbooks.compare import Plan
from registry.workbooks.decisions import Decisions
from registry.workbooks.queries import plan_of
from tests.readers.rosters import written
from tests.workbooks.bringing import unit

TOP = 5
"""Row of the headings."""


def kit(key: str = "xa-cam-binh", *, everything: bool = False) -> bytes:
    """The kit, or the full export, of a unit."""
    assert current_app
    return kit_of(unit(key), staff_of({unit(key).id}), everything=everything)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def column(sheet: Worksheet, heading: str) -> int:
    """Number of the column with a heading."""
    return next(cell.column for cell in sheet[TOP] if cell.value == heading)


def row_of(sheet: Worksheet, value: str) -> int:
    """Number of the first row in which a value stands."""
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == value)


def edited(content: bytes, edit: Callable[[Workbook], Any]) -> bytes:
    """The workbook as somebody saves it who changed something."""
    book = opened(content)
    edit(book)
    return written(book)


def typed(heading: str, value: Any, whose: str, sheet: str = "Hồ sơ") -> Callable[[Workbook], Any]:
    """Type a value under a heading in the row in which `whose` stands."""

    def edit(book: Workbook) -> None:
        page = book[sheet]
        page.cell(row_of(page, whose), column(page, heading)).value = value

    return edit


def sent(content: bytes, by: Account, decisions: Decisions | None = None) -> Plan:
    """The comparison of a file that was sent in."""
    batch = keep_roster(Upload("ho-so.xlsx", content), by)
    batch.decisions = decisions.stored() if decisions else None
    db.session.commit()
    assert batch.kit
    return plan_of(batch, by)


def taken(plan: Plan, by: Account) -> None:
    """Write it."""
    apply_plan(plan, "ho-so.xlsx", by, accept_good_rows=True)
    db.session.commit()
    db.session.expire_all()


def named(name: str) -> Official:
    return db.session.scalars(select(Official).where(Official.full_name == name)).one()
