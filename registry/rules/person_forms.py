"""Input of test people: an official on a day, or somebody made up."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from models.officials import Official
from models.positions import StaffCategory
from models.qualifications import Domain
from models.rules import Expected, TestPerson
from registry.compliance.vocabulary import Vocabulary, category_name
from registry.conditions.holding import Said, kinds_by_domain, levels, way_of
from registry.rules.records import PersonDetails
from registry.shared.dates import partial_date
from registry.shared.editing import EditForm
from registry.shared.forms import DayField, PartialDateField
from registry.shared.refusal import Refused
from registry.shared.text import capital, clean

PLACES = ("a", "b", "c", "d")
"""Room for as many qualifications."""


class PersonForm(EditForm[PersonDetails]):
    """What the target must say of somebody on a day."""

    expected = RadioField(_l("Phải ra kết quả"))
    on = DayField(_l("Vào ngày"), validators=[InputRequired(_l("Hãy ghi ngày dd/mm/yyyy."))])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.expected.choices = [
            (Expected.MET.value, _("Phải đạt")),
            (Expected.UNMET.value, _("Phải chưa đạt")),
            (Expected.OUTSIDE.value, _("Phải ngoài đối tượng")),
        ]

    def show(self, person: TestPerson) -> None:
        """Fill in what is kept."""
        self.expected.data, self.on.data, self.version.data = person.expected.value, person.on, str(person.version)


class OfficialForm(PersonForm):
    """An official, as the file says."""

    official = RadioField(_l("Cán bộ, công chức"), validators=[InputRequired(_l("Hãy chọn một người."))])

    def offer(self, found: list[Official]) -> None:
        """Choose one of these."""
        self.people = {one.public_id: one for one in found}
        born = {one.public_id: partial_date(one.born_on, one.born_precision) or _("chưa có ngày sinh") for one in found}
        self.official.choices = [(key, f"{one.full_name}, {born[key]}") for key, one in self.people.items()]

    def show(self, person: TestPerson) -> None:
        """Fill in what is kept; the official stays."""
        super().show(person)
        self.official.data = next(iter(self.people))

    def details(self) -> PersonDetails:
        """The test person."""
        one = self.people[self.official.data]
        return PersonDetails(one.full_name, Expected(self.expected.data), self.on.day, official_id=one.id)


class MadeUpForm(PersonForm):
    """Somebody made up: a post, a birth date, up to four qualifications."""

    name = StringField(_l("Gọi là"), validators=[DataRequired(_l("Hãy đặt tên.")), Length(max=160)])
    position = SelectField(_l("Giữ chức danh"), validators=[InputRequired(_l("Hãy chọn chức danh."))])
    category = SelectField(_l("Là"))
    born = PartialDateField(_l("Ngày sinh"), validators=[Optional()])

    def offer(self, words: Vocabulary) -> None:
        """The catalogues."""
        self.kinds = kinds_by_domain()
        self.position.choices = [("", _("— chọn —")), *sorted(words.positions.items(), key=lambda item: item[1])]
        of_post = ("", _("theo chức danh"))
        self.category.choices = [of_post, *((one.value, capital(category_name(one.value))) for one in StaffCategory)]
        everything = [("", _("— không —")), *levels(tuple(Domain), words)]
        types = [("", _("không ghi")), *((key, name) for named in self.kinds.values() for key, name in named.items())]
        for place in PLACES:
            self[f"level_{place}"].choices = everything
            self[f"type_{place}"].choices = types
            self[f"language_{place}"].choices = [("", _("không ghi")), *words.languages.items()]

    def show(self, person: TestPerson) -> None:
        """Fill in what is kept."""
        super().show(person)
        facts = person.facts or {"position": "", "category": "", "born": None, "held": []}
        self.name.data, self.position.data, self.category.data = person.name, facts["position"], facts["category"]
        self.born.raw_data = [facts["born"] or ""]
        for place, one in zip(PLACES, facts["held"], strict=False):
            for name in ("level", "type", "language", "verified"):
                self[f"{name}_{place}"].data = one[name]
            for name in ("issued", "expires"):
                self[f"{name}_{place}"].raw_data = [one[name] or ""]

    def details(self) -> PersonDetails:
        """The test person; refused where a type or a language does not belong to its level."""
        facts = {
            "position": self.position.data,
            "category": self.category.data,
            "born": _typed(self.born),
            "held": [one for place in PLACES if (one := self._held(place))],
        }
        return PersonDetails(clean(self.name.data or ""), Expected(self.expected.data), self.on.day, facts=facts)

    def _held(self, place: str) -> dict[str, Any] | None:
        given = {name: self[f"{name}_{place}"].data or "" for name in ("level", "type", "language")}
        if not given["level"]:
            return None
        languages, types = (frozenset({given[name]} if given[name] else ()) for name in ("language", "type"))
        try:
            way_of(Said(given["level"], languages, types), self.kinds)
        except Refused as refused:
            raise Refused(f"{refused.field}_{place}", refused.message) from None
        dates = {name: _typed(self[f"{name}_{place}"]) for name in ("issued", "expires")}
        return {**given, **dates, "verified": bool(self[f"verified_{place}"].data)}


def _typed(field: PartialDateField) -> str | None:
    """The date as far as it is known, as it is read back."""
    return partial_date(*field.data) if field.data else None


for _place in PLACES:
    for _name, _field in {
        "level": SelectField(_l("Trình độ")),
        "type": SelectField(_l("Loại chứng chỉ")),
        "language": SelectField(_l("Ngoại ngữ")),
        "issued": PartialDateField(_l("Cấp ngày"), validators=[Optional()]),
        "expires": PartialDateField(_l("Hết hạn ngày"), validators=[Optional()]),
        "verified": BooleanField(_l("Đã xác minh")),
    }.items():
        setattr(MadeUpForm, f"{_name}_{_place}", _field)
