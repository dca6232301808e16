"""Needs in words: where they come from, and why somebody is meant."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.training_plans import Origin
from registry.judgement.judge import Truth
from registry.needs.queries import Shown, Wanted

ORIGINS: dict[Origin, Any] = {
    Origin.TARGET: _l("Chỉ tiêu chưa đạt"),
    Origin.STANDARD: _l("Tiêu chuẩn vị trí"),
    Origin.SUCCESSION: _l("Quy hoạch"),
    Origin.EXPIRY: _l("Chứng chỉ hết hạn"),
}
"""Where a computed need comes from; what units add themselves is told in the survey."""


def because(need: Wanted) -> str:
    """Everything that asks for it, in one line."""
    return "; ".join(dict.fromkeys(_reason(origin, source) for origin, source in need.because))


def _reason(origin: Origin, source: str) -> str:
    return {
        Origin.TARGET: lambda: _("chỉ tiêu %(code)s chưa đạt", code=source),
        Origin.STANDARD: lambda: _("tiêu chuẩn %(position)s", position=source),
        Origin.SUCCESSION: lambda: _("quy hoạch %(position)s", position=source),
        Origin.EXPIRY: lambda: _("chứng chỉ hết hạn %(day)s", day=source),
    }[origin]()


def standing(shown: Shown) -> str:
    """Whether the person may be sent: met, unmet or unknown."""
    return {Truth.YES: "met", Truth.NO: "unmet"}.get(shown.finding.truth, "unknown")


def standing_words(shown: Shown) -> str:
    """The same in words."""
    return {"met": _("Đủ điều kiện"), "unmet": _("Chưa đủ điều kiện")}.get(standing(shown)) or _("Thiếu dữ liệu")
