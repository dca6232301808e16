"""Targets of the resolution that are measured: their dated rules, exemptions, and the standings judged from them."""

import datetime as dt
import enum

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, SmallInteger, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, FirstDay, Json, Key, LastDay, new_public_id


class Target(Base):
    """A target, or a component of one: components hang under their target and are judged in the same way."""

    __tablename__ = "target"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(48), unique=True)
    """`T1`, and for its components `T1.degree`, `T1.theory` …"""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("target.id"))
    place: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    short_title: Mapped[str] = mapped_column(String(80))
    short_title_en: Mapped[str] = mapped_column(String(80))


class TargetVersion(Base):
    """The rule of a target in force for a span of days, with its legal basis and deadline.

    Rows are never taken away, since figures name them by number. One that was withdrawn, or replaced from its own first day
    on, is in force on no day: `valid_to` is `valid_from`.
    """

    __tablename__ = "target_version"
    __table_args__ = (UniqueConstraint("target_id", "number"), Index("ix_target_version_days", "target_id", "valid_from"))

    id: Mapped[Key]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    number: Mapped[int]
    rule: Mapped[Json] = mapped_column(JSON)
    """The rule in the words of `registry.judgement.codec`."""
    deadline: Mapped[dt.date | None] = mapped_column(Date)
    basis_document: Mapped[str] = mapped_column(String(300))
    basis_number: Mapped[str | None] = mapped_column(String(60))
    basis_date: Mapped[dt.date | None] = mapped_column(Date)
    basis_clause: Mapped[str | None] = mapped_column(String(60))
    wording: Mapped[str] = mapped_column(String(600))
    """The sentence of the resolution."""
    note: Mapped[str | None] = mapped_column(String(600))
    """How the sentence is read where it leaves room."""
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("target_version.id"))
    """The version whose days it took over."""
    published_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    """When it was published in the application; empty for a version of the reference files."""
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    target: Mapped[Target] = relationship()


class Exemption(Base):
    """Leaves holders of a position, staff of a unit or one person out of a target for a span of days, on a legal basis.

    With `levels` it judges them by another standard instead. One act writes a row for each target and component, and each unit.
    """

    __tablename__ = "exemption"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    basis: Mapped[str] = mapped_column(String(300))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    act: Mapped[str] = mapped_column(String(64), index=True, default=new_public_id)
    """What the rows of one act have in common; stands in addresses."""
    with_below: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the unit means everything below it too, as the tree stands on each day."""
    levels: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """Domain → rank asked instead, 0 for nothing; empty: out of the target."""
    end_reason: Mapped[str | None] = mapped_column(String(300))


class Reckoned(enum.IntEnum):
    """What a person is, for a target on a day. Small numbers because a province has many rows of them."""

    MET = 1
    UNMET = 2
    UNKNOWN = 3
    EXEMPT = 4


class Standing(Base):
    """The verdict on one official for one target over a span of days in which it does not change, counted at one unit.

    `declared` believes every qualification that is not rejected or revoked; `verified` believes the verified ones only.
    Rows are derived: `registry.standings.keeping` keeps them in the transaction of every change.
    """

    __tablename__ = "standing"

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[dt.date] = mapped_column(Date)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    declared: Mapped[int] = mapped_column(SmallInteger)
    verified: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (
        Index("ix_standing_measure", "target_id", "unit_id", "valid_from", "valid_to", "declared", "verified"),
        Index("ix_standing_official_id", "official_id"),
    )
