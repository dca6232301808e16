"""A list as a workbook: exactly the rows, columns and order of the page, the day and the conditions above."""

import re

from flask_babel import gettext as _

from models.accounts import Account
from registry.lists.asked import Asked
from registry.lists.queries import everything
from registry.shared.dates import vn_date
from registry.shared.garbage import without_collector
from registry.shared.text import masked
from registry.sheets.writer import TableColumn, write_table


@without_collector
def workbook_of(asked: Asked, _account: Account | None = None) -> tuple[bytes, int]:
    """The workbook, and how many rows it has. The scope is in what is asked; nothing in a workbook leads to a file."""
    unit = asked.view.unit
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(asked.on), unit=unit.name if unit else ""), *conditions(asked)]
    parts = [part for column in asked.shown for part in column.parts]
    columns = [TableColumn(_("STT"), "number", 6), *(TableColumn(str(part.heading), part.kind, part.width) for part in parts)]
    readers = [part.read for part in parts]
    rows = [[place, *[read(item) for read in readers]] for place, item in enumerate(everything(asked), 1)]
    return write_table(str(asked.listing.told.sheet), columns, rows, notes), len(rows)


def conditions(asked: Asked) -> list[str]:
    """The words of the search and the conditions, each as a line for the workbook and the trail; none when nothing is asked.

    A whole personal number among the words is masked: both are read by others than the one who typed it.
    """
    typed = re.sub(r"\d{12}", lambda number: masked(number[0]), asked.typed)
    lines = [_("Tìm: %(words)s", words=typed)] if typed else []
    spoken = " · ".join(f"{what}: {value}" for _name, _value, what, value in asked.said())
    return [*lines, spoken] if spoken else lines
