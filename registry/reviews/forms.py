"""Opening a review, and confirming a unit's part."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from registry.reviews.actions import CampaignDetails
from registry.shared.forms import DayField, Form
from registry.shared.text import clean


class CampaignForm(Form[CampaignDetails]):
    """A review of a day with its deadline."""

    name = StringField(
        _l("Tên đợt rà soát"),
        validators=[InputRequired(_l("Hãy đặt tên.")), Length(max=160)],
        description=_l("Ví dụ: Rà soát số liệu năm 2025"),
    )
    on = DayField(_l("Số liệu ngày"), validators=[InputRequired(_l("Hãy ghi ngày."))])
    deadline = DayField(_l("Hạn xác nhận"), validators=[InputRequired(_l("Hãy ghi ngày."))])
    note = TextAreaField(_l("Lời dặn các đơn vị"), validators=[Optional(), Length(max=600)])

    def details(self) -> CampaignDetails:
        """The review."""
        note = clean(self.note.data or "") or None
        return CampaignDetails(clean(self.name.data or ""), self.on.day, self.deadline.day, note)


class ConfirmForm(Form[tuple[str, str | None]]):
    """What was seen, and a remark of who confirms."""

    seen = HiddenField()
    note = TextAreaField(_l("Ý kiến của đơn vị (không bắt buộc)"), validators=[Optional(), Length(max=600)])

    def details(self) -> tuple[str, str | None]:
        """The digest of what was seen, and the remark."""
        return self.seen.data or "", clean(self.note.data or "") or None
