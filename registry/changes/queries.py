"""Which actions an account may take back."""

from sqlalchemy import or_, select
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.audit import AuditEntry
from models.changes import RowChange
from models.officials import Official
from models.units import Tier
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
    """Which of these files the account may put back into what they were: also archived ones, and one that it sent away."""
    within = [readable_by(account), archived_within(account)]
    if entry.action == "assignment.transferred":
        within.append(formerly_readable_by(account))
    return set(db.session.scalars(select(Official.id).where(Official.id.in_(touched), or_(*within))))


def was_undone(entry: AuditEntry) -> bool:
    """Whether the action was taken back already: entries of undoing are few, and name the entry they undid."""
    undoings = select(AuditEntry).where(AuditEntry.action == "action.undone", AuditEntry.id > entry.id)
    return any(one.changes.get("entry") == [None, entry.id] for one in db.session.scalars(undoings))


def _of_province(account: Account) -> bool:
    tree = tree_on(today())
    place = tree.units.get(seat_of(account, tree))
    return place is not None and place.tier is Tier.PROVINCE
