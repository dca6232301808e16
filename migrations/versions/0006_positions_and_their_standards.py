"""positions and their standards."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DOMAINS = ("degree", "theory", "state_management", "defence", "digital", "language", "ethnic_language", "training")


def upgrade() -> None:
    """positions and their standards."""
    with op.batch_alter_table("position") as batch_op:
        batch_op.drop_column("official_code")
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_position_follows_id"), "position", ["follows_id"], ["id"])
    op.create_table(
        "position_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=160), nullable=True),
        sa.Column("official_code", sa.String(length=32), nullable=True),
        sa.Column("change_years", sa.SmallInteger(), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_position_version_position_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_version")),
        sa.UniqueConstraint("position_id", "valid_from", name=op.f("uq_position_version_position_id_valid_from")),
    )
    op.create_table(
        "standard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.Enum(*DOMAINS, name="domain", native_enum=False, length=32), nullable=False),
        sa.Column("origin", sa.Enum("decree", "province", name="origin", native_enum=False, length=32), nullable=False),
        sa.Column("mandatory", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_standard_position_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard")),
        sa.UniqueConstraint(
            "position_id",
            "domain",
            "origin",
            "mandatory",
            "number",
            name=op.f("uq_standard_position_id_domain_origin_mandatory_number"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_standard_public_id")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("standard")
    op.drop_table("position_version")
    with op.batch_alter_table("position") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_position_follows_id"), type_="foreignkey")
        batch_op.drop_column("follows_id")
        batch_op.add_column(sa.Column("official_code", sa.String(length=32), nullable=True))
