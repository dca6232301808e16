"""The list of who reaches the age of retirement: on which day, how long until then, and what that means for the targets."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, case, extract, func, or_, select

from models.accounts import Account
from models.officials import Assignment, Official, Sex
from models.planning import Due, DueDay
from models.targets import Reckoned, Standing
from registry.coming.due import Coming, of_age
from registry.coming.words import why
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.directory.people import (
    Leave,
    Person,
    counted,
    further_columns,
    leave_for,
    name_column,
    ordered,
    post_column,
    rows_of,
    scope_of,
    searched,
    told_of,
    unit_conditions,
)
from registry.lists.asked import Asked
from registry.lists.definition import Cell, Column, Condition, Listing, Part, Quick, Told
from registry.shared.ages import add_months
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.numbers import vn_number
from registry.shared.paging import Result
from registry.shared.retirement import BANDS, age_of_retirement, first_to_retire, month_end, months_between
from registry.standings.measure import NOBODY, Count, counts_on, rolled_up


@dataclass(frozen=True)
class Retiring(Person):
    """Somebody with the day of retirement. `gaps` says what it does to the targets that count the person now."""

    coming: Coming
    months: int
    age: int | None
    """By rule, in months; None when birth or sex is unknown and the day was decided."""
    gaps: tuple[str, ...]

    @property
    def day(self) -> dt.date:
        """The last day at work."""
        return self.coming.due


def month_of_retirement() -> ColumnElement[Any]:
    """Over `Official`: the month of retirement as year × 12 + month; empty where birth or sex is unknown."""
    born = extract("year", Official.born_on) * 12 + extract("month", Official.born_on)
    ages = case(
        (Official.sex == Sex.MALE, _ages_of(Sex.MALE)),
        (Official.sex == Sex.FEMALE, _ages_of(Sex.FEMALE)),
        else_=None,
    )
    return born + ages


def _ages_of(sex: Sex) -> ColumnElement[Any]:
    *earlier, last = BANDS[sex]
    return case(*((Official.born_on < band.born_before, band.months) for band in earlier), else_=last.months)


def order_of_retirement() -> ColumnElement[Any]:
    """Over `Official`: a number that orders the days of retirement, those decided and those by age; empty where none is known."""
    day = DueDay.day
    decided = (extract("year", day) * 12 + extract("month", day)) * _DAYS + extract("day", day)
    own = select(decided).where(_DECIDED, DueDay.official_id == Official.id).correlate(Official).scalar_subquery()
    return func.coalesce(own, month_of_retirement() * _DAYS + _DAYS - 1)


_DAYS = 32
"""More than any month has."""
_DECIDED = DueDay.kind == Due.RETIREMENT


def _falls(by_age: ColumnElement[bool], decided: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whose day of retirement is one of these: the day that was decided goes before the one by age."""
    otherwise = Official.id.not_in(select(DueDay.official_id).where(_DECIDED))
    return or_(and_(by_age, otherwise), Official.id.in_(select(DueDay.official_id).where(_DECIDED, decided)))


def _in_or_after(day: dt.date) -> ColumnElement[bool]:
    """Who retires in the month of the day or later, or on a day decided from then on: as births, which are quick to look at."""
    by_age = or_(*(and_(Official.sex == sex, Official.born_on >= first_to_retire(sex, day)) for sex in Sex))
    return _falls(by_age, DueDay.day >= day)


def _by(day: dt.date) -> ColumnElement[bool]:
    """Who retires on the day or before: it is always the last day of a month."""
    month = add_months(day.replace(day=1), 1 if day == month_end(day) else 0)
    by_age = or_(*(and_(Official.sex == sex, Official.born_on < first_to_retire(sex, month)) for sex in Sex))
    return _falls(by_age, DueDay.day <= day)


