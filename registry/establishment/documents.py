"""Workbooks of the room; their first columns are read back with other numbers."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import gettext as _

from registry.establishment.forms import COLUMNS, SERVICE_COLUMNS
from registry.establishment.headcounts import Line as ServiceLine
from registry.establishment.headcounts import Target
from registry.establishment.queries import Line
from registry.establishment.reasons import gaps_of
from registry.establishment.words import branch_words, measure_word, share_words
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


def service_workbook(lines: Sequence[ServiceLine], targets: Sequence[Target], years: Sequence[int], on: dt.date) -> bytes:
    """One row a unit: the numbers of the year of the day, then those of the years to compare with; results in the notes."""
    columns = [TableColumn(SERVICE_COLUMNS[0], width=12), TableColumn(SERVICE_COLUMNS[1], width=30)]
    columns += [TableColumn(heading, "number", 12) for heading in SERVICE_COLUMNS[2:]]
    others = [year for year in years if year != on.year]
    columns += [TableColumn(f"{measure_word(name)} {year}", "number", 12) for year in others for name in ("assigned", "present")]
    rows: list[list[Content]] = []
    for line in lines:
        numbers = [line.by_year.get(year) for year in (on.year, *others)]
        told = [number for row in numbers for number in ((row.assigned, row.present) if row else (None, None))]
        rows.append([line.unit.code, line.unit.name, *told])
    notes = [_("Biên chế sự nghiệp hưởng lương từ ngân sách năm %(year)s.", year=on.year), *_results(targets)]
    return write_table(_("Biên chế sự nghiệp"), columns, rows, notes)


def _results(targets: Sequence[Target]) -> list[str]:
    found = []
    for target in targets:
        for one in target.measured:
            cut = one.cut
            of_units = _("bình quân %(rated)s/%(units)s đơn vị", rated=cut.rated, units=cut.units)
            of_all = _("của tổng")
            told = f"{share_words(cut.of_sums, target.goal)} ({of_all}), {share_words(cut.mean, target.goal)} ({of_units})"
            found.append(f"{target.code}, {measure_word(one.measure)}, {target.base}–{target.year}: {told}")
            found += [f"  {reason}: {', '.join(names)}" for reason, names in gaps_of(cut, target.base, target.year)]
    return found
