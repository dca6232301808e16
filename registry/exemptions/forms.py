"""Input of exemptions."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from models.accounts import Account
from models.base import FOREVER
from models.officials import Official
from models.targets import Target
from registry.careers.queries import Choices, position_by_key, unit_by_key
from registry.compliance.vocabulary import Vocabulary, domain_name
from registry.exemptions.actions import Ending, ExemptionDetails
from registry.exemptions.queries import DOMAINS
from registry.officials.queries import official_numbered
from registry.shared.editing import EditForm
from registry.shared.forms import DayField, NumberField
from registry.shared.text import clean

_LEVELS = {f"level_{domain}": domain for domain in DOMAINS}


class ExemptionForm(EditForm[ExemptionDetails]):
    """Whom to exempt from a target, and how."""

    target = SelectField(_l("Chỉ tiêu"), validators=[InputRequired()])
    position = SelectField(_l("Chức danh"), validators=[Optional()])
    units = SelectMultipleField(
        _l("Địa bàn, đơn vị"),
        validators=[Optional()],
        description=_l("Giữ Ctrl để chọn nhiều đơn vị; để trống: mọi đơn vị."),
        render_kw={"size": 8},
    )
    with_below = BooleanField(_l("Tính cả đơn vị trực thuộc"))
    official = NumberField(
        _l("Một người, theo số định danh"),
        validators=[Optional(), Length(max=12)],
        description=_l("Chỉ khi quyết định nêu đích danh."),
    )
    mode = SelectField(_l("Cách xét"), validators=[InputRequired()])
    level_degree = SelectField(_l("Trình độ chuyên môn"), validators=[Optional()])
    level_theory = SelectField(_l("Lý luận chính trị"), validators=[Optional()])
    level_state_management = SelectField(_l("Quản lý nhà nước"), validators=[Optional()])
    level_digital = SelectField(_l("Kỹ năng số"), validators=[Optional()])
    level_language = SelectField(_l("Ngoại ngữ"), validators=[Optional()])
    basis = StringField(
        _l("Căn cứ"), validators=[DataRequired(), Length(max=300)], description=_l("Số, ngày văn bản, điều khoản.")
    )
    valid_from = DayField(_l("Từ ngày"), validators=[InputRequired()])
    until = DayField(_l("Đến hết ngày"), validators=[Optional()], description=_l("Để trống nếu chưa có ngày kết thúc."))
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("target", "position", "units", "official", "mode"), "g6"),
        **dict.fromkeys(_LEVELS, "g4"),
        "with_below": "g6",
        "basis": "g12",
        **dict.fromkeys(("valid_from", "until"), "g3 half"),
    }

    def offer(self, targets: list[Target], units: Choices, positions: Choices, words: Vocabulary) -> None:
        """Give the lists their choices."""
        self._targets = {target.code: target for target in targets}
        self.target.choices = [(target.code, f"{target.code} · {target.short_title}") for target in targets]
        self.position.choices = {"": [("", _("mọi chức danh"))], **positions}
        self.units.choices = [choice for group in units.values() for choice in group]
        self.mode.choices = [("out", _("Loại khỏi mẫu số")), ("other", _("Xét theo tiêu chuẩn khác ghi dưới đây"))]
        for name, domain in _LEVELS.items():
            known = [(str(rank), name_) for (of, rank), name_ in sorted(words.levels.items()) if of == domain and rank]
            label = _("%(name)s trở lên")
            self[name].choices = [
                ("", _("như chỉ tiêu")),
                ("0", _("không đòi hỏi")),
                *((rank, label % {"name": name_}) for rank, name_ in known),
            ]

    def within(self, account: Account, official: Official | None) -> "ExemptionForm":
        """Whose files may be named; somebody that the address names already."""
        self._account = account
        if official and not self.is_submitted():
            self.official.data = official.personal_number
        return self

    def validate_official(self, field: NumberField) -> None:
        """Somebody on file whom the account may read."""
        self._official = official_numbered(self._account, field.data) if field.data else None
        if field.data and self._official is None:
            raise StopValidation(_("Không có hồ sơ nào mang số định danh này."))

    def details(self) -> ExemptionDetails:
        """What was typed. Levels count only where another standard was chosen."""
        other = self.mode.data == "other"
        chosen = {domain: self[name].data for name, domain in _LEVELS.items() if other and self[name].data}
        return ExemptionDetails(
            self._targets[self.target.data],
            clean(self.basis.data or ""),
            self.valid_from.day,
            self.until.data + dt.timedelta(days=1) if self.until.data else FOREVER,
            position_by_key(self.position.data) if self.position.data else None,
            tuple(unit_by_key(key) for key in self.units.data or ()),
            bool(self.with_below.data),
            getattr(self, "_official", None),
            {domain: int(rank) for domain, rank in chosen.items()},
        )

    def validate_mode(self, field: SelectField) -> None:
        """Another standard names at least one level."""
        if field.data == "other" and not any(self[name].data for name in _LEVELS):
            raise StopValidation(_("Hãy chọn ít nhất một mức khác với chỉ tiêu."))


class EndingForm(EditForm[Ending]):
    """An exemption comes to its end."""

    day = DayField(_l("Không áp dụng từ ngày"), validators=[InputRequired()])
    reason = StringField(_l("Lý do, văn bản"), validators=[DataRequired(), Length(max=300)])
    SPANS: ClassVar[Mapping[str, str]] = {"day": "g4", "reason": "g8"}

    def details(self) -> Ending:
        """The day and the reason."""
        return Ending(self.day.day, clean(self.reason.data or ""))


class RemovalForm(EditForm[str]):
    """Why it should never have been written."""

    reason = StringField(_l("Lý do gỡ"), validators=[DataRequired(), Length(max=300)])
    SPANS: ClassVar[Mapping[str, str]] = {"reason": "g12"}

    def details(self) -> str:
        """The reason."""
        return clean(self.reason.data or "")


def level_words(levels: Mapping[str, int], words: Vocabulary) -> list[str]:
    """Another standard in words, domain by domain."""
    return [
        _("%(domain)s: từ %(level)s", domain=domain_name(domain), level=words.level(domain, rank))
        if rank
        else _("%(domain)s: không đòi hỏi", domain=domain_name(domain))
        for domain, rank in levels.items()
    ]