def _retires(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """On `Assignment`, as all conditions of lists of people."""
    return Assignment.official_id.in_(select(Official.id).where(condition))


def _scope(asked: Asked) -> list[ColumnElement[bool]]:
    """Only those of whom the day can be told, and who have not reached it before the day of the list."""
    return [*scope_of(asked), _retires(_in_or_after(asked.on))]


def _within(asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return _retires(_by(add_months(asked.on, int(values[0]))))


def _from_day(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return _retires(_in_or_after(dt.date.fromisoformat(values[0])))


def _to_day(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return _retires(_by(dt.date.fromisoformat(values[0])))


def _spans() -> dict[str, str]:
    return {months: _("%(months)s tháng tới", months=months) for months in ("6", "12", "24", "60")}


CONDITIONS = (
    Condition("within", _l("Nghỉ hưu trong"), lambda _a: _spans(), _within),
    Condition("since", _l("Từ ngày"), lambda _a: {}, _from_day, kind="day"),
    Condition("until", _l("Đến ngày"), lambda _a: {}, _to_day, kind="day"),
    *unit_conditions(),
    Condition(
        "sex",
        _l("Giới tính"),
        lambda _a: {Sex.FEMALE.value: _("nữ"), Sex.MALE.value: _("nam")},
        lambda _a, values: _retires(Official.sex == Sex(values[0])),
    ),
)


def _described(rows: Sequence[Result], asked: Asked, account: Account | None) -> list[Retiring]:
    leave = leave_for(rows, account)
    gaps = _gaps(rows, asked) if asked.shows("gaps") else {}
    ids = [row.official_id for row in rows]
    decided = {one.official_id: one for one in db.session.scalars(select(DueDay).where(_DECIDED, DueDay.official_id.in_(ids)))}
    told = ((row, of_age(row, decided.get(row.official_id))) for row in rows)  # rows without a day are not in the list
    return [_retiring(row, one, asked, leave, gaps.get(row.official_id, ())) for row, one in told if one]


def _retiring(row: Result, one: Coming, asked: Asked, leave: Leave, gaps: tuple[str, ...]) -> Retiring:
    months = months_between(asked.on, one.due) if one.due > asked.on else 0
    age = age_of_retirement(row.sex, row.born_on) if one.by_rule else None
    return Retiring(*told_of(row, asked, leave), one, months, age, gaps)


def _gaps(rows: Sequence[Result], asked: Asked) -> dict[int, tuple[str, ...]]:
    """For each official what the units lose, target by target, as they stand on the day of the list."""
    known: dict[int, TargetOnDay] = {target.id: target for target in asked.facts}
    counts = counts_on(asked.on, list(known))
    sums = {key: rolled_up(of_target, asked.view.tree) for key, of_target in counts.items()}
    statement = select(Standing.official_id, Standing.target_id, Standing.unit_id, Standing.declared).where(
        Standing.official_id.in_([row.official_id for row in rows]),
        Standing.target_id.in_(known),
        Standing.valid_from <= asked.on,
        Standing.valid_to > asked.on,
        Standing.declared != Reckoned.EXEMPT,
    )
    found: dict[int, list[str]] = {}
    places = {key: place for place, key in enumerate(known)}
    rows_by_target = sorted(db.session.execute(statement), key=lambda row: places[row.target_id])
    for official_id, target_id, unit_id, declared in rows_by_target:
        count = sums.get(target_id, {}).get(unit_id, NOBODY)
        found.setdefault(official_id, []).append(_loss(known[target_id], count, met=declared == Reckoned.MET))
    return {key: tuple(words) for key, words in found.items()}


def _loss(target: TargetOnDay, count: Count, *, met: bool) -> str:
    """What a unit loses with somebody who is counted there."""
    left = Count(count.met - met, 0, count.unmet + count.unknown - (not met))
    threshold = target.rule.threshold
    before, after = count.verdict(threshold), left.verdict(threshold)
    if before == "met" and after == "unmet":
        return _("%(code)s: đơn vị đang đạt sẽ thành chưa đạt, cần người kế nhiệm đạt", code=target.code)
    if met:
        return _("%(code)s: mất một người đạt, người kế nhiệm cần đạt", code=target.code)
    if before == "unmet" and after == "met":
        return _("%(code)s: đơn vị sẽ đạt nếu người kế nhiệm đạt", code=target.code)
    return _("%(code)s: bớt một người chưa đạt", code=target.code)


def _age_words(months: int | None) -> str:
    if months is None:
        return ""
    years, more = divmod(months, 12)
    return _("%(years)s tuổi %(months)s tháng", years=years, months=more) if more else _("%(years)s tuổi", years=years)


def _left(one: Retiring) -> str:
    left = ngettext("còn %(num)s tháng", "còn %(num)s tháng", one.months) if one.months else _("trong tháng này")
    return f"{left} · {why(one.coming)}" if one.coming.decided else left


def _unknown(asked: Asked) -> str:
    """Of whom the list cannot speak."""
    untold = and_(
        or_(Official.born_on.is_(None), Official.sex.is_(None)),
        Official.id.not_in(select(DueDay.official_id).where(_DECIDED)),
    )
    statement = select(func.count(Assignment.id)).where(and_(*scope_of(asked)), _retires(untold))
    number = db.session.scalar(statement) or 0
    if not number:
        return ""
    return _("%(number)s người chưa ghi ngày sinh hoặc giới tính nên chưa tính được ngày nghỉ.", number=vn_number(number))


def _quick(_asked: Asked) -> list[Quick]:
    return [Quick(words[:1].upper() + words[1:], {"within": months}) for months, words in _spans().items()]


COLUMNS: tuple[Column[Retiring], ...] = (
    name_column(),
    post_column(),
    Column(
        "day",
        _l("Ngày nghỉ hưu"),
        lambda one: Cell(vn_date(one.day), _left(one), strong=True),
        (
            Part(_l("Ngày nghỉ hưu"), 13, lambda one: one.day, "date"),
            Part(_l("Số tháng còn lại"), 10, lambda one: one.months, "number"),
            Part(_l("Căn cứ"), 40, lambda one: why(one.coming)),
        ),
        sort=lambda _asked: order_of_retirement(),
        filled=True,
        look="st num-c",
    ),
    Column(
        "age",
        _l("Tuổi nghỉ hưu"),
        lambda one: Cell(_age_words(one.age) or "–"),
        (Part(_l("Tuổi nghỉ hưu"), 18, lambda one: _age_words(one.age)),),
        look="hide",
    ),
    Column(
        "gaps",
        _l("Với các chỉ tiêu"),
        lambda one: Cell(lines=one.gaps) if one.gaps else Cell(_("Không thuộc đối tượng"), faint=True),
        (Part(_l("Với các chỉ tiêu"), 60, lambda one: "; ".join(one.gaps)),),
        look="muted why",
    ),
    *further_columns(),
)

RETIREMENTS: Listing[Retiring] = Listing(
    kind="retirements",
    name="retirements",
    told=Told(
        title=_l("Sắp nghỉ hưu"),
        sheet=_l("Danh sách đến tuổi nghỉ hưu"),
        noun=lambda number: ngettext("người", "người", number),
        basis=lambda _asked: _(
            "theo ngày đã quyết định riêng, còn lại theo tuổi quy định tại Nghị định 135/2020/NĐ-CP trong điều kiện bình thường."
        ),
        wide=_l("khi tìm cả đơn vị và chức vụ; không ai mang tên hay số như vậy."),
        nothing=(_l("Không có ai sắp nghỉ hưu"), _l("Hãy chọn khoảng thời gian dài hơn, hoặc ngày khác.")),
        note=_unknown,
    ),
    columns=COLUMNS,
    conditions=CONDITIONS,
    rows=lambda asked: rows_of(asked, Official.public_id),
    counted=counted,
    ordered=ordered,
    scope=_scope,
    search=searched,
    ties=(Official.sort_key, Official.id),
    identity=Official.public_id,
    describe=_described,
    prepare=lambda view: targets_on(view.tree.on),
    quick=_quick,
    order="day",
)
