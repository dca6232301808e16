"""What is taught: the programmes of the catalogue in their versions, and the yearly minimum of lesson hours."""

import enum
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, Numeric, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, FirstDay, Json, Key, LastDay, PublicId, Versioned, words
from models.qualifications import CertificateType, Domain, Language, Level
from models.schools import School


class Mode(enum.StrEnum):
    """How a programme is taught: tập trung, không tập trung (vừa làm vừa học), trực tuyến, kết hợp."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    ONLINE = "online"
    BLENDED = "blended"


class ResultColumn(enum.StrEnum):
    """The columns of the official table of training results, in its order."""

    THEORY_ADVANCED = "theory_advanced"
    THEORY_INTERMEDIATE = "theory_intermediate"
    THEORY_BASIC = "theory_basic"
    THEORY_REFRESHER = "theory_refresher"
    STATE_SENIOR_EXPERT = "state_senior_expert"
    STATE_PRINCIPAL = "state_principal"
    STATE_EXPERT = "state_expert"
    STATE_OFFICER = "state_officer"
    LEADERSHIP = "leadership"
    JOB_POSITION = "job_position"
    DEFENCE = "defence"
    LANGUAGE = "language"
    DIGITAL = "digital"
    ETHNIC_LANGUAGE = "ethnic_language"
    DEGREE_INTERMEDIATE = "degree_intermediate"
    DEGREE_COLLEGE = "degree_college"
    DEGREE_UNIVERSITY = "degree_university"
    DEGREE_POSTGRADUATE = "degree_postgraduate"


class Programme(Versioned, Base):
    """One version of a programme. A change by law is a further row of the same code; classes keep theirs."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    code: Mapped[str] = mapped_column(String(48))
    name: Mapped[str] = mapped_column(String(200))
    column: Mapped[ResultColumn] = mapped_column(words(ResultColumn))
    domain: Mapped[Domain] = mapped_column(words(Domain))
    level_id: Mapped[int | None] = mapped_column(ForeignKey("level.id"))
    """What who completes it holds; empty: lesson hours only (bồi dưỡng)."""
    certificate_type_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_type.id"))
    language_code: Mapped[str | None] = mapped_column(ForeignKey("language.code"))
    lesson_hours: Mapped[int]
    """Tiết; a day has eight."""
    days: Mapped[int | None]
    """Working days from first to last, as far as known."""
    mode: Mapped[Mode] = mapped_column(words(Mode))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    """Who usually teaches it."""
    cost: Mapped[int | None]
    """Of one person, in đồng; empty: not known."""

    condition: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """Who may be sent, in the words of the rules (`registry.judgement.codec.write_condition`), asked on the first day."""
    planned_too: Mapped[bool] = mapped_column(default=False)
    """Whoever stands in the plan of successors is looked at by that post as well (đương chức hoặc quy hoạch)."""
    party_member: Mapped[bool] = mapped_column(default=False)
    good_years: Mapped[int] = mapped_column(SmallInteger, default=0)
    """How many years running before the first day must have been classified good or better."""
    service_years: Mapped[int] = mapped_column(SmallInteger, default=0)
    youngest_women: Mapped[int | None] = mapped_column(SmallInteger)
    youngest_men: Mapped[int | None] = mapped_column(SmallInteger)
    exempt: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """Who need not be sent at all, in the words of the rules."""

    least_attendance: Mapped[int] = mapped_column(SmallInteger, default=100)
    """Per cent of the lesson hours of the class that the certificate asks for."""
    pass_mark: Mapped[Decimal] = mapped_column(Numeric(3, 1), default=Decimal(5))
    bond_factor: Mapped[Decimal] = mapped_column(Numeric(3, 1), default=Decimal(0))
    """Times the length of study that who was sent must serve afterwards; 0: no bond."""

    basis: Mapped[str | None] = mapped_column(String(300))
    certain: Mapped[bool] = mapped_column(default=True)
    """False: pages say "cần kiểm tra"."""
    note: Mapped[str | None] = mapped_column(String(500))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]

    level: Mapped[Level | None] = relationship()
    certificate_type: Mapped[CertificateType | None] = relationship()
    language: Mapped[Language | None] = relationship()
    school: Mapped[School | None] = relationship()


class Attribution(enum.StrEnum):
    """The year to which the lesson hours of a class belong: that of completion, or each year those of its own sessions."""

    COMPLETION = "completion"
    SESSIONS = "sessions"


class HoursRule(Versioned, Base):
    """The yearly minimum of lesson hours in its days, and to which year hours belong."""

    __tablename__ = "hours_rule"
    __table_args__ = (UniqueConstraint("valid_from"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    minimum: Mapped[int] = mapped_column(SmallInteger)
    attribution: Mapped[Attribution] = mapped_column(words(Attribution))
    basis: Mapped[str | None] = mapped_column(String(300))
    certain: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
