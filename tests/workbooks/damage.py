"""Damages good rosters in every way that offices, networks and malice do, the same way for the same seed."""

import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.readers import shapes
from tests.readers.rosters import form, written
from tests.support.old_excel import OldSheet, old_workbook
from tests.workbooks.bringing import AN, roster

PEOPLE = tuple({**AN, "number": f"04208500{place:04d}", "diploma": f"B{place}", "name": f"Trần Văn {name}"} for place, name in
               enumerate(("Ân", "Bảo", "Cường", "Dũng", "Giang", "Hải")))  # fmt: skip
ODD: tuple[Any, ...] = (
    "",
    " ",
    "-",
    "x",
    0,
    -1,
    3.5,
    1e300,
    True,
    "=1/0",
    "=SUM(A1:A9)",
    "#REF!",
    "31/02/1986",
    "01/01/2099",
    "1985",
    "03/1985",
    dt.datetime(1985, 5, 24, 7, 30),
    dt.time(7, 30),
    "Nguyễn Văn A" * 100,
    "Đ" * 32_000,
    "_x0000_",
    "\u200b\ufeff",
    "\u202eabc",
    "'; DROP TABLE official; --",
    "<script>alert(1)</script>",
    "042085000011",
    "42085000011",
    "Chủ tịch UBND",
    "Xã Cẩm Xuyên",
    "Tiến sĩ",
    "IELTS 9.5",
    "HSK 3 4 5",
    "👩‍💼",
)

Damage = Callable[[random.Random, Worksheet], None]


@dataclass(frozen=True)
class Damaged:
    """A damaged file: its kind (`xlsx`, `xls`, `csv`) and its content."""

    kind: str
    data: bytes


def damaged(seed: int) -> Damaged:
    """The file of a seed: cells and rows changed, sometimes the bytes or the package as well."""
    dice = random.Random(seed)
    book = dice.choice((lambda: roster(*PEOPLE), lambda: form(PEOPLE), lambda: roster(*PEOPLE, as_of="30/09/2026")))()
    for _ in range(dice.randint(0, 6)):
        dice.choice(_DAMAGES)(dice, book.worksheets[0])
    kind = ("xlsx", "xls", "csv")[seed % 3]
    data = _WRITERS[kind](dice, book)
    return Damaged(kind, dice.choice(_BREAKS[kind])(dice, data) if dice.random() < 0.4 else data)


def _as_xlsx(_dice: random.Random, book: Workbook) -> bytes:
    return written(book)


def _as_xls(_dice: random.Random, book: Workbook) -> bytes:
    rows = [[_plain(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    return old_workbook(OldSheet("Danh sách", rows))


def _as_csv(dice: random.Random, book: Workbook) -> bytes:
    """Text in some encoding, with some separator, perhaps in an old font."""
    rows = [[_plain(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    separator, encoding = dice.choice(";,\t|"), dice.choice(("utf-8", "utf-8-sig", "utf-16", "cp1258", "cp1252"))
    if encoding == "cp1252":
        rows = shapes.in_font(rows, dice.choice((shapes.tcvn3, shapes.vni)))
    return shapes.delimited(rows, separator).encode(encoding, "replace")


def _plain(value: Any) -> Any:
    """What an old file can hold: Excel 97 knew no times alone and no texts beyond a record."""
    if value is None:
        return ""
    if isinstance(value, dt.time):
        return value.isoformat()
    return value[:3000] if isinstance(value, str) else value


_WRITERS: dict[str, Callable[[random.Random, Workbook], bytes]] = {"xlsx": _as_xlsx, "xls": _as_xls, "csv": _as_csv}


def _cell(dice: random.Random, sheet: Worksheet) -> tuple[int, int]:
    return dice.randint(1, max(sheet.max_row, 1)), dice.randint(1, max(sheet.max_column, 1))


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    if hasattr(cell, "number_format") and not type(cell).__name__.startswith("Merged"):
        cell.value = value


def _odd_value(dice: random.Random, sheet: Worksheet) -> None:
    _put(sheet, *_cell(dice, sheet), dice.choice(ODD))


def _odd_column(dice: random.Random, sheet: Worksheet) -> None:
    column, value = _cell(dice, sheet)[1], dice.choice(ODD)
    for row in range(2, sheet.max_row + 1):
        _put(sheet, row, column, value)


def _row_gone(dice: random.Random, sheet: Worksheet) -> None:
    sheet.delete_rows(_cell(dice, sheet)[0], dice.randint(1, 3))


def _column_gone(dice: random.Random, sheet: Worksheet) -> None:
    sheet.delete_cols(_cell(dice, sheet)[1])


def _row_twice(dice: random.Random, sheet: Worksheet) -> None:
    row = _cell(dice, sheet)[0]
    values = [cell.value for cell in sheet[row]]
    for column, value in enumerate(values, 1):
        _put(sheet, sheet.max_row if column > 1 else sheet.max_row + 1, column, value)


def _rows_in_between(dice: random.Random, sheet: Worksheet) -> None:
    sheet.insert_rows(_cell(dice, sheet)[0], dice.randint(1, 4))


def _column_slipped(dice: random.Random, sheet: Worksheet) -> None:
    """One column moved down by a row: the slip that no eye sees."""
    column = _cell(dice, sheet)[1]
    values = [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]
    for row, value in enumerate(values, 3):
        _put(sheet, row, column, value)


def _merged(dice: random.Random, sheet: Worksheet) -> None:
    row, column = _cell(dice, sheet)
    sheet.merge_cells(start_row=row, start_column=column, end_row=row + dice.randint(0, 3), end_column=column + 1)


_DAMAGES: tuple[Damage, ...] = (
    _odd_value,
    _odd_value,
    _odd_value,
    _odd_column,
    _row_gone,
    _column_gone,
    _row_twice,
    _rows_in_between,
    _column_slipped,
    _merged,
)


def _cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randint(0, len(data))]


def _flipped(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _part_broken(dice: random.Random, data: bytes) -> bytes:
    """One part of the package lost, or its text changed where XML still reads."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    victim = dice.choice(source.namelist())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            content = source.read(name)
            if name == victim:
                if dice.random() < 0.5:
                    continue
                content = content.replace(
                    dice.choice((b"<v>", b'r="', b't="', b"</row>")), dice.choice((b"<v>9", b'r="Z', b't="e', b""))
                )
            package.writestr(name, content)
    return target.getvalue()


def _lines_mixed(dice: random.Random, data: bytes) -> bytes:
    """Lines of a text file lost, doubled or joined, a quote or a separator too many."""
    lines = data.split(b"\n")
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(lines))
        lines[place] = dice.choice(
            (b"", lines[place] * 2, lines[place] + b'"', b";" + lines[place], lines[place][: len(lines[place]) // 2])
        )
    return b"\n".join(lines)


Break = Callable[[random.Random, bytes], bytes]
_BREAKS: dict[str, tuple[Break, ...]] = {
    "xlsx": (_cut, _flipped, _part_broken, _part_broken),
    "xls": (_cut, _flipped, _flipped),
    "csv": (_cut, _flipped, _lines_mixed, _lines_mixed),
}
