"""Biên chế: how many posts a unit was assigned for a year."""

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
