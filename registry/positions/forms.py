"""Input of standards: up to three ways to fulfil a requirement, each in the words of the rules; and of catalogue entries."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from models.positions import Leadership, StaffCategory
from models.qualifications import Domain
from models.standards import Origin, PositionVersion, Standard
from models.units import Tier
from registry.compliance.vocabulary import Vocabulary, category_name, leadership_name, tier_name
from registry.conditions.holding import SPOKEN, Kinds, Said, Way, levels, said_of, way_of
from registry.judgement.codec import read_condition
from registry.judgement.rules import AnyOf, Condition, Holds, InternationalDegree
from registry.positions.records import Ending, PositionDetails, StandardDetails, VersionDetails
from registry.shared.forms import DayField, Details, Form
from registry.shared.refusal import Refused
from registry.shared.text import capital, clean

WAYS = ("a", "b", "c")
CHANGE_YEARS = range(2, 6)
TERM_YEARS = range(1, 11)


def ways_of(condition: Condition) -> tuple[Way, ...] | None:
    """The condition as the ways that the form has room for; None when it is said in other words."""
    parts = condition.conditions if isinstance(condition, AnyOf) else (condition,)
    ways = tuple(part for part in parts if isinstance(part, Holds | InternationalDegree) and _is_simple(part))
    return ways if len(ways) == len(parts) <= len(WAYS) else None


def _is_simple(way: Way) -> bool:
    return isinstance(way, InternationalDegree) or (len(way.certificate_types) < 2 and len(way.languages) < 2)


class StandardForm(Form[StandardDetails]):
    """A requirement: fulfilled by any one of its ways."""

    origin = RadioField(_l("Ai quy định"))
    mandatory = RadioField(_l("Mức đòi hỏi"))
    valid_from = DayField(_l("Áp dụng từ ngày"), validators=[InputRequired()])
    basis = StringField(_l("Căn cứ pháp lý"), validators=[InputRequired(), Length(max=300)])
    certain = BooleanField(_l("Đã đọc nguyên văn văn bản"), description=_l("Bỏ trống thì mọi trang ghi “cần kiểm tra”."))
    note = StringField(_l("Ghi chú"), validators=[Optional(), Length(max=600)])
    number = HiddenField()

    def __init__(self, domain: Domain, words: Vocabulary, kinds: Kinds, stored: Standard | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.domain, self.stored = domain, stored
        self.kinds = kinds
        self.origin.choices = [(Origin.DECREE.value, _("Quy định chung")), (Origin.PROVINCE.value, _("Bổ sung của tỉnh"))]
        self.mandatory.choices = [("yes", _("Bắt buộc")), ("no", _("Ưu tiên"))]
        for way in WAYS:
            domains = (domain,) if way == "a" else tuple(Domain)
            self[f"level_{way}"].choices = [("", _("— chọn —") if way == "a" else _("— không —")), *levels(domains, words)]
            named = [(key, name) for of in domains for key, name in kinds.get(of, {}).items()]
            self[f"type_{way}"].choices = [("", _("bất kỳ")), *named]
            self[f"language_{way}"].choices = [("", _("bất kỳ")), *words.languages.items()]
        if domain.value not in SPOKEN:
            del self["language_a"]
        self["level_a"].validators = [InputRequired()]
        self["level_a"].flags.required = True
        if stored:
            del self.origin, self.mandatory  # a version stays in its line
        if not self.is_submitted():
            self._show(stored)

    def _show(self, stored: Standard | None) -> None:
        self.number.data = str(stored.number) if stored else "0"
        if stored is None:
            self.origin.data, self.mandatory.data = Origin.PROVINCE.value, "yes"
            return
        self.basis.data, self.certain.data, self.note.data = stored.basis, stored.certain, stored.note
        for place, way in zip(WAYS, ways_of(read_condition(stored.requirement)) or (), strict=False):
            for name, value in _shown(way).items():
                if f"{name}_{place}" in self:
                    self[f"{name}_{place}"].data = value

    def validate_number(self, field: HiddenField) -> None:
        """The number of the version that was seen; anything else was not sent by the page."""
        if not str(field.data or "").isdigit():
            raise StopValidation(_("Trang đã cũ, hãy mở lại."))

    def details(self) -> StandardDetails:
        """The requirement; its line is that of the stored version, if there is one."""
        ways = tuple(way for place in WAYS if (way := self._way(place)))
        return StandardDetails(
            domain=self.domain,
            origin=self.stored.origin if self.stored else Origin(self.origin.data),
            mandatory=self.stored.mandatory if self.stored else self.mandatory.data == "yes",
            condition=ways[0] if len(ways) == 1 else AnyOf(ways),
            basis=clean(self.basis.data or ""),
            certain=bool(self.certain.data),
            note=clean(self.note.data or "") or None,
            valid_from=_given(self.valid_from),
            number=int(self.number.data or 0),
        )

    def _way(self, place: str) -> Way | None:
        level = self[f"level_{place}"].data or ""
        if not level:
            return None
        kind, language = self[f"type_{place}"].data, self._language(place)
        said = Said(
            level,
            frozenset({language} if language else ()),
            frozenset({kind} if kind else ()),
            self[f"issued_by_{place}"].data,
            bool(self[f"valid_{place}"].data),
            bool(self[f"undated_{place}"].data),
        )
        try:
            return way_of(said, self.kinds)
        except Refused as refused:
            raise Refused(f"{refused.field}_{place}", refused.message) from None

    def _language(self, place: str) -> str:
        name = f"language_{place}"
        return str(self[name].data or "") if name in self else ""


def _given(field: DayField) -> dt.date:
    """The day of a required field."""
    if field.data is None:
        raise Refused(field.short_name, _("Hãy ghi ngày."))
    day: dt.date = field.data
    return day


def _shown(way: Way) -> dict[str, object]:
    """The values of the fields that say a way."""
    said = said_of(way)
    return {
        "level": said.level,
        "language": next(iter(said.languages), ""),
        "type": next(iter(said.types), ""),
        "issued_by": said.issued_by,
        "valid": said.valid,
        "undated": said.undated_counts,
    }


class EndForm(Form[Ending]):
    """A requirement that is not asked any more."""

    on = DayField(_l("Thôi áp dụng từ ngày"), validators=[InputRequired()], description=_l("Ngày đầu tiên không còn đòi."))
    basis = StringField(_l("Căn cứ pháp lý"), validators=[InputRequired(), Length(max=300)])

    def details(self) -> Ending:
        """The day and the basis."""
        return Ending(_given(self.on), clean(self.basis.data or ""))


class _VersionFields(Form[Details]):
    """What is said of a version of a position."""

    field = StringField(_l("Lĩnh vực công tác"), validators=[Optional(), Length(max=160)])
    official_code = StringField(_l("Mã vị trí việc làm"), validators=[Optional(), Length(max=32)])
    change_years = SelectField(_l("Định kỳ chuyển đổi vị trí công tác"))
    term_years = SelectField(_l("Thời hạn mỗi lần bổ nhiệm"))
    valid_from = DayField(_l("Áp dụng từ ngày"), validators=[InputRequired()])
    basis = StringField(_l("Căn cứ pháp lý"), validators=[InputRequired(), Length(max=300)])
    certain = BooleanField(_l("Đã đọc nguyên văn văn bản"), description=_l("Bỏ trống thì mọi trang ghi “cần kiểm tra”."))

    def __init__(self, stored: PositionVersion | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.change_years.choices = [("", _("không thuộc diện")), *((str(n), _("sau %(n)s năm", n=n)) for n in CHANGE_YEARS)]
        self.term_years.choices = [("", _("không có, hoặc chưa ghi")), *((str(n), _("%(n)s năm", n=n)) for n in TERM_YEARS)]
        if stored and not self.is_submitted():
            self.field.data, self.official_code.data = stored.field, stored.official_code
            self.change_years.data, self.term_years.data = str(stored.change_years or ""), str(stored.term_years or "")
            self.basis.data, self.certain.data = stored.basis, stored.certain

    def stated(self) -> VersionDetails:
        """The version as one record."""
        return VersionDetails(
            clean(self.field.data or "") or None,
            clean(self.official_code.data or "") or None,
            int(self.change_years.data) if self.change_years.data else None,
            int(self.term_years.data) if self.term_years.data else None,
            clean(self.basis.data or ""),
            bool(self.certain.data),
            _given(self.valid_from),
        )


class VersionForm(_VersionFields[VersionDetails]):
    """What changes of a position while it stays the same post."""

    def details(self) -> VersionDetails:
        """The version."""
        return self.stated()


class PositionForm(_VersionFields[PositionDetails]):
    """A new entry of the catalogue."""

    title = StringField(_l("Tên chức danh, vị trí"), validators=[InputRequired(), Length(max=200)])
    tier = SelectField(_l("Cấp"))
    category = SelectField(_l("Loại"))
    leadership = SelectField(_l("Cấp lãnh đạo, quản lý"))
    deputy = BooleanField(_l("Là cấp phó"))

    def __init__(self, **options: Any) -> None:
        super().__init__(None, **options)
        self.tier.choices = [(one.value, capital(tier_name(one.value))) for one in Tier]
        self.category.choices = [(one.value, capital(category_name(one.value))) for one in StaffCategory]
        self.leadership.choices = [(one.value, capital(leadership_name(one.value))) for one in reversed(Leadership)]

    def details(self) -> PositionDetails:
        """The entry with its first version."""
        return PositionDetails(
            clean(self.title.data or ""),
            Tier(self.tier.data),
            StaffCategory(self.category.data),
            Leadership(self.leadership.data),
            bool(self.deputy.data),
            self.stated(),
        )


for _place in WAYS:
    for _name, _field in {
        "level": SelectField(_l("Trình độ, từ")),
        "language": SelectField(_l("Ngoại ngữ")),
        "type": SelectField(_l("Loại chứng chỉ")),
        "issued_by": DayField(_l("Cấp đến hết ngày"), validators=[Optional()]),
        "valid": BooleanField(_l("Phải còn hạn")),
        "undated": BooleanField(_l("Không rõ ngày cấp vẫn tính")),
    }.items():
        setattr(StandardForm, f"{_name}_{_place}", _field)
