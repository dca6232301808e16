"""Input of the room: the identification code of a unit."""

import datetime as dt

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Regexp

from registry.organisation.actions import CodeDetails
from registry.shared.forms import DayField, Form


class CodeForm(Form[CodeDetails]):
    """A code and its first day."""

    code = StringField(
        _l("Mã định danh điện tử"),
        validators=[InputRequired(), Length(max=32), Regexp(r"[0-9A-Za-z.]+\Z")],
        description=_l("Ghi đúng như văn bản công bố, ví dụ H27 hoặc 000.00.00.H27."),
    )
    since = DayField(_l("Có hiệu lực từ ngày"), validators=[InputRequired()])

    def details(self) -> CodeDetails:
        """What was typed."""
        since: dt.date = self.since.day
        return CodeDetails(self.code.data or "", since)
