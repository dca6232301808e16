"""Input of the room: what an office asks for, and what the Department makes of it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from models.additions import Addition, AdditionKind
from models.positions import StaffCategory
from models.units import Tier
from registry.additions.actions import Asked, UnitDetails
from registry.additions.queries import parents, targets
from registry.compliance.vocabulary import category_name, tier_name
from registry.positions.forms import PositionForm
from registry.positions.words import capital
from registry.reorganisations.steps import NewUnit
from registry.shared.forms import DayField, Details, Form
from registry.shared.text import clean


def _tiers() -> list[tuple[str, str]]:
    return [(one.value, capital(tier_name(one.value))) for one in reversed(Tier)]


class _UnitFields(Form[Details]):
    """What is asked of a unit that is to be."""

    name = StringField(_l("Tên"), validators=[InputRequired(), Length(max=200)])
    tier = SelectField(_l("Cấp"), validators=[InputRequired()])
    parent = SelectField(_l("Trực thuộc"), validators=[InputRequired()])

    def offer_units(self) -> None:
        """Give the lists their choices."""
        self.tier.choices, self.parent.choices = _tiers(), [("", _("Chọn đơn vị …")), *parents()]


class AskForm(_UnitFields[Asked]):
    """A position or a unit that an office misses."""

    category = SelectField(_l("Loại"))
    note = StringField(
        _l("Căn cứ, lý do"),
        validators=[Optional(), Length(max=300)],
        description=_l("Văn bản nào lập ra, hoặc ai đang giữ; Sở Nội vụ dựa vào đó mà quyết định."),
    )

    def __init__(self, kind: AdditionKind, name: str = "", **options: Any) -> None:
        usual = {"tier": Tier.COMMUNE.value, "category": StaffCategory.CIVIL_SERVANT.value}
        super().__init__(data={"name": name, **usual}, **options)
        self.kind = kind
        self.offer_units()
        self.category.choices = [(one.value, capital(category_name(one.value))) for one in reversed(StaffCategory)]
        if kind is AdditionKind.POSITION:
            del self.parent
        else:
            del self.category

    def details(self) -> Asked:
        """What is asked for."""
        category = StaffCategory(self.category.data) if self.category else None
        parent = self.parent.data if self.parent else ""
        return Asked(self.kind, self.name.data or "", Tier(self.tier.data), category, parent, clean(self.note.data or "") or None)


class AcceptPositionForm(PositionForm):
    """The entry of the catalogue that a proposal becomes."""

    version = HiddenField()

    def __init__(self, addition: Addition, **options: Any) -> None:
        category = addition.category.value if addition.category else None
        asked = {"title": addition.name, "tier": addition.tier.value, "category": category, "leadership": "none"}
        super().__init__(data={**asked, "version": str(addition.version)}, **options)


class AcceptUnitForm(_UnitFields[UnitDetails]):
    """The unit that a proposal becomes, with the decision that founds it."""

    code = StringField(_l("Mã hành chính"), validators=[Optional(), Length(max=32)])
    decision = StringField(_l("Số nghị quyết, quyết định"), validators=[InputRequired(), Length(max=120)])
    day = DayField(_l("Hoạt động từ ngày"), validators=[InputRequired()])
    version = HiddenField()

    def __init__(self, addition: Addition, **options: Any) -> None:
        asked = {"name": addition.name, "tier": addition.tier.value, "parent": addition.parent_key}
        super().__init__(data={**asked, "version": str(addition.version)}, **options)
        self.offer_units()

    def details(self) -> UnitDetails:
        """The unit as the Department words it."""
        unit = NewUnit(self.name.data or "", Tier(self.tier.data), self.parent.data, clean(self.code.data or "") or None)
        return UnitDetails(unit, clean(self.decision.data or ""), self.day.day)


class MergeForm(Form[str]):
    """The entry that stands for what was asked for."""

    into = SelectField(_l("Gộp vào"), validators=[InputRequired(_l("Hãy chọn một mục."))])
    version = HiddenField()

    def __init__(self, addition: Addition, **options: Any) -> None:
        super().__init__(data={"version": str(addition.version)}, **options)
        self.into.choices = [("", _("Chọn …")), *targets(addition.kind)]

    def details(self) -> str:
        """Its key."""
        return str(self.into.data)
