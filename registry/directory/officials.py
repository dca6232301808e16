"""The list of officials: everybody who holds a main post on the day, with the highest levels and the standing for a target."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, or_, select

from models.officials import Assignment, Official, Precision
from models.qualifications import Domain, Qualification
from models.targets import Reckoned, Standing, Target
from registry.directory.changing import OFFICIALS_EDIT
from registry.directory.people import (
    counted,
    further_columns,
    name_column,
    ordered,
    personal_conditions,
    post_column,
    rows_of,
    scope_of,
    searched,
    unit_conditions,
)
from registry.directory.reasons import reason_choices, with_reason
from registry.directory.standings import OPEN, Held, Listed, code_asked, described, open_counts, target_asked, targets_of
from registry.lists.asked import Asked
from registry.lists.definition import Cell, Column, Condition, Listing, Part, Quick, Told
from registry.officials.needed import VOID
from registry.shared.dates import vn_date


def _level_cell(held: Held | None) -> Cell:
    if held is None:
        return Cell("–")
    return Cell(held.level, "" if held.dated else _("chưa rõ ngày cấp"), sign=held.state)


_LOOKS = {"met": "met check", "unmet": "unmet cross", "unknown": "unk quest", "exempt": "ex dash"}
_STANDINGS = {
    "met": _l("Đạt"),
    "unmet": _l("Chưa đạt"),
    "unknown": _l("Thiếu dữ liệu"),
    "exempt": _l("Được loại trừ"),
}


def _standing_cell(one: Listed) -> Cell:
    if not one.standing:
        return Cell("–")
    return Cell(str(_STANDINGS[one.standing]), one.code_shown, chip=_LOOKS[one.standing])


def _why(one: Listed) -> Cell:
    if one.standing == "met":
        return Cell(_("Đã xác minh đủ") if one.verified else _("Theo khai báo, chưa xác minh đủ"))
    return Cell(lines=one.reasons) if one.standing else Cell(_("Không thuộc đối tượng"), faint=True)


def _target_heading(asked: Asked) -> str:
    target = target_asked(asked)
    return f"{target.code} · {target.short_title_shown}" if target else _("Chỉ tiêu")


COLUMNS: tuple[Column[Listed], ...] = (
    name_column(),
    post_column(),
    Column(
        "degree",
        _l("Chuyên môn"),
        lambda one: _level_cell(one.degree),
        (Part(_l("Trình độ chuyên môn"), 16, lambda one: one.degree.words if one.degree else ""),),
        look="hide",
    ),
    Column(
        "theory",
        _l("Lý luận chính trị"),
        lambda one: _level_cell(one.theory),
        (Part(_l("Lý luận chính trị"), 16, lambda one: one.theory.words if one.theory else ""),),
        look="hide",
    ),
    Column(
        "standing",
        _l("Chỉ tiêu"),
        _standing_cell,
        (Part(_l("Chỉ tiêu"), 10, lambda one: one.code), Part(_l("Kết quả"), 18, lambda one: one.standing_words)),
        look="st",
        headed=_target_heading,
    ),
    Column("reasons", _l("Lý do"), _why, (Part(_l("Lý do"), 60, lambda one: "; ".join(one.reasons)),), look="muted why"),
    *further_columns(),
)


def _choices_of_target(asked: Asked) -> dict[str, str]:
    return {one.code: f"{one.code} · {one.short_title_shown}" for target in asked.facts for one in target.every_one}


def _said_target(asked: Asked, value: str) -> tuple[str, str] | None:
    return None if asked.one("standing") else (_("Chỉ tiêu đang xem"), value)


def _with_standing(asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    reckoned = OPEN if values[0] == "open" else [Reckoned[values[0].upper()]]
    chosen = (
        select(Standing.official_id)
        .join(Target, Target.id == Standing.target_id)
        .where(Target.code == code_asked(asked), Standing.valid_from <= asked.on, Standing.valid_to > asked.on)
        .where(Standing.declared.in_(reckoned))
    )
    return Assignment.official_id.in_(chosen)


def _lacks(asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(_lacks_one(asked, value) for value in values))


def _lacks_one(asked: Asked, missing: str) -> ColumnElement[bool]:
    holder = Assignment.official_id
    if missing == "birth":
        known = and_(Official.born_on.is_not(None), Official.born_precision == Precision.DAY)
        return holder.not_in(select(Official.id).where(known))
    if missing == "issued":
        return holder.in_(select(Qualification.official_id).where(Qualification.issued_on.is_(None)))
    issued = or_(Qualification.issued_on.is_(None), Qualification.issued_on <= asked.on)
    believed = Qualification.state.not_in(VOID)
    return holder.not_in(select(Qualification.official_id).where(Qualification.domain == Domain(missing), believed, issued))


CONDITIONS = (
    *unit_conditions(),
    *personal_conditions(),
    Condition(
        "target",
        _l("Chỉ tiêu"),
        _choices_of_target,
        lambda _a, _v: None,
        kind="free",
        anything=_l("Chỉ tiêu đầu tiên áp dụng cho từng người"),
        said=_said_target,
    ),
    Condition(
        "standing",
        _l("Kết quả"),
        lambda _a: {
            "open": _("chưa đạt hoặc thiếu dữ liệu"),
            "unmet": _("chưa đạt"),
            "unknown": _("thiếu dữ liệu"),
            "met": _("đạt"),
            "exempt": _("được loại trừ"),
        },
        _with_standing,
        said=lambda asked, value: (code_asked(asked) or _("Kết quả"), _choices(asked, "standing")[value]),
    ),
    Condition("reason", _l("Lý do"), reason_choices, with_reason),
    Condition(
        "missing",
        _l("Thiếu"),
        lambda _a: {
            "birth": _("ngày sinh đủ ngày, tháng, năm"),
            "degree": _("trình độ chuyên môn"),
            "theory": _("lý luận chính trị"),
            "issued": _("ngày cấp của văn bằng"),
        },
        _lacks,
        several=True,
    ),
)


def _choices(asked: Asked, name: str) -> dict[str, str]:
    return next(one for one in CONDITIONS if one.name == name).choices(asked)


def _quick(asked: Asked) -> list[Quick]:
    return [
        Quick(_("Chưa đủ %(code)s", code=code), {"target": code, "standing": "open"}, number)
        for code, number in open_counts(asked).items()
    ]


OFFICIALS: Listing[Listed] = Listing(
    kind="officials",
    told=Told(
        title=_l("Cán bộ, công chức"),
        sheet=_l("Danh sách cán bộ, công chức"),
        noun=lambda number: ngettext("người", "người", number),
        basis=lambda asked: _("giữ chức vụ chính vào ngày %(on)s.", on=vn_date(asked.on)),
        wide=_l("khi tìm cả đơn vị và chức vụ; không ai mang tên hay số như vậy."),
        nothing=(
            _l("Chưa có ai ở đây"),
            _l(
                "Vào ngày này chưa có hồ sơ nào giữ chức vụ chính tại đơn vị. "
                "Hãy nhập danh sách trích ngang, hoặc chọn ngày khác."
            ),
        ),
    ),
    columns=COLUMNS,
    conditions=CONDITIONS,
    rows=lambda asked: rows_of(asked, Official.public_id),
    counted=counted,
    ordered=ordered,
    scope=scope_of,
    search=searched,
    ties=(Official.sort_key, Official.id),
    identity=Official.public_id,
    describe=described,
    prepare=targets_of,
    quick=_quick,
    order="name",
    edit=OFFICIALS_EDIT,
)
