"""Input of the room: the decision, each step, a workbook that comes back, where one post goes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from models.reorganisations import Reorganisation
from models.units import Tier
from registry.reorganisations import steps
from registry.reorganisations.actions import Header, Placement, Step
from registry.reorganisations.people import Catalogue, Move
from registry.reorganisations.plan import Plan
from registry.reorganisations.words import tier_words
from registry.shared.forms import DayField, Form
from registry.shared.refusal import Refused
from registry.shared.text import fold


class HeaderForm(Form[Header]):
    """What the decision is called, its number and the first day."""

    title = StringField(_l("Tên đợt sắp xếp"), validators=[DataRequired(), Length(max=200)])
    decision = StringField(_l("Số nghị quyết, quyết định"), validators=[DataRequired(), Length(max=120)])
    day = DayField(_l("Ngày đầu của bộ máy mới"), validators=[InputRequired()])

    def details(self) -> Header:
        """The decision as typed."""
        return Header(self.title.data or "", self.decision.data or "", self.day.day)


class StepForm(Form[Step]):
    """One step; `SHOWN` has the fields that each kind of step asks for, the others are taken off."""

    unit = SelectField(_l("Đơn vị"), validators=[InputRequired()])
    units = TextAreaField(_l("Các đơn vị"), validators=[InputRequired(), Length(max=6000)])
    into = SelectField(_l("Nhập vào"), validators=[Optional()])
    name = StringField(_l("Tên mới"), validators=[Optional(), Length(max=200)])
    tier = SelectField(_l("Cấp"), validators=[InputRequired()])
    parent = SelectField(_l("Trực thuộc"), validators=[InputRequired()])
    code = StringField(_l("Mã hành chính"), validators=[Optional(), Length(max=32)])

    SHOWN: ClassVar[dict[str, tuple[str, ...]]] = {
        "merge": ("units", "into", "name", "tier", "parent", "code"),
        "split": ("unit", "units"),
        "rename": ("unit", "name", "code"),
        "rehang": ("unit", "parent"),
        "create": ("name", "tier", "parent", "code"),
        "end": ("unit",),
        "abolish": ("tier",),
    }

    def __init__(self, kind: str, plan: Plan) -> None:
        super().__init__()
        self.kind, self.plan = kind, plan
        for name in ("unit", "units", "into", "name", "tier", "parent", "code"):
            if name not in self.SHOWN[kind]:
                delattr(self, name)
        self._offer()

    def _offer(self) -> None:
        tiers = [(tier.value, words) for tier, words in reversed(tier_words().items()) if tier is not Tier.PROVINCE]
        if self.unit:
            self.unit.choices = _choices(self.plan.eve.units.values())
        if self.parent:
            above = [unit for unit in self.plan.standing.values() if unit.tier is not Tier.COMMUNE]
            self.parent.choices = _choices(above)
        if self.into:
            self.into.choices = [("", _("Một đơn vị mới, ghi tên ở dưới")), *_choices(self.plan.standing.values())]
        if self.tier:
            self.tier.choices = tiers

    def details(self) -> Step:
        """The rows of the step."""
        read = {
            "merge": lambda: steps.merge(self.plan, self._lines(), self._new() if not self.into.data else None, self.into.data),
            "split": lambda: steps.split(self.plan, self.unit.data, self._lines()),
            "rename": lambda: steps.rename(self.plan, self.unit.data, self.name.data or "", self.code.data or None),
            "rehang": lambda: steps.rehang(self.plan, self.unit.data, self.parent.data),
            "create": lambda: steps.create(self.plan, self._new()),
            "end": lambda: steps.end(self.plan, self.unit.data),
            "abolish": lambda: steps.abolish(self.plan, Tier(self.tier.data)),
        }
        return read[self.kind]()

    def _lines(self) -> list[str]:
        return [line.strip() for line in (self.units.data or "").splitlines() if line.strip()]

    def _new(self) -> steps.NewUnit:
        return steps.NewUnit(self.name.data or "", Tier(self.tier.data), self.parent.data, self.code.data or None)


def _choices(units: Iterable[Any]) -> list[tuple[str, str]]:
    """Units by name; the code tells two of one name apart."""
    order = list(Tier)
    ordered = sorted(units, key=lambda unit: (order.index(unit.tier), fold(unit.name)))
    return [(unit.key, f"{unit.name} ({unit.code})" if unit.code and unit.code != unit.key else unit.name) for unit in ordered]


class FileForm(Form[bytes]):
    """A workbook that comes back."""

    file = FileField(_l("Tệp Excel"), validators=[FileRequired(_l("Chưa chọn tệp nào."))])

    def details(self) -> bytes:
        """The file as it was sent."""
        sent: Any = self.file.data
        content: bytes = sent.read()
        return content


class PlaceForm(Form[Placement]):
    """Where one post goes. The position is typed by its title; empty leaves it to the rule."""

    post = HiddenField()
    into = SelectField(_l("Đơn vị mới"), validators=[Optional()])
    position = StringField(_l("Chức vụ mới"), validators=[Optional(), Length(max=200)])
    division = StringField(_l("Phòng, ban"), validators=[Optional(), Length(max=120)])

    def offer(self, move: Move, plan: Plan, catalogue: Catalogue) -> None:
        """Give the lists their choices, beginning with what the draft says now."""
        self._move, self._plan, self._catalogue = move, plan, catalogue
        self.into.choices = [("", _("Thôi giữ, không có chức vụ khác")), *_choices(plan.standing.values())]
        if not self.is_submitted():
            self.into.data = move.into
            self.position.data = catalogue.rows[move.position_id].title if move.position_id else ""
            self.division.data = move.division or ""

    def details(self) -> Placement:
        """Where it goes. Refused for a title that the catalogue of the day does not have on the tier."""
        key, title = self.into.data or "", self.position.data or ""
        position_id = None
        if key and title:
            position_id = self._catalogue.titled(title, self._plan.standing[key].tier)
            if position_id is None:
                raise Refused("position", "Danh mục của ngày sắp xếp không có chức vụ này ở cấp đó.")
        return Placement(self._move.post.public_id, key, position_id, self.division.data or None)


def header_of(draft: Reorganisation) -> dict[str, Any]:
    """The decision, to fill the form."""
    return {"title": draft.title, "decision": draft.decision, "day": draft.day}
