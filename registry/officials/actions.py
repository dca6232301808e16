"""Changing the files of officials and the posts they hold. Callers commit."""

from sqlalchemy import select

from models.accounts import Account
from models.officials import Assignment, Official
from registry.audit.actions import record
from registry.officials.records import (
    AssignmentDetails,
    Changes,
    OfficialDetails,
    alter_official,
    build_assignment,
    build_official,
    index_official,
)
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

__all__ = ["AssignmentDetails", "OfficialDetails", "add_official", "assign", "change_official", "index_official"]


def add_official(details: OfficialDetails, by: Account | None) -> Official:
    """Open a file. Refused when the personal number is on file already or is not 12 digits."""
    if db.session.scalar(select(Official.id).where(Official.personal_number == details.personal_number)):
        raise Refused("personal_number", f"Số định danh {details.personal_number} đã có trong sổ.")
    official = build_official(details)
    db.session.add(official)
    db.session.flush()
    record("official.added", official.full_name, by=by, official=official)
    return official


def change_official(official: Official, details: OfficialDetails, by: Account | None) -> Changes:
    """Correct the facts about a person; gives back field → [before, after] of what really changed, empty when nothing did."""
    changes = alter_official(official, details)
    if changes:
        record("official.changed", official.full_name, by=by, official=official, changes=dict(changes))
    return changes


def assign(official: Official, details: AssignmentDetails, by: Account | None) -> Assignment:
    """Give an official a post. A main post ends the main post held until then, on its first day.

    Refused when a main post begins on the same day or later, because two main posts would overlap.
    """
    held = db.session.scalars(select(Assignment).where(Assignment.official_id == official.id)).all()
    assignment = build_assignment(official, details, held)
    db.session.add(assignment)
    db.session.flush()
    record(
        "assignment.added",
        details.position.title,
        by=by,
        official=official,
        unit=details.unit,
        changes={"valid_from": [None, vn_date(details.valid_from)], "position": [None, details.position.key]},
    )
    return assignment
