"""Which actions an account may take back, and which action each value of a file came from."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.audit import AuditEntry
from models.changes import RowChange
from models.officials import Official
from models.units import Tier
from registry.audit.words import action_label, field_label
from registry.officials.queries import archived_within, formerly_readable_by, readable_by
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import tree_on
from registry.units.rights import seat_of


def entry_for(account: Account, public_id: str) -> AuditEntry:
    """The action with this public id, to be undone: one's own, or any for an account of the province.

    404 for another one, and when it touched a file that the account may not open.
    """
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.public_id == public_id))
    if entry is None or not (entry.account_id == account.id or _of_province(account)):
        raise NotFound
    touched = set(db.session.scalars(select(RowChange.official_id).where(RowChange.entry_id == entry.id).distinct()))
    if not touched or _reached(account, entry, touched) != touched:
        raise NotFound
    return entry


def _reached(account: Account, entry: AuditEntry, touched: set[int]) -> set[int]:
    """Which of these files the account may put back into what they were: also archived ones, and one that it sent away.

    The latter while nobody else has worked on it: what the receiving unit recorded is not fetched back with the person.
    """
    within = [readable_by(account), archived_within(account)]
    if entry.action == "assignment.transferred":
        within.append(and_(formerly_readable_by(account), ~_worked_on_by_others(entry)))
    return set(db.session.scalars(select(Official.id).where(Official.id.in_(touched), or_(*within))))


def _worked_on_by_others(entry: AuditEntry) -> ColumnElement[bool]:
    """Condition on `Official`: somebody else than who did the action changed a record of the file after it."""
    others = func.coalesce(AuditEntry.account_id, 0) != (entry.account_id or 0)
    later = and_(RowChange.official_id == Official.id, RowChange.entry_id > entry.id)
    return exists().where(later, AuditEntry.id == RowChange.entry_id, others)


def file_of(entry: AuditEntry, address: str) -> Official | None:
    """The file with a record that the action added and that the address is a page of."""
    parts = urlsplit(address).path.split("/")
    statement = select(RowChange.official_id).where(
        RowChange.entry_id == entry.id, RowChange.before.is_(None), RowChange.record.in_(parts)
    )
    return db.session.scalars(select(Official).where(Official.id.in_(statement))).first()


def was_undone(entry: AuditEntry) -> bool:
    """Whether the action was taken back already: entries of undoing are few, and name the entry they undid."""
    undoings = select(AuditEntry).where(AuditEntry.action == "action.undone", AuditEntry.id > entry.id)
    return any(one.changes.get("entry") == [None, entry.id] for one in db.session.scalars(undoings))


def _of_province(account: Account) -> bool:
    tree = tree_on(today())
    place = tree.units.get(seat_of(account, tree))
    return place is not None and place.tier is Tier.PROVINCE


@dataclass(frozen=True)
class Said:
    """Where a value came from: which action on what (the name of a file, for one), at which place of the file, when, by whom."""

    words: str
    place: str
    at: dt.datetime
    by: str


Provenance = dict[tuple[str, str], Said]
"""By public id of the record and column."""

_UNTOLD = frozenset({"official_id", "public_id", "recorded_at", "entered_by_id", "changed_by_id", "source", "domain"})
"""Columns that say of themselves where they come from, or that nobody said."""


def provenance(official: Official) -> Provenance:
    """Of each value of the file of an official that an action set, the last one that did."""
    statement = (
        select(RowChange, AuditEntry, Account.name)
        .join(AuditEntry, AuditEntry.id == RowChange.entry_id)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(RowChange.official_id == official.id)
        .order_by(RowChange.id)
    )
    found: Provenance = {}
    for change, entry, name in db.session.execute(statement):
        said = Said(f"{action_label(entry.action)}: {entry.subject}", change.place or "", entry.at, name or "")
        found |= {(change.record, column): said for column in change.after or {}}
    return found


def origins(known: Provenance, record: str) -> Iterator[tuple[Said, str]]:
    """Where the values of a record came from, and which of them came from there, in words; the latest first."""
    columns: dict[Said, list[str]] = {}
    for (public_id, column), said in known.items():
        if public_id == record and column not in _UNTOLD:
            columns.setdefault(said, []).append(field_label(column))
    for said in sorted(columns, key=lambda one: one.at, reverse=True):
        yield said, ", ".join(dict.fromkeys(columns[said]))
