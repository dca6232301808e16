"""the resolution with what is reported."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MEASURES = ("percent", "cut", "rank", "points", "number")
COMPARATORS = ("more", "at_least", "at_most", "exactly", "better", "none")


def upgrade() -> None:
    """Indicators are laid anew from the reference data; no page has entered a value of one yet."""
    op.drop_table("indicator_value")
    op.drop_table("indicator")
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("section", sa.String(length=16), nullable=False),
        sa.Column("heading", sa.String(length=300), nullable=False),
        sa.Column("heading_en", sa.String(length=300), nullable=False),
        sa.Column("wording", sa.String(length=900), nullable=False),
        sa.Column("targets", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("code", name=op.f("uq_clause_code")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("measure", sa.Enum(*MEASURES, name="measure", native_enum=False, length=32), nullable=False),
        sa.Column("comparator", sa.Enum(*COMPARATORS, name="comparator", native_enum=False, length=32), nullable=False),
        sa.Column("goal", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_indicator_clause_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.String(length=300), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("document", sa.String(length=120), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_indicator_value_entered_by_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_value_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
        sa.UniqueConstraint("public_id", name=op.f("uq_indicator_value_public_id")),
    )
    with op.batch_alter_table("indicator_value") as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_value_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "indicator_value_before",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("document", sa.String(length=120), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entered_by_id"], ["account.id"], name=op.f("fk_indicator_value_before_entered_by_id")),
        sa.ForeignKeyConstraint(["value_id"], ["indicator_value.id"], name=op.f("fk_indicator_value_before_value_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value_before")),
        sa.UniqueConstraint("value_id", "number", name=op.f("uq_indicator_value_before_value_id_number")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("indicator_value_before")
    with op.batch_alter_table("indicator_value") as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_value_indicator_id"))

    op.drop_table("indicator_value")
    op.drop_table("indicator")
    op.drop_table("clause")
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("comparator", sa.String(length=2), nullable=False),
        sa.Column("threshold", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("basis_clause", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_value_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
        sa.UniqueConstraint("indicator_id", "on", name=op.f("uq_indicator_value_indicator_id_on")),
    )
