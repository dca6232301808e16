"""rules are drafted, tried and published."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """rules are drafted, tried and published."""
    op.create_table(
        "test_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("expected", sa.Enum("met", "unmet", "outside", name="expected", native_enum=False, length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_test_person_official_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_test_person_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_person")),
        sa.UniqueConstraint("public_id", name=op.f("uq_test_person_public_id")),
    )
    op.create_table(
        "rule_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("whom", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("basis_document", sa.String(length=300), nullable=False),
        sa.Column("basis_number", sa.String(length=60), nullable=True),
        sa.Column("basis_date", sa.Date(), nullable=True),
        sa.Column("basis_clause", sa.String(length=60), nullable=True),
        sa.Column("wording", sa.String(length=600), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["begun_by_id"], ["account.id"], name=op.f("fk_rule_draft_begun_by_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_rule_draft_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft")),
        sa.UniqueConstraint("target_id", name=op.f("uq_rule_draft_target_id")),
    )
    with op.batch_alter_table("target_version") as batch_op:
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("published_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_target_version_target_id_valid_from"), type_="unique")
        batch_op.create_index("ix_target_version_days", ["target_id", "valid_from"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_target_version_follows_id"), "target_version", ["follows_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_target_version_published_by_id"), "account", ["published_by_id"], ["id"])


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("target_version") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_target_version_published_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_target_version_follows_id"), type_="foreignkey")
        batch_op.drop_index("ix_target_version_days")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("published_by_id")
        batch_op.drop_column("published_at")
        batch_op.drop_column("follows_id")

    # Versions in force on no day had no place in the tables of before.
    op.execute("DELETE FROM target_version WHERE valid_to = valid_from")
    with op.batch_alter_table("target_version") as batch_op:
        batch_op.create_unique_constraint(batch_op.f("uq_target_version_target_id_valid_from"), ["target_id", "valid_from"])

    op.drop_table("rule_draft")
    op.drop_table("test_person")
