"""Input of the room: the numbers of a unit for a year, and workbooks with those of many."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from models.establishment import Headcount
from models.units import Unit
from registry.establishment.actions import MOST, MOST_IN_SERVICE, Assigned, Counted
from registry.readers.roster import read_rows
from registry.shared.editing import EditForm
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold

COLUMNS = ("Mã", "Đơn vị", "Biên chế được giao")
SERVICE_COLUMNS = ("Mã", "Đơn vị", "Sự nghiệp được giao", "Sự nghiệp có mặt")


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


class HeadcountForm(EditForm[Counted]):
    """Budget-paid people of the public service units of a body for a year."""

    assigned = IntegerField(
        _l("Biên chế sự nghiệp được giao"),
        validators=[Optional(), NumberRange(0, MOST_IN_SERVICE)],
        description=_l("Ghi 0 nếu không có; để trống nếu chưa biết."),
    )
    present = IntegerField(
        _l("Có mặt cuối năm"), validators=[Optional(), NumberRange(0, MOST_IN_SERVICE)], description=_l("Để trống nếu chưa biết.")
    )
    basis = StringField(_l("Văn bản"), validators=[Optional(), Length(max=300)])

    def of(self, unit: Unit, year: int) -> "HeadcountForm":
        """Whose numbers they are, and of which year."""
        self._unit, self._year = unit, year
        return self

    def show(self, stored: Headcount) -> None:
        """Fill in what is on record."""
        self.assigned.data, self.present.data, self.basis.data = stored.assigned, stored.present, stored.basis
        self.version.data = str(stored.version)

    def details(self) -> Counted:
        """What was typed."""
        return Counted(self._unit, self._year, self.assigned.data, self.present.data, self.basis.data)


def counted_in(data: bytes, units: Iterable[tuple[Unit, str, str]], year: int) -> list[Counted]:
    """The numbers of a workbook, by the code of each unit; rows without one are left out. Refused with all that is wrong."""
    rows = [(unit, (numbers[0], numbers[1])) for unit, numbers in _numbers_in(data, units, SERVICE_COLUMNS)]
    return [Counted(unit, year, *pair) for unit, pair in rows if pair != (None, None)]


def assigned_in(data: bytes, units: Iterable[tuple[Unit, str, str]], year: int) -> list[Assigned]:
    """The numbers of a workbook, by the code of each unit (unit, code, name). Refused with all that is wrong."""
    rows = _numbers_in(data, units, COLUMNS)
    return [Assigned(unit, year, posts) for unit, (posts,) in rows if posts is not None]


def _numbers_in(
    data: bytes, units: Iterable[tuple[Unit, str, str]], columns: Sequence[str]
) -> list[tuple[Unit, list[int | None]]]:
    rows, reason = read_rows(data)
    known = {code: (unit, name) for unit, code, name in units}
    folded = [fold(name) for name in columns]
    top = next((place for place, (_, cells) in enumerate(rows) if set(folded) <= {fold(cell) for cell in cells}), None)
    if reason or top is None:
        raise Refused("file", reason or f"Không thấy dòng tiêu đề với các cột {', '.join(columns)}.")
    heads = [fold(cell) for cell in rows[top][1]]
    at = [heads.index(name) for name in folded]
    found, faults = [], []
    for number, cells in rows[top + 1 :]:
        code, name, *counts = (clean(cells[place]) if place < len(cells) else "" for place in at)
        wrong = [count for count in counts if count and not count.isdecimal()]
        if code not in known or fold(known[code][1]) != fold(name):
            faults.append(f"Dòng {number}: không có đơn vị {name[:40]} với mã {code[:20]}.")
        elif wrong:
            faults.append(f"Dòng {number}: “{wrong[0][:20]}” không phải số biên chế.")
        else:
            found.append((known[code][0], [int(count) if count else None for count in counts]))
    if faults:
        raise Refused("file", " ".join(faults[:8]))
    return found
