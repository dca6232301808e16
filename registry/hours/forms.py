"""Input of the yearly minimum of lesson hours."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from models.programmes import Attribution, HoursRule
from registry.hours.records import RuleDetails
from registry.hours.words import ATTRIBUTIONS
from registry.shared.editing import EditForm
from registry.shared.text import clean


class RuleForm(EditForm[RuleDetails]):
    """A version of the yearly minimum; the first year of one that stands is not changed."""

    first_year = IntegerField(_l("Áp dụng từ năm"), validators=[InputRequired(), NumberRange(2000, 2100)])
    minimum = IntegerField(_l("Số tiết tối thiểu một năm"), validators=[InputRequired(), NumberRange(0, 400)])
    attribution = SelectField(_l("Số tiết của một lớp tính vào"), validators=[InputRequired()])
    basis = StringField(
        _l("Căn cứ"), validators=[InputRequired(), Length(max=300)], description=_l("Số, ngày văn bản, điều khoản.")
    )
    certain = BooleanField(_l("Căn cứ đã được kiểm tra"))
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("first_year", "minimum"), "g3 half"),
        "attribution": "g6",
        **dict.fromkeys(("basis", "certain"), "g12"),
    }

    def __init__(self, rule: HoursRule | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.attribution.choices = [(one.value, str(words)) for one, words in ATTRIBUTIONS.items()]
        self._rule = rule
        if rule:
            del self.first_year

    def show(self, rule: HoursRule | None) -> None:
        """Fill in what is on record."""
        if rule is None:
            return
        self.version.data = str(rule.version)
        self.attribution.data = rule.attribution.value
        for name in ("minimum", "basis", "certain"):
            self[name].data = getattr(rule, name)

    def details(self) -> RuleDetails:
        """The version as typed."""
        year = self._rule.valid_from.year if self._rule else self.first_year.data or 0
        basis = clean(self.basis.data or "")
        return RuleDetails(year, self.minimum.data or 0, Attribution(self.attribution.data), basis, bool(self.certain.data))


def title_of(rule: HoursRule | None) -> str:
    """What the page of the form is called."""
    return _("Sửa mức tối thiểu từ năm %(year)s", year=rule.valid_from.year) if rule else _("Mức tối thiểu mới")
