"""Surveys in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

STATES: dict[str, tuple[str, str, Any]] = {
    "handed_in": ("met", "check", _l("Đã nộp")),
    "begun": ("soon", "pen", _l("Đang trả lời")),
    "waiting": ("plain", "clock", _l("Chưa trả lời")),
    "late": ("unmet", "warn", _l("Quá hạn, chưa nộp")),
}
"""State of a unit in a survey → tone, icon and words of its chip."""
