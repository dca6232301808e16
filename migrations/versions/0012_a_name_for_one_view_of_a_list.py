"""a name for one view of a list."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


_TWINS = """
UPDATE saved_view SET name = substr(name, 1, 60) || ' (' || id || ')'
WHERE EXISTS (
  SELECT 1 FROM saved_view older
  WHERE older.kind = saved_view.kind AND older.owner_id = saved_view.owner_id AND older.name = saved_view.name
    AND older.id < saved_view.id
)
"""


def upgrade() -> None:
    """a name for one view of a list."""
    op.execute(_TWINS)
    with op.batch_alter_table("saved_view") as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_kind_owner_id"))
        batch_op.create_unique_constraint(batch_op.f("uq_saved_view_kind_owner_id_name"), ["kind", "owner_id", "name"])


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("saved_view") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_saved_view_kind_owner_id_name"), type_="unique")
        batch_op.create_index(batch_op.f("ix_saved_view_kind_owner_id"), ["kind", "owner_id"], unique=False)
