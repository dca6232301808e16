"""Lesson hours in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from models.programmes import Attribution

ATTRIBUTIONS: dict[Attribution, Any] = {
    Attribution.COMPLETION: _l("năm hoàn thành lớp"),
    Attribution.SESSIONS: _l("năm của từng buổi học"),
}
ONLY: dict[str, Any] = {"": _l("Tất cả"), "below": _l("Chưa đủ"), "reached": _l("Đã đủ")}
