"""Turns one row of a roster into typed facts, and says what in it cannot be read, was repaired, or looks odd."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from registry.readers.days import read_date
from registry.readers.facts import (
    Cells,
    Certificate,
    DateValue,
    Degree,
    Field,
    Language,
    Level,
    Problem,
    RosterRow,
    Severity,
    Sex,
)
from registry.readers.identity import (
    contradictions,
    odd_province,
    read_name,
    read_personal_number,
)
from registry.readers.layout import Heading
from registry.readers.values import BadValue, Read, is_blank, read_mark, read_party, read_sex, read_text
from registry.readers.wording import MAJORITY, PEOPLES
from registry.shared.text import fold
from registry.sheets.grid import Sheet, Value, shown

T = TypeVar("T")

_SIDES: tuple[tuple[Field, Sex], ...] = (
    (Field.BIRTH_MALE, "male"),
    (Field.BIRTH_FEMALE, "female"),
    (Field.SEX_MALE, "male"),
    (Field.SEX_FEMALE, "female"),
)
_OPPOSITE: dict[Sex, Sex] = {"male": "female", "female": "male"}
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

    @property
    def places(self) -> dict[Field, int]:
        """Where each field stands: its column, from 0."""
        return self.heading.fields

    @property
    def present(self) -> frozenset[Field]:
        """Fields that the table can say something about."""
        fields = set(self.places)
        return frozenset(fields | {whole for whole, parts in _IMPLIED.items() if fields.intersection(parts)})

    @property
    def lone_sex(self) -> Sex | None:
        """The sex of the only column of marks, when the table has "Nữ" without "Nam" and no other column of sex."""
        sides = [side for field, side in _SIDES if field in self.places]
        return sides[0] if len(sides) == 1 and Field.SEX not in self.places and not self._sided_births else None

    @property
    def _sided_births(self) -> bool:
        return Field.BIRTH_MALE in self.places or Field.BIRTH_FEMALE in self.places

    @property
    def heading_language(self) -> str:
        """The language that the heading of the certificates names ("Chứng chỉ tiếng Anh"), or ''."""
        place = self.places.get(Field.LANGUAGE_CERTIFICATE)
        words = fold(self.heading.columns[place].heading) if place is not None else ""
        return "Tiếng Anh" if "tieng anh" in words or "anh van" in words else ""


class PeopleReader:
    """Reads the rows of one table; problems collect in `problems`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places = source.places
        self.present = source.present
        self.language = source.heading_language
        self.lone_sex = source.lone_sex
        self.columns = {field: source.heading.columns[place] for field, place in source.places.items()}
        self.problems: list[Problem] = []

    def read(self, row: int, section: str) -> RosterRow:
        """The person on a row (numbered as in Excel)."""
        return _Row(self, row).person(section)

    def date(self, value: Value) -> Read[DateValue | None]:
        """A date in this workbook's way of counting days."""
        return read_date(value, since_1904=self.source.since_1904)


