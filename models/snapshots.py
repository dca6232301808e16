"""Figures frozen on a day: who was counted where and why, by which rules, in which units. Never changed once sealed (0006)."""

import datetime as dt

from sqlalchemy import JSON, Date, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, words
from models.units import Tier


class Snapshot(Base):
    """The figures of a day as they were known when the Department froze them. Rows are copied: nothing here follows the records.

    `digest` is empty while the rows are written and seals them: it covers all of them and the digest of the snapshot before.
    """

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(160))
    on: Mapped[dt.date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(600))
    taken_at: Mapped[Instant]
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    people: Mapped[int] = mapped_column(default=0)
    """How many officials any target counts or exempts."""
    review: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """The review before it: its name, and the units that had confirmed, had not, and had changed since."""
    previous: Mapped[str] = mapped_column(String(64), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")

    taken_by: Mapped[Account] = relationship()


class SnapshotUnit(Base):
    """A unit as it stood."""

    __tablename__ = "snapshot_unit"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    tier: Mapped[Tier] = mapped_column(words(Tier))
    parent_id: Mapped[int | None]
    code: Mapped[str] = mapped_column(String(64))


class SnapshotRule(Base):
    """The rule of a target or component that was in force, its exemptions, and its words."""

    __tablename__ = "snapshot_rule"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), primary_key=True)
    parent_id: Mapped[int | None]
    place: Mapped[int]
    code: Mapped[str] = mapped_column(String(48))
    title: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    short_title: Mapped[str] = mapped_column(String(80))
    short_title_en: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    rule: Mapped[Json] = mapped_column(JSON)
    waivers: Mapped[Json] = mapped_column(JSON)
    """`all`: a list of exemptions as `registry.snapshots.facts` writes them."""
    deadline: Mapped[dt.date | None] = mapped_column(Date)
    basis_clause: Mapped[str | None] = mapped_column(String(60))
    sentence: Mapped[str] = mapped_column(Text)
    """The rule read out in Vietnamese."""


class SnapshotPerson(Base):
    """An official whom any target counts or exempts, by the name and post of that time, with the facts that were judged."""

    __tablename__ = "snapshot_person"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    full_name: Mapped[str] = mapped_column(String(120))
    sort_key: Mapped[str] = mapped_column(String(200))
    born: Mapped[str] = mapped_column(String(10))
    post: Mapped[str] = mapped_column(String(330))
    facts: Mapped[Json] = mapped_column(JSON)
    """As `registry.snapshots.facts` writes a dossier."""


class SnapshotStanding(Base):
    """How a target reckoned an official, at which unit, and why not met or on what basis exempt (in Vietnamese)."""

    __tablename__ = "snapshot_standing"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    declared: Mapped[int] = mapped_column(SmallInteger)
    verified: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str | None] = mapped_column(Text)
