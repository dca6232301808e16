"""Input of the room: one form per step, with the fields that the step needs."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from models.verification import Method
from registry.shared.forms import DayField, Form
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.verification.actions import Decision
from registry.verification.steps import METHODS, Step
from registry.verification.words import methods

FIELDS: dict[Step, tuple[str, ...]] = {
    Step.CHECK: (),
    Step.VERIFY: ("method", "document", "document_date"),
    Step.REJECT: ("reason",),
    Step.REVOKE: ("document", "document_date", "reason"),
}


class StepForm(Form[Decision]):
    """A decision."""

    seen = HiddenField(validators=[InputRequired()])
    method = SelectField(_l("Xác minh bằng cách nào"))
    document = StringField(_l("Số văn bản"), validators=[Optional(), Length(max=120)])
    document_date = DayField(_l("Ngày văn bản"), validators=[Optional()])
    reason = StringField(_l("Lý do"), validators=[Optional(), Length(max=300)])

    def __init__(self, step: Step, version: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.step = step
        self.names = FIELDS[step]
        for name in ("method", "document", "document_date", "reason"):
            if name not in self.names:
                del self[name]
        for each in self:  # several forms stand on one page
            each.id = each.label.field_id = f"{step.value}-{each.short_name}"
        if "method" in self:
            named = [(method.value, words) for method, words in methods().items() if method in METHODS[step]]
            self.method.choices = [("", _("— chọn —")), *named]
            self.document.description = _("Khi nơi cấp trả lời bằng văn bản.")
        if version is not None:
            self.seen.data = str(version)

    def details(self) -> Decision:
        """The decision as it was sent."""
        method = next((each for each in Method if each.value == self._typed("method")), None)
        if self.step is Step.CHECK:
            method = Method.COPY_SEEN
        return Decision(
            self.step,
            _version(self.seen.data or ""),
            method,
            clean(self._typed("document") or "") or None,
            self._typed("document_date"),
            clean(self._typed("reason") or "") or None,
        )

    def _typed(self, name: str) -> Any:
        return self[name].data if name in self else None


def _version(text: str) -> int:
    """The version that was seen; 0 is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


class CopiesForm(Form[dict[str, int]]):
    """Several that were seen: `item` is `public id:version`, as often as there are."""

    def __init__(self, items: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.items = items

    def details(self) -> dict[str, int]:
        """Public id → version. Refused when there is nothing, or something unreadable."""
        pairs = [item.partition(":") for item in self.items]
        if not pairs or any(not _version(version) for _id, _colon, version in pairs):
            raise Refused("", _("Chưa chọn mục nào."))
        return {public_id: _version(version) for public_id, _colon, version in pairs}
