"""The list of files that lack what every file needs: how far each is, what is missing, and the way to where it is entered."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, not_, or_, select

from models.accounts import Account
from models.officials import Assignment, Official
from registry.directory.changing import OFFICIALS_EDIT
from registry.directory.people import (
    Person,
    counted,
    further_columns,
    name_column,
    post_column,
    readable,
    record_of,
    rows_of,
    scope_of,
    searched,
    told_of,
    unit_conditions,
)
from registry.lists.asked import Asked
from registry.lists.definition import Cell, Column, Condition, Listing, Part, Told
from registry.officials.needed import ITEMS, lacks_something, score
from registry.shared.database import db
from registry.shared.paging import Result

NEEDED = len(ITEMS) + 1
"""With the main post on the day, which everybody in a list has."""


@dataclass(frozen=True)
class Incomplete(Person):
    """A file with what it lacks, in the order of the official form; `anchor` is where the first of it is entered."""

    missing: tuple[str, ...]
    anchor: str

    @property
    def filled(self) -> int:
        """Needed items that are there."""
        return NEEDED - len(self.missing)


def _of_file(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Assignment.official_id.in_(select(Official.id).where(condition))


def _scope(asked: Asked) -> list[ColumnElement[bool]]:
    return [*scope_of(asked), _of_file(lacks_something())]


def _lacks(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return _of_file(or_(*(not_(item.clause()) for item in ITEMS if item.key in values)))


def _described(rows: Sequence[Result], asked: Asked, account: Account | None) -> list[Incomplete]:
    open_ids, ids = readable(rows, account), [row.official_id for row in rows]
    checks = db.session.execute(select(Official.id, *(item.clause() for item in ITEMS)).where(Official.id.in_(ids)))
    there = {row[0]: row[1:] for row in checks}
    found = []
    for row in rows:
        lacking = [item for item, is_there in zip(ITEMS, there[row.official_id], strict=True) if not is_there]
        words = tuple(str(item.words) for item in lacking)
        found.append(Incomplete(*told_of(row, asked, open_ids), words, lacking[0].anchor if lacking else ""))
    return found


COLUMNS: tuple[Column[Incomplete], ...] = (
    name_column(),
    post_column(),
    Column(
        "score",
        _l("Đã đủ"),
        lambda one: Cell(f"{one.filled}/{NEEDED}", strong=True),
        (
            Part(_l("Số mục đã đủ"), 10, lambda one: one.filled, "number"),
            Part(_l("Số mục cần có"), 10, lambda _one: NEEDED, "number"),
        ),
        sort=lambda _asked: score(),
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
    told=Told(
        title=_l("Hồ sơ còn thiếu"),
        sheet=_l("Danh sách hồ sơ còn thiếu"),
        noun=lambda number: ngettext("hồ sơ", "hồ sơ", number),
        basis=lambda _asked: _("còn thiếu ít nhất một trong %(needed)s mục mà hồ sơ nào cũng cần.", needed=NEEDED),
        wide=_l("khi tìm cả đơn vị và chức vụ; không ai mang tên hay số như vậy."),
        nothing=(_l("Hồ sơ nào cũng đủ"), _l("Mọi người giữ chức vụ chính trong ngày đều đã có các mục cần thiết.")),
    ),
    columns=COLUMNS,
    conditions=(
        Condition("lacks", _l("Thiếu"), lambda _a: {item.key: str(item.words) for item in ITEMS}, _lacks, several=True),
        *unit_conditions(),
    ),
    rows=lambda _asked: rows_of(Official.public_id),
    counted=counted,
    scope=_scope,
    search=searched,
    ties=(Official.sort_key, Official.id),
    identity=Official.public_id,
    describe=_described,
    order="name",
    edit=OFFICIALS_EDIT,
)
