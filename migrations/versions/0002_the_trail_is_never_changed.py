"""the trail is never changed: entries can be added and found, not altered or taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# A second INSERT with the id of an entry would replace it: "INSERT OR REPLACE" runs no DELETE trigger.
_SQLITE = (
    "CREATE TRIGGER audit_entry_kept_update BEFORE UPDATE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are never changed'); END",
    "CREATE TRIGGER audit_entry_kept_delete BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are never changed'); END",
    "CREATE TRIGGER audit_entry_kept_replace BEFORE INSERT ON audit_entry "
    "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are never changed'); END",
)
_SQLITE_UNDONE = (
    "DROP TRIGGER audit_entry_kept_replace",
    "DROP TRIGGER audit_entry_kept_delete",
    "DROP TRIGGER audit_entry_kept_update",
)
_POSTGRESQL = (
    "CREATE FUNCTION audit_entry_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_entry: entries are never changed'; END $$",
    "CREATE TRIGGER audit_entry_kept_row BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_kept()",
    "CREATE TRIGGER audit_entry_kept_table BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_kept()",
)
_POSTGRESQL_UNDONE = (
    "DROP TRIGGER audit_entry_kept_table ON audit_entry",
    "DROP TRIGGER audit_entry_kept_row ON audit_entry",
    "DROP FUNCTION audit_entry_kept()",
)


def upgrade() -> None:
    """the trail is never changed."""
    op.add_column("audit_entry", sa.Column("search_text", sa.String(length=320), server_default="", nullable=False))
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Undo."""
    for statement in _SQLITE_UNDONE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_UNDONE:
        op.execute(statement)
    op.drop_column("audit_entry", "search_text")
