"""What a roster says once it has been read: typed facts per person, the tables found, every problem on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Literal

from registry.sheets.encodings import Encoding
from registry.sheets.grid import Value, shown

Precision = Literal["day", "month", "year"]
Severity = Literal["error", "warning", "repair", "notice"]
Sex = Literal["male", "female"]


class Field(StrEnum):
    """A fact that a column of a roster can hold. Values are stable: they may be stored (column memory) and shown."""

    ORDINAL = "ordinal"
    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    SEX = "sex"
    SEX_MALE = "sex_male"
    SEX_FEMALE = "sex_female"
    BIRTH = "birth"
    BIRTH_MALE = "birth_male"
    BIRTH_FEMALE = "birth_female"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    PERSONAL_NUMBER = "personal_number"
    STAFF_CODE = "staff_code"
    UNIT = "unit"
    DIVISION = "division"
    POSITION = "position"
    CATEGORY = "category"
    HELD_FROM = "held_from"
    PARTY_MEMBER = "party_member"
    ETHNICITY = "ethnicity"
    ETHNIC_MINORITY = "ethnic_minority"
    DEGREE_LEVEL = "degree.level"
    DEGREE_FIELD = "degree.field"
    DEGREE_INSTITUTION = "degree.institution"
    DEGREE_FORM = "degree.form"
    DEGREE_ISSUED = "degree.issued"
    DEGREE_NUMBER = "degree.number"
    THEORY_LEVEL = "theory.level"
    THEORY_ISSUED = "theory.issued"
    STATE_LEVEL = "state_management.level"
    STATE_ISSUED = "state_management.issued"
    LANGUAGE_CERTIFICATE = "language.certificate"
    LANGUAGE_NAME = "language.language"
    LANGUAGE_SCORE = "language.score"
    LANGUAGE_ISSUED = "language.issued"
    LANGUAGE_EXPIRES = "language.expires"
    DIGITAL_TEXT = "digital.text"
    DIGITAL_ISSUED = "digital.issued"
    DEFENCE_TEXT = "defence.text"
    DEFENCE_ISSUED = "defence.issued"
    ETHNIC_LANGUAGE_TEXT = "ethnic_language.text"
    ETHNIC_LANGUAGE_ISSUED = "ethnic_language.issued"


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date known to the day, the month or the year; `earliest` is the first day it can mean."""

    earliest: date
    precision: Precision = "day"

    def __reduce__(self) -> tuple[type[DateValue], tuple[date, Precision]]:
        """How it is passed between processes: a roster holds tens of thousands."""
        return DateValue, (self.earliest, self.precision)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        if self.precision == "day":
            return self.earliest
        if self.precision == "year":
            return date(self.earliest.year, 12, 31)
        following = date(self.earliest.year + self.earliest.month // 12, self.earliest.month % 12 + 1, 1)
        return following - timedelta(days=1)

    @property
    def shown(self) -> str:
        """As far as it is known: `24/05/1985`, `05/1985` or `1985`."""
        pattern = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}[self.precision]
        return self.earliest.strftime(pattern)


