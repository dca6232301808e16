"""What officials say of their own files, field by field, and the links that let them say it."""

import datetime as dt
import enum

from sqlalchemy import JSON, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned, words
from models.officials import Official


class SelfLink(Base):
    """A link by which one official sees the own file and proposes changes, until it expires or is taken back."""

    __tablename__ = "self_link"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    failures: Mapped[int] = mapped_column(default=0)
    """Wrong answers to the question at its door; at the limit the link ends."""

    official: Mapped[Official] = relationship()
    made_by: Mapped[Account] = relationship()


class ProposalState(enum.StrEnum):
    """Waiting, decided field by field, or taken back by who made it."""

    OPEN = "open"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Proposal(Versioned, Base):
    """Changes to one record that its official proposes; `record` is empty for a record to be added."""

    __tablename__ = "proposal"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("self_link.id"))
    kind: Mapped[str] = mapped_column(String(24))
    """Name of the table."""
    record: Mapped[str | None] = mapped_column(String(16))
    """Public id of the record."""
    fields: Mapped[Json] = mapped_column(JSON)
    """Column → [value when it was proposed, proposed value]."""
    note: Mapped[str | None] = mapped_column(String(500))
    state: Mapped[ProposalState] = mapped_column(words(ProposalState), default=ProposalState.OPEN)
    decisions: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """Column → "accepted" or the reason of a refusal."""
    made_at: Mapped[Instant]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    official: Mapped[Official] = relationship()
    decided_by: Mapped[Account | None] = relationship()
