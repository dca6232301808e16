"""Holding a name against its list without a trail entry: the part that actions of other rooms are made of."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.accounts import Account
from models.terms import Term, TermKind, TermState
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold

LONGEST = 200
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Settled:
    """A name as the list words it; `proposed` says that the list did not have it and now has a proposal."""

    name: str
    proposed: bool = False


def settle(kind: TermKind, name: str, by: Account | None, *, field: str = "") -> Settled:
    """The name under which a record keeps what somebody typed.

    Another wording of an entry, and a name that was merged into one, become the name of the entry; a name that the list does
    not have becomes a proposal. Refused, at `field`, when the Department refused the name before.
    """
    term = find(kind, name)
    if term is None:
        # What has no letter is no name that anybody could decide on: it stays as typed.
        return Settled(clean(name), _LETTER.search(name) is not None and _proposed(kind, name, by))
    if term.state is TermState.REFUSED:
        raise Refused(field, f"Sở Nội vụ không nhận “{term.name}” vào danh mục: {term.reason}")
    return Settled(term.name)


def find(kind: TermKind, name: str) -> Term | None:
    """The entry that a name stands for: followed to the one it was merged into."""
    term = db.session.scalar(select(Term).where(Term.kind == kind, Term.folded == fold(name)))
    seen: set[int] = set()
    while term is not None and term.merged_into_id is not None and term.id not in seen:
        seen.add(term.id)
        term = db.session.get(Term, term.merged_into_id)
    return term


def missing(kind: TermKind, names: Iterable[str | None]) -> dict[str, str]:
    """Folded → name of those that the list does not know in any state."""
    wanted = {fold(name): clean(name)[:LONGEST] for name in names if name and _LETTER.search(name)}
    known = _known(kind, wanted)
    return {folded: name for folded, name in wanted.items() if folded and folded not in known}


def build(kind: TermKind, name: str, by: Account | None) -> Term:
    """A proposal, not yet added to the session."""
    return Term(
        kind=kind,
        name=clean(name)[:LONGEST],
        folded=fold(name)[:LONGEST],
        state=TermState.PROPOSED,
        proposed_by_id=by.id if by else None,
        proposed_at=now(),
    )


def _known(kind: TermKind, folded: Collection[str]) -> set[str]:
    known: set[str] = set()
    some = list(folded)
    for start in range(0, len(some), 500):
        statement = select(Term.folded).where(Term.kind == kind, Term.folded.in_(some[start : start + 500]))
        known.update(db.session.scalars(statement))
    return known


def _proposed(kind: TermKind, name: str, by: Account | None) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(build(kind, name, by))
    except IntegrityError:
        return False  # somebody else proposed it at this very moment
    return True
