"""Input of the room: a reported value with its document, and why one is withdrawn."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from models.resolution import IndicatorValue
from registry.resolution.actions import Report
from registry.resolution.words import value_words
from registry.shared.editing import EditForm
from registry.shared.forms import DayField
from registry.shared.text import clean

_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,2})?")


class ValueForm(EditForm[Report]):
    """What was reported for a day."""

    on = DayField(_l("Số liệu của ngày"), validators=[InputRequired()], description=_l("Ngày cuối của kỳ báo cáo."))
    value = StringField(_l("Giá trị"), validators=[InputRequired(), Length(max=14)], description=_l("Ví dụ 87,5."))
    document = StringField(_l("Số văn bản"), validators=[DataRequired(), Length(max=120)])
    document_date = DayField(_l("Ngày văn bản"), validators=[InputRequired()])
    author = StringField(_l("Cơ quan ban hành"), validators=[DataRequired(), Length(max=200)])
    note = StringField(_l("Ghi chú"), validators=[Optional(), Length(max=600)])
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("on", "value", "document", "document_date"), "g3 half"),
        **dict.fromkeys(("author", "note"), "g6"),
    }

    def validate_value(self, field: StringField) -> None:
        """A number with at most two decimals, in Vietnamese or international form."""
        if not _NUMBER.fullmatch(clean(field.data or "")):
            raise StopValidation(_("Hãy ghi một số, nhiều nhất hai chữ số sau dấu phẩy."))

    def show(self, stored: IndicatorValue) -> None:
        """Fill in what is on record."""
        for name in ("on", "document", "document_date", "author", "note"):
            self[name].data = getattr(stored, name)
        self.value.data = value_words(stored.value).replace(".", "")
        self.version.data = str(stored.version)

    def details(self) -> Report:
        """The value as typed."""
        return Report(
            self.on.day,
            Decimal(clean(self.value.data or "").replace(",", ".")),
            clean(self.document.data or ""),
            self.document_date.day,
            clean(self.author.data or ""),
            clean(self.note.data or "") or None,
        )


class WithdrawalForm(EditForm[str]):
    """Why a value should not stand there."""

    reason = StringField(_l("Lý do"), validators=[DataRequired(), Length(max=300)])
    SPANS: ClassVar[Mapping[str, str]] = {"reason": "g12"}

    def details(self) -> str:
        """The reason."""
        return clean(self.reason.data or "")
