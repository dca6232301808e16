"""What the registry holds of the people of a roster, read at once and as plain rows.

Rows and no objects: ten thousand people have fifty thousand qualifications, and few of them change.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from sqlalchemy import select

from models.accounts import Account
from models.audit import AuditEntry
from models.changes import RowChange
from models.officials import Assignment, Official
from models.qualifications import Qualification
from registry.officials.queries import readable_ids
from registry.qualifications.records import QualificationDetails
from registry.shared.database import db
from registry.shared.paging import Result

SLICE = 1000
"""Ids in one statement: databases take a limited number."""

_PAPER = ("id", "public_id", "official_id", "state", "version", *(field.name for field in fields(QualificationDetails)))

Item = TypeVar("Item", int, str)


@dataclass(frozen=True)
class Known:
    """Officials by personal number; their posts and qualifications by the official's id, oldest first.

    The number of a file that was merged into another stands for the one that was kept.
    """

    officials: dict[str, Result]
    posts: dict[int, list[Result]]
    papers: dict[int, list[Result]]
    readable: set[int]
    """Whose files the sender may open."""

    def add(self, other: "Known") -> None:
        """Know others too."""
        self.officials.update(other.officials)
        self.posts.update(other.posts)
        self.papers.update(other.papers)
        self.readable.update(other.readable)


def known(numbers: Collection[str], by: Account | None) -> Known:
    """Everything that is held of the officials with these personal numbers. `by` None: a command, which may read all."""
    officials = _kept({row.personal_number: row for some in slices(numbers) for row in _officials(some)})
    ids = sorted({row.id for row in officials.values()})
    readable = {one for some in slices(ids) for one in readable_ids(by, some)} if by else set(ids)
    if by:
        archived = [row.id for row in officials.values() if row.archived_at is not None and row.id not in readable]
        readable |= {one for some in slices(archived) for one in _opened_by(by, some)}
    return Known(officials, _grouped(_posts, ids), _grouped(_papers, ids), readable)


def _opened_by(account: Account, ids: list[int]) -> Iterable[int]:
    """Which of these files the account opened itself: one that was taken back has no post, and so no unit, any more."""
    mine = select(AuditEntry.id).where(AuditEntry.account_id == account.id)
    opened = (RowChange.kind == Official.__tablename__, RowChange.before.is_(None), RowChange.official_id.in_(ids))
    return db.session.scalars(select(RowChange.official_id).where(*opened, RowChange.entry_id.in_(mine)).distinct())


def slices(items: Collection[Item]) -> Iterator[list[Item]]:
    """The items in order, some at a time."""
    ordered = sorted(items)
    return (ordered[start : start + SLICE] for start in range(0, len(ordered), SLICE))


def _officials(numbers: list[str]) -> Sequence[Result]:
    return db.session.execute(select(*Official.__table__.c).where(Official.personal_number.in_(numbers))).all()


def _kept(found: dict[str, Result]) -> dict[str, Result]:
    """With the file that was kept in the place of each that was merged into it."""
    merged = {row.merged_into_id for row in found.values() if row.merged_into_id}
    while merged:
        rows = db.session.execute(select(*Official.__table__.c).where(Official.id.in_(merged))).all()
        kept = {row.id: row for row in rows}
        found = {number: kept.get(row.merged_into_id, row) for number, row in found.items()}
        merged = {row.merged_into_id for row in kept.values() if row.merged_into_id}
    return found


def _posts(ids: list[int]) -> Sequence[Result]:
    statement = select(*Assignment.__table__.c).where(Assignment.official_id.in_(ids))
    return db.session.execute(statement.order_by(Assignment.valid_from, Assignment.id)).all()


def _papers(ids: list[int]) -> Sequence[Result]:
    columns = [getattr(Qualification, name) for name in _PAPER]
    return db.session.execute(select(*columns).where(Qualification.official_id.in_(ids)).order_by(Qualification.id)).all()


def _grouped(read: Callable[[list[int]], Sequence[Result]], ids: Collection[int]) -> dict[int, list[Result]]:
    groups: dict[int, list[Result]] = {}
    for some in slices(ids):
        for row in read(some):
            groups.setdefault(row.official_id, []).append(row)
    return groups
