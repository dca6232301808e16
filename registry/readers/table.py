"""Tells the rows under a heading apart: people, totals, group lines, and the signatures at the end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.readers.claims import degree_level, language_claim, theory_level
from registry.readers.facts import LEVELLED, Field, Skipped
from registry.readers.finding import Heading, is_numbering
from registry.readers.values import is_blank
from registry.shared.text import clean, fold
from registry.sheets.grid import Sheet, Value, plain_number, shown

_TOTAL = re.compile(
    r"^(tong cong|tong so)\b|^tong( \d.*)?$|^cong( (\d|[ivxlc]+$|phong|bo phan|nguoi|danh sach|trang|muc|chung).*)?$"
)
_COUNT = re.compile(r"\b(\d[\d. ]*)\s*(?:người|đồng chí|cán bộ|cbcc|công chức)|:\s*(\d+)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^(nguoi lap|lap bieu|lap bang|thu truong|tm\b|kt\b|tl\b|tuq\b|noi nhan|ghi chu|luu (vt|ho so)|xac nhan|ky ten|ky ghi|"
    r"ky va|nguoi duyet|nguoi ky|ke toan|can bo lap|danh sach (nay )?(co|gom)|an dinh danh sach|bieu nay)|"
    r"\bngay( \d+)? thang\b"
)
_ROMAN = re.compile(r"^([IVXLC]+|[A-Z])[.)]?$")
_DIGITS = re.compile(r"\d")
_FAMILY_NAMES = frozenset(
    re.findall(
        r"\w+",
        """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Trương Mai Đào Cao
        Thái Hà Tô Tạ Lưu Lương Nguyên Kiều Đậu Biện Chu Châu Quách Tống Thân Uông Lâm Vương Từ Phùng Tăng Cù Hồng
        Nghiêm La Bạch Phí""",
    )
)
STRONG_FACTS = 3
_EMPTY = frozenset({"", "-", "–", "—"})
_LONGEST_PAPER = 80
_PAPER_WORDS = re.compile(r"\b(chuyen vien|can su|lanh dao cap|tin hoc|cntt|cong nghe thong tin|ky nang so|doi tuong)\b")


@dataclass(frozen=True, slots=True)
class Body:
    """The rows under one heading. `people`: the numbers of the rows that are people, with the group line above each.

    `continued`: row of a person → the rows below that hold further papers of the same person and no name.
    """

    people: tuple[tuple[int, str], ...]
    skipped: tuple[Skipped, ...]
    stated_total: tuple[int, int] | None  # row and figure of the last total line
    continued: Mapping[int, tuple[int, ...]]


def read_body(sheet: Sheet, heading: Heading, last: int) -> Body:
    """Sorts rows `heading.bottom + 1` to `last`; what follows the last certain person is taken for the end of the paper."""
    sorter = _Sorter(sheet, heading)
    numbers = range(heading.bottom + 1, last + 1)
    certain, continued = _certain(sorter, numbers)
    further = {row for rows in continued.values() for row in rows}
    end = certain[-1] if certain else heading.bottom
    people: list[tuple[int, str]] = []
    skipped: list[Skipped] = []
    section, total, chosen = "", None, set(certain)
    for row in numbers:
        if row in further:
            continue
        kind = "person" if row in chosen else sorter.kind(row, row > end, bool(skipped) and skipped[-1].row > end)
        if kind == "person":
            people.append((row, section))
        elif kind != "blank":
            text = sorter.text(row)
            skipped.append(Skipped(row, kind, text))
            section = text if kind == "section" else section
            total = _stated(row, text) or total if kind == "total" else total
    return Body(tuple(people), tuple(skipped), total, continued)


def _certain(sorter: "_Sorter", numbers: range) -> tuple[list[int], dict[int, tuple[int, ...]]]:
    """The rows that are certainly people, and the rows right below one that name a further paper and nobody."""
    certain: list[int] = []
    continued: dict[int, tuple[int, ...]] = {}
    person = 0
    for row in numbers:
        if person and sorter.continues(row):
            continued[person] = (*continued.get(person, ()), row)
        elif sorter.is_person(row):
            certain.append(row)
            person = row
        else:
            person = 0
    return certain, continued


class _Sorter:
    """Knows where the facts of a table stand, and judges one row at a time."""

    def __init__(self, sheet: Sheet, heading: Heading) -> None:
        self.sheet = sheet
        fields = heading.fields
        self.ordinal = fields.get(Field.ORDINAL)
        self.name = fields.get(Field.FULL_NAME, fields.get(Field.FAMILY_NAME, 0))
        self.number = fields.get(Field.PERSONAL_NUMBER)
        named = {self.ordinal, self.name, fields.get(Field.GIVEN_NAME)}
        self.levels = {place: field for field, place in fields.items() if field in LEVELLED}
        self.marks = [column.number - 1 for columns in heading.marked.values() for column in columns]
        self.others = [*(place for place in fields.values() if place not in named), *self.marks]
        self.personal = [place for field, place in fields.items() if "." not in field]

    def is_person(self, row: int) -> bool:
        """Certain: a personal number stands in its column, or a name with several facts, or a numbered name."""
        cells = self.sheet.rows[row - 1]
        if _looks_like_number(self._shown(cells, self.number)):
            return True
        first = self._first_text(cells)
        if is_numbering(cells) or _TOTAL.match(first):
            return False
        name, counted = self._shown(cells, self.name), self._is_counted(cells)
        facts = sum(1 for place in self.others if self._shown(cells, place))
        if not name:
            return facts > STRONG_FACTS - counted and not _SIGNATURE.search(first)
        return counted or facts >= STRONG_FACTS

    def continues(self, row: int) -> bool:
        """Whether a row names a paper, and nothing of a person: the second degree under the first."""
        cells = self.sheet.rows[row - 1]
        if any(self._shown(cells, place) not in _EMPTY for place in self.personal):
            return False
        if any(fold(self._shown(cells, place)) == "x" for place in self.marks):
            return True
        return any(_names_paper(field, self._shown(cells, place)) for place, field in self.levels.items())

    def kind(self, row: int, after_people: bool, ended: bool) -> str:
        """What a row that is not certainly a person is."""
        cells = self.sheet.rows[row - 1]
        filled = [index for index, value in enumerate(cells) if not is_blank(value)]
        if not filled or filled == [self.ordinal]:
            return "section" if filled and _ROMAN.match(self._shown(cells, self.ordinal)) else "blank"
        if is_numbering(cells):
            return "numbering"
        first = self._first_text(cells)
        if _TOTAL.match(first):
            return "total"
        if _SIGNATURE.search(first) or ended:
            return "footer"
        if self._names_somebody(cells):
            return "person"
        return "footer" if after_people else "section"

    def text(self, row: int) -> str:
        """The words of a row, for the list of what was passed over and for group lines."""
        return " ".join(text for value in self.sheet.rows[row - 1] if (text := shown(value)))[:200]

    def _names_somebody(self, cells: Sequence[Value]) -> bool:
        """A name without any other fact: read as a person who lacks everything, so that nobody is lost silently."""
        words = self._shown(cells, self.name).split()
        return 2 <= len(words) <= 6 and words[0].capitalize() in _FAMILY_NAMES and all(word.isalpha() for word in words)

    def _is_counted(self, cells: Sequence[Value]) -> bool:
        text = self._shown(cells, self.ordinal)
        return text.rstrip(".").isdigit()

    def _first_text(self, cells: Sequence[Value]) -> str:
        """The first words of a row, folded; group numbers such as "I." are passed over."""
        texts = (clean(value) for value in cells if isinstance(value, str) and not is_blank(value))
        return next((fold(text) for text in texts if not _ROMAN.match(text)), "")

    def _shown(self, cells: Sequence[Value], place: int | None) -> str:
        if place is None or place >= len(cells):
            return ""
        value = cells[place]
        return plain_number(value) if isinstance(value, float) else shown(value)


def _names_paper(field: Field, text: str) -> bool:
    """Whether a text is the wording of a paper and not, say, the name of whoever signed below that column."""
    if not text or len(text) > _LONGEST_PAPER:
        return False
    if field is Field.DEGREE_LEVEL:
        return bool(degree_level(text))
    if field is Field.THEORY_LEVEL:
        return bool(theory_level(text))
    if field is Field.LANGUAGE_CERTIFICATE:
        return bool(language_claim(text).certificate)
    return bool(_PAPER_WORDS.search(fold(text)))


def _looks_like_number(text: str) -> bool:
    """Digits as in a personal number, perhaps mistyped; not the digits of a date in a sentence."""
    return len(_DIGITS.findall(text)) >= 6 and sum(char.isalpha() for char in text) <= 2


def _stated(row: int, text: str) -> tuple[int, int] | None:
    """The number of people that a total line claims, when it says that it counts people."""
    match = _COUNT.search(text)
    digits = "".join(_DIGITS.findall(match.group(0))) if match else ""
    return (row, int(digits)) if 0 < len(digits) <= 6 else None
