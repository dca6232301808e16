"""plans that close a gap."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """plans that close a gap."""
    op.create_table(
        "gap_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("codes", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worked_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_gap_plan_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_gap_plan_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_gap_plan_public_id")),
    )
    with op.batch_alter_table("gap_plan") as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_plan_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "plan_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("level_id", sa.Integer(), nullable=False),
        sa.Column("certificate_type_id", sa.Integer(), nullable=True),
        sa.Column("language_code", sa.String(length=8), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("least_level_id", sa.Integer(), nullable=True),
        sa.Column("oldest", sa.Integer(), nullable=True),
        sa.Column("tiers", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["certificate_type_id"], ["certificate_type.id"], name=op.f("fk_plan_class_certificate_type_id")),
        sa.ForeignKeyConstraint(["language_code"], ["language.code"], name=op.f("fk_plan_class_language_code")),
        sa.ForeignKeyConstraint(["least_level_id"], ["level.id"], name=op.f("fk_plan_class_least_level_id")),
        sa.ForeignKeyConstraint(["level_id"], ["level.id"], name=op.f("fk_plan_class_level_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["gap_plan.id"], name=op.f("fk_plan_class_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_class")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_class_public_id")),
    )
    with op.batch_alter_table("plan_class") as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_class_plan_id"), ["plan_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("plan_class") as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_class_plan_id"))

    op.drop_table("plan_class")
    with op.batch_alter_table("gap_plan") as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_plan_unit_id"))

    op.drop_table("gap_plan")
