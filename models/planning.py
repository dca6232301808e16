"""Planning for posts (quy hoạch), days decided otherwise than by the rule, reminders of what comes due, and calendars."""

import datetime as dt
import enum

from sqlalchemy import Date, ForeignKey, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, FirstDay, Instant, Key, LastDay, PublicId, Versioned, words
from models.officials import Official
from models.positions import Position
from models.units import Unit


class Planned(Versioned, Base):
    """An official stands in the plan of successors (quy hoạch) for a position at a unit, from the day of the decision on.

    `valid_to` is the first day on which the official stands in it no more.
    """

    __tablename__ = "planned"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    first_year: Mapped[int] = mapped_column(SmallInteger)
    last_year: Mapped[int] = mapped_column(SmallInteger)
    """The term for which is planned, 2025–2030."""
    decision: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    end_reason: Mapped[str | None] = mapped_column(String(300))
    end_decision: Mapped[str | None] = mapped_column(String(120))

    official: Mapped[Official] = relationship()
    unit: Mapped[Unit] = relationship()
    position: Mapped[Position] = relationship()


class Due(enum.StrEnum):
    """What comes due for somebody: changing posts periodically, the end of a term of appointment, retirement."""

    CHANGE = "change"
    TERM = "term"
    RETIREMENT = "retirement"


class DueDay(Versioned, Base):
    """Another day than the rule has, decided for one person: put off, exempt (`FOREVER`), or retiring otherwise.

    Of changes and terms it speaks of one position at one unit; of retirement both are empty.
    """

    __tablename__ = "due_day"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    kind: Mapped[Due] = mapped_column(words(Due))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    day: Mapped[dt.date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(300))
    decision: Mapped[str | None] = mapped_column(String(120))

    official: Mapped[Official] = relationship()


class Reminder(Base):
    """Something that comes due was brought to mind. Derived by a rule; `ended_on` is set when it is no longer due on that day."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("official_id", "kind", "unit_id", "position_id", "due_on", "lead"),)

    id: Mapped[Key]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    kind: Mapped[Due] = mapped_column(words(Due))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    """The post held, whatever comes due."""
    due_on: Mapped[dt.date] = mapped_column(Date)
    lead: Mapped[int] = mapped_column(SmallInteger)
    """How many days ahead it was to be brought to mind."""
    raised_on: Mapped[dt.date] = mapped_column(Date)
    ended_on: Mapped[dt.date | None] = mapped_column(Date)


class CalendarLink(Base):
    """The secret address of the calendar of one account; a new one takes the place of the last."""

    __tablename__ = "calendar_link"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[Instant]

    account: Mapped[Account] = relationship()
