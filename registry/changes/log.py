"""Notes what each action does to the records of officials, in its own transaction: what undo goes back by.

The notes of a transaction belong to the last entry of the trail that it adds, which is the entry of the whole action.
"""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, scoped_session

from models.audit import AuditEntry
from models.base import Base, Json
from models.changes import RowChange
from models.evidence import Evidence
from models.officials import Assignment, Official
from models.planning import DueDay, Planned
from models.proposals import Proposal, SelfLink
from models.qualifications import Qualification
from models.service import Absence, Appraisal, Discipline, RankHeld
from registry.changes.values import plain
from registry.shared.database import db, insert_many, listen

TRACKED: tuple[type[Base], ...] = (
    *(Official, Assignment, Qualification, RankHeld, Absence, Appraisal, Discipline, Proposal, Planned, DueDay),
    *(Evidence, SelfLink),
)
"""Tables whose rows make up the file of an official, what stands behind it and what is proposed about it."""

DERIVED = frozenset({"id", "version", "search_text", "sort_key", "failures", "seen_at"})
"""Columns that follow from others, or count what nobody takes back."""

_NOTED, _ENTRY, _PLACE = "changes of records", "entry of the trail", "place of the file"


def keep_log(session: scoped_session[Any]) -> None:
    """Hook the session of the application, so that no action can forget its notes."""
    for moment, noted in (("after_flush", _note), ("before_commit", _write), ("after_soft_rollback", _forget)):
        listen(session, moment, noted)


def _remember(_row: object, value: Any, _before: Any, _initiator: object) -> Any:
    return value


for _kind in TRACKED:
    for _column in inspect(_kind).column_attrs:
        # So that the value before is loaded where a row is changed before it was looked at.
        event.listen(getattr(_kind, _column.key), "set", _remember, active_history=True, retval=True)


@contextlib.contextmanager
def said_at(place: str) -> Iterator[None]:
    """Changes flushed inside were said at this place of a file: sheet and row."""
    info = db.session().info
    info[_PLACE] = place[:120]
    try:
        yield
        db.session.flush()
    finally:
        info.pop(_PLACE, None)


def note_inserted(kind: type[Base], official_id: int, values: Mapping[str, Any], place: str) -> None:
    """Note a row that was inserted past the session; `values` must hold its `public_id`."""
    _noted(db.session()).append(
        {
            "kind": kind.__tablename__,
            "official_id": official_id,
            "record": values["public_id"],
            "before": None,
            "after": {name: plain(value) for name, value in values.items() if value is not None and name not in DERIVED},
            "place": place[:120],
        }
    )


def write_noted() -> None:
    """Write what was noted so far, for actions that note thousands of rows; their entry must be in the trail already."""
    session = db.session()
    session.flush()
    entry_id = session.info.get(_ENTRY)
    if entry_id:
        insert_many(RowChange, [{"entry_id": entry_id, **note} for note in session.info.pop(_NOTED, [])])


def note_changed(kind: type[Base], official_id: int, record: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Note what a statement changed past the session in the row with this public id: column → value before and after."""
    _noted(db.session()).append(
        {
            "kind": kind.__tablename__,
            "official_id": official_id,
            "record": record,
            "before": {name: plain(value) for name, value in before.items()},
            "after": {name: plain(value) for name, value in after.items()},
            "place": None,
        }
    )


def forget_notes() -> None:
    """What this transaction has changed so far is to have no way back: it was planted, or is told by somebody else."""
    session = db.session()
    session.flush()
    session.info.pop(_NOTED, None)


def latest_entry() -> AuditEntry | None:
    """The last entry of the trail that this transaction has added."""
    session = db.session()
    session.flush()
    entry_id = session.info.get(_ENTRY)
    return session.get(AuditEntry, entry_id) if entry_id else None


def _noted(session: Session) -> list[Json]:
    notes: list[Json] = session.info.setdefault(_NOTED, [])
    return notes


def _note(session: Session, _context: object) -> None:
    for row in session.new:
        if isinstance(row, AuditEntry):
            session.info[_ENTRY] = max(row.id, session.info.get(_ENTRY, 0))
        elif isinstance(row, TRACKED):
            _append(session, row, None, _values(row))
    for row in session.dirty:
        if isinstance(row, TRACKED) and (changed := _changed(row)):
            _append(
                session,
                row,
                {name: plain(before) for name, (before, _) in changed.items()},
                {name: plain(after) for name, (_, after) in changed.items()},
            )
    for row in session.deleted:
        if isinstance(row, TRACKED):
            _append(session, row, _values(row), None)


def _append(session: Session, row: Any, before: Json | None, after: Json | None) -> None:
    official_id = _holder_of(session, row)
    _noted(session).append(
        {
            "kind": row.__tablename__,
            "official_id": official_id,
            "record": row.public_id,
            "before": before,
            "after": after,
            "place": session.info.get(_PLACE),
        }
    )


def _holder_of(session: Session, row: Any) -> Any:
    if isinstance(row, Official):
        return row.id
    return session.get_one(Qualification, row.qualification_id).official_id if isinstance(row, Evidence) else row.official_id


def _values(row: Any) -> Json:
    """Column → value of a whole row, without what is empty or follows from the rest."""
    values = {column.key: getattr(row, column.key) for column in inspect(row).mapper.column_attrs}
    return {name: plain(value) for name, value in values.items() if value is not None and name not in DERIVED}


def _changed(row: Any) -> dict[str, tuple[Any, Any]]:
    """Column → value before and after, of what this flush really changed."""
    state, found = inspect(row), {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if column.key in DERIVED or not history.added:
            continue
        before = history.deleted[0] if history.deleted else None
        if plain(before) != plain(history.added[0]):
            found[column.key] = (before, history.added[0])
    return found


def _write(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the outer commit writes once
    session.flush()
    entry_id, notes = session.info.pop(_ENTRY, None), session.info.pop(_NOTED, [])
    if entry_id:  # what is planted without a trail cannot be undone
        insert_many(RowChange, [{"entry_id": entry_id, **note} for note in notes])


def _forget(session: Session, previous: Any) -> None:
    if not previous.nested:
        session.info.pop(_NOTED, None)
        session.info.pop(_ENTRY, None)
