"""Officials and the posts they hold over time."""

import datetime as dt
import enum

from sqlalchemy import Date, DateTime, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, FirstDay, Key, LastDay, PublicId, Versioned, words
from models.positions import Position, StaffCategory
from models.units import Unit


class Sex(enum.StrEnum):
    """As on the identity card."""

    MALE = "male"
    FEMALE = "female"


class Precision(enum.StrEnum):
    """How much of a date is known. The stored date is the first day of what is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class AcademicTitle(enum.StrEnum):
    """Học hàm: a title that a council confers, no level of education."""

    PROFESSOR = "professor"
    ASSOCIATE_PROFESSOR = "associate_professor"


class Official(Versioned, Base):
    """A cadre, civil servant or public employee, identified by the 12-digit personal number (Decree 27/2026).

    The columns follow the items of the official curriculum vitae form that the registry has a use for; the rest is not kept.
    """

    __tablename__ = "official"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    personal_number: Mapped[str] = mapped_column(String(12), unique=True)
    staff_code: Mapped[str | None] = mapped_column(String(32))
    full_name: Mapped[str] = mapped_column(String(120))
    search_text: Mapped[str] = mapped_column(String(300))
    """Folded name, personal number and staff code, each preceded by a blank, so that a word is found by its beginning."""
    sort_key: Mapped[str] = mapped_column(String(200))
    """Order of Vietnamese names: given name, then family and middle names, letters before tones."""
    sex: Mapped[Sex | None] = mapped_column(words(Sex))
    born_on: Mapped[dt.date | None] = mapped_column(Date)
    born_precision: Mapped[Precision] = mapped_column(words(Precision), default=Precision.DAY)
    party_member: Mapped[bool | None]
    party_joined_on: Mapped[dt.date | None] = mapped_column(Date)
    party_official_on: Mapped[dt.date | None] = mapped_column(Date)
    party_post: Mapped[str | None] = mapped_column(String(120))
    party_post_concurrent: Mapped[str | None] = mapped_column(String(120))
    ethnic_minority: Mapped[bool | None]
    ethnicity: Mapped[str | None] = mapped_column(String(40))
    number_issued_on: Mapped[dt.date | None] = mapped_column(Date)
    phone: Mapped[str | None] = mapped_column(String(20))
    recruited_on: Mapped[dt.date | None] = mapped_column(Date)
    recruited_by: Mapped[str | None] = mapped_column(String(200))
    joined_on: Mapped[dt.date | None] = mapped_column(Date)
    """First day at the body where the official works now."""
    schooling: Mapped[str | None] = mapped_column(String(40))
    """General education as diplomas word it: "12/12", "10/10", "12/12 bổ túc"."""
    academic_title: Mapped[AcademicTitle | None] = mapped_column(words(AcademicTitle))
    honour: Mapped[str | None] = mapped_column(String(120))
    planned_post: Mapped[str | None] = mapped_column(String(200))
    duties: Mapped[str | None] = mapped_column(String(300))
    archived_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    """Set: the file is out of every list and figure, kept with its history; nobody is deleted."""
    archive_reason: Mapped[str | None] = mapped_column(String(300))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    """The file that this one turned out to be a duplicate of."""

    __table_args__ = (Index("ix_official_sort_key_id", "sort_key", "id"),)


class AssignmentKind(enum.StrEnum):
    """In what way a post is held; each official has at most one main post on a day.

    A secondment (biệt phái) stands beside the main post, which stays with the employing unit. An acting post (quyền, phụ trách)
    is held until somebody is appointed.
    """

    MAIN = "main"
    CONCURRENT = "concurrent"
    SECONDED = "seconded"
    ACTING = "acting"


class Start(enum.StrEnum):
    """How somebody came to a post; empty when a roster or an old file does not say."""

    RECRUITED = "recruited"
    APPOINTED = "appointed"
    ELECTED = "elected"
    TRANSFERRED = "transferred"
    SECONDED = "seconded"
    REORGANISED = "reorganised"
    RETURNED = "returned"


class End(enum.StrEnum):
    """Why a post ended; empty when another one simply followed or nobody says."""

    MOVED = "moved"
    TRANSFERRED = "transferred"
    REORGANISED = "reorganised"
    TERM_OVER = "term_over"
    RETIRED = "retired"
    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    DIED = "died"
    RETURNED = "returned"


class Assignment(Versioned, Base):
    """An official holds a position at a unit, from one day up to (not including) another."""

    __tablename__ = "assignment"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True, active_history=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"))
    kind: Mapped[AssignmentKind] = mapped_column(words(AssignmentKind), default=AssignmentKind.MAIN)
    category: Mapped[StaffCategory] = mapped_column(words(StaffCategory))
    division: Mapped[str | None] = mapped_column(String(120))
    """Office inside the unit as the unit words it, e.g. "Phòng Kinh tế"."""
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    decision: Mapped[str | None] = mapped_column(String(120))
    started_by: Mapped[Start | None] = mapped_column(words(Start))
    ended_by: Mapped[End | None] = mapped_column(words(End))
    end_decision: Mapped[str | None] = mapped_column(String(120))
    reappointed_on: Mapped[dt.date | None] = mapped_column(Date)

    official: Mapped[Official] = relationship()
    unit: Mapped[Unit] = relationship()
    position: Mapped[Position] = relationship()

    __table_args__ = (Index("ix_assignment_unit_id_valid_to", "unit_id", "valid_to"),)