class _Row:
    """One row while it is read."""

    def __init__(self, reader: PeopleReader, row: int) -> None:
        self.reader = reader
        self.row = row
        cells = reader.source.sheet.rows[row - 1]
        width = len(cells)
        self.values = {field: cells[place] if place < width else "" for field, place in reader.places.items()}
        self.columns = reader.columns

    def person(self, section: str) -> RosterRow:
        """All facts of the row."""
        birth, sex = self._birth_and_sex()
        ethnicity, minority = self._ethnicity()
        return RosterRow(
            sheet=self.reader.source.sheet.name,
            row=self.row,
            full_name=self._name(),
            sex=sex,
            birth=birth,
            personal_number=self._number(birth, sex),
            staff_code=self.text(Field.STAFF_CODE),
            unit_text=self.text(Field.UNIT) or None,
            division_text=self.text(Field.DIVISION),
            position_text=self.text(Field.POSITION),
            category_text=self.text(Field.CATEGORY),
            held_from=self.date(Field.HELD_FROM),
            party_member=self.take(Field.PARTY_MEMBER, read_party, None),
            ethnic_minority=minority,
            ethnicity_text=ethnicity,
            degree=self._degree(),
            theory=Level(self.text(Field.THEORY_LEVEL), self.date(Field.THEORY_ISSUED)),
            state_management=Level(self.text(Field.STATE_LEVEL), self.date(Field.STATE_ISSUED)),
            language=self._language(),
            digital=Certificate(self.text(Field.DIGITAL_TEXT), self.date(Field.DIGITAL_ISSUED)),
            defence=Certificate(self.text(Field.DEFENCE_TEXT), self.date(Field.DEFENCE_ISSUED)),
            ethnic_language=Certificate(self.text(Field.ETHNIC_LANGUAGE_TEXT), self.date(Field.ETHNIC_LANGUAGE_ISSUED)),
            section_text=section,
            present=self.reader.present,
            cells=Cells(self.columns, self.values),
        )

    def value(self, field: Field) -> Value:
        """The raw cell of a field, '' when the table has no such column."""
        return self.values.get(field, "")

    def say(self, field: Field, reason: str, severity: Severity = "error") -> None:
        """Records a problem at the cell of a field."""
        cell = Cells(self.columns, self.values)[field]
        sheet = self.reader.source.sheet.name
        self.reader.problems.append(Problem(sheet, self.row, cell.column, cell.heading, cell.value, reason, severity))

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
        return self.take_read(field, self.reader.date, None)

    def _name(self) -> str:
        if Field.FULL_NAME in self.values:
            field, value = Field.FULL_NAME, self.value(Field.FULL_NAME)
        else:
            field = Field.FAMILY_NAME
            value = f"{self.text(Field.FAMILY_NAME)} {self.text(Field.GIVEN_NAME)}".strip()
            self._stands_for(field, Field.FULL_NAME)
        name = self.take_read(field, lambda _: read_name(value), "")
        if is_blank(value):
            self.say(field, "Thiếu họ tên.")
        return name

    def _number(self, birth: DateValue | None, sex: Sex | None) -> str | None:
        field = Field.PERSONAL_NUMBER
        read = self.take(field, read_personal_number, None)
        number = read.value if read else None
        if read is None or number is None:
            return None
        if read.repair:
            self.say(field, read.repair, "repair")
        # A number that we completed must agree with the row; else what is missing may be other digits than zeros.
        for reason in contradictions(number, birth, sex):
            self.say(field, reason, "error" if read.repair else "warning")
        if odd_province(number):
            self.say(field, f"Ba số đầu {number[:3]} không phải là mã tỉnh của Việt Nam.", "warning")
        return number

    def _birth_and_sex(self) -> tuple[DateValue | None, Sex | None]:
        birth, sex = self.take_read(Field.BIRTH, self.reader.date, None), self.take(Field.SEX, read_sex, None)
        for field, side in _SIDES:
            mark = self._mark(field)
            if mark is False:
                continue
            if sex not in (None, side):
                self.say(field, "Giới tính mâu thuẫn: dòng này vừa ghi nam vừa ghi nữ.")
            sex, birth = side, birth if mark else self.date(field) or birth
            self._stands_for(field, Field.BIRTH, Field.SEX)
        birth = birth or self._birth_from_parts()
        if Field.BIRTH in self.reader.present and birth is None and self._all_blank_births():
            self.say(self._birth_field(), "Thiếu ngày sinh.", "warning")
        return birth, sex or self._sex_left_blank()

    def _stands_for(self, field: Field, *wholes: Field) -> None:
        """Lets later messages about a whole (the birth date) point at the cell it was read from (column "Nữ")."""
        for whole in wholes:
            if whole not in self.values:
                self.columns = {**self.columns, whole: self.columns[field]}
                self.values[whole] = self.values[field]

    def _mark(self, field: Field) -> bool | None:
        """Whether a column "Nam" or "Nữ" is marked; None when it holds something else, which must be the birth date."""
        try:
            return read_mark(self.value(field))
        except BadValue:
            return None

    def _sex_left_blank(self) -> Sex | None:
        """A lone column "Nữ" is marked for women and blank for men (the other way round for a lone "Nam")."""
        return None if self.reader.lone_sex is None else _OPPOSITE[self.reader.lone_sex]

    def _birth_from_parts(self) -> DateValue | None:
        fields = (Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR)
        if Field.BIRTH_YEAR not in self.values:
            return None
        parts = [text for field in fields if (text := self.text(field))]
        if not parts:
            return None
        return self.take_read(Field.BIRTH_YEAR, lambda _: read_date("/".join(parts)), None)

    def _birth_field(self) -> Field:
        order = (Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.BIRTH_YEAR)
        return next((field for field in order if field in self.values), Field.BIRTH)

    def _all_blank_births(self) -> bool:
        fields = (Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.BIRTH_YEAR)
        return all(is_blank(self.value(field)) for field in fields)

    def _ethnicity(self) -> tuple[str, bool | None]:
        name = self.text(Field.ETHNICITY)
        minority = self.take(Field.ETHNIC_MINORITY, _read_minority, None)
        marked = self.value(Field.ETHNIC_MINORITY)
        if not name and marked != "" and fold(shown(marked)) in PEOPLES - {"co"}:
            name = shown(marked)
        if name and fold(name) not in PEOPLES:
            self.say(Field.ETHNICITY, "Không có dân tộc nào tên như vậy.", "warning")
            return name, minority
        if name and minority is None:
            minority = fold(name) != MAJORITY
        return name, minority

    def _degree(self) -> Degree:
        return Degree(
            level_text=self.text(Field.DEGREE_LEVEL),
            field=self.text(Field.DEGREE_FIELD),
            institution=self.text(Field.DEGREE_INSTITUTION),
            form=self.text(Field.DEGREE_FORM),
            issued=self.date(Field.DEGREE_ISSUED),
            number=self.text(Field.DEGREE_NUMBER),
        )

    def _language(self) -> Language:
        certificate = self.text(Field.LANGUAGE_CERTIFICATE)
        return Language(
            certificate_text=certificate,
            language_text=self.text(Field.LANGUAGE_NAME) or (self.reader.language if certificate else ""),
            score_text=self.text(Field.LANGUAGE_SCORE),
            issued=self.date(Field.LANGUAGE_ISSUED),
            expires=self.date(Field.LANGUAGE_EXPIRES),
        )


def _read_minority(value: Value) -> bool:
    """A mark, or the name of the people. "Có" is the mark: the Co people write their name in a column "Dân tộc"."""
    if value == "":
        return False
    word = fold(shown(value))
    return word != MAJORITY if word in PEOPLES - {"co"} else read_mark(value)
