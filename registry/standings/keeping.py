"""Keeps the standings true: judges whoever a transaction touched, in that transaction; rebuilds all; checks by rebuilding."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Executable, Insert, TextClause, UpdateBase, delete, insert, select, text, tuple_
from sqlalchemy.orm import ORMExecuteState, Session, scoped_session
from sqlalchemy.orm.attributes import get_history

from models.base import Base
from models.officials import Assignment, Official
from models.positions import Position
from models.qualifications import CertificateType, Level, Qualification
from models.targets import Exemption, Standing, Target, TargetVersion
from models.units import UnitPeriod
from registry.judgement.course import course, tenures_of
from registry.shared.database import db, listen
from registry.shared.garbage import without_collector
from registry.standings.dossier import dossiers, targets

_TOUCHED = "officials to judge anew"
_ALL = "judge all officials anew"
_PERSONAL = (Assignment, Qualification)
_GENERAL = (UnitPeriod, Target, TargetVersion, Exemption)
_CATALOGUES = (Position, Level, CertificateType)
_RECORDS = (Official, *_PERSONAL, *_GENERAL, *_CATALOGUES)
_WATCHED = frozenset(kind.__tablename__ for kind in _RECORDS)
_ALONE = frozenset(kind.__tablename__ for kind in (Official, *_CATALOGUES))
"""Tables whose new rows concern nobody before a record refers to them."""
_WRITES = re.compile(
    r"\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate)\s+(?:table\s+|only\s+)*\"?(\w+)", re.IGNORECASE
)
_TABLE = Base.metadata.tables["standing"]  # past the mapper: there are many rows, and no object of any
_COLUMNS = ("target_id", "official_id", "valid_from", "valid_to", "unit_id", "declared", "verified")
_SLICE = 2000
_MANY = 500

Line = tuple[Any, ...]
"""One standing as the values of `_COLUMNS`."""


def keep_true(session: scoped_session[Any]) -> None:
    """Hook the session of the application, so that no action can forget the standings."""
    listen(session, "before_flush", _begin_to_write)
    listen(session, "after_flush", _note)
    listen(session, "do_orm_execute", _note_statement)
    listen(session, "before_commit", _rejudge_noted)
    listen(session, "after_soft_rollback", _forget)


def judged_lines(officials: Collection[int] | None = None) -> Iterator[Line]:
    """The standings of these officials, or of all, judged from the records as they are now, in order of official."""
    rules = sorted(targets().items())
    for dossier in dossiers(officials):
        tenures = tenures_of(dossier)
        for target_id, target in rules:
            for span in course(target, dossier, tenures):
                yield (
                    target_id,
                    dossier.official_id,
                    span.begins,
                    span.ends,
                    span.unit_id,
                    int(span.declared),
                    int(span.verified),
                )


@without_collector
def rejudge(officials: Collection[int]) -> int:
    """Judge these officials anew and store what differs; gives back how many rows changed."""
    _judge_alone()
    wanted = sorted(officials)
    changed = 0
    for start in range(0, len(wanted), _SLICE):
        some = wanted[start : start + _SLICE]
        stored = _stored(some)
        judged = set(judged_lines(some))
        _remove(stored - judged)
        _store(judged - stored)
        changed += len(stored ^ judged)
    return changed


def rebuild() -> int:
    """Judge everybody anew and store what differs; gives back how many rows changed."""
    _judge_alone()
    session = db.session()
    changed = rejudge(session.scalars(select(Official.id)).all())
    if not session.in_nested_transaction():  # a savepoint may yet be undone
        _forget_noted(session)
    return changed


def differences() -> set[Line]:
    """Standings that are stored and should not be, or should be and are not. Empty when all is true."""
    return _stored(None) ^ set(judged_lines())


def stand_still() -> None:
    """Keep records and standings as they are until the end of this transaction, for who reads them in several statements."""
    _judge_alone()


def _judge_alone() -> None:
    """Let one transaction judge at a time: two that do not see each other's changes would store what neither should.

    Taken before the first record is written, or two would wait for each other: one that judges for the row of an official that
    the other writes, the other to judge. SQLite has one writer anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE standing IN SHARE ROW EXCLUSIVE MODE"))


