"""Scans of diplomas and certificates. The files lie outside the web root, named by their content."""

import datetime as dt

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Key, PublicId, Versioned
from models.qualifications import Qualification


class StoredFile(Base):
    """A file of the store: what we made harmless of what was sent, kept once however often it is sent."""

    __tablename__ = "stored_file"

    id: Mapped[Key]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the content as kept; also its name in the store."""
    sent_sha256: Mapped[str] = mapped_column(String(64), index=True)
    """Of the content as sent: the same scan under two people is found by it."""
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    pages: Mapped[int]
    kept_at: Mapped[Instant]


class Evidence(Versioned, Base):
    """A scan behind a qualification. Taken away by marking, never deleted: what was verified must stay to be seen."""

    __tablename__ = "evidence"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[Instant]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    removed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    qualification: Mapped[Qualification] = relationship()
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[Account | None] = relationship(foreign_keys=[added_by_id])
