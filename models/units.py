"""Units of the province: an identity, and its dated periods of name, tier, parent and code."""

import enum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, FirstDay, Key, LastDay, words


class Tier(enum.StrEnum):
    """Level of government a unit belongs to in a period."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class Extent(enum.StrEnum):
    """How much of a unit passed to its successor."""

    WHOLE = "whole"
    PART = "part"


class Unit(Base):
    """The identity of a unit. Everything that may change lies in `UnitPeriod`, keyed on this, because codes and names return."""

    __tablename__ = "unit"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    """Our own stable name, also used in addresses, e.g. `xa-cam-xuyen`."""


class UnitPeriod(Base):
    """What a unit was called, where it hung in the tree and which code it bore, from one day up to (not including) another."""

    __tablename__ = "unit_period"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(200))
    tier: Mapped[Tier] = mapped_column(words(Tier))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str | None] = mapped_column(String(32))
    """Administrative code of a commune or district; our own short code for a department, which has no published one."""
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    basis: Mapped[str | None] = mapped_column(String(300))
    map_x: Mapped[int | None]
    map_y: Mapped[int | None]
    """Place on the map of tiles, column and row from 1; empty for units that have no place on it."""

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])


class Succession(Base):
    """What one unit passed on to another on a day. Several units may follow one, and one may follow several."""

    __tablename__ = "succession"
    __table_args__ = (UniqueConstraint("predecessor_id", "successor_id", "day"),)

    id: Mapped[Key]
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    day: Mapped[FirstDay]
    """The first day on which it is the successor's."""
    extent: Mapped[Extent] = mapped_column(words(Extent))
    basis: Mapped[str | None] = mapped_column(String(300))


class UnitAlias(Base):
    """Another way in which offices write the name of a unit, folded (see `registry.shared.text.fold`)."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("unit_id", "folded"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    folded: Mapped[str] = mapped_column(String(200), index=True)


class UnitCode(Base):
    """Mã định danh điện tử: the identification code of a body (Decision 20/2020/QĐ-TTg), in its days.

    The administrative code stands in the period of the unit, because it changes with the unit; this one is given apart. A code
    may return for another unit once it is free.
    """

    __tablename__ = "unit_code"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(32), index=True)
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
