"""Tells the rows under a heading apart: people, totals, group lines, and the signatures at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.readers.facts import Field, Skipped
from registry.readers.layout import Heading, is_numbering
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


@dataclass(frozen=True, slots=True)
class Body:
    """The rows under one heading. `people`: the numbers of the rows that are people, with the group line above each."""

    people: tuple[tuple[int, str], ...]
    skipped: tuple[Skipped, ...]
    stated_total: tuple[int, int] | None  # row and figure of the last total line


def read_body(sheet: Sheet, heading: Heading, last: int) -> Body:
    """Sorts rows `heading.bottom + 1` to `last`; what follows the last certain person is taken for the end of the paper."""
    sorter = _Sorter(sheet, heading)
    numbers = range(heading.bottom + 1, last + 1)
    certain = [row for row in numbers if sorter.is_person(row)]
    end = certain[-1] if certain else heading.bottom
    people: list[tuple[int, str]] = []
    skipped: list[Skipped] = []
    section, total, chosen = "", None, set(certain)
    for row in numbers:
        kind = "person" if row in chosen else sorter.kind(row, row > end, bool(skipped) and skipped[-1].row > end)
        if kind == "person":
            people.append((row, section))
        elif kind != "blank":
            text = sorter.text(row)
            skipped.append(Skipped(row, kind, text))
            section = text if kind == "section" else section
            total = _stated(row, text) or total if kind == "total" else total
    return Body(tuple(people), tuple(skipped), total)


class _Sorter:
    """Knows where the facts of a table stand, and judges one row at a time."""

    def __init__(self, sheet: Sheet, heading: Heading) -> None:
        self.sheet = sheet
        fields = heading.fields
        self.ordinal = fields.get(Field.ORDINAL)
        self.name = fields.get(Field.FULL_NAME, fields.get(Field.FAMILY_NAME, 0))
        self.number = fields.get(Field.PERSONAL_NUMBER)
        named = {self.ordinal, self.name, fields.get(Field.GIVEN_NAME)}
        self.others = [place for place in fields.values() if place not in named]

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


def _looks_like_number(text: str) -> bool:
    """Digits as in a personal number, perhaps mistyped; not the digits of a date in a sentence."""
    return len(_DIGITS.findall(text)) >= 6 and sum(char.isalpha() for char in text) <= 2


def _stated(row: int, text: str) -> tuple[int, int] | None:
    """The number of people that a total line claims, when it says that it counts people."""
    match = _COUNT.search(text)
    digits = "".join(_DIGITS.findall(match.group(0))) if match else ""
    return (row, int(digits)) if 0 < len(digits) <= 6 else None
