"""Mails that wait to be sent and that were sent: at most one for each account and day."""

import datetime as dt

from sqlalchemy import Date, DateTime, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Instant, Key, PublicId


class Mail(Base):
    """A mail to an account. `claimed_at` is committed before it leaves, so that nobody sends it a second time."""

    __tablename__ = "mail"
    __table_args__ = (UniqueConstraint("account_id", "day"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    day: Mapped[dt.date] = mapped_column(Date)
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Instant]
    claimed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    """Empty although claimed: the worker died while sending; it may have arrived and is not sent again."""
    tried_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    """When it was last refused for certain, after which it is tried again."""
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
