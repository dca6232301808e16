"""exemptions as acts."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What stands already was written from the reference files, under keys that begin with the code of the target."""
    with op.batch_alter_table("exemption") as batch_op:
        batch_op.add_column(sa.Column("act", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("with_below", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("levels", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("end_reason", sa.String(length=300), nullable=True))
    code = "(SELECT length(code) FROM target WHERE target.id = exemption.target_id)"
    op.execute(f"UPDATE exemption SET act = substr(key, {code} + 2)")  # noqa: S608  words of our own
    with op.batch_alter_table("exemption") as batch_op:
        batch_op.alter_column("act", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_index(batch_op.f("ix_exemption_act"), ["act"], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("exemption") as batch_op:
        batch_op.drop_index(batch_op.f("ix_exemption_act"))
        batch_op.drop_column("end_reason")
        batch_op.drop_column("levels")
        batch_op.drop_column("with_below")
        batch_op.drop_column("act")
