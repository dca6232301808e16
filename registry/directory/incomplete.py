"""The list of files that lack what every file needs: how far each is, what is missing, and the way to where it is entered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, not_, or_, select

from models.accounts import Account
from models.officials import Assignment, Official
from models.qualifications import Qualification
from models.service import RankHeld
from registry.directory.changing import OFFICIALS_EDIT
from registry.directory.people import (
    Person,
    counted,
    further_columns,
    leave_for,
    name_column,
    ordered,
    post_column,
    record_of,
    rows_of,
    scope_of,
    searched,
    told_of,
    unit_conditions,
)
from registry.lists.asked import Asked
from registry.lists.definition import Cell, Column, Condition, Listing, Part, Told
from registry.officials.needed import LISTED, VOID, File, lacking_number, lacks_something, needed_of
from registry.shared.database import db
from registry.shared.paging import Result


@dataclass(frozen=True)
class Incomplete(Person):
    """A file with what it lacks, in the order of the official form; `anchor` is where the first of it is entered."""

    needed: int
    missing: tuple[str, ...]
    anchor: str

    @property
    def filled(self) -> int:
        """Needed items that are there."""
        return self.needed - len(self.missing)


def _of_file(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Assignment.official_id.in_(select(Official.id).where(condition))


def _scope(asked: Asked) -> list[ColumnElement[bool]]:
    named = asked.given.get("lacks")  # who lacks what is named lacks something
    return [*scope_of(asked), *([] if named else [_of_file(lacks_something(asked.on))])]


def _lacks(asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return _of_file(or_(*(not_(item.clause(asked.on)) for item in LISTED if item.key in values)))


def _described(rows: Sequence[Result], asked: Asked, account: Account | None) -> list[Incomplete]:
    leave, ids = leave_for(rows, account), [row.official_id for row in rows]
    facts = {one.id: one for one in db.session.execute(_FACTS.where(Official.id.in_(ids)))}
    held, ranked = _held(ids), set(db.session.scalars(select(RankHeld.official_id).where(RankHeld.official_id.in_(ids))))
    found = []
    for row in rows:
        key = row.official_id
        file = File(facts[key], held.get(key, []), row.category, key in ranked)
        needed = needed_of(file)
        lacking = [item for item in needed if not item.there(file)]
        words = tuple(str(item.words) for item in lacking)
        found.append(Incomplete(*told_of(row, asked, leave), len(needed), words, lacking[0].anchor if lacking else ""))
    return found


_FACTS = select(
    Official.id,
    Official.sex,
    Official.born_on,
    Official.born_precision,
    Official.ethnicity,
    Official.number_issued_on,
    Official.recruited_on,
    Official.joined_on,
    Official.party_member,
    Official.party_joined_on,
    Official.schooling,
    Official.duties,
)
"""What items look at, without the rest of the file."""


def _held(ids: Collection[int]) -> dict[int, list[Any]]:
    """What these officials hold that is not void, as far as items look at it."""
    columns = (Qualification.domain, Qualification.field, Qualification.institution, Qualification.issued_on)
    statement = select(Qualification.official_id, *columns).where(Qualification.state.not_in(VOID))
    held: dict[int, list[Any]] = {}
    for row in db.session.execute(statement.where(Qualification.official_id.in_(ids))):
        held.setdefault(row.official_id, []).append(row)
    return held


COLUMNS: tuple[Column[Incomplete], ...] = (
    name_column(),
    post_column(),
    Column(
        "score",
        _l("Đã đủ"),
        lambda one: Cell(f"{one.filled}/{one.needed}", strong=True),
        (
            Part(_l("Số mục đã đủ"), 10, lambda one: one.filled, "number"),
            Part(_l("Số mục cần có"), 10, lambda one: one.needed, "number"),
        ),
        sort=lambda asked: -lacking_number(asked.on),
        place=lambda one: -len(one.missing),
        filled=True,
        look="st num-c",
    ),
    Column(
        "missing",
        _l("Còn thiếu"),
        lambda one: Cell(lines=one.missing, url=record_of(one, one.anchor)),
        (Part(_l("Còn thiếu"), 70, lambda one: "; ".join(one.missing)),),
        look="muted why",
    ),
    *further_columns(),
)

INCOMPLETE: Listing[Incomplete] = Listing(
    kind="incomplete",
    name="incomplete",
    told=Told(
        title=_l("Hồ sơ còn thiếu"),
        sheet=_l("Danh sách hồ sơ còn thiếu"),
        noun=lambda number: ngettext("hồ sơ", "hồ sơ", number),
        basis=lambda _asked: _("còn thiếu ít nhất một trong %(needed)s mục mà hồ sơ nào cũng cần.", needed=len(LISTED) + 1),
        wide=_l("khi tìm cả đơn vị và chức vụ; không ai mang tên hay số như vậy."),
        nothing=(_l("Hồ sơ nào cũng đủ"), _l("Mọi người giữ chức vụ chính trong ngày đều đã có các mục cần thiết.")),
    ),
    columns=COLUMNS,
    conditions=(
        Condition("lacks", _l("Thiếu"), lambda _a: {item.key: str(item.words) for item in LISTED}, _lacks, several=True),
        *unit_conditions(),
    ),
    rows=lambda asked: rows_of(asked, Official.public_id),
    counted=counted,
    ordered=ordered,
    scope=_scope,
    search=searched,
    ties=(Official.sort_key, Official.id),
    identity=Official.public_id,
    describe=_described,
    order="name",
    edit=OFFICIALS_EDIT,
)
