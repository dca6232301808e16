"""positions and units that are asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """positions and units that are asked for."""
    op.create_table(
        "addition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.Enum("position", "unit", name="additionkind", native_enum=False, length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("province", "department", "district", "commune", name="tier", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "category",
            sa.Enum("cadre", "civil_servant", "public_employee", name="staffcategory", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("parent_key", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column(
            "state",
            sa.Enum("accepted", "proposed", "merged", "refused", name="termstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("became", sa.String(length=64), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_addition_decided_by_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["account.id"], name=op.f("fk_addition_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addition")),
        sa.UniqueConstraint("public_id", name=op.f("uq_addition_public_id")),
    )
    with op.batch_alter_table("addition") as batch_op:
        batch_op.create_index(
            "uq_addition_waiting",
            ["kind", "folded", "tier", "parent_key"],
            unique=True,
            sqlite_where=sa.text("state = 'proposed'"),
            postgresql_where=sa.text("state = 'proposed'"),
        )


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("addition") as batch_op:
        batch_op.drop_index(
            "uq_addition_waiting", sqlite_where=sa.text("state = 'proposed'"), postgresql_where=sa.text("state = 'proposed'")
        )

    op.drop_table("addition")
