"""how units are reorganised."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """how units are reorganised."""
    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_quota_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota")),
        sa.UniqueConstraint("unit_id", "year", name=op.f("uq_quota_unit_id_year")),
    )
    op.create_table(
        "unit_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_code_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_code")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_unit_code_unit_id_valid_from")),
    )
    with op.batch_alter_table("unit_code") as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_code_code"), ["code"], unique=False)

    op.create_table(
        "reorganisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stage", sa.Enum("draft", "applied", name="stage", native_enum=False, length=32), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["audit_entry.id"], name=op.f("fk_reorganisation_entry_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_reorganisation_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganisation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reorganisation_public_id")),
    )
    op.create_table(
        "planned_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganisation_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=16), nullable=False),
        sa.Column("into_key", sa.String(length=64), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("division", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_planned_move_position_id")),
        sa.ForeignKeyConstraint(["reorganisation_id"], ["reorganisation.id"], name=op.f("fk_planned_move_reorganisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_move")),
        sa.UniqueConstraint("reorganisation_id", "post", name=op.f("uq_planned_move_reorganisation_id_post")),
    )
    op.create_table(
        "planned_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganisation_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["into_id"], ["position.id"], name=op.f("fk_planned_position_into_id")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_planned_position_position_id")),
        sa.ForeignKeyConstraint(["reorganisation_id"], ["reorganisation.id"], name=op.f("fk_planned_position_reorganisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_position")),
        sa.UniqueConstraint("reorganisation_id", "position_id", name=op.f("uq_planned_position_reorganisation_id_position_id")),
    )
    op.create_table(
        "planned_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganisation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("into_key", sa.String(length=64), nullable=False),
        sa.Column("extent", sa.Enum("whole", "part", name="extent", native_enum=False, length=32), nullable=False),
        sa.ForeignKeyConstraint(["reorganisation_id"], ["reorganisation.id"], name=op.f("fk_planned_source_reorganisation_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_planned_source_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_source")),
        sa.UniqueConstraint(
            "reorganisation_id", "unit_id", "into_key", name=op.f("uq_planned_source_reorganisation_id_unit_id_into_key")
        ),
    )
    with op.batch_alter_table("planned_source") as batch_op:
        batch_op.create_index(batch_op.f("ix_planned_source_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "planned_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("province", "department", "district", "commune", name="tier", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("parent_key", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("map_x", sa.Integer(), nullable=True),
        sa.Column("map_y", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reorganisation_id"], ["reorganisation.id"], name=op.f("fk_planned_unit_reorganisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_unit")),
        sa.UniqueConstraint("reorganisation_id", "key", name=op.f("uq_planned_unit_reorganisation_id_key")),
    )
    op.create_table(
        "reorganisation_effect",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["reorganisation_id"], ["reorganisation.id"], name=op.f("fk_reorganisation_effect_reorganisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganisation_effect")),
    )
    with op.batch_alter_table("reorganisation_effect") as batch_op:
        batch_op.create_index(batch_op.f("ix_reorganisation_effect_reorganisation_id"), ["reorganisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reorganisation_effect_unit_id"), ["unit_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("reorganisation_effect") as batch_op:
        batch_op.drop_index(batch_op.f("ix_reorganisation_effect_unit_id"))
        batch_op.drop_index(batch_op.f("ix_reorganisation_effect_reorganisation_id"))

    op.drop_table("reorganisation_effect")
    op.drop_table("planned_unit")
    with op.batch_alter_table("planned_source") as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_source_unit_id"))

    op.drop_table("planned_source")
    op.drop_table("planned_position")
    op.drop_table("planned_move")
    op.drop_table("reorganisation")
    with op.batch_alter_table("unit_code") as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_code_code"))

    op.drop_table("unit_code")
    op.drop_table("quota")
