"""Lays out the sheets of an Excel file of either kind by the reading library, and puts back what it leaves out."""

import io
from collections.abc import Mapping
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from registry.sheets.gate import Unreadable
from registry.sheets.grid import Block, CellError, Marks, Sheet, Value

_MAX_BLOCKS = 5_000
_CORRUPT = "Tệp bị hỏng, không đọc được các trang tính. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."


def laid_out(data: bytes, marked: Mapping[str, Marks]) -> tuple[Sheet, ...]:
    """The sheets of a file that has passed its gate, with their marks by name. Raises `Unreadable`."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tuple(
                _sheet(book, meta.name, meta.visible is not SheetVisibleEnum.Visible, marked.get(meta.name, Marks()))
                for meta in book.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet
            )
    except (CalamineError, OSError, ValueError, OverflowError, IndexError, KeyError) as error:
        raise Unreadable(_CORRUPT) from error


def _sheet(book: CalamineWorkbook, name: str, hidden: bool, found: Marks) -> Sheet:
    source = book.get_sheet_by_name(name)
    # Widening the cells from the library's types to ours: a copy would cost a tenth of the reading time.
    rows = cast("list[list[Value]]", source.to_python(skip_empty_area=False))
    for (row, column), text in found.errors.items():
        _put(rows, row, column, CellError(text))
    blocks = (source.merged_cell_ranges or [])[:_MAX_BLOCKS]
    merged = tuple(Block(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in blocks)
    return Sheet(name, hidden, rows, merged, found)


def _put(rows: list[list[Value]], row: int, column: int, value: Value) -> None:
    """Sets a cell that the reading library gave as empty, also just outside the area that it returned."""
    while len(rows) < row:
        rows.append([])
    cells = rows[row - 1]
    cells.extend([""] * (column - len(cells)))
    cells[column - 1] = value
