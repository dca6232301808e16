"""What does not fit together in the records: each finding waits for a person, who mends the record or says why it is right."""

import datetime as dt
import enum

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned, words
from models.officials import Official
from models.qualifications import Qualification


class FindingState(enum.StrEnum):
    """Open, accepted as right with a reason, or gone because the records changed."""

    OPEN = "open"
    ACCEPTED = "accepted"
    GONE = "gone"


class Finding(Versioned, Base):
    """One implausibility in one file. `fingerprint` tells the same finding from a new one when values change."""

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("official_id", "kind", "fingerprint"),
        Index("ix_finding_state_official_id", "state", "official_id"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    qualification_id: Mapped[int | None] = mapped_column(ForeignKey("qualification.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    """A word of `registry.findings.checks`."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    detail: Mapped[Json] = mapped_column(JSON)
    """What its sentence needs: days, names, numbers."""
    state: Mapped[FindingState] = mapped_column(words(FindingState), default=FindingState.OPEN)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str | None] = mapped_column(String(300))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    found_at: Mapped[Instant]

    official: Mapped[Official] = relationship()
    qualification: Mapped[Qualification | None] = relationship()
    owner: Mapped[Account | None] = relationship(foreign_keys=[owner_id])
