"""Input of what stands beside posts, in the wording of the official form."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation

from models.base import FOREVER
from models.service import AbsenceKind, Grade, Sanction
from registry.service.items import AbsenceDetails, AppraisalDetails, DisciplineDetails, RankDetails
from registry.service.queries import rank_id, ranks
from registry.service.words import ABSENCES, GRADES, SANCTIONS
from registry.shared.clock import today
from registry.shared.dates import last_day
from registry.shared.editing import EditForm
from registry.shared.forms import DayField, Details

DAY = dt.timedelta(days=1)
_HALVES = {"valid_from": "g4 half", "until": "g4 half"}


def options(words: Mapping[Any, Any], nothing: str | None = None) -> list[tuple[str, str]]:
    """The choices of a closed list, with one for nothing when that may be chosen."""
    told = [(key.value, str(word)[:1].upper() + str(word)[1:]) for key, word in words.items()]
    return told if nothing is None else [("", nothing), *told]


def listed(names: Iterable[str], stored: str | None) -> list[tuple[str, str]]:
    """The choices of a coded list; what is on record stays a choice."""
    known = list(names)
    extra = [stored] if stored and stored not in known else []
    return [("", _("chưa ghi")), *((name, name) for name in [*known, *extra])]


class ItemForm(EditForm[Details]):
    """A form of one item."""

    def offer(self) -> None:
        """Give the lists their choices."""

    def show(self, item: Any) -> None:
        """Fill in what is on record."""
        for each in self.shown():
            value = getattr(item, each.short_name, None)
            each.data = getattr(value, "value", value)
        if "until" in self:
            self.until.data = None if item.valid_to == FOREVER else last_day(item.valid_to)
        self.version.data = str(item.version)

    def _until(self) -> dt.date | None:
        return self.until.data + DAY if self.until.data else None


class RankForm(ItemForm[RankDetails]):
    """Item 30."""

    rank = SelectField(_l("Ngạch, chức danh nghề nghiệp"), validators=[InputRequired()])
    step = IntegerField(_l("Bậc lương"), validators=[Optional(), NumberRange(1, 16)])
    coefficient = StringField(_l("Hệ số"), validators=[Optional(), Length(max=6)], description=_l("Ví dụ 3,66."))
    valid_from = DayField(_l("Hưởng từ ngày"), validators=[InputRequired()])
    until = DayField(_l("Đến hết ngày"), validators=[Optional()], description=_l("Để trống: đến khi có bậc, ngạch sau."))
    decision = StringField(_l("Số quyết định"), validators=[Optional(), Length(max=120)])
    SPANS: ClassVar[Mapping[str, str]] = {"rank": "g8", "step": "g4 half", "coefficient": "g4 half", **_HALVES}

    def offer(self) -> None:
        """All ranks."""
        self.rank.choices = [("", _("Chọn ngạch …")), *ranks()]

    def show(self, item: Any) -> None:
        """With the code of the rank, and the comma of Vietnamese numbers."""
        super().show(item)
        self.rank.data = item.rank.code
        self.coefficient.data = f"{item.coefficient:f}".replace(".", ",") if item.coefficient is not None else ""

    def validate_coefficient(self, field: StringField) -> None:
        """A number with two places at most, as pay tables have them."""
        value = _number(field.data or "0")
        if value is None or not 0 <= value < 20 or value != round(value, 2):
            raise StopValidation(_("Hãy ghi hệ số như 3,66."))

    def details(self) -> RankDetails:
        """The rank as typed."""
        factor = _number(self.coefficient.data) if self.coefficient.data else None
        decided = self.decision.data
        return RankDetails(rank_id(self.rank.data), self.step.data, factor, self.valid_from.day, self._until(), decided)


class AbsenceForm(ItemForm[AbsenceDetails]):
    """A time away."""

    kind = SelectField(_l("Lý do vắng mặt"), validators=[InputRequired()])
    valid_from = DayField(_l("Từ ngày"), validators=[InputRequired()])
    until = DayField(_l("Đến hết ngày"), validators=[Optional()], description=_l("Để trống nếu chưa biết."))
    decision = StringField(_l("Số quyết định"), validators=[Optional(), Length(max=120)])
    SPANS: ClassVar[Mapping[str, str]] = _HALVES

    def offer(self) -> None:
        """All reasons."""
        self.kind.choices = options(ABSENCES, _("Chọn lý do …"))

    def details(self) -> AbsenceDetails:
        """The absence as typed."""
        return AbsenceDetails(AbsenceKind(self.kind.data), self.valid_from.day, self._until(), self.decision.data)


class AppraisalForm(ItemForm[AppraisalDetails]):
    """Item 35.1."""

    year = IntegerField(_l("Năm"), validators=[InputRequired()])
    grade = SelectField(_l("Xếp loại chuyên môn"), validators=[Optional()])
    title = StringField(_l("Xếp loại thi đua, danh hiệu"), validators=[Optional(), Length(max=120)])
    commendation = StringField(_l("Hình thức khen thưởng"), validators=[Optional(), Length(max=200)])
    SPANS: ClassVar[Mapping[str, str]] = {"year": "g4", "grade": "g8", "title": "g6", "commendation": "g6"}

    def offer(self) -> None:
        """All grades."""
        self.grade.choices = options(GRADES, _("chưa ghi"))

    def validate_year(self, field: IntegerField) -> None:
        """Years that have begun."""
        if field.data is not None and not 1980 <= field.data <= today().year:
            raise StopValidation(_("Hãy ghi năm từ 1980 đến %(year)s.", year=today().year))

    def details(self) -> AppraisalDetails:
        """The year as typed."""
        grade = Grade(self.grade.data) if self.grade.data else None
        return AppraisalDetails(self.year.data or 0, grade, self.title.data, self.commendation.data)


class DisciplineForm(ItemForm[DisciplineDetails]):
    """Item 35.2."""

    sanction = SelectField(_l("Hình thức kỷ luật"), validators=[InputRequired()])
    act = StringField(_l("Hành vi vi phạm"), validators=[InputRequired(), Length(max=300)])
    authority = StringField(_l("Cơ quan quyết định"), validators=[Optional(), Length(max=200)])
    decided_on = DayField(_l("Ngày quyết định"), validators=[Optional()])
    valid_from = DayField(_l("Từ ngày"), validators=[InputRequired()])
    until = DayField(_l("Đến hết ngày"), validators=[Optional()])
    SPANS: ClassVar[Mapping[str, str]] = {"act": "g8", "authority": "g8", **_HALVES}

    def offer(self) -> None:
        """All sanctions."""
        self.sanction.choices = options(SANCTIONS, _("Chọn hình thức …"))

    def details(self) -> DisciplineDetails:
        """The sanction as typed."""
        return DisciplineDetails(
            Sanction(self.sanction.data),
            self.act.data or "",
            self.authority.data,
            self.decided_on.data,
            self.valid_from.day,
            self._until(),
        )


class ReturnForm(EditForm[tuple[dt.date, str | None]]):
    """The first day back at work."""

    day = DayField(_l("Trở lại làm việc từ ngày"), validators=[InputRequired()])
    decision = StringField(_l("Số quyết định"), validators=[Optional(), Length(max=120)])

    def details(self) -> tuple[dt.date, str | None]:
        """The day, and the decision if there is one."""
        return self.day.day, self.decision.data or None


FORMS: dict[str, type[ItemForm[Any]]] = {
    "ranks": RankForm,
    "absences": AbsenceForm,
    "appraisals": AppraisalForm,
    "disciplines": DisciplineForm,
}


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
