"""What pages, calendars and workbooks call what comes due."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.base import FOREVER
from models.planning import Due
from registry.coming.due import Coming
from registry.shared.dates import vn_date

KINDS = {
    Due.CHANGE: _l("Chuyển đổi vị trí"),
    Due.TERM: _l("Hết thời hạn bổ nhiệm"),
    Due.RETIREMENT: _l("Nghỉ hưu"),
}
"""In the order of tabs."""

SIGNS = {Due.CHANGE: "undo", Due.TERM: "clock", Due.RETIREMENT: "user"}


def why(one: Coming) -> str:
    """From what the day follows: `đủ 5 năm từ 01/07/2025`, and what was decided instead."""
    if one.kind is Due.RETIREMENT:
        rule = _("tuổi nghỉ hưu theo NĐ 135/2020/NĐ-CP")
    else:
        rule = _("đủ %(years)s năm từ %(day)s", years=one.years, day=vn_date(one.since))
    return rule if one.decided is None else other_day(one, rule)


def other_day(one: Coming, rule: str) -> str:
    """What was decided instead of the rule."""
    if one.decided is None:
        return ""
    due = vn_date(one.by_rule) or _("chưa tính được")
    kept = _("theo quy định: %(due)s (%(rule)s)", due=due, rule=rule) if one.by_rule else ""
    parts = [_("quyết định khác: %(reason)s", reason=one.decided.reason), one.decided.decision or "", kept]
    return " · ".join(part for part in parts if part)


def due_words(one: Coming) -> str:
    """The day, or that there is none."""
    return _("được miễn") if one.due == FOREVER else vn_date(one.due)


def month_words(key: str) -> str:
    """`2027-03` as people say it."""
    year, month = key.split("-")
    return _("Tháng %(month)s/%(year)s", month=int(month), year=year)
