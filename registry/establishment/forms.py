"""Input of the room: what a unit was assigned for a year, and a workbook with the numbers of many."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from models.units import Unit
from registry.establishment.actions import MOST, Assigned
from registry.readers.roster import read_rows
from registry.shared.editing import EditForm
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold

COLUMNS = ("Mã", "Đơn vị", "Biên chế được giao")


class QuotaForm(EditForm[Assigned]):
    """The number of a unit for a year."""

    posts = IntegerField(_l("Số biên chế được giao"), validators=[InputRequired(), NumberRange(0, MOST)])
    basis = StringField(_l("Quyết định giao"), validators=[Optional(), Length(max=300)])

    def of(self, unit: Unit, year: int) -> "QuotaForm":
        """Whose number it is, and of which year."""
        self._unit, self._year = unit, year
        return self

    def details(self) -> Assigned:
        """What was typed."""
        return Assigned(self._unit, self._year, self.posts.data or 0, self.basis.data)


def assigned_in(data: bytes, units: Iterable[tuple[Unit, str, str]], year: int) -> list[Assigned]:
    """The numbers of a workbook, by the code of each unit (unit, code, name). Refused with all that is wrong."""
    rows, reason = read_rows(data)
    known = {code: (unit, name) for unit, code, name in units}
    folded = [fold(name) for name in COLUMNS]
    top = next((place for place, (_, cells) in enumerate(rows) if set(folded) <= {fold(cell) for cell in cells}), None)
    if reason or top is None:
        raise Refused("file", reason or f"Không thấy dòng tiêu đề với các cột {', '.join(COLUMNS)}.")
    heads = [fold(cell) for cell in rows[top][1]]
    at = [heads.index(name) for name in folded]
    found, faults = [], []
    for number, cells in rows[top + 1 :]:
        code, name, posts = (clean(cells[place]) if place < len(cells) else "" for place in at)
        if code not in known or fold(known[code][1]) != fold(name):
            faults.append(f"Dòng {number}: không có đơn vị {name[:40]} với mã {code[:20]}.")
        elif posts and not posts.isdecimal():
            faults.append(f"Dòng {number}: “{posts[:20]}” không phải số biên chế.")
        elif posts:
            found.append(Assigned(known[code][0], year, int(posts)))
    if faults:
        raise Refused("file", " ".join(faults[:8]))
    return found
