"""Rosters that were sent in: the file as it came, who sent it, and what became of it."""

import datetime as dt
import enum

from sqlalchemy import JSON, DateTime, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, words
from models.units import Unit


class BatchState(enum.StrEnum):
    """Uploaded and waiting for a decision, applied, or given up."""

    UPLOADED = "uploaded"
    APPLIED = "applied"
    DISCARDED = "discarded"


class ImportBatch(Base):
    """One roster file on its way into the registry, kept as it came so that the comparison can be made anew at any time."""

    __tablename__ = "import_batch"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    filename: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit the sender named for rows that name none."""
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[Instant]
    state: Mapped[BatchState] = mapped_column(words(BatchState), default=BatchState.UPLOADED)
    decided_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    counts: Mapped[Json | None] = mapped_column(JSON)
    """Number of rows read; once applied also of those added, updated, unchanged and rejected."""
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit | None] = relationship()
    uploaded_by: Mapped[Account] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads this class attribute as it stands
