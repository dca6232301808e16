"""Keeps the findings true: looks anew at whoever a transaction touched, in that transaction; rebuilds; checks by rebuilding."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import bindparam, delete, inspect, select, text, update
from sqlalchemy.orm import ORMExecuteState, Session, scoped_session
from sqlalchemy.orm.attributes import get_history

from models.base import Base, new_public_id
from models.evidence import Evidence, StoredFile
from models.findings import Finding, FindingState
from models.officials import Official
from models.qualifications import CertificateType, Level, Qualification
from models.terms import Term, TermKind
from registry.findings import loading
from registry.findings.checks import Found, found_in
from registry.shared.clock import now
from registry.shared.database import db, insert_many, listen
from registry.shared.garbage import without_collector

_ALL = "look at all files anew"
_OFFICIALS, _PAPERS, _NUMBERS, _FILES, _SCHOOLS, _MOVED = (
    f"{what} to look at anew" for what in ("files", "papers", "numbers", "scans", "schools", "papers of another file")
)
_NOTES = (_OFFICIALS, _PAPERS, _NUMBERS, _FILES, _SCHOOLS, _MOVED)
_GENERAL = (Level, CertificateType)
_PERSONAL = (Official, Qualification, Evidence, StoredFile)
_TURN = 4_602_718_351
"""Number of the lock of PostgreSQL under which findings are looked for; any will do that nothing else uses."""
_TABLE = Base.metadata.tables["finding"]

Line = tuple[int, str, str, int | None, str]
"""Official, kind, fingerprint, qualification, detail: what must be stored of a finding that is not gone."""


def keep_true(session: scoped_session[Any]) -> None:
    """Hook the session of the application, so that no action can forget the findings."""
    listen(session, "before_flush", _let_go)
    listen(session, "after_flush", _note)
    listen(session, "do_orm_execute", _note_statement)
    listen(session, "before_commit", _look_anew)
    listen(session, "after_soft_rollback", _forget)


def found_lines(officials: Collection[int]) -> Iterator[tuple[int, Found]]:
    """What does not fit together in these files, as the records are now."""
    for some in loading.slices(officials):
        people = loading.persons(some)
        around = loading.around(people)
        for person in people:
            for found in found_in(person, around):
                yield person.id, found


@without_collector
def look(officials: Collection[int]) -> int:
    """Look at these files anew and store what differs; gives back how many findings came, went or changed."""
    changed = 0
    for some in loading.slices(officials):
        changed += _settle(_stored(some), {(who, one.kind, one.fingerprint): one for who, one in found_lines(some)})
    return changed


def rebuild() -> int:
    """Look at all files anew and store what differs; gives back how many findings came, went or changed."""
    _look_alone()
    changed = look(db.session.scalars(select(Official.id)).all())
    if not db.session().in_nested_transaction():  # a savepoint may yet be undone
        _forget_noted(db.session())
    return changed


def differences() -> set[Line]:
    """Findings that are stored and should not be, or should be and are not. Empty when all is true."""
    rows = db.session.execute(select(_TABLE).where(_TABLE.c.state != FindingState.GONE))
    stored = {(row.official_id, row.kind, row.fingerprint, row.qualification_id, _plain(row.detail)) for row in rows}
    everybody = db.session.scalars(select(Official.id)).all()
    return stored ^ {(who, one.kind, one.fingerprint, one.paper, _plain(one.detail)) for who, one in found_lines(everybody)}


def _plain(detail: dict[str, Any]) -> str:
    return json.dumps(detail, sort_keys=True)


def _stored(officials: Collection[int]) -> dict[tuple[int, str, str], Any]:
    wanted = set(officials)
    rows = db.session.execute(select(_TABLE).where(loading.among(_TABLE.c.official_id, officials)))
    return {(row.official_id, row.kind, row.fingerprint): row for row in rows if row.official_id in wanted}


def _settle(stored: dict[tuple[int, str, str], Any], wanted: dict[tuple[int, str, str], Found]) -> int:
    """New ones are open; what was decided stays decided while it is the same, also when it went and came back."""
    new = [
        {
            "public_id": new_public_id(),
            "official_id": key[0],
            "kind": key[1],
            "fingerprint": key[2],
            "found_at": now(),
            "qualification_id": found.paper,
            "detail": found.detail,
            "state": FindingState.OPEN,
            "version": 1,
        }
        for key, found in wanted.items()
        if key not in stored
    ]
    changed: list[dict[str, Any]] = []
    for key, row in stored.items():
        values = _values(row, wanted.get(key))
        if values != {"state": row.state, "qualification_id": row.qualification_id, "detail": row.detail}:
            changed.append({"of": row.id, "next": row.version + 1, **{f"new_{name}": value for name, value in values.items()}})
    insert_many(Finding, new)
    if changed:
        columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("state", "qualification_id", "detail")}
        statement = update(_TABLE).where(_TABLE.c.id == bindparam("of")).values(**columns, version=bindparam("next"))
        db.session.connection().execute(statement, changed)
    return len(new) + len(changed)


def _values(row: Any, found: Found | None) -> dict[str, Any]:
    if found is None:
        return {"state": FindingState.GONE, "qualification_id": row.qualification_id, "detail": row.detail}
    back = FindingState.ACCEPTED if row.decided_at else FindingState.OPEN
    state = back if row.state == FindingState.GONE else row.state
    return {"state": state, "qualification_id": found.paper, "detail": found.detail}


def _look_alone() -> None:
    """Let one transaction look at a time: two that do not see each other's papers would both miss what these have in common.

    SQLite has one writer anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def _let_go(session: Session, _context: object, _instances: object) -> None:
    """What is found of a qualification goes with it."""
    for row in session.deleted:
        if isinstance(row, Qualification):
            session.connection().execute(delete(_TABLE).where(_TABLE.c.qualification_id == row.id))


