"""The database handle, and what makes SQLite safe: foreign keys on, no lost updates, durable writes."""

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, Table, event, insert, select

from models.base import Base

db = SQLAlchemy(model_class=Base)

PATIENCE = 30
"""Seconds to wait for SQLite's write lock."""

_writing: ContextVar[float | None] = ContextVar("writing", default=None)


@contextlib.contextmanager
def writing(patience: float = PATIENCE) -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock at once, waiting for it up to `patience` seconds.

    Two deferred transactions that read and then write would either lose an update or fail at the second write.
    """
    token = _writing.set(patience)
    try:
        yield
    finally:
        _writing.reset(token)


def engine_options(url: str) -> dict[str, Any]:
    """Options of the engine: with SQLite the driver must leave BEGIN to us, and no error text may carry personal data."""
    if url.startswith("sqlite"):
        return {"connect_args": {"isolation_level": None, "timeout": PATIENCE}}
    return {"pool_pre_ping": True}


def listen(session: Any, moment: str, told: Callable[..., object]) -> None:
    """Let a function hear of a moment of the session, once however many applications in this process share it."""
    if not event.contains(session, moment, told):
        event.listen(session, moment, told)


def insert_many(kind: type[Base], rows: Sequence[Mapping[str, Any]], touches: Collection[int] = ()) -> None:
    """Insert rows past the session, an order of magnitude faster than through it.

    `touches` are the ids of the officials whose records they are, for those who keep derived rows true.
    """
    if rows:
        statement = insert(cast("Table", kind.__table__)).execution_options(touches=frozenset(touches))
        db.session.execute(statement, rows)


def hold(row: Base) -> None:
    """Keep a row from other writers until the transaction ends; its values may be older than what is there then.

    Those who keep derived rows true hear of it by the option `holds`: what they lock comes before any row, or two who write
    would wait for each other.
    """
    table, row_id = cast("Table", row.__table__), cast("Any", row).id
    statement = select(table.c.id).where(table.c.id == row_id).with_for_update()
    db.session.execute(statement, execution_options={"holds": table.name})


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    patience = _writing.get()
    if patience is None or patience == PATIENCE:
        connection.exec_driver_sql("BEGIN" if patience is None else "BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
