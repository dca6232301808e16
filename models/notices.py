"""Reminders of training: nominations that close, classes that start, results that are missing, bonds that end."""

import datetime as dt
import enum

from sqlalchemy import Date, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, words
from models.classes import Bond, TrainingClass


class NoticeKind(enum.StrEnum):
    """What is brought to mind."""

    NOMINATION = "nomination"
    START = "start"
    RESULT = "result"
    BOND = "bond"


class Notice(Base):
    """Something of training was brought to mind. Derived by a rule; `ended_on` is set when it is no longer due on that day."""

    __tablename__ = "notice"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(80), unique=True)
    """The matter, its day and its stage: what makes it come once."""
    kind: Mapped[NoticeKind] = mapped_column(words(NoticeKind))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("training_class.id", ondelete="CASCADE"), index=True)
    bond_id: Mapped[int | None] = mapped_column(ForeignKey("bond.id", ondelete="CASCADE"), index=True)
    """It goes with its bond, which goes when completing a class is taken back."""
    due_on: Mapped[dt.date] = mapped_column(Date)
    lead: Mapped[int] = mapped_column(SmallInteger)
    """How many days ahead (after the day: less than 0) it was to be brought to mind."""
    raised_on: Mapped[dt.date] = mapped_column(Date)
    ended_on: Mapped[dt.date | None] = mapped_column(Date)

    of_class: Mapped[TrainingClass | None] = relationship()
    bond: Mapped[Bond | None] = relationship()
