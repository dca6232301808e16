"""Coded lists that grow: institutions, fields of study and the like, with proposals that the Department decides."""

import datetime as dt
import enum

from sqlalchemy import DateTime, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Key, PublicId, Versioned, words


class TermKind(enum.StrEnum):
    """The lists. Records hold the name of a term; a name outside the list comes in as a proposal."""

    INSTITUTION = "institution"
    FIELD = "field"
    HONOUR = "honour"
    PARTY_POST = "party_post"
    ETHNICITY = "ethnicity"
    SCHOOLING = "schooling"


class TermState(enum.StrEnum):
    """A term of the list, a proposal, or one that was merged into another or refused."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    MERGED = "merged"
    REFUSED = "refused"


class Term(Versioned, Base):
    """One entry of a coded list. `place` and `country` (ISO 3166) are known of institutions."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("kind", "folded"), Index("ix_term_kind_state", "kind", "state"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    kind: Mapped[TermKind] = mapped_column(words(TermKind))
    name: Mapped[str] = mapped_column(String(200), active_history=True)
    folded: Mapped[str] = mapped_column(String(200))
    place: Mapped[str | None] = mapped_column(String(80))
    country: Mapped[str | None] = mapped_column(String(2))
    state: Mapped[TermState] = mapped_column(words(TermState), default=TermState.ACCEPTED)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str | None] = mapped_column(String(300))

    proposed_by: Mapped[Account | None] = relationship(foreign_keys=[proposed_by_id])
