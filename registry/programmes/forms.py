"""Input of programmes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import DecimalField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation

from models.programmes import Mode, Programme, ResultColumn
from models.qualifications import CertificateType, Domain, Language, Level
from registry.compliance.vocabulary import domain_name, tier_name
from registry.judgement.codec import read_condition, write_condition
from registry.programmes.queries import schools
from registry.programmes.records import Begun, ProgrammeDetails, Simple, simple
from registry.programmes.words import COLUMNS, MODES
from registry.shared.database import db
from registry.shared.editing import EditForm
from registry.shared.forms import DayField
from registry.shared.text import clean

_TIERS = ("commune", "department", "province")
_CONDITION = ("tier", "leaders", "least", "oldest")


def _whole(label: Any, least: int, most: int, **options: Any) -> IntegerField:
    return IntegerField(label, validators=[Optional(), NumberRange(least, most)], **options)


def _one_decimal(_form: Any, field: DecimalField) -> None:
    """A number with at most one decimal: the column keeps no more."""
    if field.data is not None and (not field.data.is_finite() or field.data != round(field.data, 1)):
        raise StopValidation(_("Ghi một số, nhiều nhất một chữ số thập phân."))


def _tenths(label: Any) -> DecimalField:
    return DecimalField(label, validators=[Optional(), _one_decimal, NumberRange(0, 10)], places=1)


class ProgrammeForm(EditForm[ProgrammeDetails]):
    """What a version of a programme says. A condition in words that the form does not have is kept as it is."""

    name = StringField(_l("Tên chương trình"), validators=[InputRequired(_l("Hãy ghi tên.")), Length(max=200)])
    column = SelectField(_l("Cột trong biểu kết quả"))
    level = SelectField(_l("Học xong đạt"), description=_l("Không chọn: chỉ tính số tiết"))
    certificate_type = SelectField(_l("Loại chứng chỉ"))
    language = SelectField(_l("Ngoại ngữ"))
    lesson_hours = IntegerField(_l("Số tiết"), validators=[InputRequired(_l("Hãy ghi số tiết.")), NumberRange(1, 5000)])
    days = _whole(_l("Số ngày học"), 1, 2000)
    mode = SelectField(_l("Hình thức"))
    school = SelectField(_l("Cơ sở đào tạo thường mở lớp"))
    cost = _whole(_l("Chi phí một người (đồng)"), 0, 10**9)
    tier = SelectField(_l("Dành cho cấp"))
    leaders = SelectField(_l("Dành cho lãnh đạo"))
    least = SelectField(_l("Người học phải có từ"))
    oldest = _whole(_l("Không quá (tuổi)"), 18, 80)
    planned_too = SelectField(_l("Tính cả người được quy hoạch"))
    party_member = SelectField(_l("Phải là đảng viên"))
    good_years = _whole(_l("Số năm liền hoàn thành tốt"), 0, 5)
    service_years = _whole(_l("Số năm công tác"), 0, 40)
    youngest_women = _whole(_l("Nữ từ (tuổi)"), 18, 60)
    youngest_men = _whole(_l("Nam từ (tuổi)"), 18, 60)
    least_attendance = _whole(_l("Dự học ít nhất (phần trăm số tiết)"), 0, 100)
    pass_mark = _tenths(_l("Điểm đạt mỗi bài (thang 10)"))
    bond_factor = _tenths(_l("Cam kết phục vụ (lần thời gian học)"))
    basis = StringField(_l("Căn cứ pháp lý"), validators=[InputRequired(_l("Hãy ghi căn cứ.")), Length(max=300)])
    certain = SelectField(_l("Đã đọc nguyên văn văn bản"), description=_l("Chưa thì mọi trang ghi “cần kiểm tra”."))
    note = StringField(_l("Ghi chú"), validators=[Optional(), Length(max=500)])
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("name", "column", "school", "basis", "certificate_type", "least"), "g8"),
        **dict.fromkeys(("lesson_hours", "days", "oldest", "good_years", "service_years"), "g3 half"),
        **dict.fromkeys(("youngest_women", "youngest_men", "least_attendance", "pass_mark", "mode", "cost"), "g3 half"),
        "note": "g12",
    }

    def __init__(self, stored: Programme | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.stored = stored
        self._fill_choices()
        asked = read_condition(stored.condition) if stored and stored.condition else None
        self.said = simple(asked)
        if self.said is None:
            for name in _CONDITION:
                delattr(self, name)

    def _fill_choices(self) -> None:
        levels = list(db.session.scalars(select(Level).order_by(Level.domain, Level.rank, Level.id)))
        self._levels = {str(level.id): level for level in levels}
        named = [(key, f"{_capital(domain_name(each.domain))}: {each.name}") for key, each in self._levels.items()]
        types = db.session.execute(select(CertificateType.id, CertificateType.name).order_by(CertificateType.name)).all()
        tongues = db.session.execute(select(Language.code, Language.name).order_by(Language.common.desc(), Language.name)).all()
        taught = schools(active=False)
        self.column.choices = [(each.value, str(COLUMNS[each])) for each in ResultColumn]
        self.level.choices = [("", "–"), *named]
        self.least.choices = [("", _("không đòi hỏi")), *named]
        self.certificate_type.choices = [("", "–"), *((str(key), name) for key, name in types)]
        self.language.choices = [("", "–"), *((code, name) for code, name in tongues)]
        self.mode.choices = [(each.value, str(MODES[each])) for each in Mode]
        self.school.choices = [("", "–"), *((str(each.id), each.name) for each in taught)]
        for name in _FLAGS:
            self[name].choices = [("no", _("không")), ("yes", _("có"))]
        self.tier.choices = [("", _("mọi cấp")), *((each, tier_name(each)) for each in _TIERS)]
        self.leaders.choices = [
            ("", _("không đòi hỏi")),
            ("any", _("từ phó trưởng phòng trở lên, mọi cấp")),
            ("division", _("cấp phòng, kể cả phòng của xã")),
            ("commune", _("cấp xã")),
            ("department", _("cấp sở")),
        ]

    def show(self) -> None:
        """Fill in what is on record."""
        one = self.stored
        self.version.data = str(one.version if one else 0)
        if one is None:
            self.least_attendance.data, self.pass_mark.data, self.certain.data = 100, Decimal(5), "no"
            return
        for name in (*_PLAIN, *_NUMBERS, "pass_mark", "bond_factor"):
            self[name].data = getattr(one, name)
        for name in _FLAGS:
            self[name].data = "yes" if getattr(one, name) else "no"
        self.column.data, self.mode.data, self.language.data = one.column.value, one.mode.value, one.language_code or ""
        self.level.data, self.school.data = str(one.level_id or ""), str(one.school_id or "")
        self.certificate_type.data = str(one.certificate_type_id or "")
        if self.said:
            self._show_condition(self.said)

    def _show_condition(self, said: Simple) -> None:
        self.tier.data, self.leaders.data, self.oldest.data = said.tier or "", said.leaders or "", said.oldest
        ranks = {(each.domain.value, each.rank): key for key, each in reversed(self._levels.items())}
        self.least.data = ranks.get(said.least, "") if said.least else ""

    def details(self) -> ProgrammeDetails:
        """The version."""
        level = self._levels.get(self.level.data or "")
        values: dict[str, Any] = {
            **{name: clean(self[name].data or "") for name in ("name", "basis")},
            **{name: self[name].data or 0 for name in ("lesson_hours", "good_years", "service_years")},
            **{name: self[name].data for name in ("days", "cost", "youngest_women", "youngest_men")},
            **{name: self[name].data == "yes" for name in _FLAGS},
        }
        return ProgrammeDetails(
            **values,
            note=clean(self.note.data or "") or None,
            column=ResultColumn(self.column.data),
            mode=Mode(self.mode.data),
            domain=level.domain if level else Domain.TRAINING,
            level_id=level.id if level else None,
            certificate_type_id=_key(self.certificate_type.data),
            school_id=_key(self.school.data),
            language_code=self.language.data or None,
            condition=self._condition(),
            exempt=self.stored.exempt if self.stored else None,
            least_attendance=100 if self.least_attendance.data is None else self.least_attendance.data,
            pass_mark=Decimal(5) if self.pass_mark.data is None else self.pass_mark.data,
            bond_factor=self.bond_factor.data or Decimal(0),
        )

    def _condition(self) -> dict[str, Any] | None:
        if self.said is None:
            return self.stored.condition if self.stored else None
        level = self._levels.get(self.least.data or "")
        least = (level.domain.value, level.rank) if level else None
        said = Simple(self.tier.data or None, self.leaders.data or None, least, self.oldest.data)
        if said == self.said:  # in whatever order it was written
            return self.stored.condition if self.stored else None
        asked = said.condition()
        return write_condition(asked) if asked else None


class BegunForm(ProgrammeForm):
    """A new programme, or what follows a version from a day on."""

    valid_from = DayField(_l("Áp dụng từ ngày"), validators=[InputRequired(_l("Hãy ghi ngày dd/mm/yyyy."))])

    def begun(self) -> Begun:
        """The version with its first day."""
        return Begun(self.details(), self.valid_from.day)


_PLAIN = ("name", "basis", "note")
_NUMBERS = (
    *("lesson_hours", "days", "cost", "good_years", "service_years"),
    *("youngest_women", "youngest_men", "least_attendance"),
)
_FLAGS = ("planned_too", "party_member", "certain")


def _key(chosen: str | None) -> int | None:
    return int(chosen) if chosen else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
