"""Writes a list as an .xlsx that prints well: title, notes, headings that repeat, dates as dates, and no formula ever."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Kind = Literal["text", "number", "percent", "date"]
Content = str | int | float | bool | dt.date | None

MAX_TEXT = 32_767  # Excel's limit for one cell
_MIN_WIDTH, _MAX_WIDTH = 6, 48
_FONT = {"font_name": "Times New Roman", "font_size": 11}
_A4 = 9
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a list to write; `width` in characters, None to measure the contents."""

    heading: str
    kind: Kind = "text"
    width: float | None = None


def write_table(
    title: str,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Content]],
    notes: Sequence[str] = (),
    *,
    numbered: str = "",
) -> bytes:
    """One sheet: title, notes (the day, the filters …), then the table, in A4 landscape, one page wide.

    `numbered` is the heading of a column in front that counts the rows; without it there is none.
    """
    kept = [list(row) for row in rows]
    if numbered:
        columns = [TableColumn(numbered, "number", 6), *columns]
        kept = [[place, *row] for place, row in enumerate(kept, 1)]
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, SAFE) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(_sheet_name(title))
        formats = _formats(book)
        top = _write_top(sheet, title, notes, formats)
        _write_rows(sheet, top, columns, kept, formats)
        _lay_out(sheet, top, columns, kept)
    return target.getvalue()


# Texts of users stay texts: no formula, no link, no number out of a code with leading zeros.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    cell = {**_FONT, "border": 1, "border_color": "#8A94A0", "valign": "top", "text_wrap": True}
    heading = {**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E6ECF2"}
    return {
        "title": book.add_format({**_FONT, "bold": True, "font_size": 14}),
        "note": book.add_format({**_FONT, "italic": True}),
        "heading": book.add_format(heading),
        "text": book.add_format({**cell, "num_format": "@"}),
        "number": book.add_format({**cell, "num_format": "#,##0.##"}),
        "integer": book.add_format({**cell, "num_format": "#,##0"}),
        "percent": book.add_format({**cell, "num_format": "0.0%"}),
        "date": book.add_format({**cell, "num_format": "dd/mm/yyyy", "align": "center"}),
    }


def _write_top(sheet: Worksheet, title: str, notes: Sequence[str], formats: dict[str, Format]) -> int:
    """Writes title and notes; returns the row (from 0) of the headings."""
    sheet.write_string(0, 0, title[:MAX_TEXT], formats["title"])
    for index, note in enumerate(notes, start=1):
        sheet.write_string(index, 0, note[:MAX_TEXT], formats["note"])
    return len(notes) + 2


def _write_rows(
    sheet: Worksheet,
    top: int,
    columns: Sequence[TableColumn],
    rows: list[list[Content]],
    formats: dict[str, Format],
) -> None:
    for place, column in enumerate(columns):
        sheet.write_string(top, place, column.heading, formats["heading"])
    for index, row in enumerate(rows, start=top + 1):
        for place, (column, content) in enumerate(zip(columns, row, strict=True)):
            _write_cell(sheet, index, place, content, column.kind, formats)


def _write_cell(sheet: Worksheet, row: int, place: int, content: Content, kind: Kind, formats: dict[str, Format]) -> None:
    if content is None or content == "":
        sheet.write_blank(row, place, None, formats[kind])
    elif isinstance(content, bool):
        sheet.write_string(row, place, "x" if content else "", formats["text"])
    elif isinstance(content, dt.date):
        _write_date(sheet, row, place, content, formats)
    elif isinstance(content, int | float):
        whole = kind != "percent" and float(content).is_integer()
        sheet.write_number(row, place, content, formats["integer" if whole else _number_kind(kind)])
    else:
        sheet.write_string(row, place, content[:MAX_TEXT], formats["text"])


def _number_kind(kind: Kind) -> str:
    return "percent" if kind == "percent" else "number"


def _write_date(sheet: Worksheet, row: int, place: int, day: dt.date, formats: dict[str, Format]) -> None:
    """Days before 1900 do not exist in Excel: they are written as text."""
    if day.year < 1900:
        sheet.write_string(row, place, f"{day:%d/%m/}{day.year:04d}", formats["text"])
    else:
        sheet.write_datetime(row, place, dt.datetime(day.year, day.month, day.day), formats["date"])  # noqa: DTZ001


def _lay_out(sheet: Worksheet, top: int, columns: Sequence[TableColumn], rows: list[list[Content]]) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width or _measured(column, place, rows))
    sheet.freeze_panes(top + 1, 0)
    if columns:
        sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P/&N")


def _measured(column: TableColumn, place: int, rows: list[list[Content]]) -> int:
    """Wide enough for nearly all contents; the longest wrap."""
    lengths = sorted(10 if isinstance(row[place], dt.date) else len(str(row[place] or "")) for row in rows)
    usual = lengths[int(len(lengths) * 0.95)] if lengths else 0
    longest_word = max((len(word) for word in column.heading.split()), default=0)
    return max(_MIN_WIDTH, min(_MAX_WIDTH, max(usual, longest_word) + 2))


def _sheet_name(title: str) -> str:
    """At most 31 characters without the signs that Excel forbids."""
    return title.translate(_FORBIDDEN_IN_NAMES).strip(" '")[:31].strip(" '") or "Danh sách"
