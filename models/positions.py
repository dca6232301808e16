"""The catalogue of positions: what a post is called, on which tier, for which category of staff, and whom it leads."""

import enum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, FirstDay, Key, LastDay, words
from models.units import Tier


class StaffCategory(enum.StrEnum):
    """Cán bộ, công chức, viên chức: the three categories of the law on cadres and civil servants and on public employees."""

    CADRE = "cadre"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"


class Leadership(enum.StrEnum):
    """Whom a post leads. The values are ours; the order from province to commune office is the order of rank."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    DIVISION = "division"
    COMMUNE = "commune"
    COMMUNE_OFFICE = "commune_office"
    NONE = "none"


class Position(Base):
    """A post that officials hold, valid for a span of days because catalogues change with the law.

    Title, tier, category and leadership are what the post is, and rules look at them: with another one it is another position.
    """

    __tablename__ = "position"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    tier: Mapped[Tier] = mapped_column(words(Tier))
    category: Mapped[StaffCategory] = mapped_column(words(StaffCategory))
    leadership: Mapped[Leadership] = mapped_column(words(Leadership))
    deputy: Mapped[bool] = mapped_column(default=False)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    """The entry that this one took over from when title, tier, category or leadership changed."""
    basis: Mapped[str | None] = mapped_column(String(300))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]


class PositionAlias(Base):
    """A folded wording that means this position; with a unit, only there: some offices word their posts their own way."""

    __tablename__ = "position_alias"
    __table_args__ = (UniqueConstraint("position_id", "folded", "unit_id"),)

    id: Mapped[Key]
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    folded: Mapped[str] = mapped_column(String(200), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
