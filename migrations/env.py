"""Runs migrations inside the application, on SQLite and PostgreSQL alike; numbers new ones in sequence."""

from typing import Any

from alembic import context
from alembic.script import ScriptDirectory
from flask import current_app


def number(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Name the new revision by the next number."""
    head = ScriptDirectory.from_config(context.config).get_current_head()
    directives[0].rev_id = f"{int(head or 0) + 1:04d}"


def ours(_object: Any, name: str | None, kind: str, *_: Any) -> bool:
    """Whether a table is the registry's: those of the job queue on PostgreSQL are made and kept by its library."""
    return not (kind == "table" and str(name).startswith("huey_"))


migrate = current_app.extensions["migrate"]

with migrate.db.engine.connect() as connection:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # Batch mode rebuilds tables: with foreign keys on, dropping the old one would take its children along.
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("SET lock_timeout = '5s'")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=migrate.db.metadata,
        process_revision_directives=number,
        include_object=ours,
        **migrate.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"Migration would leave rows without their parent: {broken[:5]}")
    connection.commit()
    if sqlite:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
