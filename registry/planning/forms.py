"""Input of planning."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from models.planning import Planned
from registry.careers.queries import Choices, position_by_key, unit_by_key
from registry.planning.records import PlanDetails, Removal
from registry.shared.editing import EditForm
from registry.shared.forms import DayField
from registry.shared.text import clean


class PlanForm(EditForm[PlanDetails]):
    """Somebody in the plan for a post."""

    unit = SelectField(_l("Đơn vị của chức danh quy hoạch"), validators=[InputRequired()])
    position = SelectField(_l("Chức danh quy hoạch"), validators=[InputRequired()])
    first_year = IntegerField(_l("Nhiệm kỳ từ năm"), validators=[InputRequired()])
    last_year = IntegerField(_l("Đến năm"), validators=[InputRequired()])
    decision = StringField(_l("Số quyết định"), validators=[InputRequired(), Length(max=120)])
    valid_from = DayField(_l("Ngày quyết định"), validators=[InputRequired()])
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("unit", "position"), "g6"),
        **dict.fromkeys(("first_year", "last_year"), "g3 half"),
        **dict.fromkeys(("decision", "valid_from"), "g3 half"),
    }

    def offer(self, units: Choices, positions: Choices, stored: Planned | None = None) -> None:
        """Give the lists their choices; of what is on record the unit stays one even when it has ended."""
        alone = sum(map(len, units.values())) == 1
        self.unit.choices = units if alone else {"": [("", _("Chọn đơn vị …"))], **units}
        self.position.choices = {"": [("", _("Chọn chức danh …"))], **positions}
        if stored:
            self.show(stored)

    def suggest(self, unit: str | None, position: str | None, on: dt.date) -> None:
        """Fill in what is known before anything is typed: the post that one comes from, and the term that runs."""
        if self.is_submitted():
            return
        for field, key in ((self.unit, unit), (self.position, position)):
            if key in {choice[0] for choice in field.iter_choices()}:
                field.data = key
        self.first_year.data = on.year - on.year % 5
        self.last_year.data = self.first_year.data + 5

    def show(self, stored: Planned) -> None:
        """Fill in what is on record."""
        self.unit.data, self.position.data = stored.unit.key, stored.position.key
        for name in ("first_year", "last_year", "decision", "valid_from"):
            self[name].data = getattr(stored, name)
        self.version.data = str(stored.version)

    def details(self) -> PlanDetails:
        """The line as typed."""
        return PlanDetails(
            unit_by_key(self.unit.data),
            position_by_key(self.position.data),
            self.first_year.data or 0,
            self.last_year.data or 0,
            self.decision.data or "",
            self.valid_from.day,
        )


class RemovalForm(EditForm[Removal]):
    """Somebody is taken out of the plan."""

    day = DayField(_l("Đưa ra từ ngày"), validators=[InputRequired()], description=_l("Ngày đầu tiên không còn trong quy hoạch."))
    reason = StringField(_l("Lý do"), validators=[InputRequired(), Length(max=300)])
    decision = StringField(_l("Số quyết định"), validators=[Optional(), Length(max=120)])

    def details(self) -> Removal:
        """The day, the reason, and the decision if there is one."""
        return Removal(self.day.day, clean(self.reason.data or ""), clean(self.decision.data or "") or None)