MARKED = "#"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column is read as: a fact, or nothing. `marked`: an x in it says the level that its heading names."""

    field: Field | None = None
    marked: bool = False

    @property
    def code(self) -> str:
        """The meaning as it is kept: `birth`, `degree.level#` for a column of marks, '' for a column that is not read."""
        return f"{self.field}{MARKED if self.marked else ''}" if self.field else ""

    @classmethod
    def of(cls, code: str) -> Meaning:
        """The meaning of a code. Raises `ValueError` for anything else."""
        if not code:
            return cls()
        meaning = cls(Field(code.removesuffix(MARKED)), code.endswith(MARKED))
        if meaning.marked and meaning.field not in LEVELLED:
            raise ValueError(code)
        return meaning


LEVELLED = (
    Field.DEGREE_LEVEL,
    Field.THEORY_LEVEL,
    Field.STATE_LEVEL,
    Field.DIGITAL_TEXT,
    Field.LANGUAGE_CERTIFICATE,
    Field.DEFENCE_TEXT,
    Field.ETHNIC_LANGUAGE_TEXT,
)
"""Facts that a wide roster spreads over one column for each level, to be marked with an x."""


@dataclass(frozen=True, slots=True)
class Recoded:
    """A column typed in a font of before Unicode: which, and one of its cells as stored and as read."""

    encoding: Encoding
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a fact was read: Excel letter, heading as the office wrote it, and the value as Excel shows it."""

    column: str
    heading: str
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: number (from 1), Excel letter, heading as written ("LLCT / Ngày cấp"), its meaning.

    `says` is the level that a mark in it stands for ("ThS"), '' for a column that says itself what it holds.
    """

    number: int
    letter: str
    heading: str
    field: Field | None
    says: str = ""
    recoded: Recoded | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by field, put into words only when somebody asks: most rows have nothing to report."""

    columns: Mapping[Field, Column]
    values: Mapping[Field, Value]

    def __contains__(self, field: Field) -> bool:
        return field in self.columns

    def __getitem__(self, field: Field) -> Cell:
        """The cell of a field; without letter and heading when no column holds it."""
        column = self.columns.get(field)
        return Cell(column.letter, column.heading, shown(self.values[field])) if column else Cell("", "", "")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the sender should know. `row` as Excel shows it (None: the sheet or file), `column` a letter or ''.

    error: the row cannot be taken; warning: taken, but look at it; repair: read after a change that is named;
    notice: for information.
    """

    sheet: str
    row: int | None
    column: str
    heading: str
    value: str
    reason: str
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """The column in words: `E (Số CCCD)`."""
        return f"{self.column} ({self.heading})" if self.column and self.heading else self.column or self.heading


@dataclass(frozen=True, slots=True)
class Degree:
    """The highest degree as written; texts are '' when empty."""

    level_text: str = ""
    field: str = ""
    institution: str = ""
    form: str = ""
    issued: DateValue | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level in one domain (political theory, state management) as written."""

    level_text: str = ""
    issued: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """A foreign language certificate as written; `claims.language_claim` splits the texts."""

    certificate_text: str = ""
    language_text: str = ""
    score_text: str = ""
    issued: DateValue | None = None
    expires: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate named by one text (digital skills, defence and security, ethnic language)."""

    text: str = ""
    issued: DateValue | None = None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as one row of a roster states it; nothing is resolved against the registry yet.

    `present` holds the fields whose column exists: a field outside it says nothing, a field inside it with an empty
    value says "empty". `section_text` is the last group line above the row ("I. Văn phòng HĐND và UBND"), or ''.
    `more` holds further papers of the same person, each as a row of its own without a name: from the rows below that continue it
    ("ĐH Luật" under "ThS Kinh tế"), or from further marks in a row of a wide roster.
    """

    sheet: str
    row: int
    full_name: str
    sex: Sex | None
    birth: DateValue | None
    personal_number: str | None
    staff_code: str
    unit_text: str | None
    division_text: str
    position_text: str
    category_text: str
    held_from: DateValue | None
    party_member: bool | None
    ethnic_minority: bool | None
    ethnicity_text: str
    degree: Degree
    theory: Level
    state_management: Level
    language: Language
    digital: Certificate
    defence: Certificate
    ethnic_language: Certificate
    section_text: str
    present: frozenset[Field]
    cells: Cells
    more: tuple[RosterRow, ...] = ()

    def problem(self, field: Field, reason: str, severity: Severity = "error") -> Problem:
        """A problem at the cell that holds `field` (or at the row, when no column holds it)."""
        cell = self.cells[field]
        return Problem(self.sheet, self.row, cell.column, cell.heading, cell.value, reason, severity)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row under the headings that is no person: kind is 'total', 'section', 'numbering', 'continuation' or 'footer'."""

    row: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RosterTable:
    """One roster on a sheet, rows as Excel numbers them; `unit_texts` from the letterhead, most likely first."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    as_of: date | None
    unit_texts: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    unit_key: str = ""
    """The unit that the sender named for this table; before all that the table says."""
    told_by: Literal["file", "sender", "memory"] = "file"
    """Who said what the columns mean: their headings, the sender for this file, or for an earlier one with the same headings."""

    @property
    def unit_text(self) -> str | None:
        """The most likely name of the unit in the letterhead."""
        return self.unit_texts[0] if self.unit_texts else None

    def holds(self, row: RosterRow) -> bool:
        """Whether a row stands in this table."""
        return self.sheet == row.sheet and self.first_row <= row.row <= self.last_row

    def column_of(self, field: Field) -> Column | None:
        """The column read for a field, None when the table has none."""
        return next((column for column in self.columns if column.field is field), None)


@dataclass(frozen=True)
class RosterFile:
    """All that was read from one workbook. Rows with errors stay in `rows`: ask `good_rows` for those without.

    `readable`: it is a file of rows and columns with something in it, whether or not a list of people was found there.
    """

    filename: str
    tables: tuple[RosterTable, ...]
    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...]
    readable: bool = True

    @cached_property
    def rejected(self) -> frozenset[tuple[str, int]]:
        """(sheet, row) of every row with at least one error, its own or one of the rows that continue it."""
        bad = {(p.sheet, p.row) for p in self.problems if p.severity == "error" and p.row is not None}
        return frozenset(
            bad | {(row.sheet, row.row) for row in self.rows if any((row.sheet, one.row) in bad for one in row.more)}
        )

    @property
    def good_rows(self) -> tuple[RosterRow, ...]:
        """Rows without an error."""
        return tuple(row for row in self.rows if (row.sheet, row.row) not in self.rejected)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep rows, or the whole file, out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def table_of(self, row: RosterRow) -> RosterTable:
        """The table that a row stands in (its letterhead, its headings)."""
        return next(table for table in self.tables if table.holds(row))
