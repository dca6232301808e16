"""The list of officials in words: conditions, choices, and how many were found."""

import re

from flask_babel import gettext as _

from models.positions import Leadership, StaffCategory
from models.units import Tier
from registry.compliance.vocabulary import category_name, leadership_name, tier_name
from registry.directory.asked import Asked, Missing, Standings
from registry.shared.text import masked

Choices = dict[str, str]
"""What the address says → what people read."""


def tiers() -> Choices:
    """Tiers of units."""
    return {tier.value: tier_name(tier.value) for tier in Tier}


def categories() -> Choices:
    """Staff categories."""
    return {category.value: category_name(category.value) for category in StaffCategory}


def leaderships() -> Choices:
    """Whom a post leads."""
    return {leadership.value: leadership_name(leadership.value) for leadership in Leadership}


def standings() -> Choices:
    """What a person is for the target asked about."""
    return {
        Standings.OPEN.value: _("chưa đạt hoặc thiếu dữ liệu"),
        Standings.UNMET.value: _("chưa đạt"),
        Standings.UNKNOWN.value: _("thiếu dữ liệu"),
        Standings.MET.value: _("đạt"),
        Standings.EXEMPT.value: _("được loại trừ"),
    }


def missing_data() -> Choices:
    """Data that a record may lack."""
    return {
        Missing.BIRTH.value: _("ngày sinh đủ ngày, tháng, năm"),
        Missing.DEGREE.value: _("trình độ chuyên môn"),
        Missing.THEORY.value: _("lý luận chính trị"),
        Missing.ISSUED.value: _("ngày cấp của văn bằng"),
    }


def said(asked: Asked) -> list[tuple[str, str, str]]:
    """The conditions as (name in the address, what it is about, value), in the order in which they are shown."""
    spoken: list[tuple[str, str, str]] = []
    if not asked.view.whole and asked.view.unit:
        spoken.append(("unit", _("Đơn vị"), asked.view.unit.name))
    if asked.tier:
        spoken.append(("tier", _("Cấp"), tiers()[asked.tier]))
    if asked.category:
        spoken.append(("category", _("Nhóm"), categories()[asked.category]))
    if asked.leadership:
        spoken.append(("leadership", _("Chức vụ"), leaderships()[asked.leadership]))
    if asked.code and asked.standing:
        spoken.append(("standing", asked.code, standings()[asked.standing]))
    elif asked.code:
        spoken.append(("target", _("Chỉ tiêu đang xem"), asked.code))
    if asked.missing:
        spoken.append(("missing", _("Thiếu"), missing_data()[asked.missing]))
    return spoken


def conditions(asked: Asked) -> list[str]:
    """The words of the search and the conditions, each as a line for the workbook and the trail; none when nothing is asked.

    A whole personal number among the words is masked: both are read by others than the one who typed it.
    """
    typed = re.sub(r"\d{12}", lambda number: masked(number[0]), asked.typed)
    lines = [_("Tìm: %(words)s", words=typed)] if typed else []
    spoken = " · ".join(f"{what}: {value}" for _name, what, value in said(asked))
    return [*lines, spoken] if spoken else lines


def standing_words() -> dict[tuple[str, bool], str]:
    """Standings in the cells of a workbook, by standing and whether all that counts is verified."""
    met = {("met", True): _("Đạt, đã xác minh"), ("met", False): _("Đạt theo khai báo")}
    others = {"unmet": _("Chưa đạt"), "unknown": _("Thiếu dữ liệu"), "exempt": _("Được loại trừ"), "": ""}
    return met | {(standing, verified): words for standing, words in others.items() for verified in (False, True)}


def state_words() -> dict[str, str]:
    """How far a qualification is believed, by state."""
    return {"verified": _("đã xác minh"), "checked": _("đã đối chiếu"), "declared": _("khai báo")}
