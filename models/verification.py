"""How a qualification came to be believed or not: each step with its method, and letters to the bodies that issued them."""

import datetime as dt
import enum

from sqlalchemy import JSON, Date, DateTime, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned, words
from models.qualifications import Qualification, State
from models.units import Unit


class Method(enum.StrEnum):
    """By what a qualification was checked or verified."""

    COPY_SEEN = "copy_seen"
    ORIGINAL_SEEN = "original_seen"
    ISSUER_ANSWERED = "issuer_answered"
    NATIONAL_DATABASE = "national_database"


class Verification(Base):
    """One step in the state of a qualification. `content` is what it said on that day, with the digests of its scans.

    A step without account is a fall back to declared because what had been verified changed.
    """

    __tablename__ = "verification"

    id: Mapped[Key]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"), index=True)
    before: Mapped[State] = mapped_column(words(State))
    after: Mapped[State] = mapped_column(words(State))
    method: Mapped[Method | None] = mapped_column(words(Method))
    document: Mapped[str | None] = mapped_column(String(120))
    """Number of the issuer's answer, or of the decision that revokes."""
    document_date: Mapped[dt.date | None] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(String(300))
    content: Mapped[Json] = mapped_column(JSON)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[Instant]

    qualification: Mapped[Qualification] = relationship()
    by: Mapped[Account | None] = relationship()


class Inquiry(Versioned, Base):
    """A letter to an issuing body that asks about several qualifications at once."""

    __tablename__ = "inquiry"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    institution: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """The unit that asks."""
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[Instant]
    closed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    unit: Mapped[Unit] = relationship()
    made_by: Mapped[Account] = relationship()


class InquiryItem(Base):
    """A qualification that a letter asks about."""

    __tablename__ = "inquiry_item"
    __table_args__ = (UniqueConstraint("inquiry_id", "qualification_id"),)

    id: Mapped[Key]
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiry.id"))
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"), index=True)

    inquiry: Mapped[Inquiry] = relationship()
    qualification: Mapped[Qualification] = relationship()
