"""Qualifications of officials, and the reference tables that say what a level, a certificate and a score are worth."""

import datetime as dt
import enum
from decimal import Decimal

from sqlalchemy import JSON, Date, ForeignKey, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, FirstDay, Instant, Json, Key, LastDay, PublicId, Versioned, words
from models.officials import Official, Precision


class Domain(enum.StrEnum):
    """What a qualification is about, in the sections of item 32 of the official curriculum vitae form."""

    DEGREE = "degree"
    THEORY = "theory"
    STATE_MANAGEMENT = "state_management"
    DEFENCE = "defence"
    DIGITAL = "digital"
    LANGUAGE = "language"
    ETHNIC_LANGUAGE = "ethnic_language"
    TRAINING = "training"


class Level(Base):
    """A step in a domain. `rank` orders the steps; levels are data because frameworks change by law."""

    __tablename__ = "level"
    __table_args__ = (UniqueConstraint("domain", "key"),)

    id: Mapped[Key]
    domain: Mapped[Domain] = mapped_column(words(Domain))
    key: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    rank: Mapped[int]
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]


class LevelAlias(Base):
    """A folded wording that means this level."""

    __tablename__ = "level_alias"
    __table_args__ = (UniqueConstraint("level_id", "folded"),)

    id: Mapped[Key]
    level_id: Mapped[int] = mapped_column(ForeignKey("level.id"))
    folded: Mapped[str] = mapped_column(String(120), index=True)


class Language(Base):
    """A foreign or ethnic language; `common` marks the ones that the targets accept as widely used."""

    __tablename__ = "language"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    common: Mapped[bool] = mapped_column(default=False)


class CertificateType(Base):
    """A kind of certificate: what it certifies, in which language, and how long its issuer lets it count."""

    __tablename__ = "certificate_type"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(48), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    domain: Mapped[Domain] = mapped_column(words(Domain))
    language_code: Mapped[str | None] = mapped_column(ForeignKey("language.code"))
    validity_months: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(String(300))


class CertificateAlias(Base):
    """A folded wording that means this certificate type."""

    __tablename__ = "certificate_alias"
    __table_args__ = (UniqueConstraint("certificate_type_id", "folded"),)

    id: Mapped[Key]
    certificate_type_id: Mapped[int] = mapped_column(ForeignKey("certificate_type.id"))
    folded: Mapped[str] = mapped_column(String(160), index=True)


class Equivalence(Base):
    """One line of a dated equivalence table: a grade, or a range of scores (of one skill), is worth a level."""

    __tablename__ = "equivalence"

    id: Mapped[Key]
    certificate_type_id: Mapped[int] = mapped_column(ForeignKey("certificate_type.id"))
    level_id: Mapped[int] = mapped_column(ForeignKey("level.id"))
    grade: Mapped[str | None] = mapped_column(String(40))
    """Folded wording of a grade ("bac 3", "hsk 3", "b1"); empty when the line is a range of scores."""
    skill: Mapped[str | None] = mapped_column(String(16))
    score_from: Mapped[Decimal | None] = mapped_column(Numeric(6, 1))
    score_to: Mapped[Decimal | None] = mapped_column(Numeric(6, 1))
    valid_from: Mapped[FirstDay]
    valid_to: Mapped[LastDay]
    basis: Mapped[str | None] = mapped_column(String(300))
    certain: Mapped[bool] = mapped_column(default=True)
    """False: the line is taken from practice, not from a published table, and pages say "cần kiểm tra"."""

    certificate_type: Mapped[CertificateType] = relationship()
    level: Mapped[Level] = relationship()


class FormOfStudy(enum.StrEnum):
    """Chính quy, vừa làm vừa học, từ xa. Not printed on university diplomas since 2020, hence never required."""

    FULL_TIME = "full_time"
    IN_SERVICE = "in_service"
    DISTANCE = "distance"


class Route(enum.StrEnum):
    """Liên thông, văn bằng hai, chuyên tu, cử tuyển: how somebody came to a course of study, whatever its form."""

    TRANSFER = "transfer"
    SECOND_DEGREE = "second_degree"
    SPECIALISED = "specialised"
    NOMINATED = "nominated"


