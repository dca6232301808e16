"""Dated changes of the posts of an official, and corrections of what was written down wrongly. Callers commit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.accounts import Account
from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, End, Official
from models.service import Absence
from registry.audit.actions import record
from registry.careers.opening import Opening, file_to_open
from registry.careers.posts import (
    Correction,
    check_catalogue,
    check_stands,
    days_of,
    main_on,
    mains,
    overlapping,
    place_for,
    said,
)
from registry.careers.reach import Reach
from registry.officials.records import AssignmentDetails, Changes, assignment_values, plain
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.periods import Overlap, check_apart
from registry.shared.refusal import Refused
from registry.shared.text import clean

__all__ = ["AssignmentDetails", "Correction", "appoint", "correct_post", "end_post", "end_service", "open_file", "remove_post"]


def open_file(opening: Opening, by: Account | None) -> Official:
    """Open the file of a new colleague with the first post.

    Refused when the personal number is on file or no number, and as in `appoint`.
    """
    official = file_to_open(opening, by)
    _add_post(official, opening.post, Reach(by))
    changes = {"position": [None, opening.post.position.key], "valid_from": [None, vn_date(opening.post.valid_from)]}
    record("official.added", official.full_name, by=by, official=official, unit=opening.post.unit, changes=changes)
    return official


def appoint(official: Official, details: AssignmentDetails, by: Account | None) -> Assignment:
    """Give an official a post: a main one at the own units, a concurrent or acting one, or a secondment to any unit.

    A main post ends the one held until then on its first day, and lasts until the next one that is known. Refused when main
    posts would overlap, when unit and position do not go together, and for units that are not the account's to write for.
    """
    post = _add_post(official, details, Reach(by))
    action = "assignment.seconded" if details.kind is AssignmentKind.SECONDED else "assignment.added"
    record(action, said(post), by=by, official=official, unit=post.unit, changes=_told(post))
    return post


def transfer(official: Official, details: AssignmentDetails, by: Account | None) -> Assignment:
    """Send an official to another unit with the whole file: the unit that holds the main post says so, and the decision.

    Posts beside the main one end with it. Refused without a decision, without a main post on the day, and as in `appoint`.
    """
    reach, posts = Reach(by), posts_to_change(official)
    left = main_on(posts, details.valid_from - dt.timedelta(days=1))
    if left is None:
        raise Refused("valid_from", "Ngay trước ngày này không giữ chức vụ chính nào để điều động; hãy ghi bổ nhiệm.")
    if left.unit_id == details.unit.id:
        raise Refused("unit", "Người này đang ở đơn vị đó; hãy ghi bổ nhiệm.")
    if not clean(details.decision or ""):
        raise Refused("decision", "Hãy ghi số quyết định điều động.")
    reach.check_posts([left], posts)
    post = _add_post(official, details, Reach(None), ended_by=End.TRANSFERRED)
    for other in posts:
        if other.kind is not AssignmentKind.MAIN and other.valid_from < details.valid_from < other.valid_to:
            _end(other, details.valid_from, End.TRANSFERRED, details.decision)
    record("assignment.transferred", said(post), by=by, official=official, unit=post.unit, changes=_told(post))
    return post


def end_post(post: Assignment, day: dt.date, reason: End, decision: str | None, by: Account | None) -> Assignment:
    """End one post; `day` is the first on which it is held no more. Refused when it was not held the day before."""
    Reach(by).check_posts([post], posts_to_change(post.official))
    if not post.valid_from < day <= post.valid_to:
        raise Refused("day", f"Chức vụ này giữ {days_of(post)}; ngày thôi giữ phải nằm trong khoảng đó.")
    before = vn_date(post.valid_to)
    _end(post, day, reason, decision)
    db.session.flush()
    changes = {"valid_to": [before or None, vn_date(day)], "ended_by": [None, reason.value], "decision": [None, decision or None]}
    record("assignment.ended", said(post), by=by, official=post.official, unit=post.unit, changes=changes)
    return post


def end_service(official: Official, day: dt.date, reason: End, decision: str | None, by: Account | None) -> int:
    """End all posts and absences because somebody leaves; `day` is the first on which none is held. Gives how many posts ended.

    Refused when no post is held the day before, or when one begins on the day or later: that one was entered wrongly.
    """
    posts = posts_to_change(official)
    ending = [post for post in posts if post.valid_from < day <= post.valid_to]
    if not ending:
        raise Refused("day", "Ngay trước ngày này không giữ chức vụ nào.")
    later = next((post for post in posts if post.valid_from >= day), None)
    if later:
        raise Refused("day", f"Sau ngày này còn chức vụ “{said(later)}”, giữ {days_of(later)}; hãy đính chính hoặc gỡ trước.")
    Reach(by).check_posts(ending, posts)
    for post in ending:
        _end(post, day, reason, decision)
    away = select(Absence).where(Absence.official_id == official.id, Absence.valid_from < day, Absence.valid_to > day)
    for absence in db.session.scalars(away):
        absence.valid_to = day
    db.session.flush()
    changes = {"valid_to": [None, vn_date(day)], "ended_by": [None, reason.value], "decision": [None, decision or None]}
    record("assignment.all_ended", official.full_name, by=by, official=official, unit=ending[0].unit, changes=changes)
    return len(ending)


def correct_post(post: Assignment, correction: Correction, by: Account | None) -> Changes:
    """Put right what was written down wrongly of a post; the post before follows when its end was the first day of this one.

    Gives back field → [before, after]. Refused when main posts would overlap, and as in `appoint`.
    """
    posts = [one for one in posts_to_change(post.official) if one is not post]
    if correction.valid_to <= correction.valid_from:
        raise Refused("until", "Ngày kết thúc sớm hơn ngày bắt đầu.")
    check_catalogue(correction.unit, correction.position, correction.valid_from)
    if correction.unit.id != post.unit_id or correction.valid_to > post.valid_to:
        check_stands(correction.unit, correction.valid_to)
    reach = Reach(by)
    reach.check_posts([post], [post, *posts])
    if correction.unit.id != post.unit_id:
        reach.check_unit(correction.unit)
    follower = _follower(post, correction, posts)
    if correction.kind is AssignmentKind.MAIN:
        _check_apart(correction, [one for one in mains(posts) if one is not follower])
    if follower:
        reach.check_posts([follower], [post, *posts])
        follower.valid_to = correction.valid_from
    changes = _lay(post, correction)
    if changes:
        db.session.flush()
        db.session.refresh(post)
        record("assignment.corrected", said(post), by=by, official=post.official, unit=post.unit, changes=dict(changes))
    return changes


def remove_post(post: Assignment, by: Account | None) -> None:
    """Take away a post that was never held. The trail keeps it, and undo brings it back."""
    Reach(by).check_posts([post], posts_to_change(post.official))
    changes = {"valid_from": [vn_date(post.valid_from), None], "valid_to": [vn_date(post.valid_to) or None, None]}
    record("assignment.removed", said(post), by=by, official=post.official, unit=post.unit, changes=changes)
    db.session.delete(post)
    db.session.flush()


def posts_to_change(official: Official) -> list[Assignment]:
    """All posts of an official, oldest first; until the transaction ends nobody else adds one."""
    hold(official)
    statement = select(Assignment).where(Assignment.official_id == official.id).options(joinedload(Assignment.position))
    return list(db.session.scalars(statement.order_by(Assignment.valid_from, Assignment.id)))


def _add_post(official: Official, details: AssignmentDetails, reach: Reach, ended_by: End | None = None) -> Assignment:
    posts = posts_to_change(official)
    check_catalogue(details.unit, details.position, details.valid_from)
    _check_right(details, posts, reach)
    slot = place_for(posts, details)
    check_stands(details.unit, slot.ends)
    values = assignment_values(replace(details, until=slot.ends))
    if slot.cut:
        reach.check_posts([slot.cut], posts)
        if slot.ends == slot.cut.valid_to:  # the new post ends as the one before was to end
            values |= {"ended_by": slot.cut.ended_by, "end_decision": slot.cut.end_decision}
        moved = End.MOVED if slot.cut.unit_id == details.unit.id else End.TRANSFERRED
        _end(slot.cut, details.valid_from, ended_by or moved, details.decision)
    else:
        _explain_end(posts, details, ended_by)
    post = Assignment(official=official, unit=details.unit, position=details.position, **values)
    db.session.add(post)
    db.session.flush()
    return post


def _explain_end(posts: Iterable[Assignment], details: AssignmentDetails, ended_by: End | None) -> None:
    """A post that was to end on this very day ended because of the new one."""
    for post in mains(posts):
        if ended_by and details.kind is AssignmentKind.MAIN and post.valid_to == details.valid_from and not post.ended_by:
            post.ended_by, post.end_decision = ended_by, details.decision


def _check_right(details: AssignmentDetails, posts: list[Assignment], reach: Reach) -> None:
    if details.kind is not AssignmentKind.SECONDED:
        reach.check_unit(details.unit)
        return
    employing = main_on(posts, details.valid_from)
    if employing is None:
        raise Refused("valid_from", "Ngày này không giữ chức vụ chính nào, nên không có đơn vị cử đi.")
    if employing.unit_id == details.unit.id:
        raise Refused("unit", "Người này đang giữ chức vụ chính ở đơn vị đó.")
    reach.check_posts([employing], posts)


def _end(post: Assignment, day: dt.date, reason: End, decision: str | None) -> None:
    post.valid_to, post.ended_by, post.end_decision = day, reason, clean(decision or "") or None


def _follower(post: Assignment, correction: Correction, posts: list[Assignment]) -> Assignment | None:
    """The main post before, when it ends where this one begins and the first day is corrected."""
    if AssignmentKind.MAIN not in {post.kind} & {correction.kind} or correction.valid_from == post.valid_from:
        return None
    before = next((one for one in mains(posts) if one.valid_to == post.valid_from), None)
    if before and before.valid_from >= correction.valid_from:
        raise overlapping(before, "valid_from")
    return before


def _check_apart(correction: Correction, others: list[Assignment]) -> None:
    try:
        check_apart(others, correction.valid_from, correction.valid_to)
    except Overlap as overlap:
        raise overlapping(overlap.row, "valid_from") from None


def _lay(post: Assignment, correction: Correction) -> Changes:
    values = dict(vars(correction))
    unit, position = values.pop("unit"), values.pop("position")
    changes: Changes = {}
    if unit.id != post.unit_id:
        changes["unit"], post.unit = [post.unit.key, unit.key], unit
    if position.id != post.position_id:
        changes["position"], post.position = [post.position.key, position.key], position
    for name, value in values.items():
        value = (clean(value) or None) if type(value) is str else value
        before = getattr(post, name)
        if before != value:
            changes[name] = [None if before == FOREVER else plain(before), None if value == FOREVER else plain(value)]
            setattr(post, name, value)
    return changes


def _told(post: Assignment) -> Changes:
    """What the trail says of a new post."""
    changes: Changes = {
        "valid_from": [None, vn_date(post.valid_from)],
        "valid_to": [None, vn_date(post.valid_to) or None],
        "position": [None, post.position.key],
        "kind": [None, post.kind.value],
        "decision": [None, post.decision],
    }
    return {name: pair for name, pair in changes.items() if pair[1]}
