"""Input of classes and of decisions to send."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from models.classes import TrainingClass
from models.programmes import Programme
from registry.enrolments.records import ClassDetails
from registry.programmes.queries import schools
from registry.shared.editing import EditForm
from registry.shared.forms import DayField, Form
from registry.shared.text import clean

_DAY = _l("Hãy ghi ngày dd/mm/yyyy.")


class ClassForm(EditForm[ClassDetails]):
    """A class of a programme."""

    title = StringField(_l("Tên lớp"), validators=[InputRequired(_l("Hãy ghi tên lớp.")), Length(max=200)])
    school = SelectField(_l("Cơ sở đào tạo"))
    venue = StringField(_l("Địa điểm"), validators=[Optional(), Length(max=200)])
    first_day = DayField(_l("Khai giảng"), validators=[InputRequired(_DAY)])
    last_day = DayField(_l("Bế giảng"), validators=[InputRequired(_DAY)])
    nominate_by = DayField(_l("Hạn đề cử"), validators=[InputRequired(_DAY)])
    seats = IntegerField(_l("Số chỗ"), validators=[InputRequired(_l("Hãy ghi số chỗ.")), NumberRange(1, 2000)])
    cost = IntegerField(_l("Chi phí một người (đồng)"), validators=[Optional(), NumberRange(0, 10**9)])
    note = StringField(_l("Ghi chú"), validators=[Optional(), Length(max=500)])
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("title", "note"), "g12"),
        **dict.fromkeys(("school", "venue"), "g6"),
        **dict.fromkeys(("seats", "cost"), "g6 half"),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.school.choices = [(str(each.id), each.name) for each in schools(active=False)]

    def show(self, one: TrainingClass | None, programme: Programme) -> None:
        """Fill in what is on record, or what the programme suggests."""
        self.version.data = str(one.version if one else 0)
        if one is None:
            self.title.data, self.cost.data, self.school.data = programme.name, programme.cost, str(programme.school_id or "")
            return
        self.school.data = str(one.school_id)
        for name in ("title", "venue", "first_day", "last_day", "nominate_by", "seats", "cost", "note"):
            self[name].data = getattr(one, name)

    def details(self) -> ClassDetails:
        """The class."""
        return ClassDetails(
            title=clean(self.title.data or ""),
            school_id=int(self.school.data),
            first_day=self.first_day.day,
            last_day=self.last_day.day,
            nominate_by=self.nominate_by.day,
            seats=self.seats.data or 0,
            venue=clean(self.venue.data or "") or None,
            cost=self.cost.data,
            note=clean(self.note.data or "") or None,
        )


class DecisionForm(Form[None]):
    """Number and day of a decision to send."""

    number = StringField(_l("Số quyết định"), validators=[DataRequired(_l("Hãy ghi số quyết định.")), Length(max=60)])
    signed_on = DayField(_l("Ngày ký"), validators=[InputRequired(_DAY)])
