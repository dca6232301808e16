"""Reads the sheets of an .xlsx with the row and column numbers that Excel shows; nothing is shifted or left out."""

import datetime as dt
import io
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import islice, product
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from registry.sheets.gate import Unreadable, open_package
from registry.sheets.parts import Marks, check_extent, marks, sheet_parts, uses_1904


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds no value but an error, with the text that Excel shows (`#DIV/0!`)."""

    text: str


Value = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | CellError


def shown(value: Value) -> str:
    """A value as Excel would show it to a Vietnamese reader, on one line."""
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return plain_number(value) if isinstance(value, float) else " ".join(str(value).split())


def plain_number(value: float) -> str:
    """Digits without exponent, and without a fraction when there is none: `42178918280`, `6.5`."""
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of merged cells; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[0]` is Excel's row 1. An empty cell is ''."""

    name: str
    hidden: bool
    rows: list[list[Value]]
    merged: tuple[Block, ...] = ()
    marks: Marks = field(default_factory=Marks)

    def cell(self, row: int, column: int) -> Value:
        """The cell at a place counted from 1, '' outside the sheet."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return ""

    def expanded(self, row: int, column: int) -> Value:
        """The cell, or the value of the merged block that covers it."""
        block = self.block_at(row, column)
        return self.cell(block.top, block.left) if block else self.cell(row, column)

    def block_at(self, row: int, column: int) -> Block | None:
        """The merged block that covers a place."""
        return self._covering.get((row, column))

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Block]:
        covered: dict[tuple[int, int], Block] = {}
        for block in self.merged:
            places = product(range(block.top, block.bottom + 1), range(block.left, block.right + 1))
            covered.update((place, block) for place in islice(places, max(0, _MAX_COVERED - len(covered))))
        return covered


@dataclass(frozen=True)
class Workbook:
    """The sheets in their order, and what counts day 1 for serial numbers of days."""

    sheets: tuple[Sheet, ...]
    uses_1904: bool


_MAX_COVERED = 200_000  # merging is for headings; whatever a hostile file merges beyond that is never looked up
_MAX_BLOCKS = 5_000
_CORRUPT = "Tệp bị hỏng, không đọc được các trang tính. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."


def read_workbook(data: bytes) -> Workbook:
    """Reads a whole .xlsx. Raises `Unreadable` with a Vietnamese reason for anything that is not a plain workbook."""
    package = open_package(data)
    parts = sheet_parts(package)
    check_extent(parts, package)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = tuple(
                _sheet(book, meta.name, meta.visible is not SheetVisibleEnum.Visible, parts.get(meta.name, b""))
                for meta in book.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet
            )
    except (CalamineError, OSError, ValueError, OverflowError, IndexError, KeyError) as error:
        raise Unreadable(_CORRUPT) from error
    return Workbook(sheets, uses_1904(package))


def _sheet(book: CalamineWorkbook, name: str, hidden: bool, content: bytes) -> Sheet:
    source = book.get_sheet_by_name(name)
    # Widening the cells from the library's types to ours: a copy would cost a tenth of the reading time.
    rows = cast("list[list[Value]]", source.to_python(skip_empty_area=False))
    found = marks(content)
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
