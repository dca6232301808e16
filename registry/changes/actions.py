"""Taking an action back: every record it touched becomes what it was, as long as nothing was built on it since."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.audit import AuditEntry
from models.base import Base, Json
from models.changes import RowChange
from models.evidence import Evidence
from models.findings import Finding
from models.officials import Official
from registry.audit.actions import record
from registry.changes.log import TRACKED
from registry.changes.outlook import added_since, built_on
from registry.changes.queries import was_undone
from registry.changes.values import plain, typed
from registry.officials.records import index_official
from registry.shared.clock import now
from registry.shared.database import db, hold
from registry.shared.refusal import Refused

Telling = Callable[[int, int], None]
_KINDS = {kind.__tablename__: kind for kind in TRACKED}
HEARD: list[Callable[[Base, RowChange, Account], str]] = []
"""Rooms above that have a say when a record became what it was: each gives why that may not be, or an empty text."""

KEPT: dict[str, Callable[[Any, Account], None]] = {}
"""Tables of rooms above whose rows are never deleted → how such a row is taken back instead; may refuse."""

_OF_CLASSES = "Kết quả của lớp được sửa, thu lại hoặc ghi lại ở trang của lớp."
APART = {
    "reorganisation.applied": "Đợt sắp xếp đơn vị được hoàn tác cả đợt, ở trang của đợt đó.",
    **dict.fromkeys(("class.finished", "class.cancelled"), _OF_CLASSES),
    **dict.fromkeys(("enrolment.completed", "enrolment.corrected", "enrolment.taken_back"), _OF_CLASSES),
}
"""Actions that are more than changes of files, and are taken back as a whole where they were done → where that is."""

_ALONG = frozenset({Finding.__tablename__})
"""Tables whose rows are derived and go with the record."""
_STAY = frozenset({"term.merged", "term.accepted", "term.changed"})
"""Actions whose notes are a part of what they did: the names in the records changed past the session."""
_FILES = 100
"""Files that are gone back through together."""


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


def undo_by_file(entry: AuditEntry, by: Account, tell: Telling = lambda _done, _total: None) -> Undone:
    """Take an action back file by file: each file wholly or not at all. Refused when it was undone already.

    `tell` hears how many of how many records were looked at.
    """
    if entry.action in APART:
        raise Refused("", APART[entry.action])
    hold(entry)  # the second of two clicks sees that it is undone
    if was_undone(entry):
        raise Refused("", "Việc này đã được hoàn tác.")
    if entry.action in _STAY:
        raise Refused("", "Tên trong danh mục đã đổi ở mọi hồ sơ cùng lúc nên không hoàn tác được; hãy sửa lại ở danh mục.")
    statement = select(RowChange).where(RowChange.entry_id == entry.id).order_by(RowChange.official_id, RowChange.id)
    ground = _Ground(built_on(entry), added_since(entry))
    noted = db.session.scalars(statement).all()
    files = [list(group) for _, group in groupby(noted, key=attrgetter("official_id"))]
    records, obstacles = 0, []
    for some in (files[start : start + _FILES] for start in range(0, len(files), _FILES)):
        tell(records, len(noted))
        rows, going = _rows_of(some), []
        for changes in some:
            try:
                _check(changes, rows, ground)
                going += _go_back(changes, rows, by)
                records += len(changes)
            except Refused as refusal:
                official = db.session.get_one(Official, changes[0].official_id)
                obstacles.append(Obstacle(official.id, official.full_name, refusal.message))
        _take_away(going)
    if records:
        figures = {"entry": [None, entry.id], "records": [None, records], "left": [None, len(obstacles)]}
        record("action.undone", entry.subject, by=by, changes=figures)
    return Undone(records, obstacles)


Rows = dict[tuple[str, str], Any]
"""Records as they are now, by table and public id."""


@dataclass(frozen=True)
class _Ground:
    """What was built on the action since: records that others point at, opened files that somebody added to."""

    pointed_at: set[str]
    added_to: set[int]


def _rows_of(files: Sequence[Sequence[RowChange]]) -> Rows:
    """The records that these changes speak of, read at once."""
    wanted: dict[str, set[str]] = {}
    for change in chain.from_iterable(files):
        wanted.setdefault(change.kind, set()).add(change.record)
    rows: Rows = {}
    for name, records in wanted.items():
        kind: Any = _KINDS[name]
        rows |= {(name, row.public_id): row for row in db.session.scalars(select(kind).where(kind.public_id.in_(records)))}
    return rows


def _check(changes: Sequence[RowChange], rows: Rows, ground: _Ground) -> None:
    """Refused when the changes of one file cannot be gone back through. Nothing is changed."""
    file = _File(changes, rows)
    for change in reversed(changes):
        if reason := file.meets(change, ground):
            raise Refused("", reason)


class _File:
    """The records of a file as they would be while one goes back through its changes."""

    def __init__(self, changes: Sequence[RowChange], rows: Rows) -> None:
        self._rows = rows
        self._there = {_key(change): _key(change) in rows for change in changes}
        self._went_back: dict[tuple[str, str], Json] = {}

    def meets(self, change: RowChange, ground: _Ground) -> str:
        """What stands in the way of going back through a change; '' when nothing does, and then it counts as done."""
        key = _key(change)
        if change.after is None:
            if self._there[key]:
                return "Bản ghi đã có lại trong hồ sơ."
            self._there[key], self._went_back[key] = True, dict(change.before or {})
            return ""
        if not self._there[key]:
            return "Bản ghi không còn trong hồ sơ."
        if any(self._now(key, name) != value for name, value in change.after.items()):
            return "Bản ghi đã được sửa sau đó, nên không hoàn tác."
        if change.before is None:
            return _built(change, ground)
        self._went_back.setdefault(key, {}).update(change.before)
        return ""

    def _now(self, key: tuple[str, str], name: str) -> Any:
        since = self._went_back.get(key, {})
        return since[name] if name in since else plain(getattr(self._rows.get(key), name, None))


def _key(change: RowChange) -> tuple[str, str]:
    return change.kind, change.record


def _built(change: RowChange, ground: _Ground) -> str:
    """Why an added record must stay."""
    if change.kind == Official.__tablename__ and change.official_id in ground.added_to:
        return "Hồ sơ mở theo việc này đã được bổ sung sau đó, nên không hoàn tác."
    if change.record in ground.pointed_at:
        return "Đã có minh chứng hoặc xác minh gắn với bản ghi, nên không hoàn tác."
    return ""


def _go_back(changes: Sequence[RowChange], rows: Rows, by: Account) -> list[Any]:
    """Go back through the changes of one file, last first; gives the records that go.

    Refused, and then nothing was changed, when a room above objects.
    """
    going = []
    altered = any(change.kind in KEPT or None not in (change.before, change.after) for change in changes)
    with db.session.begin_nested() if altered else nullcontext():
        for change in _backwards(changes):
            if change.before is None:
                going += _kept_or_going(rows.pop(_key(change)), by)
            elif change.after is None:
                _bring_back(change, rows)
            else:
                _alter(rows[_key(change)], change, by)
    return going


def _bring_back(change: RowChange, rows: Rows) -> None:
    kind = _KINDS[change.kind]
    rows[_key(change)] = kind(**typed(kind, change.before or {}))
    db.session.add(rows[_key(change)])


def _alter(row: Any, change: RowChange, by: Account) -> None:
    for name, value in typed(_KINDS[change.kind], change.before or {}).items():
        setattr(row, name, value)
    if isinstance(row, Official):
        index_official(row)
    for say in HEARD:
        if reason := say(row, change, by):
            raise Refused("", reason)


def _backwards(changes: Sequence[RowChange]) -> list[RowChange]:
    """The last change first, but scans before what is believed because of them."""
    scans = [change for change in changes if change.kind == Evidence.__tablename__]
    return [*reversed(scans), *(change for change in reversed(changes) if change not in scans)]


def _kept_or_going(row: Any, by: Account) -> list[Any]:
    """Nobody is deleted: the file of a person is archived."""
    if take_back := KEPT.get(row.__tablename__):
        take_back(row, by)
        return []
    if not isinstance(row, Official):
        return [row]
    row.archived_at, row.archive_reason = now(), "Hoàn tác việc mở hồ sơ"
    return []


def _take_away(going: Sequence[Any]) -> None:
    """Delete records, the rows derived from them first."""
    for table in Base.metadata.sorted_tables:
        if table.name in _ALONG:
            for name, group in groupby(sorted(going, key=_table), key=_table):
                ids = [row.id for row in group]
                for column in _pointing(table.name, name):
                    db.session.execute(table.delete().where(column.in_(ids)))
    for row in going:
        db.session.delete(row)
    db.session.flush()


def _table(row: Any) -> str:
    return str(row.__tablename__)


def _pointing(table: str, target: str) -> list[Any]:
    columns = Base.metadata.tables[table].columns
    return [column for column in columns if any(key.column.table.name == target for key in column.foreign_keys)]
