"""The rows of a roster that were not taken, as their sender wrote them, with the reasons in a column in front."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from registry.readers.facts import RosterTable
from registry.readers.roster import sheets_of
from registry.sheets.grid import Block, CellError, Sheet, Value
from registry.sheets.writer import SAFE

Reasons = Mapping[tuple[str, int], Sequence[str]]

_FONT = {"font_name": "Times New Roman", "font_size": 11, "text_wrap": True, "valign": "top"}
_HEADING = "Lý do chưa ghi (sửa xong không cần xóa cột này)"


def errors_workbook(content: bytes, tables: Sequence[RosterTable], reasons: Reasons) -> bytes:
    """The same sheets with the same lines above the table and the same headings in the same order, and these rows only."""
    sheets = sheets_of(content)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, SAFE) as book:
        pen = _Pen(book)
        for name in dict.fromkeys(table.sheet for table in tables):
            _copy(book.add_worksheet(name), sheets[name], [table for table in tables if table.sheet == name], reasons, pen)
    return target.getvalue()


class _Pen:
    """The looks of cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.plain: Format = book.add_format({**_FONT})
        self.text: Format = book.add_format({**_FONT, "num_format": "@"})
        self.day: Format = book.add_format({**_FONT, "num_format": "dd/mm/yyyy"})
        self.reason: Format = book.add_format({**_FONT, "font_color": "#A4262C", "bg_color": "#FBECEC"})
        self.heading: Format = book.add_format({**_FONT, "bold": True, "border": 1, "align": "center"})


def _copy(sheet: Worksheet, source: Sheet, tables: Sequence[RosterTable], reasons: Reasons, pen: _Pen) -> None:
    """Row after row, one column further right; of the people only those with a reason, and the group lines above them."""
    line = 0
    ends = [*(table.header_rows[0] - 1 for table in tables[1:]), len(source.rows)]
    for table, end in zip(tables, ends, strict=True):
        above = range(1, table.header_rows[0]) if table is tables[0] else range(0)
        for row in above:
            _write_row(sheet, line, source, row, pen)
            line += 1
        line = _headings(sheet, line, source, table, pen)
        groups = {skipped.row for skipped in table.skipped if skipped.kind == "section"}
        group: int | None = None
        for row in range(table.first_row, end + 1):
            group = row if row in groups else group
            if (source.name, row) not in reasons:
                continue
            if group is not None:
                _write_row(sheet, line, source, group, pen)
                line, group = line + 1, None
            if said := reasons[source.name, row]:
                sheet.write_string(line, 0, "\n".join(said), pen.reason)
            _write_row(sheet, line, source, row, pen)
            line += 1
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, max((len(row) for row in source.rows), default=1), 15)


def _headings(sheet: Worksheet, line: int, source: Sheet, table: RosterTable, pen: _Pen) -> int:
    """The rows of headings with their merged cells; gives the next line."""
    first = line
    for row in table.header_rows:
        _write_row(sheet, line, source, row, pen, heading=True)
        line += 1
    for block in source.merged:
        if table.header_rows[0] <= block.top and block.bottom <= table.header_rows[-1]:
            _merge(sheet, first - table.header_rows[0], source, block, pen)
    sheet.write_string(line - 1, 0, _HEADING, pen.heading)
    return line


def _merge(sheet: Worksheet, shift: int, source: Sheet, block: Block, pen: _Pen) -> None:
    if (block.top, block.left) != (block.bottom, block.right):
        text = str(source.cell(block.top, block.left))
        sheet.merge_range(block.top + shift, block.left, block.bottom + shift, block.right, text, pen.heading)


def _write_row(sheet: Worksheet, line: int, source: Sheet, row: int, pen: _Pen, *, heading: bool = False) -> None:
    for place, value in enumerate(source.rows[row - 1], start=1):
        if value != "":
            _write(sheet, line, place, value, pen, heading)


def _write(sheet: Worksheet, line: int, place: int, value: Value, pen: _Pen, heading: bool) -> None:
    look = pen.heading if heading else pen.text
    if isinstance(value, CellError):
        sheet.write_string(line, place, value.text, look)
    elif isinstance(value, bool):
        sheet.write_boolean(line, place, value, pen.plain)
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, pen.plain)
    elif isinstance(value, dt.datetime | dt.date):
        day = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
        sheet.write_datetime(line, place, day, pen.day)
    else:
        sheet.write_string(line, place, str(value), look)
