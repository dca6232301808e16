"""Input of officials about themselves."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from models.officials import Official, Precision, Sex
from registry.changes.values import plain
from registry.proposals.fields import Fields
from registry.shared.forms import DayField, Form, PartialDateField
from registry.shared.text import clean

_TEXTS = ("full_name", "ethnicity", "phone", "recruited_by", "schooling", "duties")
_DAYS = ("number_issued_on", "recruited_on", "joined_on", "party_joined_on", "party_official_on")


class DoorForm(Form[str]):
    """The question at the door."""

    digits = StringField(_l("6 số cuối của số định danh cá nhân (CCCD)"), validators=[InputRequired(_l("Hãy nhập 6 số cuối."))])

    def details(self) -> str:
        """What was typed."""
        return clean(self.digits.data or "")


class FactsForm(Form[Fields]):
    """The facts about a person that the person may propose to change."""

    full_name = StringField(_l("1 Họ và tên khai sinh"), validators=[InputRequired(_l("Hãy ghi họ và tên.")), Length(max=120)])
    sex = SelectField(_l("Giới tính"))
    born_on = PartialDateField(_l("3 Sinh ngày"), description=_l("dd/mm/yyyy, mm/yyyy hoặc chỉ năm"))
    ethnicity = StringField(_l("6 Dân tộc"), validators=[Optional(), Length(max=40)])
    number_issued_on = DayField(_l("8 Ngày cấp CCCD"), validators=[Optional()])
    phone = StringField(_l("Số điện thoại liên hệ"), validators=[Optional(), Length(max=20)])
    recruited_on = DayField(_l("13 Ngày được tuyển dụng lần đầu"), validators=[Optional()])
    recruited_by = StringField(_l("Cơ quan tuyển dụng"), validators=[Optional(), Length(max=200)])
    joined_on = DayField(_l("14 Ngày vào cơ quan hiện đang công tác"), validators=[Optional()])
    party_joined_on = DayField(_l("15 Ngày vào Đảng"), validators=[Optional()])
    party_official_on = DayField(_l("Ngày chính thức"), validators=[Optional()])
    schooling = StringField(_l("19 Trình độ giáo dục phổ thông"), validators=[Optional(), Length(max=40)])
    duties = StringField(_l("28 Công việc chính được giao"), validators=[Optional(), Length(max=300)])
    note = StringField(_l("Nói thêm với người giữ hồ sơ"), validators=[Optional(), Length(max=500)])

    def __init__(self, official: Official, **options: Any) -> None:
        super().__init__(**options)
        self.sex.choices = [("", _("— không ghi —")), (Sex.MALE.value, _("Nam")), (Sex.FEMALE.value, _("Nữ"))]
        if not self.is_submitted():
            for name in (*_TEXTS, *_DAYS):
                self[name].data = getattr(official, name)
            self.sex.data = official.sex.value if official.sex else ""
            self.born_on.data = (official.born_on, official.born_precision) if official.born_on else None

    def details(self) -> Fields:
        """Column → value as JSON keeps it, of everything that the form asks."""
        born, precision = self.born_on.data or (None, Precision.DAY)
        return {
            **{name: clean(self[name].data or "") or None for name in _TEXTS},
            **{name: plain(self[name].data) for name in _DAYS},
            "sex": self.sex.data or None,
            "born_on": plain(born),
            "born_precision": plain(precision),
        }
