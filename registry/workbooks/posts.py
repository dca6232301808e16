"""What a row means for the posts of its official: nothing new, a correction, or a new post that ends the one before."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from models.base import FOREVER
from models.officials import AssignmentKind
from registry.careers.posts import ends_words, left_behind
from registry.officials.records import AssignmentDetails
from registry.readers.facts import DateValue, Field
from registry.shared.ages import add_years
from registry.shared.clock import today
from registry.shared.dates import vn_date
from registry.shared.paging import Result
from registry.workbooks.remarks import Contradiction, Tell
from registry.workbooks.wanted import WantedPost

_WHEN = "hãy ghi ngày giữ chức vụ mới, hoặc sửa trong hồ sơ"


@dataclass(frozen=True)
class PostPlan:
    """A post to be written: the one that is corrected, or a new one; and the post before, whose end follows its first day."""

    details: AssignmentDetails
    corrected: Result | None = None
    ended: Result | None = None
    until: dt.date = FOREVER


@dataclass(frozen=True)
class Career:
    """The posts of an official, as the roster's day sees them. `writable`: units whose posts the sender may change, None: all.

    `ending`: units whose end is entered ahead, with the first day on which they stand no more.
    """

    posts: Sequence[Result]
    on: dt.date
    writable: Collection[int] | None = None
    ending: Mapping[int, dt.date] = field(default_factory=dict)

    @property
    def main(self) -> list[Result]:
        """Main posts, oldest first."""
        return [post for post in self.posts if post.kind is AssignmentKind.MAIN]

    @property
    def here(self) -> Result | None:
        """The main post on the roster's day."""
        return next((post for post in self.main if self.covers(post)), None)

    def covers(self, post: Result) -> bool:
        """Whether a post is held on the roster's day."""
        return bool(post.valid_from <= self.on < post.valid_to)

    def before(self, post: Result) -> Result | None:
        """The main post before another."""
        return next((one for one in reversed(self.main) if one.valid_from < post.valid_from), None)

    def check_writable(self, *posts: Result | None) -> None:
        """Refuse to change a post at a unit that is not the sender's, without saying which."""
        if self.writable is not None and any(post is not None and post.unit_id not in self.writable for post in posts):
            raise Contradiction(Field.POSITION, "Thay đổi này chạm tới chức vụ ở đơn vị khác; việc đó do Sở Nội vụ thực hiện.")

    def check_stands(self, said: WantedPost, until: dt.date) -> None:
        """Refuse a post that would go on at a unit whose end is entered ahead."""
        if last := left_behind(said.unit.id, until, self.ending):
            raise Contradiction(Field.UNIT, ends_words(last))


def plan_post(said: WantedPost, career: Career, tell: Tell) -> PostPlan | None:
    """What is to be written, None when the registry has it already. Raises `Contradiction` when a person must decide."""
    if said.held_from and said.held_from.earliest > add_years(today(), 1):
        raise Contradiction(Field.HELD_FROM, f"Ngày giữ chức vụ {said.held_from.shown} ở tương lai hơn một năm.")
    same = [post for post in career.posts if (post.unit_id, post.position_id) == (said.unit.id, said.position.id)]
    stated = next((post for post in same if career.covers(post)), None) or _begun(same, said.held_from)
    if stated is not None and (stated.kind is not AssignmentKind.MAIN or stated.valid_to <= career.on):
        return None  # a concurrent post, or an old list that repeats a post of the past
    here = stated or career.here
    if here is not None and (stated is not None or _on_day(said.held_from) == here.valid_from):
        return _correction(said, here, career, tell)
    return _new_post(said, career, tell)


def _begun(posts: Sequence[Result], start: DateValue | None) -> Result | None:
    """Of these posts the one that begins on the day that the row gives."""
    return next((post for post in posts if start and start.earliest <= post.valid_from <= start.latest), None)


def _on_day(start: DateValue | None) -> dt.date | None:
    return start.earliest if start and start.precision == "day" else None


