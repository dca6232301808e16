"""Reorganisations: a draft in rows, what becomes of units and of the people in them, and what applying it wrote."""

import datetime as dt
import enum

from sqlalchemy import JSON, DateTime, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, FirstDay, Instant, Json, Key, PublicId, Versioned, words
from models.units import Extent, Tier


class Stage(enum.StrEnum):
    """A draft may be changed and thrown away; an applied one can only be undone, and is a draft again then."""

    DRAFT = "draft"
    APPLIED = "applied"


class Reorganisation(Versioned, Base):
    """What a decision does to the organisation on a day. The rows of the tables below say what."""

    __tablename__ = "reorganisation"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    title: Mapped[str] = mapped_column(String(200))
    decision: Mapped[str] = mapped_column(String(120))
    day: Mapped[FirstDay]
    """The first day of the new organisation."""
    stage: Mapped[Stage] = mapped_column(words(Stage), default=Stage.DRAFT)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[Instant]
    applied_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("audit_entry.id"))
    """The entry of the trail that applying it left: its notes are the moves of people."""


class PlannedUnit(Base):
    """A unit as it shall be from the day: a new one, or one that stands already and changes name, parent, tier or code."""

    __tablename__ = "planned_unit"
    __table_args__ = (UniqueConstraint("reorganisation_id", "key"),)

    id: Mapped[Key]
    reorganisation_id: Mapped[int] = mapped_column(ForeignKey("reorganisation.id"))
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    tier: Mapped[Tier] = mapped_column(words(Tier))
    parent_key: Mapped[str] = mapped_column(String(64))
    code: Mapped[str | None] = mapped_column(String(32))
    map_x: Mapped[int | None]
    map_y: Mapped[int | None]


class PlannedSource(Base):
    """What a unit passes on: all of it or a part to a planned unit, or nothing to anybody because it just ends."""

    __tablename__ = "planned_source"
    __table_args__ = (UniqueConstraint("reorganisation_id", "unit_id", "into_key"),)

    id: Mapped[Key]
    reorganisation_id: Mapped[int] = mapped_column(ForeignKey("reorganisation.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    into_key: Mapped[str] = mapped_column(String(64), default="")
    """Empty: it ends, and nobody follows."""
    extent: Mapped[Extent] = mapped_column(words(Extent), default=Extent.WHOLE)


class PlannedPosition(Base):
    """Whoever holds the one position holds the other from the day: catalogues of positions change with the organisation."""

    __tablename__ = "planned_position"
    __table_args__ = (UniqueConstraint("reorganisation_id", "position_id"),)

    id: Mapped[Key]
    reorganisation_id: Mapped[int] = mapped_column(ForeignKey("reorganisation.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    into_id: Mapped[int] = mapped_column(ForeignKey("position.id"))


class PlannedMove(Base):
    """Where one post goes, decided by hand. It is named by its public id: a post that is no longer there is passed over."""

    __tablename__ = "planned_move"
    __table_args__ = (UniqueConstraint("reorganisation_id", "post"),)

    id: Mapped[Key]
    reorganisation_id: Mapped[int] = mapped_column(ForeignKey("reorganisation.id"))
    post: Mapped[str] = mapped_column(String(16))
    into_key: Mapped[str] = mapped_column(String(64), default="")
    """Empty: the post ends, and the holder has no other by this reorganisation."""
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    division: Mapped[str | None] = mapped_column(String(120))


class Effect(Base):
    """A row that applying a reorganisation added or changed, with the columns before and after: what undo goes back by."""

    __tablename__ = "reorganisation_effect"

    id: Mapped[Key]
    reorganisation_id: Mapped[int] = mapped_column(ForeignKey("reorganisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    """Name of the table."""
    row: Mapped[int]
    unit_id: Mapped[int] = mapped_column(index=True)
    """Whose row it is; no foreign key, because undo takes new units away."""
    before: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
