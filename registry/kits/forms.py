"""Input of the room: for which unit a workbook is wanted."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from models.units import Unit
from registry.accounts.forms import tier_label
from registry.accounts.queries import UnitGroup
from registry.shared.forms import Form


class UnitForm(Form[Unit]):
    """A unit that the account sees."""

    unit = SelectField(_l("Đơn vị"))

    def offer(self, groups: Iterable[UnitGroup]) -> None:
        """Give the list its choices."""
        groups = list(groups)
        self._units: dict[str, Unit] = {unit.key: unit for group in groups for unit, _name in group.units}
        choices: dict[str, Sequence[tuple[str, str]]] = {
            tier_label(group.tier): [(unit.key, name) for unit, name in group.units] for group in groups
        }
        self.unit.choices = choices
        self.only = groups[0].units[0][1] if len(self._units) == 1 else ""

    def details(self) -> Unit:
        """The unit."""
        return self._units[self.unit.data]
