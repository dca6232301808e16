"""Input of qualifications: one form whose fields are those that the domain needs, in the wording of item 32."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation

from models.officials import Precision
from models.qualifications import CertificateType, Domain, FormOfStudy, Language, Level, Qualification, Route
from registry.qualifications.mapping import EquivalenceTable
from registry.qualifications.reading import Offered, Reading, reading_of
from registry.qualifications.records import MAPPED, QualificationDetails, details_of
from registry.qualifications.words import countries, forms_of_study, routes
from registry.shared.forms import DayField, Form, MonthField, PartialDateField
from registry.shared.text import clean

SKILLS = ("listening", "reading", "speaking", "writing")
_ISSUED = ("institution", "number", "issued_on")
_STUDIED = ("studied_from", "studied_to")
FIELDS: dict[Domain, tuple[str, ...]] = {
    Domain.DEGREE: ("level", "field", "institution", "form_of_study", "number", "issued_on"),
    Domain.THEORY: ("level", "certificate_type", "form_of_study", *_ISSUED),
    Domain.STATE_MANAGEMENT: ("level", "field", *_ISSUED),
    Domain.DEFENCE: ("level", *_ISSUED),
    Domain.DIGITAL: ("certificate_type", "level", *_ISSUED, "expires_on"),
    Domain.LANGUAGE: ("language_code", "certificate_type", "score", *SKILLS, "level", *_ISSUED, "expires_on"),
    Domain.TRAINING: ("field", "lesson_hours", "institution", "issued_on"),
    Domain.ETHNIC_LANGUAGE: ("language_code", "level", *_ISSUED, "expires_on"),
}
"""The fields of each domain that are usually filled in, in the order of the page."""

MORE: dict[Domain, tuple[str, ...]] = {
    Domain.DEGREE: (
        *("country", "recognition", "recognised_on", "taught_in"),
        *("route", *_STUDIED, "classification", "register_number", "note"),
    ),
    Domain.THEORY: (*_STUDIED, "classification", "register_number", "note"),
    Domain.STATE_MANAGEMENT: ("lesson_hours", *_STUDIED, "classification", "register_number", "note"),
    Domain.DEFENCE: ("lesson_hours", *_STUDIED, "register_number", "note"),
    Domain.DIGITAL: ("register_number", "note"),
    Domain.LANGUAGE: ("register_number", "note"),
    Domain.TRAINING: ("number", *_STUDIED, "classification", "register_number", "note"),
    Domain.ETHNIC_LANGUAGE: ("score", "register_number", "note"),
}
"""The fields of each domain that are rarely filled in, and stand behind "Thêm chi tiết"."""

_TEXTS = (
    *("language_code", "score", "field", "institution", "country", "taught_in"),
    *("classification", "register_number", "recognition", "number", "note"),
)
_PLAIN = ("expires_on", *_STUDIED, "recognised_on", "lesson_hours")


class QualificationForm(Form[QualificationDetails]):
    """A degree, certificate or course."""

    level = SelectField(_l("Trình độ"))
    certificate_type = SelectField(_l("Loại chứng chỉ"))
    language_code = SelectField(_l("Ngoại ngữ"))
    score = StringField(_l("Điểm số hoặc bậc"), validators=[Optional(), Length(max=40)])
    listening = StringField(_l("Nghe"), validators=[Optional(), Length(max=8)])
    reading = StringField(_l("Đọc"), validators=[Optional(), Length(max=8)])
    speaking = StringField(_l("Nói"), validators=[Optional(), Length(max=8)])
    writing = StringField(_l("Viết"), validators=[Optional(), Length(max=8)])
    field = StringField(_l("Chuyên ngành"), validators=[Optional(), Length(max=160)])
    institution = StringField(_l("Tên cơ sở đào tạo, nơi cấp"), validators=[Optional(), Length(max=200)])
    country = SelectField(_l("Nước cấp"), description=_l("Để trống khi hồ sơ không ghi."))
    taught_in = SelectField(_l("Học bằng tiếng"), description=_l("Chỉ khi văn bằng ghi rõ."))
    form_of_study = SelectField(_l("Hình thức đào tạo"))
    route = SelectField(_l("Loại hình tuyển sinh"))
    number = StringField(_l("Số hiệu"), validators=[Optional(), Length(max=60)])
    issued_on = PartialDateField(_l("Ngày cấp"), description=_l("dd/mm/yyyy, mm/yyyy hoặc chỉ năm"))
    expires_on = DayField(_l("Hết hạn"), validators=[Optional()], description=_l("Ngày cuối cùng còn hạn"))
    studied_from = MonthField(_l("Học từ"), description=_l("mm/yyyy"))
    studied_to = MonthField(_l("Đến"), description=_l("mm/yyyy"))
    classification = StringField(_l("Xếp loại"), validators=[Optional(), Length(max=40)])
    register_number = StringField(_l("Số vào sổ gốc"), validators=[Optional(), Length(max=60)])
    recognition = StringField(
        _l("Văn bản công nhận"), validators=[Optional(), Length(max=120)], description=_l("Cho văn bằng nước ngoài")
    )
    recognised_on = DayField(_l("Ngày công nhận"), validators=[Optional()])
    lesson_hours = IntegerField(_l("Số tiết"), validators=[Optional(), NumberRange(1, 9999)])
    note = StringField(_l("Ghi chú"), validators=[Optional(), Length(max=500)])
    version = HiddenField()

    def __init__(self, domain: Domain, stored: Qualification | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.domain, self.stored = domain, stored
        for name in [field.short_name for field in self]:
            if name not in {*FIELDS[domain], *MORE[domain], "version", "csrf_token"}:
                del self[name]
        for each in self:  # two forms may stand on one page
            each.id = each.label.field_id = f"{domain.value}-{each.short_name}"
        _word(self, domain)
        if stored and not self.is_submitted():
            self.show(stored)

    def offer(self, levels: Iterable[Level], kinds: Iterable[CertificateType], languages: Iterable[Language]) -> None:
        """Give the lists their choices; what is stored stays a choice."""
        levels, kinds, table = list(levels), list(kinds), EquivalenceTable()
        self.offered = Offered({one.id: one for one in levels}, {one.id: one for one in kinds}, table)
        self._levels = {one.key: one.id for one in levels}
        self._kinds = {one.key: one.id for one in kinds}
        ethnic = self.domain is Domain.ETHNIC_LANGUAGE
        spoken = [(one.code, one.name) for one in languages]
        foreign = [pair for pair in spoken if not pair[0].startswith("dt-")]
        choices: dict[str, list[Any]] = {
            "level": [(one.key, one.name) for one in levels],
            "certificate_type": [(one.key, one.name, self._marks(one)) for one in kinds],
            "language_code": [pair for pair in spoken if pair[0].startswith("dt-")] if ethnic else foreign,
            "taught_in": [pair for pair in foreign if pair[0] != "vi"],
            "country": list(self._countries().items()),
            "form_of_study": list(forms_of_study().items()),
            "route": list(routes().items()),
        }
        for name, offered in choices.items():
            if name in self:
                self[name].choices = [("", _("— chọn —") if name in {"level", "language_code"} else _("— không ghi —")), *offered]

    def show(self, stored: Qualification) -> None:
        """Fill in what is on record."""
        values = {
            **{name: getattr(stored, name) for name in (*_TEXTS, *_PLAIN)},
            **{skill: (stored.skill_scores or {}).get(skill) for skill in SKILLS},
            "level": stored.level.key if stored.level else "",
            "certificate_type": stored.certificate_type.key if stored.certificate_type else "",
            "form_of_study": stored.form_of_study.value if stored.form_of_study else "",
            "route": stored.route.value if stored.route else "",
            "issued_on": (stored.issued_on, stored.issued_precision) if stored.issued_on else None,
            "version": str(stored.version),
        }
        for name, value in values.items():
            if name in self:
                self[name].data = value

    def validate_level(self, field: SelectField) -> None:
        """Without a certificate that decides the level, somebody must state it."""
        if not field.data and not (self.domain in MAPPED and self._typed("certificate_type")):
            raise StopValidation(_("Hãy chọn loại chứng chỉ, hoặc bậc."))

    def validate_language_code(self, field: SelectField) -> None:
        """A certificate that may be of any language does not say which."""
        kind = self.offered.kinds.get(self._kinds.get(self._typed("certificate_type") or "", 0))
        if not field.data and not (kind and kind.language_code):
            raise StopValidation(_("Hãy chọn ngôn ngữ."))

    def details(self) -> QualificationDetails:
        """The entry; what the form does not ask stays as it is on record."""
        base = details_of(self.stored) if self.stored else QualificationDetails(self.domain)
        issued, precision = self._typed("issued_on") or (None, Precision.DAY)
        typed: dict[str, Any] = {name: clean(self[name].data or "") or None for name in _TEXTS if name in self}
        typed |= {name: self[name].data for name in _PLAIN if name in self}
        if "form_of_study" in self:
            typed["form_of_study"] = next((form for form in FormOfStudy if form.value == self.form_of_study.data), None)
        if "route" in self:
            typed["route"] = next((route for route in Route if route.value == self.route.data), None)
        if "certificate_type" in self:
            typed["certificate_type_id"] = self._kinds.get(self._typed("certificate_type") or "")
        if self.domain not in MAPPED or not typed.get("certificate_type_id"):
            typed["level_id"] = self._levels.get(self._typed("level") or "")
        by_skill = self.offered.table.skills_of(typed.get("certificate_type_id") or 0)
        if "listening" in self:
            typed["skill_scores"] = self._skills() if by_skill else None
            typed["score"] = None if by_skill else typed["score"]
        return replace(base, **typed, issued_on=issued, issued_precision=precision)

    def reads(self) -> Reading:
        """How the entry is read as it stands."""
        return reading_of(self.details(), self.offered)

    def suggest_expiry(self) -> None:
        """Fill in the usual end of validity."""
        if "expires_on" in self and (end := self.reads().expires):
            self.expires_on.raw_data, self.expires_on.data = None, end

    def said(self) -> list[tuple[str, str, str]]:
        """Every field as (name, label, value in words), for laying two versions side by side."""
        names = {*FIELDS[self.domain], *MORE[self.domain]}
        return [(each.short_name, str(each.label.text), _value(each)) for each in self if each.short_name in names]

    @property
    def shows_more(self) -> bool:
        """Whether one of the rarely used fields is filled in or in error, so that they are to be seen."""
        return any(self[name].data or self[name].errors for name in MORE[self.domain])

    def _marks(self, kind: CertificateType) -> dict[str, str]:
        """What the style sheet must know of a choice: which other fields it makes needless."""
        by_skill = "by-skill" if self.offered.table.skills_of(kind.id) else ""
        return {"class": f"{by_skill} {'decides' if self.domain in MAPPED else ''}".strip()}

    def _typed(self, name: str) -> Any:
        return self[name].data if name in self else None

    def _skills(self) -> dict[str, str] | None:
        return {skill: self[skill].data.strip() for skill in SKILLS if (self[skill].data or "").strip()} or None

    def _countries(self) -> dict[str, str]:
        stored = self.stored.country if self.stored else None
        return countries() if stored is None or stored in countries() else {**countries(), stored: stored}


def _word(form: QualificationForm, domain: Domain) -> None:
    """Labels that depend on the domain."""
    labels = {
        Domain.DEGREE: {"level": _("Văn bằng, trình độ"), "institution": _("Tên cơ sở đào tạo")},
        Domain.THEORY: {"certificate_type": _("Loại văn bằng riêng, nếu có")},
        Domain.STATE_MANAGEMENT: {"level": _("Chương trình, chứng chỉ"), "field": _("Tên khoá bồi dưỡng")},
        Domain.DEFENCE: {"level": _("Đối tượng bồi dưỡng")},
        Domain.DIGITAL: {"level": _("Mức, khi loại không có trong danh sách")},
        Domain.LANGUAGE: {"level": _("Bậc, khi loại không có trong danh sách")},
        Domain.ETHNIC_LANGUAGE: {"language_code": _("Tiếng dân tộc"), "level": _("Mức")},
        Domain.TRAINING: {"field": _("Tên khoá bồi dưỡng"), "issued_on": _("Ngày hoàn thành")},
    }[domain]
    for name, words in labels.items():
        form[name].label.text = words
    if domain not in MAPPED and "level" in form:
        form.level.validators = [InputRequired(_("Hãy chọn trình độ.")), *form.level.validators]
        form.level.flags.required = True


def _value(each: Any) -> str:
    if isinstance(each, SelectField):
        choices: list[Any] = list(each.choices or [])
        return next((str(choice[1]) for choice in choices if choice[0] == each.data and choice[0]), "")
    return str(each._value() or "")
