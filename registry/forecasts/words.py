"""The lines and groups of a forecast in words."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.forecasts.queries import Change
from registry.shared.dates import vn_date

LINE_NAMES = {"low": _l("Thận trọng"), "middle": _l("Giữ nguyên"), "high": _l("Thuận lợi")}

ASSUMED = {
    "low": _l(
        "Không ai gia hạn chứng chỉ, không ai học xong lớp; mỗi chức vụ trống có người thay, nhưng chưa có bằng cấp nào chỉ tiêu "
        "đòi hỏi."
    ),
    "middle": _l(
        "Không ai gia hạn chứng chỉ, người đang học thì học xong; chức vụ trống chưa có người thay, nên ra khỏi cả tử số lẫn "
        "mẫu số."
    ),
    "high": _l(
        "Mọi chứng chỉ còn hạn hôm nay đều được gia hạn, người đang học thì học xong; mỗi chức vụ trống có người thay đáp ứng đủ."
    ),
}


@dataclass(frozen=True)
class GroupWords:
    """What a group is called, and what it is."""

    name: object
    told: object


GROUP_WORDS = {
    "retires": GroupWords(
        _l("Nghỉ hưu"), _l("đến tuổi theo Nghị định 135/2020/NĐ-CP trong điều kiện bình thường, hoặc đến ngày đã quyết định")
    ),
    "ends": GroupWords(_l("Thôi giữ chức vụ"), _l("hồ sơ đã ghi ngày thôi giữ, không ghi chức vụ tiếp theo")),
    "ages": GroupWords(_l("Quá tuổi của chỉ tiêu"), _l("đến ngày sinh nhật thì không còn trong độ tuổi được tính")),
    "moves": GroupWords(_l("Ra khỏi diện tính"), _l("hồ sơ đã ghi chức vụ khác, đơn vị khác, hoặc được loại trừ")),
    "arrives": GroupWords(_l("Vào diện tính"), _l("hồ sơ đã ghi trước ngày giữ chức vụ, hoặc hết thời gian được loại trừ")),
    "loses": GroupWords(_l("Không còn đạt"), _l("chứng chỉ hết hạn, hoặc chức vụ mới, quy tắc mới đòi hỏi cao hơn")),
    "studies": GroupWords(_l("Đang học, dự kiến đạt"), _l("học xong lớp đang theo thì đạt; phương án thận trọng không tính")),
    "gains": GroupWords(_l("Sẽ đạt"), _l("bằng cấp đã ghi trước ngày cấp, hoặc chức vụ mới, quy tắc mới đòi hỏi ít hơn")),
    "vacated": GroupWords(_l("Chức vụ để trống"), _l("người đang giữ sẽ nghỉ hoặc thôi giữ; người thay tính theo phương án")),
    "renewed": GroupWords(_l("Đạt nếu gia hạn"), _l("chứng chỉ hết hạn trước ngày dự báo")),
    "overdue": GroupWords(_l("Quá tuổi nghỉ, vẫn giữ chức vụ"), _l("coi như được kéo dài, không tính là nghỉ; nên xem lại")),
    "unknown": GroupWords(_l("Chưa tính được ngày nghỉ"), _l("chưa ghi ngày sinh hoặc giới tính; coi như ở lại")),
    "met": GroupWords(_l("Đạt vào ngày dự báo"), _l("theo phương án giữ nguyên")),
    "unmet": GroupWords(_l("Chưa đạt vào ngày dự báo"), _l("theo phương án giữ nguyên, kể cả thiếu dữ liệu")),
}


def what_happens(group: str, change: Change) -> str:
    """One official's part of a group, in words."""
    day = vn_date(change.day) if change.day else ""
    if group == "overdue":
        return _("đến tuổi nghỉ từ %(day)s", day=day)
    if group in ("retires", "ends", "vacated"):
        return _("làm việc đến hết %(day)s", day=day)
    if group == "studies":
        return _("đang học, dự kiến đạt ngày %(day)s", day=day)
    if day and group not in ("met", "unmet"):
        return _("từ %(day)s", day=day)
    return ""


def standing_words(met: bool | None) -> str:
    """Whether somebody is met, in words."""
    return {True: _("đạt"), False: _("chưa đạt"), None: _("không tính")}[met]


def span_words(since: dt.date, until: dt.date) -> str:
    """The two days."""
    return _("từ %(since)s đến %(until)s", since=vn_date(since), until=vn_date(until))
