"""What steps, methods and states are called."""

from flask_babel import gettext as _

from models.qualifications import State
from models.verification import Method, Verification
from registry.shared.dates import vn_date


def methods() -> dict[Method, str]:
    """All methods, as they are chosen."""
    return {
        Method.COPY_SEEN: _("Xem bản chụp"),
        Method.ORIGINAL_SEEN: _("Xem bản gốc"),
        Method.ISSUER_ANSWERED: _("Nơi cấp trả lời bằng văn bản"),
        Method.NATIONAL_DATABASE: _("Tra cơ sở dữ liệu quốc gia"),
    }


def step_words(step: Verification) -> str:
    """What a step rests on: `xem bản gốc`, `nơi cấp trả lời, số 12/ĐHV, ngày 03/02/2026`."""
    method = methods()[step.method] if step.method else ""
    document = _("số %(number)s", number=step.document) if step.document else ""
    day = _("ngày %(day)s", day=vn_date(step.document_date)) if step.document_date else ""
    return " · ".join(part for part in (method, document, day, step.reason or "") if part)


def waiting_states() -> dict[str, str]:
    """The states that wait for a decision."""
    return {State.DECLARED.value: _("Khai báo"), State.CHECKED.value: _("Đã đối chiếu")}


def done(state: State) -> str:
    """What a qualification is after a step."""
    return {
        State.DECLARED: _("khai báo"),
        State.CHECKED: _("đã đối chiếu"),
        State.VERIFIED: _("đã xác minh"),
        State.REJECTED: _("không được chấp nhận"),
        State.REVOKED: _("đã thu hồi"),
    }[state]
