"""What every file needs: each item in words with its number on the official form, for one file and as a condition over all.

Only what everybody has is needed: a certificate that one may never have earned is a gap of a target, not of the file.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, case, not_, or_, select

from models.officials import Assignment, AssignmentKind, Official, Precision
from models.positions import StaffCategory
from models.qualifications import Domain, Qualification, State
from models.service import RankHeld

VOID = (State.REJECTED, State.REVOKED)
"""States of qualifications that say nothing about the file."""


@dataclass(frozen=True)
class File:
    """What items look at: an official and the qualifications that are not void, or rows with their columns; the post, ranks."""

    official: Any
    held: Collection[Any]
    category: str | None
    """Of the main post on the day; None without one."""
    ranked: bool

    @property
    def degrees(self) -> list[Any]:
        """The degrees among what is held."""
        return [one for one in self.held if one.domain is Domain.DEGREE]


@dataclass(frozen=True)
class Item:
    """Something that a file needs.

    `there` looks at a file; `clause` is a condition on `Official` on a day that says the same. `anchor` is the section of the
    record in which it is entered. `asked` says of which files: of others it is no item at all.
    """

    key: str
    words: Any
    there: Callable[[File], bool]
    clause: Callable[[dt.date], ColumnElement[bool]]
    anchor: str
    asked: Callable[[File], bool] = lambda _file: True


def needed_of(file: File) -> list[Item]:
    """The items that a file needs, in the order of the form."""
    return [item for item in ITEMS if item.asked(file)]


def lacking_number(on: dt.date) -> ColumnElement[int]:
    """Over `Official` with a main post on the day: how many items a file lacks. Each set of holders is looked through once."""
    degree = Qualification.domain == Domain.DEGREE
    of_degrees: ColumnElement[int] = case((not_(_holds(degree)), 2), (_holds(degree, _wanting()), 1), else_=0)
    others = [item for item in LISTED if item.key not in ("degree", "schools")]
    return sum((case((item.clause(on), 0), else_=1) for item in others), start=of_degrees)


def lacks_something(on: dt.date) -> ColumnElement[bool]:
    """Condition on `Official` with a main post on the day: an item is not there. What is cheap to look at comes first."""
    own = [item for item in LISTED if item.key not in _ELSEWHERE]
    others = [item for item in LISTED if item.key in _ELSEWHERE and item.key != "degree"]  # without one, schools lack as well
    return or_(*(not_(item.clause(on)) for item in (*own, *others)))


def _holds(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Over `Official`: a qualification like this is held. As a set, which a database makes once for a whole list."""
    holders = select(Qualification.official_id).where(Qualification.state.not_in(VOID), *conditions)
    return Official.id.in_(holders)


def _wanting() -> ColumnElement[bool]:
    """A degree that does not say in what, or from where."""
    return or_(
        Qualification.field.is_(None),
        Qualification.field == "",
        Qualification.institution.is_(None),
        Qualification.institution == "",
    )


def _schools(_on: dt.date) -> ColumnElement[bool]:
    degree = Qualification.domain == Domain.DEGREE
    return and_(_holds(degree), not_(_holds(degree, _wanting())))


def _of_party(_on: dt.date) -> ColumnElement[bool]:
    joined = or_(Official.party_member.is_(False), Official.party_joined_on.is_not(None))
    return and_(Official.party_member.is_not(None), joined)


def _party_known(file: File) -> bool:
    one = file.official
    return one.party_member is False or (one.party_member is True and one.party_joined_on is not None)


def _posted(on: dt.date, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    main = and_(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on)
    return Official.id.in_(select(Assignment.official_id).where(main, *conditions))


def _ranked(on: dt.date) -> ColumnElement[bool]:
    cadre = _posted(on, Assignment.category == StaffCategory.CADRE)
    return or_(Official.id.in_(select(RankHeld.official_id)), cadre)


def _fact(key: str, words: Any, name: str, anchor: str, *, text: bool = False) -> Item:
    """Something that a column of the official says; an empty text says nothing."""
    column = getattr(Official, name)
    known = and_(column.is_not(None), column != "") if text else column.is_not(None)
    return Item(key, words, lambda file: getattr(file.official, name) not in (None, ""), lambda _on: known, anchor)


ITEMS: tuple[Item, ...] = (
    _fact("sex", _l("1 Giới tính"), "sex", "m1"),
    Item(
        "born",
        _l("3 Ngày sinh đủ ngày, tháng, năm"),
        lambda file: file.official.born_on is not None and file.official.born_precision is Precision.DAY,
        lambda _on: and_(Official.born_on.is_not(None), Official.born_precision == Precision.DAY),
        "m1",
    ),
    _fact("ethnicity", _l("6 Dân tộc"), "ethnicity", "m1", text=True),
    _fact("number", _l("8 Ngày cấp số định danh"), "number_issued_on", "m1"),
    _fact("recruited", _l("13 Ngày tuyển dụng lần đầu"), "recruited_on", "m13"),
    _fact("joined", _l("14 Ngày vào cơ quan hiện đang công tác"), "joined_on", "m13"),
    Item("party", _l("15 Ngày vào Đảng, hoặc ghi chưa vào Đảng"), _party_known, _of_party, "m13"),
    _fact("schooling", _l("19 Trình độ giáo dục phổ thông"), "schooling", "m13", text=True),
    Item(
        "degree",
        _l("20 Trình độ chuyên môn cao nhất"),
        lambda file: bool(file.degrees),
        lambda _on: _holds(Qualification.domain == Domain.DEGREE),
        "m32",
    ),
    Item("post", _l("23 Chức vụ chính trong ngày"), lambda file: file.category is not None, _posted, "form-career"),
    _fact("duties", _l("28 Công việc chính được giao"), "duties", "m13", text=True),
    Item(
        "rank",
        _l("30 Ngạch, bậc lương"),
        lambda file: file.ranked,
        _ranked,
        "m30",
        asked=lambda file: file.category != StaffCategory.CADRE,  # a cadre need not have a rank
    ),
    Item(
        "schools",
        _l("32.1 Chuyên ngành và nơi cấp của văn bằng chuyên môn"),
        lambda file: bool(file.degrees) and all(one.field and one.institution for one in file.degrees),
        _schools,
        "m32",
    ),
    Item(
        "issued",
        _l("32 Ngày cấp của mọi văn bằng, chứng chỉ"),
        lambda file: all(one.issued_on for one in file.held),
        lambda _on: not_(_holds(Qualification.issued_on.is_(None))),
        "m32",
    ),
)
"""In the order of the form."""

LISTED = tuple(item for item in ITEMS if item.key != "post")
"""Without the main post of the day, which everybody in a list has."""

_ELSEWHERE = ("degree", "rank", "schools", "issued")
"""Items that are kept outside the row of the official."""
