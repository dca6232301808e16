"""Posts assigned and people present as a workbook; its first columns are read back with other numbers."""

from collections.abc import Sequence

from flask_babel import gettext as _

from registry.establishment.forms import COLUMNS
from registry.establishment.queries import Line
from registry.establishment.words import branch_words
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table
from registry.units.queries import Tree


def establishment_workbook(lines: Sequence[Line], tree: Tree) -> bytes:
    """One row a unit."""
    branches = branch_words()
    columns = [TableColumn(COLUMNS[0], width=12), TableColumn(COLUMNS[1], width=30), TableColumn(COLUMNS[2], "number", 12)]
    columns += [TableColumn(_("Có mặt"), "number", 10), TableColumn(_("Thừa (+), thiếu (-)"), "number", 12)]
    columns += [TableColumn(words, "number", 14) for words in branches.values()]
    rows: list[list[Content]] = [
        [line.unit.code, line.unit.name, line.assigned, line.present, line.over, *(line.trained.get(key, 0) for key in branches)]
        for line in lines
    ]
    notes = [_("Biên chế năm %(year)s, người có mặt ngày %(on)s.", year=tree.on.year, on=vn_date(tree.on))]
    return write_table(_("Biên chế"), columns, rows, notes)
