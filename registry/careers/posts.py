"""Where posts fit among the posts of an official: refusals that name the post in the way, with its days. Writes nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, End, Start
from models.positions import Position, StaffCategory
from models.units import Unit
from registry.officials.queries import post_words
from registry.officials.records import AssignmentDetails
from registry.officials.words import KINDS, LEFT
from registry.shared.clock import today
from registry.shared.dates import last_day, vn_date
from registry.shared.periods import Overlap, Slot, check_apart, gaps, slot_for
from registry.shared.refusal import Refused
from registry.units.queries import ending_after, name_of, tree_on


@dataclass(frozen=True)
class Correction:
    """A post as it should have been written down. `valid_to` is the first day on which it was held no more."""

    unit: Unit
    position: Position
    kind: AssignmentKind
    category: StaffCategory
    division: str | None
    valid_from: dt.date
    valid_to: dt.date
    decision: str | None
    started_by: Start | None
    ended_by: End | None
    end_decision: str | None
    reappointed_on: dt.date | None


@dataclass(frozen=True)
class Gap:
    """Days without a main post between two: the first and the last of them."""

    first: dt.date
    last: dt.date


def mains(posts: Iterable[Assignment]) -> list[Assignment]:
    """The main posts among these, oldest first."""
    return sorted((post for post in posts if post.kind is AssignmentKind.MAIN), key=lambda post: post.valid_from)


def main_on(posts: Iterable[Assignment], day: dt.date) -> Assignment | None:
    """The main post held on a day."""
    return next((post for post in mains(posts) if post.valid_from <= day < post.valid_to), None)


def place_for(posts: Sequence[Assignment], details: AssignmentDetails) -> Slot[Assignment]:
    """Where a new post fits. Main posts never overlap; of the others the same one is not held twice at a time."""
    if details.until and details.until <= details.valid_from:
        raise Refused("until", "Ngày kết thúc sớm hơn ngày bắt đầu.")
    try:
        if details.kind is AssignmentKind.MAIN:
            return slot_for(mains(posts), details.valid_from, details.until)
        ends = details.until or FOREVER
        like = (post for post in posts if is_like(post, details.kind, details.unit.id, details.position.id))
        check_apart(like, details.valid_from, ends)
        return Slot(details.valid_from, ends, None)
    except Overlap as overlap:
        raise overlapping(overlap.row, "valid_from") from None


def is_like(post: Assignment, kind: AssignmentKind, unit_id: int, position_id: int) -> bool:
    """Whether a post is one that cannot be held beside another of this kind, unit and position."""
    if kind is AssignmentKind.SECONDED:
        return post.kind is AssignmentKind.SECONDED
    same = (post.unit_id, post.position_id) == (unit_id, position_id)
    return same and post.kind is not AssignmentKind.SECONDED


def overlapping(post: Assignment, field: str) -> Refused:
    """The refusal that names a post in the way."""
    return Refused(field, f"Chồng lên chức vụ {KINDS[post.kind]} “{said(post)}”, giữ {days_of(post)}.")


def said(post: Assignment) -> str:
    """`Chuyên viên, Phòng Kinh tế, Xã Cẩm Xuyên`: a post in words."""
    return f"{post_words(post.position.title, post.division)}, {name_of(post.unit_id, post.valid_from)}"


def days_of(post: Assignment) -> str:
    """`từ 01/07/2025 đến hết 31/12/2026`."""
    until = vn_date(last_day(post.valid_to))
    return f"từ {vn_date(post.valid_from)} {f'đến hết {until}' if until else 'đến nay'}"


def check_catalogue(unit: Unit, position: Position, day: dt.date) -> None:
    """Refuse a unit that did not stand on the day, and a position that was not in force then or is of another tier."""
    place = tree_on(day).units.get(unit.id)
    if place is None:
        raise Refused("unit", f"Đơn vị này không hoạt động vào ngày {vn_date(day)}.")
    if not position.valid_from <= day < position.valid_to:
        raise Refused("position", f"Chức danh này không có trong danh mục của ngày {vn_date(day)}.")
    if position.tier is not place.tier:
        raise Refused("position", f"“{position.title}” không phải là chức danh của cấp mà {place.name} thuộc về.")


def check_stands(unit: Unit, ends: dt.date) -> None:
    """Refuse a post that would go on at a unit whose end is entered ahead."""
    if last := left_behind(unit.id, ends, ending_after(today())):
        raise Refused("unit", ends_words(last))


def left_behind(unit_id: int, ends: dt.date, ending: Mapping[int, dt.date]) -> dt.date | None:
    """The day from which a post that is held until `ends` would be at a unit that stands no more; None when it may be written.

    A reorganisation that is entered ahead moves only who is there by then. `ending`: units with their ends to come.
    """
    last = ending.get(unit_id)
    return last if last and last < ends else None


def ends_words(last: dt.date) -> str:
    """Why nobody comes to a unit any more whose end is entered ahead, and what to do."""
    return (
        f"Đơn vị này kết thúc từ ngày {vn_date(last)} theo đợt sắp xếp đã ghi trước. Hãy ghi trong hồ sơ, với ngày thôi giữ không"
        " muộn hơn, hoặc đề nghị Sở Nội vụ hoàn tác đợt sắp xếp rồi áp dụng lại sau khi ghi."
    )


def gaps_of(posts: Iterable[Assignment]) -> list[Gap]:
    """Days left out between main posts, unless the earlier one ended because somebody left."""
    between = gaps(mains(posts))
    return [Gap(one.valid_to, last_day(other.valid_from)) for one, other in between if one.ended_by not in LEFT]
