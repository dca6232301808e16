"""Migrations: numbered in one line, up, down and up again on both databases, ending at the models; the trail they protect."""

import re
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError

from models.audit import AuditEntry
from models.base import Base
from registry.audit.actions import record
from registry.factory import create_app
from registry.settings import Settings
from registry.shared.database import db
from registry.shared.transaction import transaction
from tests.support.sources import ROOT

MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Flask]:
    app = create_app(Settings(database_url=empty_database_url, secret_key="for tests only " * 3, testing=True))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def migrated(empty: Flask) -> Flask:
    upgrade(directory=MIGRATIONS)
    return empty


def test_migrations_are_numbered_in_one_line() -> None:
    script = ScriptDirectory(MIGRATIONS)
    in_order = list(reversed(list(script.walk_revisions())))
    assert [revision.revision for revision in in_order] == [f"{number:04d}" for number in range(1, len(in_order) + 1)]
    assert [revision.down_revision for revision in in_order] == [None, *(one.revision for one in in_order[:-1])]
    assert len(script.get_heads()) == 1
    files = sorted(path.name for path in (ROOT / "migrations/versions").glob("*.py"))
    assert [name for name in files if not re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", name)] == []
    assert [name[:4] for name in files] == [revision.revision for revision in in_order]


@pytest.mark.usefixtures("migrated")
def test_after_all_migrations_the_tables_are_those_of_the_models() -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": Base.metadata})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.usefixtures("migrated")
def test_down_to_nothing_and_up_again() -> None:
    downgrade(directory=MIGRATIONS, revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade(directory=MIGRATIONS)
    assert set(inspect(db.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


@pytest.mark.usefixtures("empty")
def test_each_step_can_be_undone_and_done_again() -> None:
    for revision in reversed(list(ScriptDirectory(MIGRATIONS).walk_revisions())):
        upgrade(directory=MIGRATIONS, revision=revision.revision)
        downgrade(directory=MIGRATIONS, revision="-1")
        upgrade(directory=MIGRATIONS, revision=revision.revision)


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET subject = 'someone else'",
        "UPDATE audit_entry SET id = id + 1",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE id = 1",
        "INSERT OR REPLACE INTO audit_entry (id, at, action, subject, changes) VALUES (1, '2026-01-01', 'x', 'x', '{}')",
        "INSERT INTO audit_entry (id, at, action, subject, changes) VALUES (1, '2026-01-01', 'x', 'x', '{}') "
        "ON CONFLICT (id) DO UPDATE SET subject = 'x'",
        "TRUNCATE audit_entry",
        "TRUNCATE audit_entry, sign_in, standing CASCADE",
    ],
)
def test_entries_of_the_trail_are_neither_changed_nor_taken_away(tampering: str) -> None:
    with transaction():
        record("official.added", "Nguyễn Thị An", by=None)
    statement = select(AuditEntry.id, AuditEntry.subject, AuditEntry.action)
    before = db.session.execute(statement).all()
    with pytest.raises(DatabaseError), transaction():  # some are refused by the grammar of one database, and that is as well
        db.session.execute(text(tampering))
    assert db.session.execute(statement).all() == before
    with transaction():
        record("official.added", "Trần Văn Bình", by=None)
    assert len(db.session.execute(statement).all()) == 2
