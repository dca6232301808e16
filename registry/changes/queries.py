"""Which actions an account may take back."""

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.audit import AuditEntry
from models.changes import RowChange
from models.units import Tier
from registry.officials.queries import readable_ids
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import tree_on


def entry_for(account: Account, public_id: str) -> AuditEntry:
    """The action with this public id, to be undone: one's own, or any for an account of the province.

    404 for another one, and when it touched a file that the account may not open.
    """
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.public_id == public_id))
    if entry is None or not (entry.account_id == account.id or _of_province(account)):
        raise NotFound
    touched = set(db.session.scalars(select(RowChange.official_id).where(RowChange.entry_id == entry.id).distinct()))
    if not touched or readable_ids(account, touched) != touched:
        raise NotFound
    return entry


def was_undone(entry: AuditEntry) -> bool:
    """Whether the action was taken back already: entries of undoing are few, and name the entry they undid."""
    undoings = select(AuditEntry).where(AuditEntry.action == "action.undone", AuditEntry.id > entry.id)
    return any(one.changes.get("entry") == [None, entry.id] for one in db.session.scalars(undoings))


def _of_province(account: Account) -> bool:
    place = tree_on(today()).units.get(account.unit_id)
    return place is not None and place.tier is Tier.PROVINCE
