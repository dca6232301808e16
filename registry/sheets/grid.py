"""A sheet as its readers give it: rows and columns as Excel numbers them; nothing is shifted or left out."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import islice, product

MAX_ROWS = 200_000
MAX_COLUMNS = 512
MAX_AREA = 6_000_000
MAX_CELL_TEXT = 32_767  # Excel's own limit
_MAX_COVERED = 200_000  # merging is for headings; whatever a hostile file merges beyond that is never looked up


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one sheet, counted from 1. `errors` maps (row, column) to what Excel shows there."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


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
    """The sheets in their order, whether serial numbers of days count from 1904, and what the sender should know of the file."""

    sheets: tuple[Sheet, ...]
    uses_1904: bool = False
    remarks: tuple[str, ...] = ()


def far(name: str, rows: int, columns: int) -> str:
    """The sentence for a sheet that reaches too far, '' for one that does not."""
    if rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_AREA:
        return ""
    return (
        f"Trang tính “{name}” trải tới {rows} dòng × {columns} cột, quá giới hạn "
        f"{MAX_ROWS} dòng × {MAX_COLUMNS} cột. Hãy xóa các dòng, cột thừa rồi gửi lại."
    )
