"""which unit followed which."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """which unit followed which."""
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("extent", sa.Enum("whole", "part", name="extent", native_enum=False, length=32), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["predecessor_id"], ["unit.id"], name=op.f("fk_succession_predecessor_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_succession_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint("predecessor_id", "successor_id", "day", name=op.f("uq_succession_predecessor_id_successor_id_day")),
    )
    with op.batch_alter_table("succession") as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_successor_id"), ["successor_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("succession")