def _correction(said: WantedPost, post: Result, career: Career, tell: Tell) -> PostPlan | None:
    start = post.valid_from if said.held_from is None or _begun([post], said.held_from) else said.held_from.earliest
    same_position = post.position_id == said.position.id
    category = said.category or (post.category if same_position else said.position.category)
    division = said.division or post.division or said.section
    held = (post.unit_id, post.position_id, post.valid_from, post.division, post.category)
    if held == (said.unit.id, said.position.id, start, division, category):
        return None
    ended = _moved_end(post, start, career) if start != post.valid_from else None
    career.check_writable(post, ended)
    if post.unit_id != said.unit.id:
        career.check_stands(said, post.valid_to)
    _remark_on(start, post, said.held_from, tell)
    details = AssignmentDetails(said.unit, said.position, start, division, category, decision=post.decision)
    return PostPlan(details, post, ended, until=post.valid_to)


def _moved_end(post: Result, start: dt.date, career: Career) -> Result | None:
    """The post before, when this one took over from it and its end has to follow the corrected first day."""
    before = career.before(post)
    if start >= post.valid_to:
        raise _overlap(start, post.valid_to)
    if before is None:
        return None
    follows = before.valid_to == post.valid_from
    if start <= before.valid_from or (start < before.valid_to and not follows):
        raise _overlap(start, before.valid_to)
    return before if follows else None


def _overlap(start: dt.date, limit: dt.date) -> Contradiction:
    reason = f"Ngày giữ chức vụ {vn_date(start)} chồng lên chức vụ khác, mốc {vn_date(limit)} trong sổ."
    return Contradiction(Field.HELD_FROM, reason)


def _remark_on(start: dt.date, post: Result | None, said: DateValue | None, tell: Tell) -> None:
    """What the sender should look at before the first day of a post is written."""
    if post is not None and start == post.valid_from:
        return
    if said is None:
        tell(Field.HELD_FROM, f"Chưa ghi ngày giữ chức vụ; tính từ ngày {vn_date(start)}.")
    elif said.precision != "day":
        tell(Field.HELD_FROM, f"Ngày giữ chức vụ chỉ ghi {said.shown}; tính từ ngày {vn_date(start)}.")
    if start > today():
        tell(Field.HELD_FROM, f"Ngày giữ chức vụ {vn_date(start)} ở tương lai; chức vụ chỉ tính từ ngày đó.")
    if post is not None and start > post.valid_from:
        earlier = vn_date(post.valid_from)
        tell(Field.HELD_FROM, f"Sổ ghi chức vụ này từ {earlier}, sớm hơn dòng này; nếu là bổ nhiệm lại thì hãy giữ ngày cũ.")


def _new_post(said: WantedPost, career: Career, tell: Tell) -> PostPlan:
    earlier = [post for post in career.main if post.valid_from <= career.on]
    last = earlier[-1] if earlier else None
    later = next((post for post in career.main if post.valid_from > career.on), None)
    start = said.held_from.earliest if said.held_from else career.on
    if last is not None:
        _check_after(last, career, said.held_from, start)
    if later is not None and start >= later.valid_from:
        raise _overlap(start, later.valid_from)
    ended = last if last is not None and last.valid_to > start else None
    career.check_writable(ended)
    until = later.valid_from if later is not None else FOREVER
    career.check_stands(said, until)
    _remark_on(start, None, said.held_from, tell)
    details = AssignmentDetails(said.unit, said.position, start, said.division or said.section, said.category)
    return PostPlan(details, None, ended, until)


def _check_after(last: Result, career: Career, said: DateValue | None, start: dt.date) -> None:
    """A new post begins after the last one, and ends it only if that is the one held on the roster's day."""
    since = f"Sổ đang có chức vụ khác từ {vn_date(last.valid_from)}"
    if said is None and last.valid_to > start:
        raise Contradiction(Field.HELD_FROM, f"{since}, dòng này không ghi ngày giữ chức vụ; {_WHEN}.")
    if start <= last.valid_from:
        raise Contradiction(Field.HELD_FROM, f"{since}, dòng này lại ghi từ {vn_date(start)}; {_WHEN}.")
    if start < last.valid_to and not career.covers(last):
        raise _overlap(start, last.valid_to)
