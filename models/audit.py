"""The trail: who did what to which record, and what the values were before."""

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, new_public_id


class AuditEntry(Base):
    """One action. Entries are added in the transaction of the action and never changed: the database refuses it (0002)."""

    __tablename__ = "audit_entry"

    id: Mapped[Key]
    public_id: Mapped[str | None] = mapped_column(String(16), default=new_public_id)
    """For addresses; entries of the first versions have none."""
    at: Mapped[Instant]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Empty for commands run on the server and for failed sign-ins of unknown names."""
    action: Mapped[str] = mapped_column(String(60))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    subject: Mapped[str] = mapped_column(String(300))
    search_text: Mapped[str] = mapped_column(String(320), default="", server_default="")
    """The subject folded, each word preceded by a blank."""
    changes: Mapped[Json] = mapped_column(JSON)
    """Field → [before, after]; or the figures of the action."""

    account: Mapped[Account | None] = relationship()

    __table_args__ = (
        Index("ix_audit_entry_official_id_at", "official_id", "at"),
        Index("ix_audit_entry_action_id", "action", "id"),
        Index("uq_audit_entry_public_id", "public_id", unique=True),
    )
