"""figures are frozen: snapshots are sealed, and what is sealed is neither changed nor added to."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PARTS = ("snapshot_unit", "snapshot_rule", "snapshot_person", "snapshot_standing")
_SAYS = "snapshot: what was frozen is never changed"
_SEALED = "EXISTS (SELECT 1 FROM snapshot WHERE id = NEW.snapshot_id AND digest <> '')"
# A second INSERT with the key of a row would replace it: "INSERT OR REPLACE" runs no DELETE trigger.
_TWICE = "EXISTS (SELECT 1 FROM snapshot WHERE id = NEW.id OR public_id = NEW.public_id OR name = NEW.name)"
_GUARDED = [
    ("snapshot", "update", "BEFORE UPDATE ON snapshot WHEN OLD.digest <> ''"),
    ("snapshot", "delete", "BEFORE DELETE ON snapshot"),
    ("snapshot", "replace", f"BEFORE INSERT ON snapshot WHEN {_TWICE}"),
    *((part, "update", f"BEFORE UPDATE ON {part}") for part in _PARTS),
    *((part, "delete", f"BEFORE DELETE ON {part}") for part in _PARTS),
    *((part, "insert", f"BEFORE INSERT ON {part} WHEN {_SEALED}") for part in _PARTS),
]
_SQLITE = [
    f"CREATE TRIGGER {table}_kept_{name} {when} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END" for table, name, when in _GUARDED
]
_SQLITE_UNDONE = [f"DROP TRIGGER {table}_kept_{name}" for table, name, _when in _GUARDED]
_POSTGRESQL = [
    f"""CREATE FUNCTION snapshot_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT {_SEALED} THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'snapshot' THEN
    IF OLD.digest = '' THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '{_SAYS}';
END $$""",
    "CREATE TRIGGER snapshot_kept_row BEFORE UPDATE OR DELETE ON snapshot FOR EACH ROW EXECUTE FUNCTION snapshot_kept()",
    *(
        f"CREATE TRIGGER {part}_kept_row BEFORE INSERT OR UPDATE OR DELETE ON {part} FOR EACH ROW EXECUTE FUNCTION snapshot_kept()"
        for part in _PARTS
    ),
    *(
        f"CREATE TRIGGER {table}_kept_table BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION snapshot_kept()"
        for table in ("snapshot", *_PARTS)
    ),
]


def _guard() -> None:
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _unguard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE_UNDONE:
            op.execute(statement)
        return
    for table in ("snapshot", *_PARTS):
        op.execute(f"DROP TRIGGER {table}_kept_row ON {table}")
        op.execute(f"DROP TRIGGER {table}_kept_table ON {table}")
    op.execute("DROP FUNCTION snapshot_kept()")


def upgrade() -> None:
    """figures are frozen."""
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name=op.f("fk_campaign_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("name", name=op.f("uq_campaign_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_campaign_public_id")),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("review", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["taken_by_id"], ["account.id"], name=op.f("fk_snapshot_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("name", name=op.f("uq_snapshot_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_snapshot_public_id")),
    )
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_confirmation_by_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_confirmation_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_confirmation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_confirmation_public_id")),
    )
    with op.batch_alter_table("confirmation") as batch_op:
        batch_op.create_index("ix_confirmation_campaign_id_unit_id", ["campaign_id", "unit_id"], unique=False)

    op.create_table(
        "snapshot_person",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.Column("born", sa.String(length=10), nullable=False),
        sa.Column("post", sa.String(length=330), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_snapshot_person_official_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_person_snapshot_id")),
        sa.PrimaryKeyConstraint("snapshot_id", "official_id", name=op.f("pk_snapshot_person")),
    )
    op.create_table(
        "snapshot_rule",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=48), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("short_title", sa.String(length=80), nullable=False),
        sa.Column("short_title_en", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("waivers", sa.JSON(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("basis_clause", sa.String(length=60), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_rule_snapshot_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_snapshot_rule_target_id")),
        sa.PrimaryKeyConstraint("snapshot_id", "target_id", name=op.f("pk_snapshot_rule")),
    )
    op.create_table(
        "snapshot_standing",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("declared", sa.SmallInteger(), nullable=False),
        sa.Column("verified", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_snapshot_standing_official_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_standing_snapshot_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_snapshot_standing_target_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_snapshot_standing_unit_id")),
        sa.PrimaryKeyConstraint("snapshot_id", "target_id", "official_id", name=op.f("pk_snapshot_standing")),
    )
    op.create_table(
        "snapshot_unit",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("province", "department", "district", "commune", name="tier", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_unit_snapshot_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_snapshot_unit_unit_id")),
        sa.PrimaryKeyConstraint("snapshot_id", "unit_id", name=op.f("pk_snapshot_unit")),
    )
    _guard()


def downgrade() -> None:
    """Undo."""
    _unguard()
    op.drop_table("snapshot_unit")
    op.drop_table("snapshot_standing")
    op.drop_table("snapshot_rule")
    op.drop_table("snapshot_person")
    op.drop_table("confirmation")
    op.drop_table("snapshot")
    op.drop_table("campaign")
