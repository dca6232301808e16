"""Printing summaries leaves a trail: who printed what about whom, on which day's figures, under which code. Callers commit."""

from models.accounts import Account
from models.audit import AuditEntry
from models.officials import Official
from models.units import Unit
from registry.audit.actions import record
from registry.snapshots.queries import Frozen
from registry.summaries.content import Summary, code_of
from registry.summaries.offices import Issue
from registry.summaries.wording import rules_note


def note_frozen_printed(frozen: Frozen, issue: Issue, by: Account, unit: Unit | None) -> AuditEntry:
    """Leave the one entry of a print of a snapshot."""
    snapshot = frozen.snapshot
    changes = {"code": [None, snapshot.digest], "on": [None, snapshot.on.isoformat()], "office": [None, issue.office.name]}
    return record("snapshot.printed", snapshot.name, by=by, unit=unit, changes=changes)


def note_printed(
    summary: Summary, issue: Issue, by: Account, *, official: Official | None = None, unit: Unit | None = None
) -> AuditEntry:
    """Leave the one entry of a print."""
    changes = {
        "code": [None, code_of(summary)],
        "on": [None, summary.on.isoformat()],
        "rules": [None, rules_note(summary.rules)],
        "office": [None, issue.office.name],
    }
    return record("summary.printed", summary.name, by=by, official=official, unit=unit, changes=changes)
