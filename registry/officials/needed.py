"""What every file needs: each item in words with its number on the official form, for one file and as a condition over all.

Only what everybody has is needed: a certificate that one may never have earned is a gap of a target, not of the file.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, not_, or_, select

from models.officials import Official, Precision
from models.qualifications import Domain, Qualification, State

VOID = (State.REJECTED, State.REVOKED)
"""States of qualifications that say nothing about the file."""


@dataclass(frozen=True)
class Item:
    """Something that a file needs.

    `there` looks at an official and the qualifications that are not void, or at rows with their columns; `clause` is a condition
    on `Official` that says the same. `anchor` is the section of the record in which it is entered.
    """

    key: str
    words: Any
    there: Callable[[Any, Collection[Any]], bool]
    clause: Callable[[], ColumnElement[bool]]
    anchor: str


def holdings() -> Subquery:
    """What items ask of the qualifications of each official, gathered in one pass: for scores of a whole list at once."""
    degree = Qualification.domain == Domain.DEGREE
    return (
        select(
            Qualification.official_id,
            func.max(case((degree, 1), else_=0)).label("degree"),
            func.max(case((and_(degree, _wanting()), 1), else_=0)).label("wanting"),
            func.max(case((Qualification.issued_on.is_(None), 1), else_=0)).label("undated"),
        )
        .where(Qualification.state.not_in(VOID))
        .group_by(Qualification.official_id)
        .subquery()
    )


def score(held: Subquery) -> ColumnElement[int]:
    """How many items a file has, over `Official` with `holdings` joined to it from outside."""
    columns = held.columns
    gathered = {
        "degree": func.coalesce(columns.degree, 0),
        "schools": case((and_(columns.degree == 1, columns.wanting == 0), 1), else_=0),
        "issued": 1 - func.coalesce(columns.undated, 0),
    }
    total: ColumnElement[int] = literal(0)
    for item in ITEMS:
        total = total + (gathered[item.key] if item.key in gathered else case((item.clause(), 1), else_=0))
    return total


def lacks_something() -> ColumnElement[bool]:
    """Condition on `Official`: an item is not there. What is cheap to look at comes first."""
    return or_(*(not_(item.clause()) for item in ITEMS))


def _party_known(official: Any, _held: Collection[Any]) -> bool:
    return official.party_member is False or (official.party_member is True and official.party_joined_on is not None)


def _degrees(held: Collection[Any]) -> list[Any]:
    return [one for one in held if one.domain is Domain.DEGREE]


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


def _schools() -> ColumnElement[bool]:
    degree = Qualification.domain == Domain.DEGREE
    return and_(_holds(degree), not_(_holds(degree, _wanting())))


ITEMS: tuple[Item, ...] = (
    Item("sex", _l("1 Giới tính"), lambda one, _h: one.sex is not None, lambda: Official.sex.is_not(None), "who"),
    Item(
        "born",
        _l("3 Ngày sinh đủ ngày, tháng, năm"),
        lambda one, _h: one.born_on is not None and one.born_precision is Precision.DAY,
        lambda: and_(Official.born_on.is_not(None), Official.born_precision == Precision.DAY),
        "who",
    ),
    Item(
        "ethnicity",
        _l("6 Dân tộc"),
        lambda one, _h: bool(one.ethnicity),
        lambda: and_(Official.ethnicity.is_not(None), Official.ethnicity != ""),
        "who",
    ),
    Item(
        "recruited",
        _l("13 Ngày tuyển dụng lần đầu"),
        lambda one, _h: one.recruited_on is not None,
        lambda: Official.recruited_on.is_not(None),
        "m13",
    ),
    Item(
        "party",
        _l("15 Ngày vào Đảng, hoặc ghi chưa vào Đảng"),
        _party_known,
        lambda: and_(
            Official.party_member.is_not(None), or_(Official.party_member.is_(False), Official.party_joined_on.is_not(None))
        ),
        "who",
    ),
    Item(
        "degree",
        _l("20 Trình độ chuyên môn cao nhất"),
        lambda _o, held: bool(_degrees(held)),
        lambda: _holds(Qualification.domain == Domain.DEGREE),
        "m32",
    ),
    Item(
        "schools",
        _l("32.1 Chuyên ngành và nơi cấp của văn bằng chuyên môn"),
        lambda _o, held: bool(_degrees(held)) and all(one.field and one.institution for one in _degrees(held)),
        _schools,
        "m32",
    ),
    Item(
        "issued",
        _l("32 Ngày cấp của mọi văn bằng, chứng chỉ"),
        lambda _o, held: all(one.issued_on for one in held),
        lambda: not_(_holds(Qualification.issued_on.is_(None))),
        "m32",
    ),
)
"""In the order of the form. The main post on the day is needed as well; in lists everybody has one."""
