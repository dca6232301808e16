"""Finds where a roster begins on a sheet: its heading rows, whatever stands above, and the headings of each column."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from registry.readers.facts import Column, Field, Meaning
from registry.readers.headings import (
    LONGEST_HEADING,
    Path,
    Reading,
    is_group,
    is_name_heading,
    level_words,
    read_headings,
    says_something,
    shown,
)
from registry.readers.values import is_blank
from registry.readers.wording import TITLE_WORDS
from registry.shared.text import clean, fold
from registry.sheets.columns import column_letter
from registry.sheets.grid import Sheet, Value

MAX_HEADING_ROWS = 4
MIN_FIELDS = 3
_NAME_STARTS = frozenset({"họ", "ho", "tê", "te"})
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one table: rows `top` to `bottom`, and one column and reading for each column of the sheet."""

    top: int
    bottom: int
    columns: tuple[Column, ...]
    readings: tuple[Reading, ...]

    @property
    def fields(self) -> dict[Field, int]:
        """Where each field stands: its column, from 0. Columns of marks are told by `marked`."""
        return {column.field: column.number - 1 for column in self.columns if column.field and not column.says}

    @property
    def marked(self) -> dict[Field, list[Column]]:
        """The columns of marks of each field, from left to right."""
        found: dict[Field, list[Column]] = {}
        for column in self.columns:
            if column.field and column.says:
                found.setdefault(column.field, []).append(column)
        return found


def digest(columns: Sequence[Column]) -> str:
    """What headings are remembered by: the same for the same words in the same order, however spelt and spaced."""
    words = [fold(column.heading) for column in columns]
    while words and not words[-1]:
        words.pop()
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def heading_at(sheet: Sheet, top: int, bottom: int, chosen: Mapping[int, Meaning]) -> Heading:
    """The heading in rows that somebody named; `chosen` says what columns mean, the others are read by their words."""
    bottom = min(bottom, len(sheet.rows))
    width = max((len(row) for row in sheet.rows), default=0)
    paths = [_path(sheet, top, bottom, column) for column in range(1, width + 1)]
    readings = [_chosen(path, reading, chosen.get(number)) for number, path, reading in zip(
        range(1, width + 1), paths, read_headings(paths), strict=True
    )]  # fmt: skip
    taken = {chosen[number].field for number in chosen if not chosen[number].marked}
    for place, reading in enumerate(readings):
        if place + 1 not in chosen and reading.field in taken and not reading.says:
            readings[place] = Reading(None)
    return Heading(top, bottom, _columns(paths, readings), tuple(readings))


def _chosen(path: Path, reading: Reading, meaning: Meaning | None) -> Reading:
    if meaning is None:
        return reading
    return Reading(meaning.field, "", (level_words(path[-1]) if path else "x") if meaning.marked else "")


_LIKELY_WITHIN = 40
_LONGEST_LIKELY = 60


def likely_heading(sheet: Sheet) -> tuple[int, int] | None:
    """Rows that look like a heading on a sheet where no column of names was found: several short texts over a fuller body."""
    for row, following in pairwise(range(1, min(len(sheet.rows), _LIKELY_WITHIN) + 1)):
        cells = [value for value in sheet.rows[row - 1] if not is_blank(value)]
        short = [value for value in cells if isinstance(value, str) and len(value) <= _LONGEST_LIKELY and not value.isdigit()]
        below = sum(not is_blank(value) for value in sheet.rows[following - 1])
        if len(short) >= MIN_FIELDS and len(short) * 10 >= len(cells) * 9 and below >= 2:
            return row, row
    return None


def find_headings(sheet: Sheet) -> list[Heading]:
    """The headings of all tables of people on a sheet, from top to bottom."""
    found: list[Heading] = []
    names = {value for value in set(chain.from_iterable(sheet.rows)) if _may_head_names(value)}
    for row in range(1, len(sheet.rows) + 1):
        if found and row <= found[-1].bottom:
            continue
        if not names.isdisjoint(sheet.rows[row - 1]):
            heading = _heading_at(sheet, row, found[-1].bottom + 1 if found else 1)
            if heading:
                found.append(heading)
    return found


def _may_head_names(value: Value) -> bool:
    """A quick look before the careful one: every different value of the sheet passes here."""
    if not isinstance(value, str) or not 2 <= len(value) <= 60:
        return False
    return value.lstrip(" (0123456789.)\n")[:2].lower() in _NAME_STARTS and is_name_heading(value)


