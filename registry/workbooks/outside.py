"""Institutions and fields that a roster names and no coded list has: they come in as proposals, and the Department decides.

The one place where the import speaks to the coded lists.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import exists, select

from models.accounts import Account
from models.qualifications import Domain
from models.terms import Term, TermKind, TermState
from registry.shared.database import db
from registry.terms.actions import propose_missing
from registry.workbooks.compare import RowPlan


def propose_names(rows: Iterable[RowPlan], by: Account | None) -> None:
    """Propose the names in these rows that are outside their list. A list with nothing in it has no outside."""
    said: dict[TermKind, dict[str, None]] = {}
    for kind, name in _named(rows):
        said.setdefault(kind, {})[name] = None
    for kind, names in said.items():
        if db.session.scalar(select(exists().where(Term.kind == kind, Term.state == TermState.ACCEPTED))):
            propose_missing(kind, names, by)


def _named(rows: Iterable[RowPlan]) -> Iterator[tuple[TermKind, str]]:
    for paper in (paper for row in rows for paper in row.papers):
        if institution := paper.values.get("institution"):
            yield TermKind.INSTITUTION, str(institution)
        if (field := paper.values.get("field")) and paper.details.domain is Domain.DEGREE:
            yield TermKind.FIELD, str(field)
