"""Annual plans in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from models.training_plans import PlanState

STATES: dict[PlanState, tuple[str, str, Any]] = {
    PlanState.DRAFT: ("plain", "pen", _l("Dự thảo")),
    PlanState.SUBMITTED: ("soon", "clock", _l("Đã trình")),
    PlanState.RETURNED: ("unmet", "cross", _l("Trả lại")),
    PlanState.APPROVED: ("chk", "check", _l("Đã thẩm định")),
    PlanState.SIGNED: ("met", "seal", _l("Đã ký")),
    PlanState.REPLACED: ("plain", "history", _l("Đã thay bằng phiên bản sau")),
}
"""State → tone, icon and words of its chip."""
PRIORITIES: dict[int, Any] = {1: _l("cao"), 2: _l("thường"), 3: _l("thấp")}
MOVES: dict[PlanState, Any] = {
    PlanState.SUBMITTED: _l("Trình Sở Nội vụ"),
    PlanState.APPROVED: _l("Thẩm định xong"),
    PlanState.RETURNED: _l("Trả lại"),
    PlanState.SIGNED: _l("Ghi đã ký"),
}
