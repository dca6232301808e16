"""Institutions and fields that a roster names and no coded list has: they come in as proposals, and the Department decides.

The one place where the import speaks to the coded lists.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from models.accounts import Account
from models.qualifications import Domain
from models.terms import Term, TermKind, TermState
from registry.shared.clock import now
from registry.shared.database import db, insert_many
from registry.shared.text import fold
from registry.workbooks.compare import RowPlan
from registry.workbooks.known import slices

_LISTS = {"institution": TermKind.INSTITUTION, "field": TermKind.FIELD}


def propose_names(rows: Iterable[RowPlan], by: Account | None) -> None:
    """Propose the names in these rows that are outside their list. A list with nothing in it has no outside."""
    said: dict[TermKind, dict[str, str]] = {}
    for kind, name in _named(rows):
        said.setdefault(kind, {}).setdefault(fold(name)[:200], name)
    for kind, names in said.items():
        if _is_kept(kind):
            new = names.keys() - _listed(kind, names)
            insert_many(Term, [_proposal(kind, names[folded], folded, by) for folded in sorted(new) if folded])


def _named(rows: Iterable[RowPlan]) -> Iterator[tuple[TermKind, str]]:
    for row in rows:
        for paper in row.papers:
            for column, kind in _LISTS.items():
                name = paper.values.get(column)
                if name and (column != "field" or paper.details.domain is Domain.DEGREE):
                    yield kind, str(name)


def _is_kept(kind: TermKind) -> bool:
    statement = select(Term.id).where(Term.kind == kind, Term.state == TermState.ACCEPTED)
    return db.session.scalar(statement.limit(1)) is not None


def _listed(kind: TermKind, names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in slices(list(names)):
        found.update(db.session.scalars(select(Term.folded).where(Term.kind == kind, Term.folded.in_(some))))
    return found


def _proposal(kind: TermKind, name: str, folded: str, by: Account | None) -> dict[str, object]:
    return {
        "kind": kind,
        "name": name,
        "folded": folded,
        "state": TermState.PROPOSED,
        "proposed_by_id": by.id if by else None,
        "proposed_at": now(),
    }
