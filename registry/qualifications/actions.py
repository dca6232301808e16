"""Changing qualifications. Callers commit."""

from models.accounts import Account
from models.officials import Official
from models.qualifications import Qualification
from registry.audit.actions import record
from registry.qualifications.entering import correct, enter
from registry.qualifications.queries import text_of
from registry.qualifications.records import Changes, QualificationDetails

__all__ = ["QualificationDetails", "change_qualification", "record_qualification"]


def record_qualification(
    official: Official, details: QualificationDetails, by: Account | None, *, source: str | None = None
) -> Qualification:
    """Add a declared qualification to an official's file. Refused as in `enter`."""
    qualification, changes = enter(official, details, by, source)
    record("qualification.recorded", text_of(qualification), by=by, official=official, changes=changes)
    return qualification


def change_qualification(
    qualification: Qualification, details: QualificationDetails, by: Account | None, *, source: str | None = None
) -> Changes:
    """Correct a qualification; gives back field → [before, after], empty when nothing changed. Refused as in `enter`."""
    changes = correct(qualification, details, by, source)
    if changes:
        official = qualification.official
        record("qualification.changed", text_of(qualification), by=by, official=official, changes=dict(changes))
    return changes
