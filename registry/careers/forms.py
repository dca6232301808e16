"""Input of careers: a new colleague, a dated change, an end, a correction."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp, StopValidation

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, End, Precision, Sex, Start
from models.positions import StaffCategory
from registry.careers.opening import Opening
from registry.careers.posts import Correction
from registry.careers.queries import Choices, position_by_key, unit_by_key
from registry.careers.words import CATEGORIES, SEXES, Event
from registry.officials.records import AssignmentDetails, OfficialDetails
from registry.officials.words import ENDS, KINDS, STARTS
from registry.shared.dates import last_day
from registry.shared.editing import EditForm
from registry.shared.forms import DayField, Details, NameField, NumberField, PartialDateField
from registry.shared.text import clean, fold

DAY = dt.timedelta(days=1)


class _Post(EditForm[Details]):
    """What every form about a post asks."""

    unit = SelectField(_l("Đơn vị"), validators=[InputRequired()])
    position = SelectField(_l("Chức danh"), validators=[InputRequired()])
    division = StringField(_l("Phòng, bộ phận"), validators=[Optional(), Length(max=120)])
    valid_from = DayField(_l("Từ ngày"), validators=[InputRequired()])
    until = DayField(_l("Đến hết ngày"), validators=[Optional()], description=_l("Để trống nếu chưa biết."))
    decision = StringField(_l("Số quyết định"), validators=[Optional(), Length(max=120)])
    started_by = SelectField(_l("Hình thức nhận chức vụ"), validators=[Optional()])
    SPANS: ClassVar[Mapping[str, str]] = {"unit": "g6", "position": "g6", "valid_from": "g4 half", "until": "g4 half"}

    def offer(self, units: Choices, positions: Choices, starts: Iterable[Start]) -> None:
        """Give the lists their choices; nothing is chosen for anybody unless there is only one unit."""
        alone = sum(map(len, units.values())) == 1
        self.unit.choices = units if alone else {"": [("", _("Chọn đơn vị …"))], **units}
        self.position.choices = {"": [("", _("Chọn chức danh …"))], **positions}
        self.unit.description = _missing("unit", _("Không thấy đơn vị?"))
        self.position.description = _missing("position", _("Không thấy chức danh?"))
        if self.started_by:
            self.started_by.choices = [("", _("chưa rõ")), *_options(STARTS, starts)]

    def suggest(self, unit: str | None) -> None:
        """Choose the unit by key, if it may be chosen and nothing was sent yet."""
        if not self.is_submitted() and unit in {choice[0] for choice in self.unit.iter_choices()}:
            self.unit.data = unit

    def post(self, kind: AssignmentKind) -> AssignmentDetails:
        """The post as typed."""
        return AssignmentDetails(
            unit_by_key(self.unit.data),
            position_by_key(self.position.data),
            self.valid_from.day,
            self.division.data,
            kind=kind,
            decision=self.decision.data,
            until=self.until.data + DAY if self.until and self.until.data else None,
            started_by=Start(self.started_by.data) if self.started_by and self.started_by.data else None,
        )


class EventForm(_Post[AssignmentDetails]):
    """A dated change that gives a post."""

    def __init__(self, event: Event, **options: Any) -> None:
        super().__init__(**options)
        self._event = event
        if not event.lasts:
            del self.until
        if len(event.starts) == 1:
            del self.started_by

    def details(self) -> AssignmentDetails:
        """The post that the change gives."""
        details = self.post(self._event.kind)
        return details if self.started_by else replace(details, started_by=self._event.starts[0])


class OpeningForm(_Post[Opening]):
    """A new colleague with the first post."""

    personal_number = NumberField(
        _l("Số định danh cá nhân"),
        validators=[InputRequired(), Regexp(r"\d{12}\Z", message=_l("Số định danh cá nhân phải gồm đúng 12 chữ số."))],
    )
    full_name = NameField(_l("Họ và tên khai sinh"), validators=[InputRequired(), Length(max=120)])
    sex = SelectField(_l("Giới tính"), validators=[Optional()])
    born_on = PartialDateField(_l("Sinh ngày"), description=_l("dd/mm/yyyy; nếu chỉ biết tháng hoặc năm: mm/yyyy, yyyy."))
    staff_code = StringField(_l("Số hiệu"), validators=[Optional(), Length(max=32)])
    seen = HiddenField()
    PERSON = ("personal_number", "full_name", "sex", "born_on", "staff_code")

    def offer(self, units: Choices, positions: Choices, starts: Iterable[Start]) -> None:
        """Give the lists their choices."""
        super().offer(units, positions, starts)
        self.sex.choices = [("", _("chưa ghi")), *SEXES.items()]

    def validate_full_name(self, field: StringField) -> None:
        """A name has letters."""
        if not fold(field.data or ""):
            raise StopValidation(_("Hãy ghi họ và tên."))

    def details(self) -> Opening:
        """Person and post as typed."""
        born, precision = self.born_on.data or (None, Precision.DAY)
        sex = Sex(self.sex.data) if self.sex.data else None
        name, number, code = self.full_name.data or "", self.personal_number.data or "", self.staff_code.data
        return Opening(OfficialDetails(name, number, sex, born, precision, code), self.post(AssignmentKind.MAIN))


class EndForm(EditForm[tuple[dt.date, End, str | None]]):
    """The end of a post, or of all of them."""

    day = DayField(
        _l("Thôi giữ từ ngày"),
        validators=[InputRequired()],
        description=_l("Ngày đầu tiên không còn giữ; có thể ở tương lai."),
    )
    reason = SelectField(_l("Lý do"), validators=[InputRequired()])
    decision = StringField(_l("Số quyết định"), validators=[Optional(), Length(max=120)])

    def offer(self, reasons: Iterable[End]) -> None:
        """Give the list its choices."""
        self.reason.choices = [("", _("Chọn lý do …")), *_options(ENDS, reasons)]

    def details(self) -> tuple[dt.date, End, str | None]:
        """The first day on which nothing is held, why, and by which decision."""
        return self.day.day, End(self.reason.data), clean(self.decision.data or "") or None


class CorrectionForm(_Post[Correction]):
    """A post as it should have been written down."""

    kind = SelectField(_l("Cách giữ"), validators=[InputRequired()])
    category = SelectField(_l("Loại"), validators=[InputRequired()])
    reappointed_on = DayField(_l("Ngày bổ nhiệm lại"), validators=[Optional()])
    ended_by = SelectField(_l("Lý do thôi giữ"), validators=[Optional()])
    end_decision = StringField(_l("Số quyết định thôi giữ"), validators=[Optional(), Length(max=120)])

    def offer(self, units: Choices, positions: Choices, starts: Iterable[Start]) -> None:
        """Give the lists their choices."""
        super().offer(units, positions, starts)
        self.kind.choices = _options(KINDS, KINDS)
        self.category.choices = _options(CATEGORIES, CATEGORIES)
        self.ended_by.choices = [("", _("chưa rõ")), *_options(ENDS, ENDS)]

    def show(self, post: Assignment) -> None:
        """Fill in what is on record."""
        for name in ("division", "decision", "end_decision", "valid_from", "reappointed_on"):
            self[name].data = getattr(post, name)
        self.until.data = None if post.valid_to == FOREVER else last_day(post.valid_to)
        self.unit.data, self.position.data = post.unit.key, post.position.key
        for name in ("kind", "category", "started_by", "ended_by"):
            self[name].data = getattr(post, name) or ""
        self.version.data = str(post.version)

    def details(self) -> Correction:
        """The post as typed."""
        typed = self.post(AssignmentKind(self.kind.data))
        return Correction(
            typed.unit,
            typed.position,
            typed.kind,
            StaffCategory(self.category.data),
            typed.division,
            typed.valid_from,
            typed.until or FOREVER,
            typed.decision,
            typed.started_by,
            End(self.ended_by.data) if self.ended_by.data else None,
            self.end_decision.data,
            self.reappointed_on.data,
        )


def _missing(kind: str, question: str) -> Markup:
    """The way to ask for what a list does not offer."""
    address = url_for("additions.new", kind=kind)
    return Markup('{} <a href="{}">{}</a>').format(question, address, _("Đề nghị bổ sung danh mục"))


def _options(words: Mapping[Any, Any], wanted: Iterable[Any]) -> list[tuple[str, str]]:
    return [(one.value, str(words[one])[:1].upper() + str(words[one])[1:]) for one in wanted]
