"""How a file is to be read where the sender put it right: which tables, which headings, what each column holds.

Kept with the file as JSON (`ImportBatch.layout`):

    {"tables": [{
        "sheet": "Danh sách",                     name of the sheet
        "top": 3, "bottom": 4,                    first and last heading row, as Excel numbers rows
        "read": true,                             false: the table is passed over
        "columns": {"2": "full_name", "7": "degree.level#", "9": ""},
                                                  column from 1 → `Meaning.code`; one that is not named is read by its heading
        "encodings": {"2": "tcvn3"},              column → `Encoding`; one that is not named is told by its letters
        "as_of": "2026-09-30",                    day of the list, or null: as the file says
        "unit": "xa-cam-binh",                    key of the unit of rows that name none, or ""
        "told_by": "sender"                       or "memory": remembered from an earlier file with the same headings
    }]}

A file with a layout is read by it alone: tables that it does not name are passed over, and that is said.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from registry.readers.facts import Field, Meaning
from registry.sheets.encodings import Encoding
from registry.sheets.grid import MAX_COLUMNS, MAX_ROWS

T = TypeVar("T")

MOST_TABLES = 200
MOST_HEADING_ROWS = 6
_LONGEST_NAME = 200
_KEYS = frozenset({"sheet", "top", "bottom", "read", "columns", "encodings", "as_of", "unit", "told_by"})


class BadLayout(Exception):
    """A layout cannot be followed. `place` says where in it (`tables[0].columns[7]`), `reason` is a Vietnamese sentence."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True)
class TableLayout:
    """How one table is read; rows and columns from 1."""

    sheet: str
    top: int
    bottom: int
    read: bool = True
    columns: Mapping[int, Meaning] = field(default_factory=dict)
    encodings: Mapping[int, Encoding] = field(default_factory=dict)
    as_of: dt.date | None = None
    unit: str = ""
    told_by: Literal["sender", "memory"] = "sender"

    def as_json(self) -> dict[str, Any]:
        """The shape above."""
        return {
            "sheet": self.sheet,
            "top": self.top,
            "bottom": self.bottom,
            "read": self.read,
            "columns": {str(number): meaning.code for number, meaning in self.columns.items()},
            "encodings": {str(number): encoding.value for number, encoding in self.encodings.items()},
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "unit": self.unit,
            "told_by": self.told_by,
        }


@dataclass(frozen=True)
class Layout:
    """How a whole file is read."""

    tables: tuple[TableLayout, ...]

    def on(self, sheet: str) -> list[TableLayout]:
        """The tables of one sheet from top to bottom."""
        return sorted((table for table in self.tables if table.sheet == sheet), key=lambda table: table.top)

    def as_json(self) -> dict[str, Any]:
        """The shape above."""
        return {"tables": [table.as_json() for table in self.tables]}

    @classmethod
    def of(cls, kept: Any) -> "Layout":
        """The layout that was kept. Raises `BadLayout` at the first place that cannot be followed."""
        tables = _known(kept, {"tables"}, "")["tables"]
        if not isinstance(tables, list) or len(tables) > MOST_TABLES:
            raise BadLayout("tables", f"Phải là danh sách có tối đa {MOST_TABLES} bảng.")
        layout = cls(tuple(_table(table, f"tables[{index}]") for index, table in enumerate(tables)))
        _check_apart(layout.tables)
        return layout


def one_column_each(columns: Mapping[int, Meaning]) -> tuple[int, Field] | None:
    """The first column that takes a fact which another has already; columns of marks may share one. None when all is well."""
    taken: set[Field] = set()
    for number, meaning in sorted(columns.items()):
        if meaning.field and not meaning.marked:
            if meaning.field in taken:
                return number, meaning.field
            taken.add(meaning.field)
    return None


def _table(kept: Any, place: str) -> TableLayout:
    said = _known(kept, _KEYS, place)
    top = _number(said["top"], MAX_ROWS, f"{place}.top")
    bottom = _number(said["bottom"], MAX_ROWS, f"{place}.bottom")
    if not top <= bottom < top + MOST_HEADING_ROWS:
        raise BadLayout(f"{place}.bottom", f"Tiêu đề phải từ 1 đến {MOST_HEADING_ROWS} dòng.")
    columns = _by_column(said["columns"], Meaning.of, f"{place}.columns")
    if clash := one_column_each(columns):
        raise BadLayout(f"{place}.columns[{clash[0]}]", "Nội dung này đã được đọc từ một cột khác.")
    return TableLayout(
        sheet=_text(said["sheet"], f"{place}.sheet"),
        top=top,
        bottom=bottom,
        read=_one_of((True, False), said["read"], f"{place}.read"),
        columns=columns,
        encodings=_by_column(said["encodings"], Encoding, f"{place}.encodings"),
        as_of=_day(said["as_of"], f"{place}.as_of"),
        unit=_text(said["unit"], f"{place}.unit"),
        told_by=_one_of(("sender", "memory"), said["told_by"], f"{place}.told_by"),
    )


def _check_apart(tables: Sequence[TableLayout]) -> None:
    """Headings of one sheet must not lie over each other."""
    ends: dict[str, int] = {}
    for index, table in sorted(enumerate(tables), key=lambda each: each[1].top):
        if table.top <= ends.get(table.sheet, 0):
            raise BadLayout(f"tables[{index}].top", "Tiêu đề của hai bảng chồng lên nhau.")
        ends[table.sheet] = table.bottom


def _known(kept: Any, keys: set[str] | frozenset[str], place: str) -> dict[str, Any]:
    if not isinstance(kept, dict) or set(kept) != keys:
        raise BadLayout(place or ".", f"Phải có đúng các mục: {', '.join(sorted(keys))}.")
    return kept


def _number(kept: Any, most: int, place: str) -> int:
    if not isinstance(kept, int) or isinstance(kept, bool) or not 1 <= kept <= most:
        raise BadLayout(place, f"Phải là số từ 1 đến {most}.")
    return kept


def _text(kept: Any, place: str) -> str:
    if not isinstance(kept, str) or len(kept) > _LONGEST_NAME:
        raise BadLayout(place, "Phải là chữ.")
    return kept


def _one_of(choices: tuple[T, ...], kept: Any, place: str) -> T:
    found = next((choice for choice in choices if choice is kept or (isinstance(kept, str) and choice == kept)), None)
    if found is None:
        raise BadLayout(place, f"Phải là một trong: {', '.join(map(str, choices))}.")
    return found


def _day(kept: Any, place: str) -> dt.date | None:
    if kept is None:
        return None
    try:
        return dt.date.fromisoformat(kept)
    except (TypeError, ValueError):
        raise BadLayout(place, "Phải là ngày dạng năm-tháng-ngày.") from None


def _by_column(kept: Any, read: Callable[[str], T], place: str) -> dict[int, T]:
    if not isinstance(kept, dict):
        raise BadLayout(place, "Phải ghi theo từng cột.")
    found: dict[int, T] = {}
    for number, code in kept.items():
        spot = f"{place}[{number}]"
        if not isinstance(number, str) or not (number.isascii() and number.isdigit() and len(number) < 4):
            raise BadLayout(spot, "Số thứ tự cột phải là số.")
        if not isinstance(code, str):
            raise BadLayout(spot, "Phải là chữ.")
        try:
            found[_number(int(number), MAX_COLUMNS, spot)] = read(code)
        except ValueError:
            raise BadLayout(spot, f"Không có lựa chọn “{code[:40]}”.") from None
    return found
