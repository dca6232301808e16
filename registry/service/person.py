"""Input of the facts about a person: items 1 to 8, and items 13 to 28 of the official form."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from models.officials import AcademicTitle, Official, Precision, Sex
from models.terms import TermKind
from registry.service.facts import KINH
from registry.service.forms import listed, options
from registry.service.items import CareerFacts, Facts, IdentityFacts
from registry.service.queries import names_of
from registry.service.words import ACADEMIC, SEXES
from registry.shared.editing import EditForm
from registry.shared.forms import DayField, Details, NameField, NumberField, PartialDateField
from registry.shared.text import clean

_OUTSIDE = _l("Tên ngoài danh mục được ghi và thành đề nghị bổ sung danh mục.")


class FactsForm(EditForm[Details]):
    """A part of the facts about a person."""

    LISTS: ClassVar[Mapping[str, TermKind]] = {}
    """Field → the coded list that it chooses from."""
    TYPED: ClassVar[Mapping[str, TermKind]] = {}
    """Field → the coded list that it is typed from; a name outside the list becomes a proposal."""

    def offer(self, official: Official) -> None:
        """Give the lists their choices."""
        for name, kind in self.LISTS.items():
            self[name].choices = listed(names_of(kind), getattr(official, name))

    def show(self, official: Official) -> None:
        """Fill in what is on record."""
        for each in self.shown():
            value = getattr(official, each.short_name)
            each.data = getattr(value, "value", value)
        self.version.data = str(official.version)

    def _text(self, name: str) -> str | None:
        return clean(self[name].data or "") or None


class IdentityForm(FactsForm[IdentityFacts]):
    """Items 1 to 8. The number on record is not shown: an empty field leaves it."""

    full_name = NameField(_l("1 Họ và tên khai sinh"), validators=[InputRequired(), Length(max=120)])
    sex = SelectField(_l("1 Giới tính"), validators=[Optional()])
    born_on = PartialDateField(_l("3 Sinh ngày"), description=_l("dd/mm/yyyy; nếu chỉ biết tháng hoặc năm: mm/yyyy, yyyy."))
    ethnicity = SelectField(_l("6 Dân tộc"), validators=[Optional()])
    personal_number = NumberField(
        _l("8 Số định danh, nếu đang ghi sai"),
        validators=[Optional(), Regexp(r"\d{12}\Z", message=_l("Số định danh cá nhân phải gồm đúng 12 chữ số."))],
        description=_l("Để trống để giữ số đang lưu."),
    )
    number_issued_on = DayField(_l("8 Ngày cấp"), validators=[Optional()])
    phone = StringField(_l("8 Số điện thoại liên hệ"), validators=[Optional(), Regexp(r"[0-9 +.()-]{6,20}\Z")])
    staff_code = StringField(_l("Số hiệu"), validators=[Optional(), Length(max=32)])
    LISTS: ClassVar[Mapping[str, TermKind]] = {"ethnicity": TermKind.ETHNICITY}
    SPANS: ClassVar[Mapping[str, str]] = {"full_name": "g8"}

    def offer(self, official: Official) -> None:
        """Also the sexes."""
        super().offer(official)
        self.sex.choices = options(SEXES, _("chưa ghi"))

    def show(self, official: Official) -> None:
        """The birth date as far as it is known; no number."""
        super().show(official)
        self.born_on.data = (official.born_on, official.born_precision) if official.born_on else None
        self.personal_number.data = ""

    def details(self) -> IdentityFacts:
        """The facts as typed; who is no Kinh belongs to a minority."""
        born, precision = self.born_on.data or (None, Precision.DAY)
        ethnicity = self._text("ethnicity")
        return IdentityFacts(
            self.full_name.data or "",
            Sex(self.sex.data) if self.sex.data else None,
            born,
            precision,
            self._text("staff_code"),
            ethnicity,
            ethnicity != KINH if ethnicity else None,
            self._text("personal_number"),
            self.number_issued_on.data,
            self._text("phone"),
        )


class CareerFactsForm(FactsForm[CareerFacts]):
    """Items 13 to 28, as far as they are not read off posts and degrees."""

    recruited_on = DayField(_l("13 Ngày được tuyển dụng lần đầu"), validators=[Optional()])
    recruited_by = StringField(_l("13 Cơ quan tuyển dụng"), validators=[Optional(), Length(max=200)])
    joined_on = DayField(_l("14 Ngày vào cơ quan hiện đang công tác"), validators=[Optional()])
    party_member = SelectField(_l("15 Đảng viên"), validators=[Optional()])
    party_joined_on = DayField(_l("15 Ngày vào Đảng"), validators=[Optional()])
    party_official_on = DayField(_l("15 Ngày chính thức"), validators=[Optional()])
    schooling = SelectField(_l("19 Trình độ giáo dục phổ thông"), validators=[Optional()])
    academic_title = SelectField(_l("21 Học hàm"), validators=[Optional()])
    honour = StringField(_l("22 Danh hiệu nhà nước phong tặng"), validators=[Optional(), Length(max=120)], description=_OUTSIDE)
    planned_post = StringField(_l("24 Được quy hoạch chức danh"), validators=[Optional(), Length(max=200)])
    party_post = StringField(_l("26 Chức vụ Đảng hiện tại"), validators=[Optional(), Length(max=120)], description=_OUTSIDE)
    party_post_concurrent = StringField(
        _l("27 Chức vụ Đảng kiêm nhiệm"), validators=[Optional(), Length(max=120)], description=_OUTSIDE
    )
    duties = StringField(_l("28 Công việc chính được giao"), validators=[Optional(), Length(max=300)])
    LISTS: ClassVar[Mapping[str, TermKind]] = {"schooling": TermKind.SCHOOLING}
    TYPED: ClassVar[Mapping[str, TermKind]] = {
        "honour": TermKind.HONOUR,
        "party_post": TermKind.PARTY_POST,
        "party_post_concurrent": TermKind.PARTY_POST,
    }
    SPANS: ClassVar[Mapping[str, str]] = {**dict.fromkeys(CareerFacts.__dataclass_fields__, "g6"), "duties": "g12"}

    def offer(self, official: Official) -> None:
        """Also membership and titles."""
        super().offer(official)
        self.party_member.choices = [("", _("chưa rõ")), ("yes", _("là đảng viên")), ("no", _("chưa vào Đảng"))]
        self.academic_title.choices = options(ACADEMIC, _("không có"))

    def show(self, official: Official) -> None:
        """Membership in words of the list."""
        super().show(official)
        self.party_member.data = {True: "yes", False: "no", None: ""}[official.party_member]

    def details(self) -> CareerFacts:
        """The facts as typed."""
        return CareerFacts(
            self.recruited_on.data,
            self._text("recruited_by"),
            self.joined_on.data,
            {"yes": True, "no": False}.get(self.party_member.data),
            self.party_joined_on.data,
            self.party_official_on.data,
            self._text("schooling"),
            AcademicTitle(self.academic_title.data) if self.academic_title.data else None,
            self._text("honour"),
            self._text("planned_post"),
            self._text("party_post"),
            self._text("party_post_concurrent"),
            self._text("duties"),
        )


PARTS: dict[str, tuple[type[FactsForm[Any]], Any, str]] = {
    "identity": (IdentityForm, _l("Sửa lý lịch"), "m1"),
    "recruitment": (CareerFactsForm, _l("Sửa tuyển dụng, trình độ, chức vụ"), "m13"),
}
"""Form, title and section of each part, by its word in the address."""

__all__ = ["PARTS", "CareerFactsForm", "Facts", "FactsForm", "IdentityForm"]
