"""How a file is built: its sheets, tables and columns with samples, for the page on which the sender puts the reading right."""

from dataclasses import dataclass

from registry.readers.facts import Column, Meaning
from registry.readers.finding import digest, likely_heading
from registry.readers.layout import MOST_TABLES, Layout, TableLayout
from registry.readers.reading import Found, tables_on
from registry.readers.values import is_blank
from registry.shared.text import masked
from registry.sheets.encodings import Encoding, detect
from registry.sheets.files import read_workbook
from registry.sheets.gate import Unreadable
from registry.sheets.grid import Sheet, Value, shown

SAMPLES = 3
_HEAD_ROWS, _HEAD_COLUMNS = 12, 8
_LONGEST = 40


@dataclass(frozen=True)
class SurveyedColumn:
    """A column of a table: its heading, what it is read as, samples of what it holds, and the font it was typed in."""

    number: int
    letter: str
    heading: str
    meaning: Meaning
    samples: tuple[str, ...]
    encoding: Encoding
    before: str
    doubtful: bool
    """Letters stand in it that are no Vietnamese as they are: the font may have to be named."""


@dataclass(frozen=True)
class SurveyedTable:
    """A table: where it stands, whether it is read, and its columns. `found`: by its headings, and not by a guess of ours."""

    sheet: str
    top: int
    bottom: int
    read: bool
    found: bool
    people: int
    digest: str
    columns: tuple[SurveyedColumn, ...]
    as_of: str
    unit_texts: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class SurveyedSheet:
    """A sheet with its tables; `head` shows its first rows where no table was found: (number, cells)."""

    name: str
    hidden: bool
    rows: int
    tables: tuple[SurveyedTable, ...]
    head: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Survey:
    """The sheets of a file that are not empty."""

    sheets: tuple[SurveyedSheet, ...]

    @property
    def tables(self) -> tuple[SurveyedTable, ...]:
        """All tables in the order of the file."""
        return tuple(table for sheet in self.sheets for table in sheet.tables)


def survey_here(data: bytes, layout: Layout | None = None) -> Survey:
    """Looks at a file in this process; others ask `registry.readers.roster`."""
    try:
        book = read_workbook(data)
    except Unreadable:
        return Survey(())
    left = MOST_TABLES
    sheets: list[SurveyedSheet] = []
    for sheet in book.sheets:
        if not any(not is_blank(value) for row in sheet.rows for value in row):
            continue
        surveyed = _sheet(sheet, layout, left)
        left -= len(surveyed.tables)
        sheets.append(surveyed)
    return Survey(tuple(sheets))


def _sheet(sheet: Sheet, layout: Layout | None, most: int) -> SurveyedSheet:
    by_layout = layout is not None and bool(layout.on(sheet.name))
    tables = tables_on(sheet, layout if by_layout else None)
    guessed = not tables
    if guessed and (likely := likely_heading(sheet)):
        tables = tables_on(sheet, Layout((TableLayout(sheet.name, *likely),)))
    read = not sheet.hidden and (layout is None or by_layout)
    surveyed = tuple(_table(table, read and not guessed, not guessed) for table in tables[:most])
    return SurveyedSheet(sheet.name, sheet.hidden, len(sheet.rows), surveyed, _head(sheet) if guessed else ())


def _table(found: Found, read: bool, certain: bool) -> SurveyedTable:
    said, heading, table = found.said, found.heading, found.table
    rows = [row for row, _ in found.body.people] or list(range(heading.bottom + 1, len(found.sheet.rows) + 1))
    columns = tuple(one for column in heading.columns if (one := _column(found, column, rows)))
    return SurveyedTable(
        sheet=found.sheet.name,
        top=heading.top,
        bottom=heading.bottom,
        read=said.read if said and certain else read,
        found=certain,
        people=len(found.body.people),
        digest=digest(heading.columns),
        columns=columns,
        as_of=table.as_of.isoformat() if table.as_of else "",
        unit_texts=table.unit_texts,
        unit=said.unit if said else "",
    )


def _column(found: Found, column: Column, rows: list[int]) -> SurveyedColumn | None:
    """What is told of a column; None for one with neither heading nor content."""
    texts: list[str] = []
    filled: list[str] = []
    for row in rows:
        value = found.sheet.cell(row, column.number)
        if is_blank(value):
            continue
        if isinstance(value, str) and not value.isascii():
            texts.append(value)
        text = _sample(value)
        if len(filled) < SAMPLES and text not in filled:
            filled.append(text)
    if not column.heading and not filled:
        return None
    recoded = column.recoded
    return SurveyedColumn(
        number=column.number,
        letter=column.letter,
        heading=column.heading,
        meaning=Meaning(column.field, bool(column.says)),
        samples=tuple(filled),
        encoding=recoded.encoding if recoded else Encoding.UNICODE,
        before=recoded.before if recoded else "",
        doubtful=bool(recoded) or detect(texts) is not Encoding.UNICODE,
    )


def _sample(value: Value) -> str:
    """A cell as it may be shown: a number that tells a person is not shown in full."""
    text = shown(value)[:_LONGEST]
    return masked(text) if text.isdecimal() and 9 <= len(text) <= 12 else text


def _head(sheet: Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    rows = ((number, tuple(_sample(value) for value in row[:_HEAD_COLUMNS])) for number, row in enumerate(sheet.rows, 1))
    return tuple((number, cells) for number, cells in rows if any(cells))[:_HEAD_ROWS]