class State(enum.StrEnum):
    """How far a qualification is believed: declared, checked against a copy, verified with the issuer; the rest never counts."""

    DECLARED = "declared"
    CHECKED = "checked"
    VERIFIED = "verified"
    REJECTED = "rejected"
    REVOKED = "revoked"


_DATED, _UNDATED = text("issued_on IS NOT NULL"), text("issued_on IS NULL")


class Qualification(Versioned, Base):
    """A degree, certificate or course of an official. It counts from `issued_on`; nothing about its validity today is stored."""

    __tablename__ = "qualification"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), active_history=True)
    domain: Mapped[Domain] = mapped_column(words(Domain))
    level_id: Mapped[int | None] = mapped_column(ForeignKey("level.id"))
    """Empty when no table maps the certificate and score to a level (a two-skill TOEIC, an unknown score)."""
    certificate_type_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_type.id"))
    language_code: Mapped[str | None] = mapped_column(ForeignKey("language.code"))
    score: Mapped[str | None] = mapped_column(String(40))
    skill_scores: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    field: Mapped[str | None] = mapped_column(String(160))
    institution: Mapped[str | None] = mapped_column(String(200))
    country: Mapped[str | None] = mapped_column(String(2))
    """ISO 3166 code of the country of a degree; empty when not recorded, which is not the same as Việt Nam."""
    taught_in: Mapped[str | None] = mapped_column(ForeignKey("language.code"))
    """Foreign language in which a degree was taught, when the record says so."""
    form_of_study: Mapped[FormOfStudy | None] = mapped_column(words(FormOfStudy))
    route: Mapped[Route | None] = mapped_column(words(Route))
    studied_from: Mapped[dt.date | None] = mapped_column(Date)
    """First day of the month in which the studies began."""
    studied_to: Mapped[dt.date | None] = mapped_column(Date)
    """First day of the month in which they ended."""
    classification: Mapped[str | None] = mapped_column(String(40))
    """Xếp loại, as the diploma words it."""
    register_number: Mapped[str | None] = mapped_column(String(60))
    """Number in the register of the issuing body."""
    recognition: Mapped[str | None] = mapped_column(String(120))
    """Document that recognises a foreign degree; empty when there is none on record."""
    recognised_on: Mapped[dt.date | None] = mapped_column(Date)
    lesson_hours: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(60))
    issued_on: Mapped[dt.date | None] = mapped_column(Date)
    issued_precision: Mapped[Precision] = mapped_column(words(Precision), default=Precision.DAY)
    expires_on: Mapped[dt.date | None] = mapped_column(Date)
    """Last day on which the certificate is valid."""
    state: Mapped[State] = mapped_column(words(State), default=State.DECLARED)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[Instant]
    source: Mapped[str | None] = mapped_column(String(300))
    """Where the values came from, e.g. the file, sheet and row of a roster."""
    note: Mapped[str | None] = mapped_column(String(500))

    official: Mapped[Official] = relationship()
    level: Mapped[Level | None] = relationship()
    certificate_type: Mapped[CertificateType | None] = relationship()
    language: Mapped[Language | None] = relationship(foreign_keys=[language_code])
    entered_by: Mapped[Account | None] = relationship(foreign_keys=[entered_by_id])

    __table_args__ = (
        Index("ix_qualification_official_id_domain", "official_id", "domain"),
        Index("ix_qualification_certificate_type_id", "certificate_type_id"),
        Index("ix_qualification_expires_on", "expires_on"),
        # Only of known days: SQLite would take it for "not yet issued or unknown" as well, and be slower for it.
        Index("ix_qualification_issued_on", "issued_on", sqlite_where=_DATED, postgresql_where=_DATED),
        # What a file lacks is asked of the whole province: who holds something of a domain, who holds something undated.
        Index("ix_qualification_domain_official_id_state", "domain", "official_id", "state"),
        Index("ix_qualification_undated", "official_id", "state", sqlite_where=_UNDATED, postgresql_where=_UNDATED),
        Index("ix_qualification_waiting", "state", "official_id", "entered_by_id", "changed_by_id"),
        Index("ix_qualification_number", "number", "official_id"),  # the same number under two people is found by it
    )