def _note(session: Session, _context: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Qualification):
            holders = _values_of(row, "official_id")
            _noted(session, _OFFICIALS).update(holders)
            _noted(session, _MOVED).update({row.id} if len(holders) > 1 else ())
            _noted(session, _NUMBERS).update(_values_of(row, "number"))
        elif isinstance(row, Official):
            _noted(session, _OFFICIALS).add(row.id)
        elif isinstance(row, Evidence):
            _noted(session, _PAPERS).update(_values_of(row, "qualification_id"))
            _noted(session, _FILES).update(_values_of(row, "file_id"))
        elif isinstance(row, Term) and row.kind is TermKind.INSTITUTION and (row.place or inspect(row).persistent):
            _noted(session, _SCHOOLS).add(row.folded)
            _noted(session, _SCHOOLS).update(_values_of(row, "folded"))
        elif isinstance(row, _GENERAL) and row not in session.new:  # a new entry concerns nobody yet
            session.info[_ALL] = True


def _values_of(row: object, name: str) -> set[Any]:
    """What stands in a column, and what stood there until this flush."""
    return {value for value in get_history(row, name).sum() if value is not None}


def _noted(session: Session, what: str) -> set[Any]:
    notes: set[Any] = session.info.setdefault(what, set())
    return notes


def _note_statement(state: ORMExecuteState) -> None:
    """A statement that writes past the session touches the officials that it names as an option, else it may touch anybody."""
    if (named := state.execution_options.get("touches")) is not None:
        _noted(state.session, _OFFICIALS).update(named)
    elif state.is_insert or state.is_update or state.is_delete:
        written = state.bind_mapper and state.bind_mapper.class_
        if written in (*_PERSONAL, *_GENERAL):
            state.session.info[_ALL] = True


def _look_anew(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the outer commit looks once, at everything that the savepoints left
    session.flush()
    everybody = session.info.pop(_ALL, False)
    officials, papers, numbers, files, schools, moved = (session.info.pop(what, set()) for what in _NOTES)
    if moved:
        _look_alone()
        _follow(moved)
    if everybody:
        rebuild()
    elif officials or papers or schools:
        _look_alone()
        touched = officials | loading.holders_of_qualifications(papers)
        touched |= loading.students_of(schools) if schools else set()
        look(touched | _in_common(touched, numbers, files))


def _follow(papers: Collection[int]) -> None:
    """What was found of papers that went into another file goes with them, and what was decided about it."""
    holder = select(Qualification.official_id).where(Qualification.id == _TABLE.c.qualification_id).scalar_subquery()
    values = {"official_id": holder, "version": _TABLE.c.version + 1}
    for some in loading.chunks(papers):
        followed = update(_TABLE).where(_TABLE.c.qualification_id.in_(some)).values(values)
        db.session.connection().execute(followed)


def _in_common(touched: Collection[int], numbers: Collection[str], files: Collection[int]) -> set[int]:
    """Everybody who has, or had until now, a number or a scan in common with these officials."""
    sharing = loading.holders_of_numbers(loading.numbers_of(touched), shared=True)
    former = loading.holders_of_numbers(numbers, shared=False)
    return sharing | former | loading.holders_of_files({*files, *loading.files_of(touched)})


def _forget(session: Session, previous: Any) -> None:
    if not previous.nested:
        _forget_noted(session)


def _forget_noted(session: Session) -> None:
    for what in (_ALL, *_NOTES):
        session.info.pop(what, None)
