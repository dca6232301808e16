"""How a sender had the columns of a table read, remembered by its headings for the next file."""

from collections.abc import Mapping

from sqlalchemy import select

from models.accounts import Account
from models.imports import ColumnMemory
from registry.readers.facts import Meaning
from registry.readers.layout import Layout, TableLayout, one_column_each
from registry.readers.roster import survey_roster
from registry.readers.survey import SurveyedTable
from registry.shared.clock import now
from registry.shared.database import db

Remembered = Mapping[str, Mapping[int, Meaning]]
"""Digest of the headings of a table → what each of its columns means."""


def remember(columns: Remembered, by: Account) -> None:
    """Keep how headings are to be read; what was kept of the same headings gives way."""
    held = _held(by)
    for digest, meanings in columns.items():
        kept = {str(number): meaning.code for number, meaning in meanings.items()}
        if digest in held:
            held[digest].columns, held[digest].used_at = kept, now()
        else:
            db.session.add(ColumnMemory(account_id=by.id, headings=digest, columns=kept, used_at=now()))
    db.session.flush()


def remembered_layout(content: bytes, by: Account) -> Layout | None:
    """The layout of a file with at least one table whose headings were read otherwise before; None when nothing is remembered."""
    held = _held(by)
    if not held:
        return None
    survey = survey_roster(content)
    tables = [_layout(table, held) for sheet in survey.sheets if not sheet.hidden for table in sheet.tables]
    if not any(table.told_by == "memory" for table in tables):
        return None
    return Layout(tuple(tables))


def _held(by: Account) -> dict[str, ColumnMemory]:
    rows = db.session.scalars(select(ColumnMemory).where(ColumnMemory.account_id == by.id))
    return {row.headings: row for row in rows}


def _layout(table: SurveyedTable, held: Mapping[str, ColumnMemory]) -> TableLayout:
    """The table read as it was before; by its own words when nothing is remembered, or only what they say anyway."""
    kept = held.get(table.digest)
    columns = _meanings(kept.columns) if kept else None
    guessed = {column.number: column.meaning for column in table.columns}
    if columns is None or kept is None or (table.found and {**guessed, **columns} == guessed):
        return TableLayout(table.sheet, table.top, table.bottom, read=table.read)
    kept.used_at = now()
    return TableLayout(table.sheet, table.top, table.bottom, columns=columns, told_by="memory")


def _meanings(kept: Mapping[str, str]) -> dict[int, Meaning] | None:
    """None when a version that knew other columns kept it."""
    try:
        columns = {int(number): Meaning.of(code) for number, code in kept.items()}
    except ValueError:
        return None
    return None if one_column_each(columns) else columns
