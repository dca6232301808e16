"""national reference goals."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """national reference goals."""
    op.create_table(
        "benchmark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=48), nullable=False),
        sa.Column("basis", sa.String(length=120), nullable=False),
        sa.Column("group", sa.String(length=300), nullable=False),
        sa.Column("group_en", sa.String(length=300), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark")),
        sa.UniqueConstraint("target", "basis", "deadline", name=op.f("uq_benchmark_target_basis_deadline")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("benchmark")