def _heading_at(sheet: Sheet, row: int, first: int) -> Heading | None:
    bottom = _bottom(sheet, row)
    top = row - 1 if row > first and _is_group_row(sheet, row - 1) else row
    width = max(len(sheet.rows[number - 1]) for number in range(top, bottom + 1))
    paths = [_path(sheet, top, bottom, column) for column in range(1, width + 1)]
    readings = read_headings(paths)
    fields = {reading.field for reading in readings if reading.field} - {Field.ORDINAL}
    if len(fields) < MIN_FIELDS or not fields & {Field.FULL_NAME, Field.FAMILY_NAME}:
        return None
    return Heading(top, bottom, _columns(paths, readings), tuple(readings))


def _columns(paths: Sequence[Path], readings: Sequence[Reading]) -> tuple[Column, ...]:
    return tuple(
        Column(number, column_letter(number), shown(path), reading.field, reading.says)
        for number, (path, reading) in enumerate(zip(paths, readings, strict=True), start=1)
    )


def _bottom(sheet: Sheet, row: int) -> int:
    """The last heading row: as far as merged headings reach, then as long as rows read like sub-headings."""
    blocks = [sheet.block_at(row, column) for column in range(1, len(sheet.rows[row - 1]) + 1)]
    bottom = max([row, *(block.bottom for block in blocks if block and block.top <= row)])
    bottom = min(bottom, row + MAX_HEADING_ROWS - 1, len(sheet.rows))
    name = next(i for i, value in enumerate(sheet.rows[row - 1]) if _may_head_names(value))
    while bottom < row + MAX_HEADING_ROWS - 1 and _is_sub_heading_row(sheet, bottom + 1, name):
        bottom += 1
    return bottom


def _is_sub_heading_row(sheet: Sheet, row: int, name: int) -> bool:
    if row > len(sheet.rows) or not is_blank(sheet.cell(row, name + 1)):
        return False
    cells = [value for value in sheet.rows[row - 1] if not is_blank(value)]
    texts = [value for value in cells if isinstance(value, str)]
    if not cells or len(texts) < len(cells) or is_numbering(sheet.rows[row - 1]):
        return False
    return sum(says_something(text) for text in texts) * 2 > len(texts)


def _is_group_row(sheet: Sheet, row: int) -> bool:
    """Whether the row above the column of names carries group headings and not a title."""
    texts = [value for value in sheet.rows[row - 1] if not is_blank(value)]
    if not texts or any(not isinstance(value, str) or len(value) > 60 for value in texts):
        return False
    if any(TITLE_WORDS.match(fold(str(value))) for value in texts):
        return False
    return any(is_group(str(value)) for value in texts)


def _path(sheet: Sheet, top: int, bottom: int, column: int) -> Path:
    texts: list[str] = []
    for row in range(top, bottom + 1):
        text = _text(sheet.expanded(row, column)) or _group_on_left(sheet, row, bottom, column)
        if text and text not in texts[-1:]:
            texts.append(text)
    return tuple(texts)


def _group_on_left(sheet: Sheet, row: int, bottom: int, column: int) -> str:
    """The group heading that an office typed into the first of its columns without merging the cells."""
    if sheet.block_at(row, column) or not _has_sub_heading(sheet, row, bottom, column):
        return ""
    for left in range(column - 1, 0, -1):
        if sheet.block_at(row, left):
            return ""
        if text := _text(sheet.cell(row, left)):
            return text if is_group(text) and _has_sub_heading(sheet, row, bottom, left) else ""
        if not _has_sub_heading(sheet, row, bottom, left):
            return ""
    return ""


def _has_sub_heading(sheet: Sheet, row: int, bottom: int, column: int) -> bool:
    return any(_text(sheet.cell(below, column)) for below in range(row + 1, bottom + 1))


def _text(value: Value) -> str:
    return clean(value)[:LONGEST_HEADING] if isinstance(value, str) else ""


def is_numbering(cells: list[Value]) -> bool:
    """Whether a row only numbers the columns: `(1) (2) (3)`, `1 2 3`, `A B 1 2`."""
    filled = [value for value in cells if not is_blank(value)]
    if len(filled) < MIN_FIELDS:
        return False
    numbers = [_column_number(value) for value in filled]
    counted = [number for number in numbers if isinstance(number, int)]
    return None not in numbers and len(counted) >= 2 and counted == sorted(set(counted))


def _column_number(value: Value) -> int | str | None:
    """The number or letter of a column, None when the cell holds anything else."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return int(value) if 0 < value < 100 and float(value).is_integer() else None
    if not isinstance(value, str) or not _NUMBERING.fullmatch(clean(value)):
        return None
    digits = re.search(r"\d+", value)
    return int(digits.group()) if digits else clean(value)
