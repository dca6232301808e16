"""Writing the trail."""

import datetime as dt
from typing import Any

from models.accounts import Account
from models.audit import AuditEntry
from models.officials import Official
from models.units import Unit
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.text import search_text


def record(
    action: str,
    subject: str,
    *,
    by: Account | None,
    official: Official | None = None,
    unit: Unit | None = None,
    changes: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add the entry of one action to its transaction.

    `action` has its words in `registry.audit.words`. `changes` maps a field to [before, after], as text, number, true/false or
    None. An action by nobody is a command on the server.
    """
    entry = AuditEntry(
        **entry_values(action, subject, by=by, official_id=official.id if official else None, changes=changes),
        unit_id=unit.id if unit else None,
    )
    db.session.add(entry)
    return entry


def note_list(subject: str, *, by: Account, on: dt.date, people: int, unit_id: int | None) -> AuditEntry:
    """Leave the one entry of a list of people that was taken along as a workbook."""
    entry = record("list.exported", subject, by=by, changes={"on": [None, on.isoformat()], "officials": [None, people]})
    entry.unit_id = unit_id
    return entry


def entry_values(
    action: str, subject: str, *, by: Account | None, official_id: int | None = None, changes: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Column → value of an entry, for actions that add thousands at once."""
    return {
        "at": now(),
        "account_id": by.id if by else None,
        "action": action,
        "subject": subject[:300],
        "search_text": search_text(subject[:300])[:320],
        "official_id": official_id,
        "changes": changes or {},
    }
