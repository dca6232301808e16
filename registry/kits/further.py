"""Reads the further sheet of a workbook of ours: one qualification a row, as a row of a roster that says nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.qualifications import Domain
from registry.kits.columns import DOMAINS, FIELDS_OF, FURTHER, FURTHER_SHEET, TOP
from registry.kits.seal import Texts
from registry.readers.days import read_date
from registry.readers.facts import (
    Cells,
    Certificate,
    Column,
    DateValue,
    Degree,
    Field,
    Language,
    Level,
    Problem,
    RosterRow,
)
from registry.readers.values import BadValue, is_blank
from registry.shared.text import clean, fold
from registry.sheets.columns import column_letter
from registry.sheets.grid import Sheet, Value, shown

_HEADINGS = [heading for heading, _width in FURTHER]
_INCOMPLETE = "Chưa ghi đúng lĩnh vực, hoặc thiếu số định danh của người có văn bằng."
_DOMAINS = {fold(name): domain for domain, name in DOMAINS.items()}


@dataclass(frozen=True)
class Further:
    """A row of the sheet: whose, which qualification on file ('' for a new one), in which domain, what it says."""

    number: str
    public_id: str
    domain: Domain
    row: RosterRow
    texts: Texts


def further_rows(sheet: Sheet | None) -> tuple[list[Further], list[Problem]]:
    """All rows that say something, and what in them cannot be read."""
    found: list[Further] = []
    problems: list[Problem] = []
    for number, values in enumerate(sheet.rows[TOP:] if sheet else [], start=TOP + 1):
        cells = dict(zip(_HEADINGS, values, strict=False))
        if all(is_blank(value) for value in cells.values()):
            continue
        domain = _DOMAINS.get(fold(shown(cells.get("Lĩnh vực", ""))))
        person = "".join(shown(cells.get("Số CCCD", "")).split())
        if domain is None or len(person) != 12:
            column = "Số CCCD" if domain else "Lĩnh vực"
            problems.append(_problem(number, column, cells, _INCOMPLETE))
            continue
        reader = _Reader(number, domain, cells)
        found.append(Further(person, shown(cells.get("Mã", "")), domain, reader.row(person), reader.texts()))
        problems += reader.problems
    return found, problems


def _problem(row: int, heading: str, cells: Mapping[str, Value], reason: str) -> Problem:
    letter = column_letter(_HEADINGS.index(heading) + 1)
    return Problem(FURTHER_SHEET, row, letter, heading, shown(cells.get(heading, "")), reason)


class _Reader:
    """Reads one row; what cannot be read is a problem at its cell."""

    def __init__(self, number: int, domain: Domain, cells: Mapping[str, Value]) -> None:
        self.number = number
        self.domain = domain
        self.cells = cells
        self.problems: list[Problem] = []

    def row(self, person: str) -> RosterRow:
        """The row as one of a roster that tells of this qualification alone."""
        issued, text = self._date("Ngày cấp"), self._text("Trình độ, chứng chỉ")
        said: dict[str, Any] = {
            Domain.DEGREE: lambda: Degree(
                text, self._text("Chuyên ngành"), self._text("Nơi cấp"), self._text("Hình thức"), issued, self._text("Số hiệu")
            ),
            Domain.LANGUAGE: lambda: Language(
                text, self._text("Ngôn ngữ"), self._text("Điểm/bậc"), issued, self._date("Ngày hết hạn")
            ),
            Domain.THEORY: lambda: Level(text, issued),
            Domain.STATE_MANAGEMENT: lambda: Level(text, issued),
        }
        value = said.get(self.domain, lambda: Certificate(text, issued))()
        return replace(_empty(self.number, person), **{self.domain.value: value}, cells=self._places())

    def texts(self) -> Texts:
        """The cells by field, as they are compared with what was given out."""
        return {field.value: text for field, heading in headings_of(self.domain) if (text := self._text(heading))}

    def _text(self, heading: str) -> str:
        value = self.cells.get(heading, "")
        return "" if is_blank(value) else clean(shown(value))

    def _date(self, heading: str) -> DateValue | None:
        try:
            return read_date(self.cells.get(heading, "")).value
        except BadValue as bad:
            self.problems.append(_problem(self.number, heading, self.cells, bad.reason))
            return None

    def _places(self) -> Cells:
        columns, values = {}, {}
        for field, heading in headings_of(self.domain):
            place = _HEADINGS.index(heading) + 1
            columns[field] = Column(place, column_letter(place), heading, field)
            values[field] = self.cells.get(heading, "")
        return Cells(columns, values)


_OF_DEGREE = ("Trình độ, chứng chỉ", "Chuyên ngành", "Nơi cấp", "Hình thức", "Ngày cấp", "Số hiệu")
_OF_LANGUAGE = ("Trình độ, chứng chỉ", "Ngôn ngữ", "Điểm/bậc", "Ngày cấp", "Ngày hết hạn")
_OF_OTHERS = ("Trình độ, chứng chỉ", "Ngày cấp")


def headings_of(domain: Domain) -> Iterator[tuple[Field, str]]:
    """Which heading of the further sheet holds which field of a domain; the others stay empty."""
    headings: Sequence[str] = {Domain.DEGREE: _OF_DEGREE, Domain.LANGUAGE: _OF_LANGUAGE}.get(domain, _OF_OTHERS)
    return zip(FIELDS_OF[domain], headings, strict=True)


def _empty(number: int, person: str) -> RosterRow:
    return RosterRow(
        sheet=FURTHER_SHEET,
        row=number,
        full_name="",
        sex=None,
        birth=None,
        personal_number=person,
        staff_code="",
        unit_text=None,
        division_text="",
        position_text="",
        category_text="",
        held_from=None,
        party_member=None,
        ethnic_minority=None,
        ethnicity_text="",
        degree=Degree(),
        theory=Level(),
        state_management=Level(),
        language=Language(),
        digital=Certificate(),
        defence=Certificate(),
        ethnic_language=Certificate(),
        section_text="",
        present=frozenset(),
        cells=Cells({}, {}),
    )
