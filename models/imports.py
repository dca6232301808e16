"""Rosters that were sent in: the file as it came, who sent it, and what became of it."""

import datetime as dt
import enum

from sqlalchemy import JSON, DateTime, ForeignKey, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.audit import AuditEntry
from models.base import Base, Instant, Json, Key, PublicId, Versioned, words
from models.jobs import Job
from models.units import Unit


class BatchState(enum.StrEnum):
    """Uploaded and waiting for a decision, being written, written, given up, or written and taken back as a whole."""

    UPLOADED = "uploaded"
    APPLYING = "applying"
    APPLIED = "applied"
    DISCARDED = "discarded"
    UNDONE = "undone"


class ImportBatch(Versioned, Base):
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
    layout: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What the sender put right of how the file is read: sheet, columns, encodings; see `registry.readers`."""
    decisions: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What the sender decided row by row: who somebody is, whether a verified value gives way."""
    kit: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The file is an offline kit that came back: its rows are proposals of the unit."""
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("audit_entry.id"))
    """The entry of the trail under which it was written; the way back goes by it."""

    unit: Mapped[Unit | None] = relationship()
    uploaded_by: Mapped[Account] = relationship()
    job: Mapped[Job | None] = relationship()
    entry: Mapped[AuditEntry | None] = relationship()


class ColumnMemory(Base):
    """How somebody had a heading read, remembered for the next file with the same headings."""

    __tablename__ = "column_memory"
    __table_args__ = (UniqueConstraint("account_id", "headings"),)

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    headings: Mapped[str] = mapped_column(String(64))
    """Digest of the folded headings of a table, in their order."""
    columns: Mapped[Json] = mapped_column(JSON)
    """Number of the column → field, empty for one that is not read."""
    used_at: Mapped[Instant]
