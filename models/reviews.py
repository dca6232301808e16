"""Reviews before a day is frozen: units look at their part and their head confirms it."""

import datetime as dt

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned
from models.units import Unit


class Campaign(Versioned, Base):
    """A review of the figures of a day: every unit that counts somebody is asked to confirm by the deadline."""

    __tablename__ = "campaign"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(160))
    on: Mapped[dt.date] = mapped_column(Date)
    deadline: Mapped[dt.date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(600))
    opened_at: Mapped[Instant]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    opened_by: Mapped[Account] = relationship()


class Confirmation(Base):
    """What the head of a unit confirmed: figures, and a digest of who was counted how. A later one stands for earlier ones."""

    __tablename__ = "confirmation"
    __table_args__ = (Index("ix_confirmation_campaign_id_unit_id", "campaign_id", "unit_id"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[Instant]
    note: Mapped[str | None] = mapped_column(String(600))
    figures: Mapped[Json] = mapped_column(JSON)
    """Code of a target → its whole numbers at the unit."""
    digest: Mapped[str] = mapped_column(String(64))

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Unit] = relationship()
    by: Mapped[Account] = relationship()
