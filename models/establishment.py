"""Biên chế: how many posts a unit was assigned for a year."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Quota(Base):
    """The posts assigned to a unit for a year. Without a row nothing was assigned as far as the registry knows."""

    __tablename__ = "quota"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    posts: Mapped[int]
    basis: Mapped[str | None] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads this class attribute as it stands
