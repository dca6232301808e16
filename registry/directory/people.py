"""What lists of people, and of what people hold, have in common: who is in them, who and where they are, conditions on that."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, case, func, not_, select

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official, Sex
from models.positions import Leadership, Position, StaffCategory
from models.units import Tier
from registry.compliance.vocabulary import category_name, leadership_name, tier_name
from registry.directory.search import by_person, by_person_or_place
from registry.lists.asked import Asked
from registry.lists.definition import Cell, Column, Condition, Part
from registry.officials.queries import arriving, in_service, openable_ids, post_words, readable_ids
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.shared.paging import Result, Statement
from registry.shared.text import text_sort_key

Item = TypeVar("Item", bound="Person")


@dataclass(frozen=True)
class Person:
    """Who and where somebody is on the day. `public_id` is empty when the account may not open the file.

    `whole`: the file is open in whole, and so may be changed; else only the time at the account's own units.
    """

    row: Result
    public_id: str
    whole: bool
    unit_name: str

    @property
    def name(self) -> str:
        """Full name."""
        return str(self.row.full_name)

    @property
    def born(self) -> str:
        """Birth date as far as known."""
        return partial_date(self.row.born_on, self.row.born_precision)

    @property
    def post(self) -> str:
        """The main post in words."""
        return post_words(self.row.title, self.row.division)


def _in_post(asked: Asked) -> ColumnElement[bool]:
    """The main post of the day, of which everybody has at most one."""
    return and_(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= asked.on, Assignment.valid_to > asked.on)


def rows_of(asked: Asked, identity: Any, *more: Any) -> Statement:
    """Everybody in a main post; `identity` is the public id of the row, `more` columns stand besides those of `Person`.

    The units are the matter of `scope_of`.
    """
    statement: Statement = select(
        identity.label("public_id"),
        Official.id.label("official_id"),
        Official.public_id.label("official_public_id"),
        Official.full_name,
        Official.born_on,
        Official.born_precision,
        Official.sex,
        Official.staff_code,
        Assignment.unit_id,
        Assignment.division,
        Assignment.category,
        Position.title,
        *more,
    )
    statement = statement.join(Assignment, Assignment.official_id == Official.id).where(_in_post(asked))
    return statement.join(Position, Position.id == Assignment.position_id)


def counted(_asked: Asked) -> Statement:
    """Main posts alone: the database then counts without the other tables, and finds rare people first."""
    return select(Assignment.id)


def ordered(_asked: Asked) -> Statement:
    """With the people who hold the posts, by whose names lists are ordered."""
    return select(Official.public_id).join(Assignment, Assignment.official_id == Official.id)


def scope_of(asked: Asked) -> list[ColumnElement[bool]]:
    """Conditions on `Assignment` that always hold: the main post of the day, at a unit in view, of a file that is in use."""
    units = asked.view.units & asked.view.tree.units.keys()
    return [
        _in_post(asked),
        _wide_or_narrow(asked).in_(units),
        Assignment.official_id.not_in(select(Official.id).where(not_(in_service()))),
        Assignment.official_id.not_in(arriving(asked.view.account, asked.on)),
    ]


def _wide_or_narrow(asked: Asked) -> Any:
    """The unit of a post, for a condition on it: by its index only where the units in view are few of all.

    Of a whole province the index finds everybody, and a database that starts from it sorts them all for every page.
    """
    narrow = 2 * len(asked.view.units) < len(asked.view.tree.units)
    return Assignment.unit_id if narrow else Assignment.unit_id + 0


def searched(asked: Asked, wide: bool) -> ColumnElement[bool]:
    """The words of the search on `Assignment`."""
    return by_person_or_place(asked.words, asked.view.tree) if wide else by_person(asked.words)


@dataclass(frozen=True)
class Leave:
    """Ids of the officials whose files an account may open, and of those among them whose whole file it may open."""

    some: set[int]
    whole: set[int]


def leave_for(rows: Sequence[Result], account: Account | None) -> Leave:
    """Of the officials in these rows; nobody opens none."""
    if account is None:
        return Leave(set(), set())
    ids = [row.official_id for row in rows]
    whole = readable_ids(account, ids)
    others = set(ids) - whole
    return Leave(whole | openable_ids(account, others) if others else whole, whole)


def told_of(row: Result, asked: Asked, leave: Leave) -> tuple[Result, str, bool, str]:
    """The fields of `Person`."""
    unit, key = asked.view.tree.units.get(row.unit_id), row.official_id
    return row, row.official_public_id if key in leave.some else "", key in leave.whole, unit.name if unit else ""


def record_of(one: Person, anchor: str | None = None) -> str:
    """Address of the file; empty when the account may not open it."""
    return url_for("profile.show", public_id=one.public_id, _anchor=anchor) if one.public_id else ""


# Columns.


def by_name(_asked: Asked) -> Any:
    """The order of Vietnamese names."""
    return Official.sort_key


def by_unit(asked: Asked) -> ColumnElement[Any]:
    """Units by name of the day: worked out here, because databases sort Vietnamese each in its own way."""
    return _placed(Assignment.unit_id, {unit.id: unit.name for unit in asked.view.tree.units.values()})


def by_post(_asked: Asked) -> ColumnElement[Any]:
    """Posts by title, alphabetically."""
    titles = dict(db.session.execute(select(Position.id, Position.title)).all())
    return _placed(Assignment.position_id, titles)


def _placed(column: Any, names: dict[int, str]) -> ColumnElement[Any]:
    ordered = sorted(set(names.values()), key=text_sort_key)
    places = {name: place for place, name in enumerate(ordered)}
    return case({key: places[name] for key, name in names.items()}, value=column) if names else func.abs(0)


def name_column() -> Column[Any]:
    """Who it is, with the birth date underneath."""
    return Column(
        "name",
        _l("Họ và tên"),
        lambda one: Cell(one.name, one.born or _("chưa có ngày sinh"), record_of(one), marked=True, strong=True),
        (Part(_l("Họ và tên"), 26, lambda one: one.name), Part(_l("Ngày sinh"), 12, lambda one: one.born)),
        sort=by_name,
        filled=True,
        look="who-c",
    )


def post_column() -> Column[Any]:
    """Where somebody works, as what."""
    return Column(
        "post",
        _l("Đơn vị, chức vụ"),
        lambda one: Cell(one.unit_name, one.post, marked=True),
        (Part(_l("Đơn vị"), 26, lambda one: one.unit_name), Part(_l("Chức vụ"), 34, lambda one: one.post)),
        sort=by_unit,
        filled=True,
        look="u",
    )


def further_columns() -> tuple[Column[Any], ...]:
    """Facts that lists show when asked."""
    sexes, nothing = {Sex.MALE: _l("nam"), Sex.FEMALE: _l("nữ")}, ""
    return (
        _column("title", _l("Chức danh"), 34, lambda one: str(one.row.title), by_post),
        _column("division", _l("Phòng, bộ phận"), 26, lambda one: one.row.division or "", lambda _a: Assignment.division),
        _column("staff_code", _l("Số hiệu công chức"), 14, lambda one: one.row.staff_code or "", lambda _a: Official.staff_code),
        _column("sex", _l("Giới tính"), 8, lambda one: str(sexes.get(one.row.sex, nothing)), lambda _a: Official.sex),
        _column("category", _l("Nhóm"), 14, lambda one: category_name(one.row.category), lambda _a: Assignment.category),
        _column("born", _l("Ngày sinh"), 12, lambda one: one.born, lambda _a: Official.born_on),
    )


def _column(key: str, heading: Any, width: float, text: Any, sort: Any) -> Column[Any]:
    return Column(
        key, heading, lambda one: Cell(text(one) or "–"), (Part(heading, width, text),), sort=sort, look="more-c", usual=False
    )


# Conditions.


def unit_conditions() -> tuple[Condition, ...]:
    """Tier, category and leadership of the main post."""
    return (
        Condition("tier", _l("Cấp"), lambda _a: {tier.value: tier_name(tier.value) for tier in Tier}, _of_tier, several=True),
        Condition(
            "category",
            _l("Nhóm"),
            lambda _a: {one.value: category_name(one.value) for one in StaffCategory},
            lambda _a, values: Assignment.category.in_([StaffCategory(value) for value in values]),
            several=True,
        ),
        Condition(
            "leadership",
            _l("Chức vụ"),
            lambda _a: {one.value: leadership_name(one.value) for one in Leadership},
            _of_leadership,
            several=True,
        ),
    )


def personal_conditions() -> tuple[Condition, ...]:
    """Sex, age on the day, party."""
    return (
        Condition(
            "sex",
            _l("Giới tính"),
            lambda _a: {Sex.FEMALE.value: _("nữ"), Sex.MALE.value: _("nam")},
            lambda _a, values: _holder(Official.sex == Sex(values[0])),
        ),
        Condition("age", _l("Tuổi"), lambda _a: _ages(), lambda asked, values: _holder(_of_age(asked.on, values[0]))),
        Condition(
            "party",
            _l("Đảng viên"),
            lambda _a: {"yes": _("đã vào Đảng"), "no": _("chưa vào Đảng")},
            lambda _a, values: _holder(Official.party_member.is_(values[0] == "yes")),
        ),
    )


def _holder(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Assignment.official_id.in_(select(Official.id).where(condition))


def _of_tier(asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return Assignment.unit_id.in_([unit.id for unit in asked.view.tree.units.values() if unit.tier in values])


def _of_leadership(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return Assignment.position_id.in_(select(Position.id).where(Position.leadership.in_([Leadership(value) for value in values])))


_AGES = {"0-29": (0, 30), "30-39": (30, 40), "40-49": (40, 50), "50-": (50, 200)}


def _ages() -> dict[str, str]:
    return {"0-29": _("dưới 30"), "30-39": _("30 đến 39"), "40-49": _("40 đến 49"), "50-": _("từ 50")}


def _of_age(on: dt.date, value: str) -> ColumnElement[bool]:
    least, below = _AGES[value]
    # Completed years: born on or before the day that many years ago, and after the day of the next limit.
    return and_(Official.born_on <= _years_before(on, least), Official.born_on > _years_before(on, below))


def _years_before(on: dt.date, years: int) -> dt.date:
    """The last birth date that makes so many completed years by the day."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
