"""The list of certificates whose validity ends: on which day, whether there is a newer one, what it does to targets."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from models.accounts import Account
from models.base import FOREVER
from models.officials import Official
from models.qualifications import Domain, Qualification
from models.targets import Reckoned, Standing, Target
from registry.directory.people import further_columns, leave_for, name_column, post_column, searched, told_of, unit_conditions
from registry.holdings.held import (
    Held,
    counted,
    held_columns,
    held_conditions,
    issued_column,
    names_of,
    ordered,
    rows,
    scope,
    state_column,
    text_column,
)
from registry.lists.asked import Asked
from registry.lists.definition import Cell, Column, Condition, Listing, Part, Quick, Told
from registry.officials.needed import VOID
from registry.qualifications.validity import earliest_number, end_of_validity, has_end, latest_number
from registry.shared.ages import add_months
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.paging import Result


@dataclass(frozen=True)
class Ending(Held):
    """A certificate with the end of its validity. `renewal` is a newer one; `gaps` are targets met until then and no longer."""

    over: bool
    renewal: str
    gaps: tuple[str, ...]


def _scope(asked: Asked) -> Sequence[ColumnElement[bool]]:
    return [*scope(asked), has_end(), Qualification.state.not_in(VOID)]


def _within(asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    if values[0] == "over":
        return end_of_validity() < earliest_number(asked.on)
    until = add_months(asked.on, int(values[0]))
    return end_of_validity().between(earliest_number(asked.on), latest_number(until))


def _spans() -> dict[str, str]:
    coming = {months: _("%(months)s tháng tới", months=months) for months in ("3", "6", "12")}
    return {"over": _("đã hết hạn"), **coming}


def _renewed(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    newer = aliased(Qualification)
    same = or_(
        newer.certificate_type_id == Qualification.certificate_type_id,
        and_(newer.language_code == Qualification.language_code, newer.domain == Qualification.domain),
    )
    there = (
        select(newer.id)
        .where(newer.official_id == Qualification.official_id, same, newer.state.not_in(VOID))
        .where(newer.issued_on > Qualification.issued_on)
        .exists()
    )
    return there if values[0] == "yes" else ~there


CONDITIONS = (
    Condition("within", _l("Hết hạn"), lambda _a: _spans(), _within),
    Condition(
        "since",
        _l("Hết hạn từ ngày"),
        lambda _a: {},
        lambda _a, values: end_of_validity() >= earliest_number(dt.date.fromisoformat(values[0])),
        kind="day",
    ),
    Condition(
        "until",
        _l("Hết hạn đến ngày"),
        lambda _a: {},
        lambda _a, values: end_of_validity() <= latest_number(dt.date.fromisoformat(values[0])),
        kind="day",
    ),
    Condition("renewed", _l("Đã có bản mới"), lambda _a: {"no": _("chưa"), "yes": _("rồi")}, _renewed),
    *(one for one in held_conditions() if one.name in {"certificate", "language", "state"}),
    *unit_conditions(),
)


def _described(found: Sequence[Result], asked: Asked, account: Account | None) -> list[Ending]:
    leave = leave_for(found, account)
    plain = [Held(*told_of(row, asked, leave), asked.facts) for row in found]
    holders = {row.official_id for row in found}
    newer = _newer(holders, asked) if asked.shows("renewal") else {}
    losses = _losses(holders) if asked.shows("gaps") else {}
    return [_ending(one, asked, newer.get(one.row.official_id, []), losses.get(one.row.official_id, [])) for one in plain]


def _ending(one: Held, asked: Asked, others: Sequence[Held], losses: Sequence[tuple[dt.date, str]]) -> Ending:
    end = one.valid_until or FOREVER
    renewals = [other for other in others if _renews(other, one)]
    newest = max(renewals, key=lambda other: other.row.issued_on, default=None)
    gaps = tuple(code for day, code in losses if day == end + dt.timedelta(days=1))
    return Ending(
        one.row,
        one.public_id,
        one.whole,
        one.unit_name,
        one.names,
        end < asked.on,
        f"{newest.text}, {newest.issued}" if newest else "",
        gaps,
    )


def _renews(other: Held, one: Held) -> bool:
    """Whether a qualification is of the same kind, or of the same language, and newer."""
    mine, its = one.row, other.row
    if not (mine.issued_on and its.issued_on and its.issued_on > mine.issued_on):
        return False
    kind = mine.certificate_type_id is not None and its.certificate_type_id == mine.certificate_type_id
    tongue = mine.language_code is not None and its.language_code == mine.language_code and its.domain is mine.domain
    return kind or tongue


def _newer(holders: Collection[int], asked: Asked) -> dict[int, list[Held]]:
    """What these officials hold in the domains whose certificates end."""
    domains = (Domain.LANGUAGE, Domain.ETHNIC_LANGUAGE, Domain.DIGITAL)
    statement = rows(asked).where(*scope(asked), Qualification.official_id.in_(holders), Qualification.domain.in_(domains))
    held: dict[int, list[Held]] = {}
    for row in db.session.execute(statement.where(Qualification.state.not_in(VOID))):
        held.setdefault(row.official_id, []).append(Held(row, "", False, "", asked.facts))
    return held


def _losses(holders: Collection[int]) -> dict[int, list[tuple[dt.date, str]]]:
    """For each official the days from which a target is met no longer, with its code: what the kept verdicts say."""
    before, after = aliased(Standing), aliased(Standing)
    statement = (
        select(after.official_id, after.valid_from, Target.code)
        .join(before, and_(before.official_id == after.official_id, before.target_id == after.target_id))
        .join(Target, Target.id == after.target_id)
        .where(after.official_id.in_(holders), before.valid_to == after.valid_from)
        .where(before.declared == Reckoned.MET, after.declared.in_([Reckoned.UNMET, Reckoned.UNKNOWN]))
        .order_by(Target.place, Target.code)
    )
    found: dict[int, list[tuple[dt.date, str]]] = {}
    for official_id, day, code in db.session.execute(statement):
        found.setdefault(official_id, []).append((day, code))
    return found


def _end_cell(one: Ending) -> Cell:
    words = _("đã hết hạn") if one.over else _("còn hạn")
    return Cell(vn_date(one.valid_until), words, strong=True)


def _gap_cell(one: Ending) -> Cell:
    if not one.gaps:
        return Cell(_("không đổi"), faint=True)
    return Cell(_("không còn đạt %(codes)s", codes=", ".join(one.gaps)), chip="unmet cross")


COLUMNS: tuple[Column[Ending], ...] = (
    name_column(),
    text_column(),
    Column(
        "end",
        _l("Hết hạn"),
        _end_cell,
        (Part(_l("Ngày cuối còn hạn"), 13, lambda one: one.valid_until, "date"),),
        sort=lambda _asked: end_of_validity(),
        filled=True,
        look="st num-c",
    ),
    Column(
        "renewal",
        _l("Bản mới hơn"),
        lambda one: Cell(one.renewal) if one.renewal else Cell(_("chưa có"), faint=True),
        (Part(_l("Bản mới hơn"), 30, lambda one: one.renewal),),
        look="more-c why",
    ),
    Column(
        "gaps",
        _l("Chỉ tiêu từ ngày sau"),
        _gap_cell,
        (Part(_l("Không còn đạt từ ngày sau"), 18, lambda one: ", ".join(one.gaps)),),
        look="more-c why",
    ),
    post_column(),
    state_column("more-c"),
    issued_column(usual=False),
    *(column for column in held_columns() if column.key in {"number", "note"}),
    *further_columns(),
)


def _quick(_asked: Asked) -> list[Quick]:
    return [Quick(words[:1].upper() + words[1:], {"within": value}) for value, words in _spans().items()]


EXPIRIES: Listing[Ending] = Listing(
    kind="expiries",
    name="expiries",
    told=Told(
        title=_l("Chứng chỉ hết hạn"),
        sheet=_l("Danh sách chứng chỉ hết hạn"),
        noun=lambda number: ngettext("chứng chỉ", "chứng chỉ", number),
        basis=lambda _asked: _("có ghi ngày hết hạn, hoặc thuộc loại chỉ có giá trị trong một thời gian."),
        wide=_l("khi tìm cả đơn vị và chức vụ; không ai mang tên hay số như vậy."),
        nothing=(_l("Không có chứng chỉ nào có hạn"), _l("Hãy ghi chứng chỉ ngoại ngữ, tin học vào hồ sơ trước.")),
    ),
    columns=COLUMNS,
    conditions=CONDITIONS,
    rows=rows,
    counted=counted,
    ordered=ordered,
    scope=_scope,
    search=searched,
    ties=(Official.sort_key, Official.id, Qualification.id),
    identity=Qualification.public_id,
    describe=_described,
    prepare=names_of,
    quick=_quick,
    order="end",
)
