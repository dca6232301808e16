"""Rules of targets in the making: the draft of a next version, and the people on whom every version is tried."""

import datetime as dt
import enum

from sqlalchemy import JSON, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned, words
from models.targets import Target


class RuleDraft(Versioned, Base):
    """The next version of a target and of its components, until it is published. There is one at a time."""

    __tablename__ = "rule_draft"
    __table_args__ = (UniqueConstraint("target_id"),)

    id: Mapped[Key]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    whom: Mapped[Json] = mapped_column(JSON)
    """`post`, `seconded`, `population` and `threshold` as `registry.judgement.codec` writes them: the same for all components."""
    parts: Mapped[Json] = mapped_column(JSON)
    """Code of each component, or of the target itself when it has none → `requirement` (a condition) and `note`."""
    valid_from: Mapped[dt.date | None] = mapped_column(Date)
    deadline: Mapped[dt.date | None] = mapped_column(Date)
    basis_document: Mapped[str] = mapped_column(String(300))
    basis_number: Mapped[str | None] = mapped_column(String(60))
    basis_date: Mapped[dt.date | None] = mapped_column(Date)
    basis_clause: Mapped[str | None] = mapped_column(String(60))
    wording: Mapped[str] = mapped_column(String(600))
    note: Mapped[str | None] = mapped_column(String(600))
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[Instant]

    target: Mapped[Target] = relationship()
    begun_by: Mapped[Account | None] = relationship()


class Expected(enum.StrEnum):
    """What a rule must say of a test person."""

    MET = "met"
    UNMET = "unmet"
    OUTSIDE = "outside"


class TestPerson(Versioned, Base):
    """Somebody whom a target must find met, unmet or outside its population on a day: a real official, or made-up facts."""

    __tablename__ = "test_person"
    __test__ = False  # no test class, whatever pytest thinks of the name

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    name: Mapped[str] = mapped_column(String(160))
    expected: Mapped[Expected] = mapped_column(words(Expected))
    on: Mapped[dt.date] = mapped_column(Date)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    facts: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What the form said of somebody made up, as `registry.rules.people` writes it; empty for an official."""

    target: Mapped[Target] = relationship()
