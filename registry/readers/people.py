"""Turns one row of a roster into typed facts, and says what in it cannot be read, was repaired, or looks odd."""

from collections.abc import Sequence
from dataclasses import replace

from registry.readers.days import read_date
from registry.readers.facts import DateValue, Field, Problem, RosterRow, Sex
from registry.readers.identity import (
    contradictions,
    odd_province,
    read_name,
    read_personal_number,
)
from registry.readers.papers import Papers, read_papers
from registry.readers.seats import OPPOSITE, SIDES, Seats, Source
from registry.readers.values import BadValue, is_blank, read_mark, read_party, read_sex
from registry.readers.wording import MAJORITY, PEOPLES
from registry.shared.text import fold
from registry.sheets.grid import Value, shown


class PeopleReader:
    """Reads the rows of one table; problems collect in `problems`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def read(self, row: int, section: str, continued: Sequence[int] = ()) -> RosterRow:
        """The person on a row (numbered as in Excel), with the papers on the rows that continue it."""
        seats = _Person(self.source, row, self.problems)
        papers = read_papers(seats)
        person = seats.person(section, papers[0])
        more = [_beside(person, one) for one in papers[1:]]
        for following in continued:
            more += [_beside(person, one) for one in read_papers(Seats(self.source, following, self.problems))]
        return replace(person, more=tuple(more)) if more else person


def _beside(person: RosterRow, papers: Papers) -> RosterRow:
    """A row of its own for further papers of a person."""
    return replace(person, row=papers.row, cells=papers.cells, **papers.by_name)


class _Person(Seats):
    """The row of a person while it is read."""

    def person(self, section: str, papers: Papers) -> RosterRow:
        """All facts of the row."""
        birth, sex = self._birth_and_sex()
        ethnicity, minority = self._ethnicity()
        return RosterRow(
            sheet=self.source.sheet.name,
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
            section_text=section,
            present=self.source.present,
            cells=self.cells,
            **papers.by_name,
        )

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
        birth, sex = self.take_read(Field.BIRTH, self.read_date, None), self.take(Field.SEX, read_sex, None)
        for field, side in SIDES:
            mark = self._mark(field)
            if mark is False:
                continue
            if sex not in (None, side):
                self.say(field, "Giới tính mâu thuẫn: dòng này vừa ghi nam vừa ghi nữ.")
            sex, birth = side, birth if mark else self.date(field) or birth
            self._stands_for(field, Field.BIRTH, Field.SEX)
        birth = birth or self._birth_from_parts()
        if Field.BIRTH in self.source.present and birth is None and self._all_blank_births():
            self.say(self._birth_field(), "Thiếu ngày sinh.", "warning")
        return birth, sex or self._sex_left_blank()

    def _stands_for(self, field: Field, *wholes: Field) -> None:
        """Lets later messages about a whole (the birth date) point at the cell it was read from (column "Nữ")."""
        for whole in wholes:
            if whole not in self.values:
                self.stand(whole, self.columns[field], self.values[field])

    def _mark(self, field: Field) -> bool | None:
        """Whether a column "Nam" or "Nữ" is marked; None when it holds something else, which must be the birth date."""
        try:
            return read_mark(self.value(field))
        except BadValue:
            return None

    def _sex_left_blank(self) -> Sex | None:
        """A lone column "Nữ" is marked for women and blank for men (the other way round for a lone "Nam")."""
        return None if self.source.lone_sex is None else OPPOSITE[self.source.lone_sex]

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


def _read_minority(value: Value) -> bool:
    """A mark, or the name of the people. "Có" is the mark: the Co people write their name in a column "Dân tộc"."""
    if value == "":
        return False
    word = fold(shown(value))
    return word != MAJORITY if word in PEOPLES - {"co"} else read_mark(value)
