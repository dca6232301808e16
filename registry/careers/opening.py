"""Opening the file of a new colleague: what is asked, and the file that is opened or taken up again. Leaves no trail entry."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.exc import IntegrityError

from models.accounts import Account
from models.officials import Assignment, Official
from models.qualifications import Qualification
from registry.officials.queries import archived_within, readable_by
from registry.officials.records import AssignmentDetails, OfficialDetails, build_official, index_official, new_values
from registry.shared.database import db
from registry.shared.refusal import Refused


@dataclass(frozen=True)
class Opening:
    """Who comes, and to which post."""

    person: OfficialDetails
    post: AssignmentDetails


def file_to_open(opening: Opening, by: Account | None) -> Official:
    """A new file, or an archived one with the number in which nothing was ever written: an opening that was undone.

    Refused when the number is on another file; whose, only to those who may read it.
    """
    fresh = build_official(opening.person)
    held = db.session.scalar(select(Official).where(Official.personal_number == fresh.personal_number))
    if held is None:
        return _added(fresh)
    if held.archived_at is None or held.merged_into_id or _has_records(held):
        raise Refused("personal_number", f"Số định danh này đã có trong sổ{_whose(held, by)}.")
    for name, value in new_values(opening.person).items():
        setattr(held, name, value)
    held.archived_at = held.archive_reason = None
    index_official(held)
    db.session.flush()
    return held


def _added(fresh: Official) -> Official:
    try:
        with db.session.begin_nested():
            db.session.add(fresh)
    except IntegrityError:  # somebody opened the same file a moment ago
        raise Refused("personal_number", "Số định danh này vừa có người ghi vào sổ.") from None
    return fresh


def _has_records(official: Official) -> bool:
    posts = exists().where(Assignment.official_id == official.id)
    papers = exists().where(Qualification.official_id == official.id)
    return bool(db.session.scalar(select(or_(posts, papers))))


def _whose(held: Official, by: Account | None) -> str:
    if by is None:
        return ""
    mine = or_(readable_by(by), archived_within(by))
    if not db.session.scalar(select(Official.id).where(Official.id == held.id, mine)):
        return ", ở đơn vị khác"
    return f": {held.full_name}" + (", hồ sơ đã lưu" if held.archived_at else "")
