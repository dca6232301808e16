"""Reads what stands above a roster: which unit sends it, and the day it was drawn up for."""

import datetime as dt
import re

from registry.readers.wording import TITLE_WORDS
from registry.shared.text import clean, fold
from registry.sheets.grid import Sheet

_LABEL = re.compile(
    r"^(?:tên\s+)?(?:đơn vị|cơ quan|địa phương|xã, phường|xã/phường)"
    r"(?:[ ,/]+(?:đơn vị|báo cáo|công tác|lập|gửi|sử dụng))*\s*:\s*(?P<unit>.*\w.*)$",
    re.IGNORECASE,
)
_LONGEST_LINE = 300
_STATE_LINES = re.compile(r"^(cong hoa|doc lap|dang cong san viet nam|kinh gui|ha tinh ngay)|\bngay( \d*)? thang\b")
_NUMBER_LINE = re.compile(r"^số\s*[:.…]", re.IGNORECASE)  # "Số: 12/DS-UBND"; folded it would look like "Sở …"
_BODY = re.compile(
    r"^(?:ubnd|[uủ][yỷ] ban nhân dân|hđnd|hội đồng nhân dân|đảng [uủ][yỷ]|đảng bộ|tỉnh [uủ][yỷ])\s+(?=\S)",
    re.IGNORECASE,
)
_BODY_ALONE = re.compile(r"^(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang uy|dang bo)$")
_IN_TITLE = re.compile(
    r"\b((?:xã|phường|thị trấn|sở|thanh tra|ban quản lý|văn phòng)\s+\w.*?)\s*(?:\(|–|-\s|\bnăm\b|\btính\b|\bđến\b|$)",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"\b(?:tinh den|den het|den|thoi diem|chot|tai|co mat)\b(?: den| het| tai)*(?: ngay)? "
    r"(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})\b"
)


def lines_above(sheet: Sheet, first: int, last: int) -> list[tuple[int, str]]:
    """The text lines of rows `first` to `last` with their column (from 1), in reading order; a cell can hold many."""
    found = []
    for row in range(first, last + 1):
        for column, value in enumerate(sheet.rows[row - 1], start=1):
            if isinstance(value, str):
                found += [(column, clean(line)[:_LONGEST_LINE]) for line in value.splitlines() if clean(line)]
    return found


def as_of(lines: list[tuple[int, str]]) -> dt.date | None:
    """The day named by "(Tính đến ngày 30/9/2026)", None when there is none or it does not exist."""
    for _, line in lines:
        if match := _AS_OF.search(fold(line)):
            day, month, year = map(int, match.groups())
            try:
                return dt.date(year, month, day)
            except ValueError:
                return None
    return None


def unit_texts(lines: list[tuple[int, str]]) -> tuple[str, ...]:
    """Texts that may name the sender, most likely first: a labelled line, the letterhead from below, the title."""
    labelled = [match["unit"] for _, line in lines if (match := _LABEL.match(line))]
    found = [*labelled, *_from_letterhead(_letterhead(lines)), *_from_title(lines)]
    return tuple(dict.fromkeys(text for text in map(_tidy, found) if text and not _BODY_ALONE.match(fold(text))))


def _letterhead(lines: list[tuple[int, str]]) -> list[str]:
    """The lines on the left above the title; the state's name and motto stand on the right."""
    kept = []
    for _, line in lines:
        if TITLE_WORDS.match(folded := fold(line)) and not _STATE_LINES.search(folded):
            break
        skip = _STATE_LINES.search(folded) or _NUMBER_LINE.match(line) or _LABEL.match(line)
        if not skip and any(char.isalpha() for char in line):
            kept.append(line)
    return kept


def _from_letterhead(lines: list[str]) -> list[str]:
    """The issuing body is the last line, perhaps written over two ("ỦY BAN NHÂN DÂN" / "XÃ CẨM XUYÊN")."""
    found = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        found += [line, _BODY.sub("", line)]
        if index:
            found += [f"{lines[index - 1]} {line}", f"{line} {lines[index - 1]}"]
    return found


def _from_title(lines: list[tuple[int, str]]) -> list[str]:
    folded = ((line, fold(line)) for _, line in lines)
    titles = [line for line, words in folded if TITLE_WORDS.match(words) and not _STATE_LINES.search(words)]
    return [match.group(1) for line in titles for match in _IN_TITLE.finditer(line)]


def _tidy(text: str) -> str:
    return text.strip(" .…:;-–_*")
