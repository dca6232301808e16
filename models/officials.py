"""Officials and the posts they hold over time."""

import datetime as dt
import enum

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, FirstDay, Key, LastDay, PublicId, words
from models.positions import Position, StaffCategory
from models.units import Unit


class Sex(enum.StrEnum):
    """As on the identity card."""

    MALE = "male"
    FEMALE = "female"


class Precision(enum.StrEnum):
    """How much of a date is known. The stored date is the first day of what is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Official(Base):
    """A cadre, civil servant or public employee, identified by the 12-digit personal number (Decree 27/2026)."""

    __tablename__ = "official"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    personal_number: Mapped[str] = mapped_column(String(12), unique=True)
    staff_code: Mapped[str | None] = mapped_column(String(32))
    full_name: Mapped[str] = mapped_column(String(120))
    search_text: Mapped[str] = mapped_column(String(300))
    """Folded name, personal number and staff code, each preceded by a blank, so that a word is found by its beginning."""
    sort_key: Mapped[str] = mapped_column(String(200))
    """Order of Vietnamese names: given name, then family and middle names, letters before tones."""
    sex: Mapped[Sex | None] = mapped_column(words(Sex))
    born_on: Mapped[dt.date | None] = mapped_column(Date)
    born_precision: Mapped[Precision] = mapped_column(words(Precision), default=Precision.DAY)
    party_member: Mapped[bool | None]
    party_joined_on: Mapped[dt.date | None] = mapped_column(Date)
    ethnic_minority: Mapped[bool | None]
    ethnicity: Mapped[str | None] = mapped_column(String(40))
    recruited_on: Mapped[dt.date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Index("ix_official_sort_key_id", "sort_key", "id"),)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads this class attribute as it stands


class AssignmentKind(enum.StrEnum):
    """Whether a post is the main one of its holder; each official has at most one main post on a day."""

    MAIN = "main"
    CONCURRENT = "concurrent"


class Assignment(Base):
    """An official holds a position at a unit, from one day up to (not including) another."""

    __tablename__ = "assignment"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True, active_history=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    kind: Mapped[AssignmentKind] = mapped_column(words(AssignmentKind), default=AssignmentKind.MAIN)
    category: Mapped[StaffCategory] = mapped_column(words(StaffCategory))
    division: Mapped[str | None] = mapped_column(String(120))
    """Office inside the unit as the unit words it, e.g. "Phòng Kinh tế"."""
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    decision: Mapped[str | None] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1)

    official: Mapped[Official] = relationship()
    unit: Mapped[Unit] = relationship()
    position: Mapped[Position] = relationship()

    __table_args__ = (Index("ix_assignment_unit_id_valid_to", "unit_id", "valid_to"),)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads this class attribute as it stands
