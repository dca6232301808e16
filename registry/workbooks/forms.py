"""Input of the room: a roster file, and the decision on one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired

from models.units import Unit
from registry.accounts.forms import tier_label
from registry.accounts.queries import UnitGroup
from registry.shared.forms import Form
from registry.workbooks.actions import Upload
from registry.workbooks.decisions import ANSWERS


class RosterForm(Form[Upload]):
    """A roster file and, for rows that name no unit, the unit they belong to."""

    file = FileField(_l("Tệp danh sách"), validators=[FileRequired(_l("Chưa chọn tệp nào."))])
    unit = SelectField(
        _l("Đơn vị của những dòng không ghi đơn vị"),
        description=_l("Chỉ dùng khi danh sách không có cột đơn vị và đầu trang không ghi tên đơn vị."),
    )

    def offer(self, groups: Iterable[UnitGroup]) -> None:
        """Give the list its choices; a sender with one unit only needs none."""
        groups = list(groups)
        self._units: dict[str, Unit] = {unit.key: unit for group in groups for unit, _name in group.units}
        choices: dict[str, Sequence[tuple[str, str]]] = {
            tier_label(group.tier): [(unit.key, name) for unit, name in group.units] for group in groups
        }
        self.unit.choices = {"": [("", _("Như tệp ghi"))], **choices}
        self.only: str | None = groups[0].units[0][1] if len(self._units) == 1 else None
        if self.only:
            del self.unit

    def details(self) -> Upload:
        """The file as it was sent."""
        sent: Any = self.file.data
        unit = next(iter(self._units.values())) if self.only else self._units.get(self.unit.data or "")
        return Upload(sent.filename or "", sent.read(), unit)


@dataclass(frozen=True)
class Decision:
    """What the sender saw, and whether rows with errors may stay behind."""

    seen: str
    accept_good_rows: bool


def answers_in(form: MultiDict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The answers that were sent: by question (`a:…`), and for all questions of a kind (`all`, as `kind:answer`)."""
    single = {name[2:]: answer for name, answer in form.items() if name.startswith("a:") and _is_answer(answer)}
    kind, _colon, answer = form.get("all", "").rpartition(":")
    return single, {kind: answer} if kind and answer in ANSWERS else {}


def _is_answer(text: str) -> bool:
    """One of the words, or the public id of somebody; what it names is looked at when the rows are compared."""
    return text in ANSWERS or (len(text) == 16 and text.isalnum())


class DecisionForm(Form[Decision]):
    """The buttons under a comparison."""

    seen = HiddenField(validators=[InputRequired()])
    good_rows = BooleanField()

    def details(self) -> Decision:
        """The decision."""
        return Decision(self.seen.data or "", bool(self.good_rows.data))
