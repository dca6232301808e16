"""what is planned for officials and comes due."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _due() -> sa.Enum:
    return sa.Enum("change", "term", "retirement", name="due", native_enum=False, length=32)


def upgrade() -> None:
    """what is planned for officials and comes due."""
    op.add_column("position_version", sa.Column("term_years", sa.SmallInteger(), nullable=True))
    op.create_table(
        "planned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.SmallInteger(), nullable=False),
        sa.Column("last_year", sa.SmallInteger(), nullable=False),
        sa.Column("decision", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("end_reason", sa.String(length=300), nullable=True),
        sa.Column("end_decision", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_planned_official_id")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_planned_position_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_planned_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned")),
        sa.UniqueConstraint("public_id", name=op.f("uq_planned_public_id")),
    )
    op.create_index(op.f("ix_planned_official_id"), "planned", ["official_id"])
    op.create_index(op.f("ix_planned_unit_id"), "planned", ["unit_id"])
    op.create_table(
        "due_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("kind", _due(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("decision", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_due_day_official_id")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_due_day_position_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_due_day_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_day")),
        sa.UniqueConstraint("public_id", name=op.f("uq_due_day_public_id")),
    )
    op.create_index(op.f("ix_due_day_official_id"), "due_day", ["official_id"])
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("kind", _due(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("lead", sa.SmallInteger(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_reminder_official_id")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_reminder_position_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reminder_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "official_id",
            "kind",
            "unit_id",
            "position_id",
            "due_on",
            "lead",
            name=op.f("uq_reminder_official_id_kind_unit_id_position_id_due_on_lead"),
        ),
    )
    op.create_index(op.f("ix_reminder_official_id"), "reminder", ["official_id"])
    op.create_table(
        "calendar_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_calendar_link_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("account_id", name=op.f("uq_calendar_link_account_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_link_token_hash")),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("calendar_link", "reminder", "due_day", "planned"):
        op.drop_table(table)
    with op.batch_alter_table("position_version") as batch_op:
        batch_op.drop_column("term_years")
