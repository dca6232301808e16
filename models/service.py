"""What stands beside posts in the file of an official: rank, absence, appraisals, discipline (items 30 and 35 of the form)."""

import datetime as dt
import enum
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, FirstDay, Key, LastDay, PublicId, Versioned, words
from models.officials import Official


class Rank(Base):
    """A rank of civil servants (ngạch) or a professional title of public employees, in force for a span of days."""

    __tablename__ = "rank"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """The official code, "01.003"; our own where none is published."""
    name: Mapped[str] = mapped_column(String(120))
    grade: Mapped[int]
    """Orders ranks by what they demand: 1 nhân viên … 6 chuyên gia cao cấp."""
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    note: Mapped[str | None] = mapped_column(String(300))


class RankHeld(Versioned, Base):
    """An official holds a rank at a salary step for a span of days."""

    __tablename__ = "rank_held"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    rank_id: Mapped[int] = mapped_column(ForeignKey("rank.id"))
    step: Mapped[int | None]
    coefficient: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    decision: Mapped[str | None] = mapped_column(String(120))

    official: Mapped[Official] = relationship()
    rank: Mapped[Rank] = relationship()


class AbsenceKind(enum.StrEnum):
    """Why somebody who holds a post is not at work for a time."""

    MATERNITY = "maternity"
    SICK = "sick"
    UNPAID = "unpaid"
    STUDY = "study"
    SUSPENDED = "suspended"


class Absence(Versioned, Base):
    """An official is away for a span of days and keeps the post."""

    __tablename__ = "absence"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    kind: Mapped[AbsenceKind] = mapped_column(words(AbsenceKind))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    decision: Mapped[str | None] = mapped_column(String(120))

    official: Mapped[Official] = relationship()


class Grade(enum.StrEnum):
    """Yearly classification of the quality of work, best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    FAILED = "failed"


class Appraisal(Versioned, Base):
    """How the work of a year was classified, and the title and commendation it earned (item 35.1)."""

    __tablename__ = "appraisal"
    __table_args__ = (UniqueConstraint("official_id", "year"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    year: Mapped[int]
    grade: Mapped[Grade | None] = mapped_column(words(Grade))
    title: Mapped[str | None] = mapped_column(String(120))
    """Danh hiệu thi đua."""
    commendation: Mapped[str | None] = mapped_column(String(200))
    """Hình thức khen thưởng, with its decision."""

    official: Mapped[Official] = relationship()


class Sanction(enum.StrEnum):
    """Forms of discipline of the law on cadres and civil servants, lightest first."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    DEMOTION = "demotion"
    REMOVAL = "removal"
    DISMISSAL = "dismissal"


class Discipline(Versioned, Base):
    """A sanction in force for a span of days (item 35.2). Seen by those who keep the file only."""

    __tablename__ = "discipline"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    sanction: Mapped[Sanction] = mapped_column(words(Sanction))
    act: Mapped[str] = mapped_column(String(300))
    authority: Mapped[str | None] = mapped_column(String(200))
    decided_on: Mapped[dt.date | None] = mapped_column(Date)
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]

    official: Mapped[Official] = relationship()
