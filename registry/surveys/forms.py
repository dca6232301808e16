"""Opening a survey, and adding a need of a unit's own."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from models.officials import Official
from models.training_plans import SurveyAnswer
from registry.programmes.queries import programmes_on
from registry.shared.forms import DayField, Form
from registry.shared.text import clean
from registry.surveys.actions import Own, SurveyDetails


class SurveyForm(Form[SurveyDetails]):
    """A survey of the needs of a year, computed for a day, with its deadline."""

    name = StringField(
        _l("Tên đợt khảo sát"),
        validators=[InputRequired(_l("Hãy đặt tên.")), Length(max=160)],
        description=_l("Ví dụ: Nhu cầu đào tạo, bồi dưỡng năm 2027"),
    )
    year = IntegerField(_l("Cho kế hoạch năm"), validators=[InputRequired(_l("Hãy ghi năm.")), NumberRange(2021, 2099)])
    on = DayField(_l("Tính nhu cầu ngày"), validators=[InputRequired(_l("Hãy ghi ngày."))])
    deadline = DayField(_l("Hạn trả lời"), validators=[InputRequired(_l("Hãy ghi ngày."))])
    note = TextAreaField(_l("Lời dặn các đơn vị"), validators=[Optional(), Length(max=600)])

    def details(self) -> SurveyDetails:
        """The survey."""
        note = clean(self.note.data or "") or None
        return SurveyDetails(clean(self.name.data or ""), self.year.data or 0, self.on.day, self.deadline.day, note)


class OwnForm(Form[Own]):
    """Somebody, or some people whose names are not known yet, whom a unit wants sent to a programme."""

    programme = SelectField(_l("Chương trình"))
    official = SelectField(_l("Người"))
    people = IntegerField(_l("Số người, nếu chưa rõ tên"), validators=[Optional(), NumberRange(1, 500)])
    priority = SelectField(_l("Ưu tiên"), default="2")
    reason = StringField(_l("Lý do"), validators=[InputRequired(_l("Hãy ghi lý do.")), Length(max=300)])

    def __init__(self, answer: SurveyAnswer, people: list[Official], **options: Any) -> None:
        super().__init__(**options)
        self._programmes = {one.public_id: one for one in programmes_on(answer.survey.on)}
        self._people = {one.public_id: one for one in people}
        self.programme.choices = [(key, one.name) for key, one in self._programmes.items()]
        self.priority.choices = [("1", _("cao")), ("2", _("thường")), ("3", _("thấp"))]
        self.official.choices = [("", _("chưa rõ tên")), *((key, one.full_name) for key, one in self._people.items())]

    def details(self) -> Own:
        """The need."""
        official, number = self._people.get(self.official.data), self.people.data or 1
        programme, reason = self._programmes[self.programme.data], clean(self.reason.data or "")
        return Own(programme, official, number, reason, int(self.priority.data))
