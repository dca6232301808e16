"""Classes and what becomes of people in them, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.classes import ClassState, EnrolmentState, Exam, Part
from registry.enrolments.outcome import Outcome
from registry.enrolments.queries import SEATED
from registry.shared.faces import Face

CLASSES: dict[ClassState, Face] = {
    ClassState.PLANNED: Face("plain", "pen", _l("Dự kiến")),
    ClassState.OPEN: Face("soon", "plus", _l("Nhận đề cử")),
    ClassState.CLOSED: Face("plain", "check", _l("Chốt danh sách")),
    ClassState.RUNNING: Face("chk", "clock", _l("Đang học")),
    ClassState.FINISHED: Face("met", "check", _l("Đã kết thúc")),
    ClassState.CANCELLED: Face("unmet", "ban", _l("Đã huỷ")),
    ClassState.POSTPONED: Face("unk", "clock", _l("Tạm hoãn")),
}
MOVES: dict[ClassState, Any] = {
    ClassState.OPEN: _l("Mở đề cử"),
    ClassState.CLOSED: _l("Chốt danh sách"),
    ClassState.RUNNING: _l("Khai giảng"),
    ClassState.POSTPONED: _l("Hoãn lớp"),
    ClassState.CANCELLED: _l("Huỷ lớp"),
}
PEOPLE: dict[EnrolmentState, Face] = {
    EnrolmentState.NOMINATED: Face("plain", "pen", _l("Được đề cử")),
    EnrolmentState.WAITING: Face("unk", "clock", _l("Chờ chỗ")),
    EnrolmentState.ACCEPTED: Face("plain", "check", _l("Được nhận")),
    EnrolmentState.SENT: Face("chk", "doc", _l("Đã có quyết định cử")),
    EnrolmentState.ATTENDING: Face("chk", "clock", _l("Đang học")),
    EnrolmentState.COMPLETED: Face("met", "check", _l("Hoàn thành")),
    EnrolmentState.DROPPED: Face("unmet", "cross", _l("Thôi học")),
    EnrolmentState.REFUSED: Face("unmet", "ban", _l("Không nhận")),
}
PARTS: dict[Part, Any] = {Part.MORNING: _l("sáng"), Part.AFTERNOON: _l("chiều"), Part.EVENING: _l("tối")}


def seated(counts: Mapping[EnrolmentState, int]) -> int:
    """How many seats are taken."""
    return sum(number for state, number in counts.items() if state in SEATED)


def mark_words(mark: Decimal | None) -> str:
    """`8`, `7,25`; no mark as an empty text."""
    return "" if mark is None else f"{mark.normalize():f}".replace(".", ",")


def outcome_words(outcome: Outcome, exams: dict[int, Exam]) -> str:
    """What is still in the way of the certificate; that nothing is."""
    found = []
    if outcome.lacking_hours:
        found.append(_("thiếu %(hours)s tiết", hours=outcome.lacking_hours))
    if outcome.without_mark:
        found.append(_("chưa có điểm: %(exams)s", exams=", ".join(exams[each].name for each in outcome.without_mark)))
    if outcome.failed:
        found.append(_("chưa đạt: %(exams)s", exams=", ".join(exams[each].name for each in outcome.failed)))
    return "; ".join(found) or _("đủ điều kiện")
