"""A table to read people from, and the cells of one of its rows by fact; what cannot be read is recorded at its cell."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from registry.readers.days import read_date
from registry.readers.facts import Cells, Column, DateValue, Field, Problem, Severity, Sex
from registry.readers.finding import Heading
from registry.readers.values import BadValue, Read, is_blank, read_text
from registry.shared.text import fold
from registry.sheets.grid import Sheet, Value

T = TypeVar("T")

SIDES: tuple[tuple[Field, Sex], ...] = (
    (Field.BIRTH_MALE, "male"),
    (Field.BIRTH_FEMALE, "female"),
    (Field.SEX_MALE, "male"),
    (Field.SEX_FEMALE, "female"),
)
OPPOSITE: dict[Sex, Sex] = {"male": "female", "female": "male"}
_IMPLIED = {
    Field.BIRTH: (Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.BIRTH_YEAR),
    Field.SEX: (Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.SEX_MALE, Field.SEX_FEMALE),
    Field.FULL_NAME: (Field.FAMILY_NAME, Field.GIVEN_NAME),
    Field.ETHNIC_MINORITY: (Field.ETHNICITY,),
}


@dataclass(frozen=True)
class Source:
    """A table to read people from. `present` holds the fields of its columns and those that follow from them."""

    sheet: Sheet
    heading: Heading
    since_1904: bool

    @cached_property
    def places(self) -> dict[Field, int]:
        """Where each field stands: its column, from 0."""
        return self.heading.fields

    @cached_property
    def columns(self) -> dict[Field, Column]:
        """The column of each field."""
        return {field: self.heading.columns[place] for field, place in self.places.items()}

    @cached_property
    def marked(self) -> dict[Field, list[Column]]:
        """The columns of marks of each field."""
        return self.heading.marked

    @cached_property
    def present(self) -> frozenset[Field]:
        """Fields that the table can say something about."""
        fields = {*self.places, *self.heading.marked}
        return frozenset(fields | {whole for whole, parts in _IMPLIED.items() if fields.intersection(parts)})

    @cached_property
    def lone_sex(self) -> Sex | None:
        """The sex of the only column of marks, when the table has "Nữ" without "Nam" and no other column of sex."""
        sides = [side for field, side in SIDES if field in self.places]
        return sides[0] if len(sides) == 1 and Field.SEX not in self.places and not self._sided_births else None

    @property
    def _sided_births(self) -> bool:
        return Field.BIRTH_MALE in self.places or Field.BIRTH_FEMALE in self.places

    @cached_property
    def heading_language(self) -> str:
        """The language that the heading of the certificates names ("Chứng chỉ tiếng Anh"), or ''."""
        place = self.places.get(Field.LANGUAGE_CERTIFICATE)
        return language_in(self.heading.columns[place].heading) if place is not None else ""


def language_in(heading: str) -> str:
    """The language that a heading names, or ''."""
    words = fold(heading)
    return "Tiếng Anh" if "tieng anh" in words or "anh van" in words else ""


class Seats:
    """The cells of one row while it is read: `values` and `columns` by fact, `marked` the cells of marks by fact."""

    def __init__(self, source: Source, row: int, problems: list[Problem]) -> None:
        self.source = source
        self.row = row
        self.problems = problems
        cells = source.sheet.rows[row - 1]
        width = len(cells)
        self.values = {field: cells[place] if place < width else "" for field, place in source.places.items()}
        self.columns = source.columns
        self.marked = {
            field: [(column, cells[column.number - 1]) for column in columns if column.number <= width]
            for field, columns in source.marked.items()
        }

    @property
    def cells(self) -> Cells:
        """The cells as they stand now, for later messages."""
        return Cells(self.columns, self.values)

    def value(self, field: Field) -> Value:
        """The raw cell of a field, '' when the table has no such column."""
        return self.values.get(field, "")

    def say(self, field: Field, reason: str, severity: Severity = "error") -> None:
        """Records a problem at the cell of a field."""
        cell = self.cells[field]
        sheet = self.source.sheet.name
        self.problems.append(Problem(sheet, self.row, cell.column, cell.heading, cell.value, reason, severity))

    def take(self, field: Field, read: Callable[[Value], T], otherwise: T | None) -> T | None:
        """What the reader makes of a cell; an unreadable one is recorded as an error and gives `otherwise`."""
        if field not in self.values:
            return otherwise
        try:
            return read(self.value(field))
        except BadValue as bad:
            self.say(field, bad.reason)
            return otherwise

    def take_read(self, field: Field, read: Callable[[Value], Read[T]], otherwise: T) -> T:
        """The same for readers that may repair; the repair is recorded."""
        result = self.take(field, read, None)
        if result is None:
            return otherwise
        if result.repair:
            self.say(field, result.repair, "repair")
        return result.value

    def text(self, field: Field) -> str:
        """The text of a field, '' when empty, absent or unreadable."""
        value = self.values.get(field, "")
        return "" if value == "" or is_blank(value) else self.take(field, read_text, "") or ""

    def date(self, field: Field) -> DateValue | None:
        """The date of a field, None when empty, absent or unreadable."""
        if self.values.get(field, "") == "":
            return None
        return self.take_read(field, self.read_date, None)

    def read_date(self, value: Value) -> Read[DateValue | None]:
        """A date in this workbook's way of counting days."""
        return read_date(value, since_1904=self.source.since_1904)

    def stand(self, field: Field, column: Column, value: Value) -> None:
        """Lets a fact stand at another cell, where it was read from, for later messages."""
        self.columns = {**self.columns, field: column}
        self.values[field] = value
