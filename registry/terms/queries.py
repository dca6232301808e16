"""Reading the coded lists: what a typed beginning offers, an entry with the records that hold it, the proposals that wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Official
from models.qualifications import Domain, Qualification, State
from models.terms import Term, TermKind, TermState
from registry.shared.database import db
from registry.shared.text import fold
from registry.units.rights import same_seat

OFFERED = 20
"""Most entries that a typed beginning offers."""
LISTED = 400

Column = InstrumentedAttribute[Any]

HOLDERS: dict[TermKind, tuple[Column, ...]] = {
    TermKind.INSTITUTION: (Qualification.institution,),
    TermKind.FIELD: (Qualification.field,),
    TermKind.HONOUR: (Official.honour,),
    TermKind.PARTY_POST: (Official.party_post, Official.party_post_concurrent),
    TermKind.ETHNICITY: (Official.ethnicity,),
    TermKind.SCHOOLING: (Official.schooling,),
}
"""The columns that hold names of each list."""


@dataclass(frozen=True)
class Effect:
    """The records that hold an entry: whose they are, how many, and how many of them were checked or verified."""

    officials: frozenset[int]
    records: int
    verified: int


@dataclass(frozen=True)
class Line:
    """An entry of a list with the number of records that hold it, and the names that were merged into it."""

    term: Term
    uses: int
    merged: tuple[str, ...] = ()


def terms_of(kind: TermKind, states: Sequence[TermState] = (TermState.ACCEPTED,)) -> list[Term]:
    """Entries of a list by name; the accepted ones unless other states are asked for."""
    statement = select(Term).where(Term.kind == kind, Term.state.in_(states)).options(joinedload(Term.proposed_by))
    return list(db.session.scalars(statement.order_by(Term.folded)))


def options(kind: TermKind, typed: str, account: Account) -> list[Term]:
    """What to offer for a beginning: entries that have all the typed words, or a name merged into them has.

    First what is called so outright, then what begins so. Beside the accepted ones only what one's own unit proposed: words
    of other units are nobody's business.
    """
    words = [Term.folded.contains(word) for word in fold(typed).split()]
    colleagues = select(Account.id).where(Account.unit_id.in_(same_seat(account)))
    offered = or_(Term.state == TermState.ACCEPTED, (Term.state == TermState.PROPOSED) & Term.proposed_by_id.in_(colleagues))
    outright = Term.id.in_(select(Term.merged_into_id).where(Term.kind == kind, Term.folded == fold(typed)))
    begins = case((outright, 0), (Term.folded.startswith(fold(typed)), 1), else_=2)
    statement = select(Term).where(Term.kind == kind, offered, _says(words, kind))
    return list(db.session.scalars(statement.order_by(begins, Term.folded).limit(OFFERED)))


def _says(words: list[ColumnElement[bool]], kind: TermKind) -> ColumnElement[bool]:
    """Condition on entries that fulfil all the conditions on words, or into which an entry was merged that does."""
    same = select(Term.merged_into_id).where(Term.kind == kind, Term.merged_into_id.is_not(None), *words)
    return or_(and_(*words), Term.id.in_(same)) if words else true()


def awaiting(kind: TermKind, names: Iterable[str | None]) -> set[str]:
    """Which of these names are proposals that nobody has decided yet."""
    folded = {fold(name): name for name in names if name}
    waits = select(Term.folded).where(Term.kind == kind, Term.state == TermState.PROPOSED, Term.folded.in_(folded))
    return {folded[one] for one in db.session.scalars(waits)} if folded else set()


def term_for(public_id: str) -> Term:
    """The entry with this public id; 404 for none."""
    term = db.session.scalar(select(Term).where(Term.public_id == public_id))
    if term is None:
        raise NotFound
    return term


def proposals() -> list[Line]:
    """What waits for the Department, the oldest first."""
    statement = select(Term).where(Term.state == TermState.PROPOSED).options(joinedload(Term.proposed_by))
    waiting = list(db.session.scalars(statement.order_by(Term.proposed_at, Term.id).limit(LISTED)))
    counts = {kind: uses(kind) for kind in {term.kind for term in waiting}}
    return [Line(term, counts[term.kind].get(term.folded, 0)) for term in waiting]


def waiting() -> int:
    """How many proposals wait."""
    return db.session.scalar(select(func.count()).where(Term.state == TermState.PROPOSED)) or 0


def listed(kind: TermKind, typed: str) -> list[Line]:
    """A list with the number of records that hold each entry, narrowed by words; refused ones come last.

    What was merged stands with the entry it became, and is found by its own words as well.
    """
    words = [Term.folded.contains(word) for word in fold(typed).split()]
    place = case((Term.state == TermState.PROPOSED, 0), (Term.state == TermState.ACCEPTED, 1), else_=2)
    of_kind = select(Term).where(Term.kind == kind, Term.state != TermState.MERGED)
    statement = of_kind.where(_says(words, kind))
    found, counts = list(db.session.scalars(statement.order_by(place, Term.folded).limit(LISTED))), uses(kind)
    merged: dict[int, list[str]] = {}
    for term in terms_of(kind, [TermState.MERGED]):
        merged.setdefault(term.merged_into_id or 0, []).append(term.name)
    return [Line(term, counts.get(term.folded, 0), tuple(merged.get(term.id, ()))) for term in found]


def uses(kind: TermKind) -> dict[str, int]:
    """Folded name → how many records hold it."""
    found: dict[str, int] = {}
    for column in HOLDERS[kind]:
        statement = select(column, func.count()).where(column.is_not(None), within(kind)).group_by(column)
        for wording, number in db.session.execute(statement):
            found[fold(wording)] = found.get(fold(wording), 0) + number
    return found


def wordings(column: Column, kind: TermKind, folded: str) -> list[str]:
    """The values of a column that mean the name."""
    statement = select(column).where(column.is_not(None), within(kind)).distinct()
    return [wording for wording in db.session.scalars(statement) if fold(wording) == folded]


def within(kind: TermKind) -> ColumnElement[bool]:
    """Condition on the rows whose column is of this list: courses have names of their own, no field of study."""
    return Qualification.domain == Domain.DEGREE if kind is TermKind.FIELD else true()


def effect(term: Term) -> Effect:
    """What changing the name of an entry, or merging it, would touch."""
    officials: set[int] = set()
    records = verified = 0
    for column in HOLDERS[term.kind]:
        said = wordings(column, term.kind, term.folded)
        if column.class_ is Qualification:
            held = select(Qualification.official_id, Qualification.state).where(column.in_(said), within(term.kind))
            states = [(row.official_id, row.state) for row in db.session.execute(held)]
            verified += sum(state in (State.CHECKED, State.VERIFIED) for _holder, state in states)
            holders = [holder for holder, _state in states]
        else:
            holders = list(db.session.scalars(select(Official.id).where(column.in_(said))))
        officials.update(holders)
        records += len(holders)
    return Effect(frozenset(officials), records, verified)
