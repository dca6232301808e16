"""Input of rules: the head of a draft, and one condition of each kind."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from models.positions import Leadership, StaffCategory
from models.qualifications import Domain
from models.rules import RuleDraft
from models.targets import Target
from models.units import Tier
from registry.compliance.vocabulary import Vocabulary, category_name, leadership_name, tier_name
from registry.conditions.holding import (
    SPOKEN,
    Said,
    international_levels,
    kinds_by_domain,
    levels,
    said_of,
    way_of,
)
from registry.judgement.codec import OLDEST
from registry.judgement.facts import FAR
from registry.judgement.rules import (
    Condition,
    Holds,
    InCategory,
    InPosition,
    InternationalDegree,
    InTier,
    Leads,
    MoreThan,
    NoLessThan,
    YoungerThan,
)
from registry.rules.records import HeadDetails
from registry.shared.editing import EditForm
from registry.shared.forms import DayField, Form, ManyField
from registry.shared.refusal import Refused
from registry.shared.text import capital, clean

_NEEDED = InputRequired(_l("Hãy chọn ít nhất một mục."))


class HeadForm(EditForm[HeadDetails]):
    """All of a draft but its conditions."""

    valid_from = DayField(_l("Áp dụng từ ngày"), validators=[InputRequired(_l("Hãy ghi ngày dd/mm/yyyy."))])
    deadline = DayField(_l("Thời hạn phải đạt"), validators=[Optional()])
    strict = RadioField(_l("Ngưỡng"))
    percent = IntegerField(
        _l("Tỷ lệ, %"), validators=[InputRequired(_l("Hãy ghi tỷ lệ.")), NumberRange(1, 100, _l("Từ 1 đến 100."))]
    )
    post = RadioField(_l("Xét theo chức vụ nào"))
    seconded = RadioField(_l("Người biệt phái tính ở đâu"))
    basis_document = StringField(_l("Văn bản làm căn cứ"), validators=[DataRequired(_l("Hãy ghi văn bản.")), Length(max=300)])
    basis_number = StringField(_l("Số, ký hiệu"), validators=[Optional(), Length(max=60)])
    basis_date = DayField(_l("Ngày văn bản"), validators=[Optional()])
    basis_clause = StringField(_l("Điều, khoản, mục"), validators=[Optional(), Length(max=60)])
    wording = TextAreaField(_l("Nguyên văn chỉ tiêu"), validators=[DataRequired(_l("Hãy ghi câu của văn bản.")), Length(max=600)])
    note = TextAreaField(
        _l("Cách đọc"), validators=[Optional(), Length(max=600)], description=_l("Chỗ văn bản để ngỏ được hiểu thế nào.")
    )
    SPANS: ClassVar = {
        "basis_document": "g12",
        "wording": "g12",
        "note": "g12",
        "post": "g6",
        "seconded": "g6",
        "strict": "g6",
        "percent": "g6",
    }
    codes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.strict.choices = [("yes", _("trên tỷ lệ này")), ("no", _("từ tỷ lệ này trở lên"))]
        self.post.choices = [
            ("main", _("chức vụ chính")),
            ("highest", _("chức vụ cao nhất, kể cả kiêm nhiệm; mỗi người tính một lần")),
        ]
        self.seconded.choices = [("employing", _("nơi cử đi")), ("receiving", _("nơi nhận"))]

    def show(self, draft: RuleDraft) -> None:
        """Fill in what the draft says."""
        kind, percent = next(iter(draft.whom["threshold"].items()))
        for name in ("valid_from", "deadline", "basis_document", "basis_number", "basis_date", "basis_clause", "wording", "note"):
            self[name].data = getattr(draft, name)
        self.strict.data, self.percent.data = "yes" if kind == "more_than" else "no", percent
        self.post.data, self.seconded.data = draft.whom["post"], draft.whom.get("seconded", "employing")
        for number, code in enumerate(self.codes):
            self[f"note_{number}"].data = draft.parts[code]["note"]
        self.version.data = str(draft.version)

    def details(self) -> HeadDetails:
        """The head as one record; refused when nobody can ever reach the share."""
        begins, percent = self.valid_from.day, int(self.percent.data or 0)
        if begins >= FAR:
            raise Refused("valid_from", _("Hãy ghi một ngày sớm hơn."))
        if self.strict.data == "yes" and percent == 100:
            raise Refused("percent", _("Không thể đạt trên 100 %."))
        notes = {code: _text(self[f"note_{number}"].data) for number, code in enumerate(self.codes)}
        return HeadDetails(
            begins,
            self.deadline.data,
            clean(self.basis_document.data or ""),
            _text(self.basis_number.data),
            self.basis_date.data,
            _text(self.basis_clause.data),
            self.post.data,
            self.seconded.data,
            MoreThan(percent) if self.strict.data == "yes" else NoLessThan(percent),
            clean(self.wording.data or ""),
            _text(self.note.data),
            notes,
        )


def head_form(components: Sequence[Target], **options: Any) -> HeadForm:
    """The form with room for a note on each component."""
    label = _l("Cách đọc thành phần")
    fields: dict[str, Any] = {
        f"note_{number}": TextAreaField(f"{label} {one.code}", validators=[Optional(), Length(max=600)])
        for number, one in enumerate(components)
    }
    spans = {**HeadForm.SPANS, **dict.fromkeys(fields, "g12")}
    kind = type("HeadFormOfTarget", (HeadForm,), {**fields, "SPANS": spans, "codes": tuple(one.code for one in components)})
    return kind(**options)  # type: ignore[no-any-return]  # made of HeadForm


def _text(typed: str | None) -> str | None:
    return clean(typed or "") or None


class ConditionForm(Form[Condition]):
    """One condition. `offer` gives its choices, `show` fills in what stands there."""

    def offer(self, words: Vocabulary) -> None:
        """Give the fields their choices."""

    def show(self, condition: Any) -> None:
        """Fill in a condition of this kind."""


class HoldsForm(ConditionForm):
    """A qualification of one domain."""

    level = SelectField(_l("Trình độ, từ"), validators=[InputRequired(_l("Hãy chọn trình độ."))])
    languages = ManyField(_l("Ngoại ngữ"), description=_l("Không chọn là mọi ngoại ngữ."))
    types = ManyField(_l("Loại chứng chỉ"), description=_l("Không chọn là mọi loại."))
    issued_by = DayField(_l("Cấp đến hết ngày"), validators=[Optional()])
    valid = BooleanField(_l("Phải còn hạn vào ngày xét"))
    undated = BooleanField(
        _l("Không rõ ngày cấp vẫn tính"), description=_l("Bỏ trống thì thiếu ngày cấp là thiếu dữ liệu, không phải là không có.")
    )
    domain: ClassVar = Domain.DEGREE

    def offer(self, words: Vocabulary) -> None:
        """Levels, languages and types of the domain."""
        self.kinds = kinds_by_domain()
        found = [one for one in levels((self.domain,), words) if not one[0].startswith("international")]
        self.level.choices = [("", _("— chọn —")), *found]
        self.languages.choices = list(words.languages.items())
        self.types.choices = list(self.kinds[self.domain].items())
        if self.domain.value not in SPOKEN:
            del self.languages
        if not self.types.choices:
            del self.types

    def show(self, condition: Holds) -> None:
        """Fill in a condition."""
        said = said_of(condition)
        self.level.data, self.issued_by.data = said.level, said.issued_by
        self.valid.data, self.undated.data = said.valid, said.undated_counts
        for name, chosen in (("languages", said.languages), ("types", said.types)):
            if name in self:
                self[name].data = sorted(chosen)

    def details(self) -> Condition:
        """The condition."""
        languages, types = (frozenset(self[name].data or ()) if name in self else frozenset() for name in ("languages", "types"))
        given = Said(self.level.data, languages, types, self.issued_by.data, bool(self.valid.data), bool(self.undated.data))
        return way_of(given, self.kinds)


class InternationalForm(ConditionForm):
    """A degree earned abroad or taught in a foreign language."""

    level = SelectField(_l("Bằng, từ"), validators=[InputRequired(_l("Hãy chọn trình độ."))])
    undated = BooleanField(_l("Không rõ ngày cấp vẫn tính"))

    def offer(self, words: Vocabulary) -> None:
        """Degrees."""
        self.level.choices = [("", _("— chọn —")), *international_levels(words)]

    def show(self, condition: InternationalDegree) -> None:
        """Fill in a condition."""
        self.level.data, self.undated.data = said_of(condition).level, condition.undated == "counts"

    def details(self) -> Condition:
        """The condition."""
        return way_of(Said(self.level.data, undated_counts=bool(self.undated.data)), {})


class YoungerForm(ConditionForm):
    """An age that is not complete."""

    years = IntegerField(
        _l("Chưa đủ (tuổi)"),
        validators=[InputRequired(_l("Hãy ghi tuổi.")), NumberRange(1, OLDEST, _l("Từ 1 đến 150."))],
    )
    reckoning = RadioField(_l("Tính tuổi"))

    def offer(self, _words: Vocabulary) -> None:
        """Both readings."""
        self.reckoning.choices = [("birthday", _("theo ngày sinh")), ("calendar_year", _("theo năm sinh"))]
        if not self.is_submitted():
            self.reckoning.data = "birthday"

    def show(self, condition: YoungerThan) -> None:
        """Fill in a condition."""
        self.years.data, self.reckoning.data = condition.years, condition.reckoning

    def details(self) -> Condition:
        """The condition."""
        return YoungerThan(int(self.years.data or 0), self.reckoning.data)


class WordsForm(ConditionForm):
    """Some of a list of words."""

    words = ManyField(_l("Là"), validators=[_NEEDED])

    def chosen(self) -> frozenset[str]:
        """The words that are ticked."""
        return frozenset(self.words.data or ())


class TierForm(WordsForm):
    """Where the post is."""

    words = ManyField(_l("Công tác ở"), validators=[_NEEDED])

    def offer(self, _words: Vocabulary) -> None:
        """Tiers."""
        self.words.choices = [(one.value, capital(tier_name(one.value))) for one in Tier]

    def show(self, condition: InTier) -> None:
        """Fill in a condition."""
        self.words.data = sorted(condition.tiers)

    def details(self) -> Condition:
        """The condition."""
        return InTier(self.chosen())


class CategoryForm(WordsForm):
    """As what the post is held."""

    def offer(self, _words: Vocabulary) -> None:
        """Categories."""
        self.words.choices = [(one.value, capital(category_name(one.value))) for one in StaffCategory]

    def show(self, condition: InCategory) -> None:
        """Fill in a condition."""
        self.words.data = sorted(condition.categories)

    def details(self) -> Condition:
        """The condition."""
        return InCategory(self.chosen())


class HeldForm(WordsForm):
    """Which positions are held."""

    words = ManyField(_l("Giữ chức danh"), validators=[_NEEDED])

    def offer(self, words: Vocabulary) -> None:
        """The whole catalogue, also of past days."""
        self.words.choices = sorted(words.positions.items(), key=lambda item: item[1])

    def show(self, condition: InPosition) -> None:
        """Fill in a condition."""
        self.words.data = sorted(condition.positions)

    def details(self) -> Condition:
        """The condition."""
        return InPosition(self.chosen())


class LeadsForm(WordsForm):
    """Whom the post leads."""

    deputies = BooleanField(_l("Tính cả cấp phó"))

    def offer(self, _words: Vocabulary) -> None:
        """Leaderships, highest first."""
        self.words.choices = [(one.value, capital(leadership_name(one.value))) for one in reversed(Leadership)]
        if not self.is_submitted():
            self.deputies.data = True

    def show(self, condition: Leads) -> None:
        """Fill in a condition."""
        self.words.data, self.deputies.data = sorted(condition.whom), condition.deputies

    def details(self) -> Condition:
        """The condition."""
        return Leads(self.chosen(), bool(self.deputies.data))


_OF_POSTS: dict[str, type[ConditionForm]] = {
    "tier": TierForm,
    "category": CategoryForm,
    "leads": LeadsForm,
    "position": HeldForm,
    "younger": YoungerForm,
    "international": InternationalForm,
}
FORMS: dict[str, type[ConditionForm]] = {
    **_OF_POSTS,
    **{one.value: type(f"HoldsFormOf{one.name}", (HoldsForm,), {"domain": one}) for one in Domain},
}
"""Kind of condition → its form; one kind for each domain of qualifications."""
_KINDS = {InTier: "tier", InCategory: "category", Leads: "leads", InPosition: "position", YoungerThan: "younger"}


def kind_of(condition: Condition) -> str:
    """The kind under which `FORMS` has a single condition; empty for a group."""
    if isinstance(condition, Holds):
        return condition.domain
    return "international" if isinstance(condition, InternationalDegree) else _KINDS.get(type(condition), "")


def condition_form(kind: str, words: Vocabulary) -> ConditionForm:
    """The form of a kind, with its choices."""
    form = FORMS[kind]()
    form.offer(words)
    return form
