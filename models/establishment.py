"""Biên chế: posts assigned to a unit for a year, and the budget-paid people of its public service units."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, Versioned


class Quota(Versioned, Base):
    """The posts assigned to a unit for a year. Without a row nothing was assigned as far as the registry knows."""

    __tablename__ = "quota"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    posts: Mapped[int]
    basis: Mapped[str | None] = mapped_column(String(300))


class Headcount(Versioned, Base):
    """Budget-paid people of the public service units of a body for a year (biên chế sự nghiệp hưởng lương từ ngân sách nhà nước).

    A number that is not known is empty, not nought.
    """

    __tablename__ = "headcount"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    assigned: Mapped[int | None]
    present: Mapped[int | None]
    """At the end of the year, or when counted last."""
    basis: Mapped[str | None] = mapped_column(String(300))