def _stored(officials: Collection[int] | None) -> set[Line]:
    statement = select(*(getattr(Standing, name) for name in _COLUMNS))
    if officials is not None:
        statement = statement.where(Standing.official_id.in_(officials))
    return {tuple(row) for row in db.session.execute(statement)}


def _store(lines: Collection[Line]) -> None:
    if len(lines) >= _MANY and db.session.get_bind().dialect.name == "postgresql":
        _copy(lines)
    elif lines:
        db.session.execute(insert(_TABLE), [dict(zip(_COLUMNS, line, strict=True)) for line in lines])


def _copy(lines: Collection[Line]) -> None:
    """Store rows the way PostgreSQL takes many of them, at half the cost of inserting."""
    cursor: Any = db.session.connection().connection.cursor()
    with cursor, cursor.copy(f"COPY standing ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
        for line in lines:
            copy.write_row(line)


def _remove(lines: Collection[Line]) -> None:
    keys = [(line[0], line[1], line[2]) for line in lines]
    key = tuple_(Standing.target_id, Standing.official_id, Standing.valid_from)
    for start in range(0, len(keys), 500):
        db.session.execute(
            delete(Standing).where(key.in_(keys[start : start + 500])).execution_options(synchronize_session=False)
        )


def _begin_to_write(session: Session, _context: object, _rows: object) -> None:
    if any(isinstance(row, _RECORDS) for row in (*session.new, *session.dirty, *session.deleted)):
        _judge_alone()


def _note(session: Session, _context: object) -> None:
    for row in session.new:
        # A new entry of a catalogue concerns nobody before a record refers to it.
        if not isinstance(row, _CATALOGUES):
            _note_row(session, row)
    for row in (*session.dirty, *session.deleted):
        _note_row(session, row)


def _note_row(session: Session, row: object) -> None:
    if isinstance(row, _PERSONAL):
        session.info.setdefault(_TOUCHED, set()).update(_holders(row))
    elif isinstance(row, Official):
        session.info.setdefault(_TOUCHED, set()).add(row.id)
    elif isinstance(row, _GENERAL + _CATALOGUES):
        session.info[_ALL] = True


def _holders(row: Assignment | Qualification) -> set[int]:
    """Whose record it is, and whose it was until this flush."""
    history = get_history(row, "official_id")
    return {holder for holder in history.sum() if holder is not None}


def _note_statement(state: ORMExecuteState) -> None:
    """A statement that writes past the session touches the officials that it names as an option, else it may touch anybody."""
    if state.execution_options.get("holds") in _WATCHED:
        _judge_alone()
    if not _written(state.statement) & _WATCHED:
        return
    _judge_alone()
    if named := state.execution_options.get("touches"):
        state.session.info.setdefault(_TOUCHED, set()).update(named)
    else:
        state.session.info[_ALL] = True


def _written(statement: Executable) -> set[str]:
    """The tables that a statement writes, however it is put: in our words, in the driver's, or in plain text."""
    if isinstance(statement, TextClause):
        return {name.lower() for name in _WRITES.findall(statement.text)}
    if not isinstance(statement, UpdateBase):
        return set()
    name = str(getattr(statement.table, "name", ""))
    # An insert that may update instead is of a kind of its own, by database.
    return set() if type(statement) is Insert and name in _ALONE else {name}


def _rejudge_noted(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the outer commit judges once, over everything that the savepoints left
    session.flush()
    everybody = session.info.pop(_ALL, False)
    touched = session.info.pop(_TOUCHED, set())
    if everybody:
        rebuild()
    elif touched:
        rejudge(touched)


def _forget(session: Session, previous: Any) -> None:
    # A flush that fails inside a savepoint is rolled back as a part of it: what was noted before the savepoint stays.
    if previous.parent is None:
        _forget_noted(session)


def _forget_noted(session: Session) -> None:
    session.info.pop(_ALL, None)
    session.info.pop(_TOUCHED, None)
