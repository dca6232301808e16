"""Taking a file out of use and back, and making one of two files of the same person. Callers commit."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.classes import Enrolment, EnrolmentState, TrainingClass
from models.officials import Assignment, AssignmentKind, Official
from models.planning import DueDay, Planned
from models.proposals import Proposal, ProposalState
from models.qualifications import Qualification, State
from models.service import Absence, Appraisal, Discipline, RankHeld
from registry.archive.queries import COMPARED, merging_entry
from registry.audit.actions import record
from registry.careers.posts import days_of, is_like, mains, said
from registry.changes.actions import undo
from registry.qualifications.records import pass_on
from registry.shared.clock import now, today
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.periods import Overlap, check_apart
from registry.shared.refusal import Refused
from registry.shared.text import clean

_LEARNING = frozenset(EnrolmentState) - {EnrolmentState.COMPLETED, EnrolmentState.DROPPED, EnrolmentState.REFUSED}

Moving = tuple[type[Any], Callable[[Any, list[Any]], bool]]


def archive(official: Official, reason: str, by: Account | None) -> None:
    """Take a file out of every list and figure. Refused without a reason, and while in a class or in a post, now or later."""
    held = select(Assignment).where(Assignment.official_id == official.id, Assignment.valid_to > today())
    post = db.session.scalars(held.limit(1)).first()
    if post:
        raise Refused(
            "reason", f"Đang có chức vụ “{said(post)}”, giữ {days_of(post)}; hãy ghi thôi giữ hoặc gỡ chức vụ ghi nhầm trước."
        )
    if title := _class_of(official, _LEARNING):
        raise Refused("reason", f"Đang có tên trong lớp “{title}”; hãy bỏ đề cử hoặc ghi thôi học trước.")
    if not clean(reason):
        raise Refused("reason", "Hãy ghi lý do.")
    official.archived_at, official.archive_reason = now(), clean(reason)
    record("official.archived", official.full_name, by=by, official=official, changes={"reason": [None, clean(reason)]})


def restore(official: Official, by: Account | None) -> None:
    """Take an archived file into use again. Refused for one that went into another: that is taken apart."""
    if official.archived_at is None:
        raise Refused("", "Hồ sơ này đang được dùng.")
    if official.merged_into_id:
        raise Refused("", "Hồ sơ này đã gộp vào hồ sơ khác; hãy tách lại.")
    reason = official.archive_reason
    official.archived_at = official.archive_reason = None
    record("official.restored", official.full_name, by=by, official=official, changes={"reason": [reason, None]})


def merge(keep: Official, give: Official, by: Account | None) -> int:
    """Make one file of two: records move to `keep`, facts that it lacks are filled in, `give` is archived. Gives how many moved.

    What `keep` has already (the same number of a document, the same year, the same days) stays where it is; of two copies of a
    document the one of which more is known goes to `keep`. A document was verified for the person of the other file, so somebody
    else must say it anew. What the person proposes and nobody has answered moves too; links to `give` lead nowhere while it is
    archived. Refused when main posts overlap, or others that cannot be held beside each other: one of the two was not held so;
    and when `give` was in a class, whose lists name its file: then that is the one to keep.
    """
    if keep.id == give.id:
        raise Refused("", "Hai hồ sơ phải khác nhau.")
    _hold_both(keep, give)
    if title := _class_of(give, _LEARNING | {EnrolmentState.COMPLETED}):
        raise Refused("", f"{give.full_name} có tên trong lớp “{title}”; hãy giữ hồ sơ này và gộp hồ sơ kia vào đây.")
    _check_posts(_rows(Assignment, keep), _rows(Assignment, give))
    moved = 0
    for model, fits in _MOVING:
        moving = _move(model, fits, keep, give)
        moved += len(moving)
        if model is Qualification:
            moving = [*moving, *_swap_twins(keep, give)]
            pass_on(moving, f"Chuyển từ hồ sơ của {give.full_name} sang hồ sơ này khi gộp.", by)
    _point_at_twins(keep, give)
    for name in COMPARED:
        if getattr(keep, name) is None and getattr(give, name) is not None:
            setattr(keep, name, getattr(give, name))
            if name == "born_on":
                keep.born_precision = give.born_precision
    give.archived_at, give.archive_reason, give.merged_into_id = now(), f"Gộp vào hồ sơ {keep.full_name}", keep.id
    db.session.flush()
    db.session.expire_all()
    figures = {"records": [None, moved], "born_on": [None, vn_date(give.born_on) or None]}
    record("official.merged", give.full_name, by=by, official=keep, changes=figures)
    return moved


def unmerge(official: Official, by: Account) -> None:
    """Take a merger back. Refused when something was built on it since."""
    entry = merging_entry(official)
    if entry is None:
        raise Refused("", "Hồ sơ này không phải là hồ sơ đã gộp, hoặc việc gộp đã được hoàn tác.")
    undo(entry, by)


def _class_of(official: Official, states: AbstractSet[EnrolmentState]) -> str | None:
    statement = select(TrainingClass.title).join(Enrolment, Enrolment.class_id == TrainingClass.id)
    found = statement.where(Enrolment.official_id == official.id, Enrolment.state.in_(states))
    return db.session.scalar(found.order_by(TrainingClass.first_day.desc()).limit(1))


def _hold_both(keep: Official, give: Official) -> None:
    """Nobody else writes to either file until the transaction ends. Refused when one of them has gone out of use meanwhile."""
    for one in sorted((keep, give), key=lambda official: official.id):
        hold(one)
        db.session.refresh(one)
        if one.archived_at:
            raise Refused("", f"Hồ sơ của {one.full_name} vừa được lưu hoặc gộp; hãy mở lại trang.")


def _rows(model: type[Any], official: Official) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.official_id == official.id).order_by(model.id)))


def _move(model: type[Any], fits: Callable[[Any, list[Any]], bool], keep: Official, give: Official) -> list[Any]:
    there = _rows(model, keep)
    moving = [row for row in _rows(model, give) if fits(row, there)]
    for row in moving:
        row.official_id = keep.id
    return moving


def _swap_twins(keep: Official, give: Official) -> list[Qualification]:
    """Of a document that both files hold, the copy of which more is known moves, and its twin takes its place; gives both."""
    held = {(one.domain, one.number): one for one in _rows(Qualification, keep)}
    swapped: list[Qualification] = []
    for row in _rows(Qualification, give):
        twin = held.get((row.domain, row.number))
        if twin is not None and _KNOWN[row.state] > _KNOWN[twin.state]:
            row.official_id, twin.official_id = keep.id, give.id
            held[row.domain, row.number] = row
            swapped += [row, twin]
    return swapped


def _point_at_twins(keep: Official, give: Official) -> None:
    """Proposals about a document that stayed behind are about the same one of the file that is kept."""
    twins = {(one.domain, one.number): one.public_id for one in _rows(Qualification, keep)}
    stayed = {one.public_id: twins.get((one.domain, one.number)) for one in _rows(Qualification, give)}
    for proposal in _rows(Proposal, keep):
        proposal.record = stayed.get(proposal.record, proposal.record)


def _check_posts(kept: list[Assignment], given: list[Assignment]) -> None:
    for post in mains(given):
        _check_apart(post, mains(kept), "Chức vụ chính")
    for post in (one for one in given if one.kind is not AssignmentKind.MAIN):
        within = [one for one in _like(post, kept) if one.valid_from <= post.valid_from and post.valid_to <= one.valid_to]
        if not within:  # what the kept file says whole stays behind
            _check_apart(post, _like(post, kept), "Chức vụ")


def _check_apart(post: Assignment, others: list[Assignment], what: str) -> None:
    try:
        check_apart(others, post.valid_from, post.valid_to)
    except Overlap as overlap:
        other: Assignment = overlap.row
        raise Refused(
            "",
            f"{what} chồng nhau: “{said(post)}”, {days_of(post)}, và “{said(other)}”, {days_of(other)}. "
            "Hãy đính chính hoặc gỡ một trong hai rồi gộp.",
        ) from None


def _like(post: Assignment, posts: Iterable[Assignment]) -> list[Assignment]:
    return [one for one in posts if is_like(one, post.kind, post.unit_id, post.position_id)]


def _other_post(row: Any, there: list[Any]) -> bool:
    return row.kind is AssignmentKind.MAIN or _apart(row, _like(row, there))


def _always(_row: Any, _there: list[Any]) -> bool:
    return True


def _apart(row: Any, there: list[Any]) -> bool:
    return all(one.valid_to <= row.valid_from or row.valid_to <= one.valid_from for one in there)


def _waits(row: Any, _there: list[Any]) -> bool:
    return bool(row.state is ProposalState.OPEN)


def _other_year(row: Any, there: list[Any]) -> bool:
    return row.year not in {one.year for one in there}


def _other_document(row: Any, there: list[Any]) -> bool:
    return row.number is None or (row.domain, row.number) not in {(one.domain, one.number) for one in there}


def _other_plan(row: Any, there: list[Any]) -> bool:
    post = (row.unit_id, row.position_id)
    return _apart(row, [one for one in there if (one.unit_id, one.position_id) == post])


def _other_matter(row: Any, there: list[Any]) -> bool:
    return (row.kind, row.unit_id, row.position_id) not in {(one.kind, one.unit_id, one.position_id) for one in there}


_KNOWN = {
    state: place for place, state in enumerate((State.DECLARED, State.REJECTED, State.CHECKED, State.VERIFIED, State.REVOKED))
}
"""How much is known of a document in each state: a withdrawn one must not hide behind a copy that was only declared."""

_MOVING: tuple[Moving, ...] = (
    (Assignment, _other_post),
    (Qualification, _other_document),
    (RankHeld, _apart),
    (Absence, _apart),
    (Appraisal, _other_year),
    (Discipline, _always),
    (Proposal, _waits),
    (Planned, _other_plan),
    (DueDay, _other_matter),
)
