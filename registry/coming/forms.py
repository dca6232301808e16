"""Input of what comes due."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from models.base import FOREVER
from models.planning import Due
from registry.coming.due import Coming
from registry.coming.records import OtherDay
from registry.shared.editing import EditForm
from registry.shared.forms import DayField
from registry.shared.text import clean

PUT_OFF, EXEMPT = "put_off", "exempt"


class OtherDayForm(EditForm[OtherDay]):
    """Another day than the rule has, or an exemption."""

    way = SelectField(_l("Quyết định"))
    day = DayField(_l("Lùi đến ngày"), validators=[Optional()])
    reason = StringField(_l("Lý do"), validators=[InputRequired(), Length(max=300)])
    decision = StringField(_l("Số quyết định, văn bản"), validators=[Optional(), Length(max=120)])
    SPANS: ClassVar[Mapping[str, str]] = {"way": "g8", "reason": "g8"}

    def __init__(self, matter: Coming, **options: Any) -> None:
        super().__init__(**options)
        self.way.choices = [
            (PUT_OFF, _("Lùi đến một ngày khác")),
            (EXEMPT, _("Được miễn chừng nào còn giữ vị trí này ở đơn vị này")),
        ]
        if matter.kind is Due.RETIREMENT:
            self.day.label.text = _("Ngày nghỉ hưu theo quyết định")
            del self.way

    def show(self, matter: Coming) -> None:
        """Fill in what was decided before."""
        stored = matter.decided
        self.version.data = str(stored.version if stored else 0)
        if stored:
            self.reason.data, self.decision.data = stored.reason, stored.decision
            self.day.data = None if stored.day == FOREVER else stored.day
            if self.way:
                self.way.data = EXEMPT if stored.day == FOREVER else PUT_OFF

    @property
    def _exempt(self) -> bool:
        return bool(self.way and self.way.data == EXEMPT)

    def validate(self, extra_validators: Any = None) -> bool:
        """A day, unless somebody is exempt."""
        valid: bool = super().validate(extra_validators)
        if not self._exempt and not self.day.data and not self.day.errors:
            self.day.errors = [_("Hãy ghi ngày.")]
            return False
        return valid

    def details(self) -> OtherDay:
        """The day as decided."""
        day = FOREVER if self._exempt else self.day.day
        return OtherDay(day, clean(self.reason.data or ""), clean(self.decision.data or "") or None)
