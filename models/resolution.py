"""The resolution as a whole: its sentences in order, and the values that bodies report of them, each with its source."""

import datetime as dt
import enum
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Numeric, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Key, PublicId, Versioned, words


class Clause(Base):
    """A sentence of the resolution that demands something, in the order of the text."""

    __tablename__ = "clause"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    """Section and place in it: `II.2.2.a-5`."""
    place: Mapped[int] = mapped_column(SmallInteger)
    section: Mapped[str] = mapped_column(String(16))
    heading: Mapped[str] = mapped_column(String(300))
    """Of the section."""
    heading_en: Mapped[str] = mapped_column(String(300))
    wording: Mapped[str] = mapped_column(String(900))
    targets: Mapped[str] = mapped_column(String(60))
    """Codes of the targets that measure it, parted by blanks."""


class Comparator(enum.StrEnum):
    """How a value is held against the goal. `better`: than the value before; `none`: a direction without a measure."""

    MORE = "more"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    BETTER = "better"
    NONE = "none"


class Measure(enum.StrEnum):
    """What the number of a value counts. A rank is better the lower it is, everything else the higher."""

    PERCENT = "percent"
    CUT = "cut"
    RANK = "rank"
    POINTS = "points"
    NUMBER = "number"


class Indicator(Base):
    """A demand of the resolution that the body in charge reports, because no personnel record tells it."""

    __tablename__ = "indicator"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"))
    place: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    measure: Mapped[Measure] = mapped_column(words(Measure))
    comparator: Mapped[Comparator] = mapped_column(words(Comparator))
    goal: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    deadline: Mapped[dt.date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(600))
    """How the sentence is read where it leaves room."""

    clause: Mapped[Clause] = relationship()


class _Reported:
    """What was reported for a day, from which document, entered by whom."""

    on: Mapped[dt.date] = mapped_column(Date)
    value: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    document: Mapped[str] = mapped_column(String(120))
    document_date: Mapped[dt.date] = mapped_column(Date)
    author: Mapped[str] = mapped_column(String(200))
    """The body that issued the document."""
    note: Mapped[str | None] = mapped_column(String(600))
    entered_at: Mapped[Instant]

    @declared_attr
    def entered_by_id(cls) -> Mapped[int]:  # noqa: N805  a class, as SQLAlchemy calls it
        return mapped_column(ForeignKey("account.id"))

    @declared_attr
    def entered_by(cls) -> Mapped[Account]:  # noqa: N805
        return relationship(Account)


class IndicatorValue(_Reported, Versioned, Base):
    """The value of an indicator on a day as it is believed now. A withdrawn one stays with the reason, and counts nowhere."""

    __tablename__ = "indicator_value"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    withdrawn: Mapped[str | None] = mapped_column(String(300))

    indicator: Mapped[Indicator] = relationship()


class IndicatorValueBefore(_Reported, Base):
    """What a value said before a correction."""

    __tablename__ = "indicator_value_before"
    __table_args__ = (UniqueConstraint("value_id", "number"),)

    id: Mapped[Key]
    value_id: Mapped[int] = mapped_column(ForeignKey("indicator_value.id"))
    number: Mapped[int]
    """The version that it was."""


class Benchmark(Base):
    """A national reference goal beside a target of the province (QĐ 1659/QĐ-TTg): a share at a level of language by a day."""

    __tablename__ = "benchmark"
    __table_args__ = (UniqueConstraint("target", "basis", "deadline"),)

    id: Mapped[Key]
    target: Mapped[str] = mapped_column(String(48))
    """Code of the target that it stands beside."""
    basis: Mapped[str] = mapped_column(String(120))
    group: Mapped[str] = mapped_column(String(300))
    """Whom it means, in its words."""
    group_en: Mapped[str] = mapped_column(String(300))
    percent: Mapped[int] = mapped_column(SmallInteger)
    rank: Mapped[int] = mapped_column(SmallInteger)
    """Level of language, as in `Level.rank`."""
    deadline: Mapped[dt.date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(600))
