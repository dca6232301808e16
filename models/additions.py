"""Positions and units that offices ask the catalogue to have, until the Department decides."""

import datetime as dt
import enum

from sqlalchemy import DateTime, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Key, PublicId, Versioned, words
from models.positions import StaffCategory
from models.terms import TermState
from models.units import Tier

_WAITING = text("state = 'proposed'")


class AdditionKind(enum.StrEnum):
    """What is asked for."""

    POSITION = "position"
    UNIT = "unit"


class Addition(Versioned, Base):
    """One position or unit that an office misses; its states are those of a term."""

    __tablename__ = "addition"
    __table_args__ = (
        Index(
            "uq_addition_waiting",
            *("kind", "folded", "tier", "parent_key"),
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    kind: Mapped[AdditionKind] = mapped_column(words(AdditionKind))
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))
    tier: Mapped[Tier] = mapped_column(words(Tier))
    category: Mapped[StaffCategory | None] = mapped_column(words(StaffCategory))
    """Of a position."""
    parent_key: Mapped[str] = mapped_column(String(64), default="")
    """Of a unit: what it hangs under."""
    note: Mapped[str | None] = mapped_column(String(300))
    state: Mapped[TermState] = mapped_column(words(TermState), default=TermState.PROPOSED)
    became: Mapped[str | None] = mapped_column(String(64))
    """Key of the position or unit that was made of it, or that it was merged into. No foreign key: a unit goes when its
    reorganisation is undone."""
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[Instant]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str | None] = mapped_column(String(300))

    proposed_by: Mapped[Account] = relationship(foreign_keys=[proposed_by_id])
