"""Input of annual plans: a new version, a line, a budget, a step."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from models.programmes import Programme
from models.training_plans import AnnualPlan, PlanLine, Survey
from registry.annual.actions import LineDetails
from registry.annual.queries import budgets_of, closed_surveys
from registry.programmes.queries import programmes_on, schools
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.editing import EditForm
from registry.shared.forms import Form
from registry.shared.text import clean

MOST = 2_000_000_000
"""Thousand đồng: what a whole number of four bytes holds."""


class PlanForm(Form[tuple[int, str, Survey | None]]):
    """A plan of one's own unit for a year, filled from a survey that is closed or with the lines of the version before."""

    title = StringField(_l("Tên kế hoạch"), validators=[InputRequired(_l("Hãy ghi tên kế hoạch.")), Length(max=200)])
    year = IntegerField(_l("Năm"), validators=[InputRequired(_l("Hãy ghi năm.")), NumberRange(2021, 2099)])
    survey = SelectField(_l("Lấy nhu cầu từ đợt khảo sát"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._surveys = {one.public_id: one for one in closed_surveys()}
        self.survey.choices = [
            ("", _("không; theo phiên bản trước, nếu có")),
            *((key, one.name) for key, one in self._surveys.items()),
        ]

    def details(self) -> tuple[int, str, Survey | None]:
        """Year, title and survey."""
        return self.year.data or 0, clean(self.title.data or ""), self._surveys.get(self.survey.data)


class LineForm(EditForm[LineDetails]):
    """A line: classes of one programme, in the columns of the official form."""

    programme = SelectField(_l("Chương trình"))
    title = StringField(_l("Tên lớp, khoá"), validators=[InputRequired(_l("Hãy ghi tên lớp.")), Length(max=200)])
    audience = StringField(_l("Đối tượng"), validators=[Optional(), Length(max=300)])
    classes = IntegerField(_l("Số lớp"), validators=[InputRequired(_l("Hãy ghi số lớp.")), NumberRange(1, 500)])
    seats = IntegerField(_l("Số lượt người"), validators=[InputRequired(_l("Hãy ghi số lượt người.")), NumberRange(1, 30000)])
    days = IntegerField(_l("Số ngày"), validators=[Optional(), NumberRange(1, 2000)])
    lesson_hours = IntegerField(_l("Số tiết"), validators=[Optional(), NumberRange(1, 10000)])
    month = IntegerField(_l("Tháng mở lớp"), validators=[Optional(), NumberRange(1, 12)])
    venue = StringField(_l("Địa điểm"), validators=[Optional(), Length(max=200)])
    host = StringField(_l("Đơn vị chủ trì, phối hợp"), validators=[Optional(), Length(max=200)])
    school = SelectField(_l("Cơ sở đào tạo"))
    cost = IntegerField(
        _l("Kinh phí (nghìn đồng)"), validators=[InputRequired(_l("Hãy ghi kinh phí, 0 nếu không.")), NumberRange(0, MOST)]
    )
    budget = SelectField(_l("Nguồn kinh phí"))
    priority = SelectField(_l("Ưu tiên"), default="2")
    note = StringField(_l("Ghi chú"), validators=[Optional(), Length(max=500)])
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("title", "audience", "note"), "g12"),
        **dict.fromkeys(("programme", "school", "venue", "host", "budget"), "g6"),
        **dict.fromkeys(("classes", "seats", "days", "lesson_hours", "month", "cost", "priority"), "g3 half"),
    }

    def __init__(self, plan: AnnualPlan, line: PlanLine | None = None, **options: Any) -> None:
        super().__init__(**options)
        offered = {one.id: one.name for one in programmes_on(today())}
        if line:  # a version that is no longer in force stays chosen
            offered.setdefault(line.programme_id, line.programme.name)
        self._ids = {key: id_ for id_, key in db.session.execute(_keys(offered))}
        self.programme.choices = [(key, offered[id_]) for key, id_ in self._ids.items()]
        self.school.choices = [("", _("chưa rõ")), *((str(each.id), each.name) for each in schools(active=False))]
        self.budget.choices = [("", _("chưa rõ")), *((one.row.public_id, one.row.source) for one in budgets_of(plan))]
        self.priority.choices = [("1", _("cao")), ("2", _("thường")), ("3", _("thấp"))]
        self._budgets = {one.row.public_id: one.row.id for one in budgets_of(plan)}

    def show(self, line: PlanLine) -> None:
        """Fill in what is on record."""
        self.version.data = str(line.version)
        self.programme.data, self.school.data = line.programme.public_id, str(line.school_id or "")
        self.budget.data = line.budget_line.public_id if line.budget_line else ""
        self.priority.data = str(line.priority)
        for name in ("title", "audience", "classes", "seats", "days", "lesson_hours", "month", "venue", "host", "cost", "note"):
            self[name].data = getattr(line, name)

    def details(self) -> LineDetails:
        """The line."""
        texts: dict[str, Any] = {name: clean(self[name].data or "") or None for name in ("audience", "venue", "host", "note")}
        numbers: dict[str, Any] = {name: self[name].data for name in ("days", "lesson_hours", "month")}
        return LineDetails(
            programme_id=self._ids[self.programme.data],
            title=clean(self.title.data or ""),
            classes=self.classes.data or 0,
            seats=self.seats.data or 0,
            school_id=int(self.school.data) if self.school.data else None,
            cost=self.cost.data or 0,
            budget_line_id=self._budgets.get(self.budget.data),
            priority=int(self.priority.data),
            **texts,
            **numbers,
        )


def _keys(offered: dict[int, str]) -> Any:
    statement = select(Programme.id, Programme.public_id).where(Programme.id.in_(offered))
    return statement.order_by(Programme.name, Programme.id)


class BudgetForm(Form[tuple[str, int]]):
    """How much there is from a source."""

    source = StringField(_l("Nguồn kinh phí"), validators=[InputRequired(_l("Hãy ghi nguồn.")), Length(max=160)])
    amount = IntegerField(_l("Số tiền (nghìn đồng)"), validators=[InputRequired(_l("Hãy ghi số tiền.")), NumberRange(0, MOST)])

    def details(self) -> tuple[str, int]:
        """Source and amount."""
        return clean(self.source.data or ""), self.amount.data or 0
