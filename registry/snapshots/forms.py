"""What the Department signs when it freezes a day."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from registry.shared.forms import DayField, Form
from registry.shared.text import clean
from registry.snapshots.actions import SnapshotDetails


class SnapshotForm(Form[SnapshotDetails]):
    """Name, day, note, and that it is meant: a snapshot is never taken back."""

    name = StringField(
        _l("Tên lần chốt"),
        validators=[InputRequired(_l("Hãy đặt tên.")), Length(max=160)],
        description=_l("Ví dụ: Báo cáo năm 2025"),
    )
    on = DayField(_l("Số liệu ngày"), validators=[InputRequired(_l("Hãy ghi ngày."))])
    note = TextAreaField(_l("Ghi chú"), validators=[Optional(), Length(max=600)])
    signed = BooleanField(
        _l("Tôi ký chốt số liệu này; sau khi chốt không ai sửa được."),
        validators=[InputRequired(_l("Hãy đánh dấu để ký chốt."))],
    )

    def details(self) -> SnapshotDetails:
        """What was signed."""
        return SnapshotDetails(clean(self.name.data or ""), self.on.day, clean(self.note.data or "") or None)
