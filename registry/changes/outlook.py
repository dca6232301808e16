"""What taking an action back would meet: records that were changed, or that others were built on, since."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from models.audit import AuditEntry
from models.base import Base
from models.changes import RowChange
from models.findings import Finding
from models.officials import Official
from registry.shared.database import db

ALONG = frozenset({Finding.__tablename__, RowChange.__tablename__})
"""Tables whose rows are derived, and go with the record or stay as history."""

SHOWN = 50
"""Files that are named before the action is taken back."""


@dataclass(frozen=True)
class Outlook:
    """How many files would become what they were, how many of them were opened by the action, and who stays as is."""

    files: int
    opened: int
    kept: int
    named: list[tuple[str, str]]
    """Public id and name of the first of those that stay."""


def outlook(entry: AuditEntry) -> Outlook:
    """What would happen if the action were taken back now."""
    noted = select(RowChange).where(RowChange.entry_id == entry.id).subquery()
    files = db.session.scalar(select(func.count(noted.c.official_id.distinct()))) or 0
    opened = select(func.count()).where(noted.c.kind == Official.__tablename__, noted.c.before.is_(None))
    kept = {official_id for statement in _obstacles(entry) for official_id in db.session.scalars(statement)}
    some = select(Official.public_id, Official.full_name).where(Official.id.in_(sorted(kept)[:SHOWN])).order_by(Official.sort_key)
    named = [(row.public_id, row.full_name) for row in db.session.execute(some)]
    return Outlook(files - len(kept), db.session.scalar(opened) or 0, len(kept), named)


def _obstacles(entry: AuditEntry) -> Iterator[Select[Any]]:
    later, since = aliased(RowChange), _not_undone(entry)
    of_entry = RowChange.entry_id == entry.id
    same = and_(later.record == RowChange.record, later.kind == RowChange.kind, later.entry_id > entry.id)
    yield select(RowChange.official_id).where(of_entry).join(later, same).where(later.entry_id.not_in(since)).distinct()
    added = and_(later.official_id == RowChange.official_id, later.entry_id > entry.id, RowChange.before.is_(None))
    opened = select(RowChange.official_id).where(of_entry, RowChange.kind == Official.__tablename__).join(later, added)
    yield opened.where(later.entry_id.not_in(since)).distinct()
    for kind, column in pointing_at_records():
        table = Base.metadata.tables[kind]
        built = select(RowChange.official_id).where(of_entry, RowChange.kind == kind, RowChange.before.is_(None))
        yield built.join(table, table.c.public_id == RowChange.record).join(column.table, column == table.c.id).distinct()


def _not_undone(entry: AuditEntry) -> list[int]:
    """Later actions that were taken back, and the taking back of them: they left nothing."""
    undoings = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "action.undone", AuditEntry.id > entry.id))
    pairs = [(one.id, one.changes.get("entry", [None, 0])[1]) for one in undoings]
    return [number for pair in pairs for number in pair]


def added_since(entry: AuditEntry) -> set[int]:
    """Ids of the officials whose file the action opened, and whom somebody added something to since."""
    statement = list(_obstacles(entry))[1]
    return set(db.session.scalars(statement))


def built_on(entry: AuditEntry) -> set[str]:
    """Public ids of the records the action added that others point at by now: scans, verifications, letters."""
    found: set[str] = set()
    for kind, column in pointing_at_records():
        table = Base.metadata.tables[kind]
        records = select(RowChange.record).where(RowChange.entry_id == entry.id, RowChange.kind == kind)
        statement = records.join(table, table.c.public_id == RowChange.record).join(column.table, column == table.c.id)
        found.update(db.session.scalars(statement.distinct()))
    return found


def pointing_at_records() -> Iterator[tuple[str, Any]]:
    """Every column of a table that is not derived which points at a record of a file: the record's table, the column."""
    for table in Base.metadata.sorted_tables:
        if table.name in ALONG:
            continue
        for key in table.foreign_keys:
            target = key.column.table.name
            if target in _RECORDS:
                yield target, key.parent


_RECORDS = frozenset({"assignment", "qualification", "rank_held", "absence", "appraisal", "discipline"})
