"""What the catalogue of positions says over time: facts that change while the post stays the same, and the standard of a post."""

import enum

from sqlalchemy import JSON, ForeignKey, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, FirstDay, Json, Key, LastDay, PublicId, words
from models.positions import Position
from models.qualifications import Domain


class PositionVersion(Base):
    """What may change while a position stays the same post: its field, its official code and the duty to change posts."""

    __tablename__ = "position_version"
    __table_args__ = (UniqueConstraint("position_id", "valid_from"),)

    id: Mapped[Key]
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    field: Mapped[str | None] = mapped_column(String(160))
    official_code: Mapped[str | None] = mapped_column(String(32))
    change_years: Mapped[int | None] = mapped_column(SmallInteger)
    """Định kỳ chuyển đổi vị trí công tác: after so many years, 2 to 5; empty when the post has no such duty on record."""
    term_years: Mapped[int | None] = mapped_column(SmallInteger)
    """Thời hạn giữ chức vụ: an appointment lasts so many years, then comes reappointment; empty when no term is on record."""
    basis: Mapped[str] = mapped_column(String(300))
    certain: Mapped[bool] = mapped_column(default=True)
    """False: not read in the document itself, and pages say "cần kiểm tra"."""
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]

    position: Mapped[Position] = relationship()


class Origin(enum.StrEnum):
    """Who demands it: the law and guidance of the centre, or the province on top of it."""

    DECREE = "decree"
    PROVINCE = "province"


class Standard(Base):
    """One requirement of a position in one domain, in force for a span of days.

    A requirement is never written over: what follows is a new version, and the one before ends on its first day.
    """

    __tablename__ = "standard"
    __table_args__ = (UniqueConstraint("position_id", "domain", "origin", "mandatory", "number"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    domain: Mapped[Domain] = mapped_column(words(Domain))
    """The heading under which it stands; an alternative may be of another domain."""
    origin: Mapped[Origin] = mapped_column(words(Origin))
    mandatory: Mapped[bool]
    """False: preferred (ưu tiên), told and never counted as lacking."""
    number: Mapped[int]
    requirement: Mapped[Json] = mapped_column(JSON)
    """The condition in the words of `registry.judgement.codec`."""
    basis: Mapped[str] = mapped_column(String(300))
    certain: Mapped[bool] = mapped_column(default=True)
    """False: pages say "cần kiểm tra"."""
    note: Mapped[str | None] = mapped_column(String(600))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]

    position: Mapped[Position] = relationship()
