"""Taking an action back: every record it touched becomes what it was, as long as nothing was built on it since."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import exists, select

from models.accounts import Account
from models.audit import AuditEntry
from models.base import Base
from models.changes import RowChange
from models.findings import Finding
from models.officials import Official
from registry.audit.actions import record
from registry.changes.log import TRACKED
from registry.changes.queries import was_undone
from registry.changes.values import plain, typed
from registry.officials.records import index_official
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused

_KINDS = {kind.__tablename__: kind for kind in TRACKED}
HEARD: list[Callable[[Base, RowChange, Account], str]] = []
"""Rooms above that have a say when a record became what it was: each gives why that may not be, or an empty text."""

APART = frozenset({"reorganisation.applied"})
"""Actions that are more than changes of files, and are taken back as a whole where they were done."""

_ALONG = frozenset({Finding.__tablename__})
"""Tables whose rows are derived and go with the record."""


@dataclass(frozen=True)
class Obstacle:
    """A file in which nothing was taken back, and why."""

    official_id: int
    name: str
    reason: str


@dataclass(frozen=True)
class Undone:
    """How many records became what they were, and the files that were left as they are."""

    records: int
    obstacles: list[Obstacle]


def undo(entry: AuditEntry, by: Account) -> None:
    """Take a whole action back, or nothing of it. Refused when a record it touched was changed since, or it is undone already."""
    with db.session.begin_nested():  # an action on two files, such as a merger, is taken back in both or in neither
        outcome = undo_by_file(entry, by)
        if outcome.obstacles:
            raise Refused("", outcome.obstacles[0].reason)


def undo_by_file(entry: AuditEntry, by: Account) -> Undone:
    """Take an action back file by file: each file wholly or not at all. Refused when it was undone already."""
    if entry.action in APART:
        raise Refused("", "Đợt sắp xếp đơn vị được hoàn tác cả đợt, ở trang của đợt đó.")
    if was_undone(entry):
        raise Refused("", "Việc này đã được hoàn tác.")
    statement = select(RowChange).where(RowChange.entry_id == entry.id).order_by(RowChange.official_id, RowChange.id)
    records, obstacles = 0, []
    for official_id, group in groupby(db.session.scalars(statement).all(), key=attrgetter("official_id")):
        changes = list(group)
        reason = _undo_file(changes, by)
        if reason:
            official = db.session.get_one(Official, official_id)
            obstacles.append(Obstacle(official_id, official.full_name, reason))
        else:
            records += len(changes)
    if records:
        figures = {"entry": [None, entry.id], "records": [None, records], "left": [None, len(obstacles)]}
        record("action.undone", entry.subject, by=by, changes=figures)
    return Undone(records, obstacles)


def _undo_file(changes: Sequence[RowChange], by: Account) -> str:
    """Go back through the changes of one file; gives why not, and then nothing was changed."""
    savepoint = db.session.begin_nested()
    for change in reversed(changes):
        reason = _undo_change(change, by)
        if reason:
            savepoint.rollback()
            return reason
        db.session.flush()
    savepoint.commit()
    return ""


def _undo_change(change: RowChange, by: Account) -> str:
    kind = _KINDS[change.kind]
    row = db.session.query(kind).filter_by(public_id=change.record).one_or_none()
    if change.after is None:
        db.session.add(kind(**typed(kind, change.before or {})))
        return "" if row is None else "Bản ghi đã có lại trong hồ sơ."
    if row is None:
        return "Bản ghi không còn trong hồ sơ."
    if any(plain(getattr(row, name)) != value for name, value in change.after.items()):
        return "Bản ghi đã được sửa sau đó, nên không hoàn tác."
    if change.before is None:
        return _take_away(row)
    for name, value in typed(kind, change.before).items():
        setattr(row, name, value)
    if isinstance(row, Official):
        index_official(row)
    return next(filter(None, (say(row, change, by) for say in HEARD)), "")


def _take_away(row: Any) -> str:
    if isinstance(row, Official):
        row.archived_at, row.archive_reason = now(), "Hoàn tác việc mở hồ sơ"
        return ""
    if any(_built_on(row)):
        return "Đã có minh chứng hoặc xác minh gắn với bản ghi, nên không hoàn tác."
    for table in Base.metadata.sorted_tables:
        if table.name in _ALONG:
            for column in _pointing(table.name, row.__tablename__):
                db.session.execute(table.delete().where(column == row.id))
    db.session.delete(row)
    return ""


def _built_on(row: Any) -> Iterator[bool]:
    for table in Base.metadata.sorted_tables:
        if table.name not in _ALONG:
            for column in _pointing(table.name, row.__tablename__):
                yield db.session.scalar(select(exists().where(column == row.id))) is True


def _pointing(table: str, target: str) -> list[Any]:
    columns = Base.metadata.tables[table].columns
    return [column for column in columns if any(key.column.table.name == target for key in column.foreign_keys)]
