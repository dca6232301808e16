"""What each action did to each record, so that it can be undone and every value says where it came from."""

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.audit import AuditEntry
from models.base import Base, Json, Key


class RowChange(Base):
    """One record that an action added, changed or took away. The entry of the trail says in words what this says in values."""

    __tablename__ = "row_change"
    __table_args__ = (Index("ix_row_change_record", "record", "id"),)

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), index=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    """Whose file the record belongs to."""
    kind: Mapped[str] = mapped_column(String(24))
    """Name of the table."""
    record: Mapped[str] = mapped_column(String(16))
    """Public id of the record."""
    before: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """Column → value of what changed; empty when the record is new."""
    after: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """Column → value; empty when the record was taken away."""
    place: Mapped[str | None] = mapped_column(String(120))
    """Sheet and row of the file, when an import said so."""

    entry: Mapped[AuditEntry] = relationship()
