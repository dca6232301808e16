"""Reads single cells: text, marks, sex. A reader returns what the cell says or raises `BadValue`, and nothing else."""

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from registry.readers.facts import Sex
from registry.shared.text import clean, fold
from registry.sheets.grid import CellError, Value, plain_number, shown

T = TypeVar("T")

_YES = frozenset({"x", "co", "1", "yes", "y", "v", "true", "dang vien", "la dang vien", "roi"})
_NO = frozenset({"khong", "ko", "k", "0", "no", "n", "false", "chua", "quan chung"})
_YES_SIGNS = frozenset("✓✔√☑☒✗✘×✕+*")
_NO_SIGNS = frozenset({"-", "–", "—"})
_SEXES: dict[str, Sex] = {"nam": "male", "nu": "female", "m": "male", "f": "female"}


class BadValue(Exception):
    """The cell cannot be read. `reason` is a Vietnamese sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What a cell says, and a Vietnamese sentence when it was changed on the way (`repair`)."""

    value: T
    repair: str = ""


def is_blank(value: Value) -> bool:
    """Empty, white space, or the dash that offices type for "none"."""
    return isinstance(value, str) and (not value or value.strip("-–— \t\r\n\xa0\u200b") == "")


def read_text(value: Value) -> str:
    """A text as written (NFC, single blanks), numbers as their digits. Refuses errors, and dates where text belongs."""
    refuse_error(value)
    if isinstance(value, bool):
        raise BadValue("Ô là giá trị logic TRUE/FALSE, không phải chữ.")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        raise BadValue("Ô là ngày tháng hoặc giờ (có thể Excel đã tự đổi), trong khi cột này phải là chữ hoặc số.")
    return plain_number(value) if isinstance(value, float) else clean(str(value))


def refuse_error(value: Value) -> None:
    """Raises `BadValue` for a cell that shows an error."""
    if isinstance(value, CellError):
        raise BadValue(f"Ô báo lỗi công thức ({value.text}); hãy nhập giá trị.")


def read_mark(value: Value) -> bool:
    """x, ✓, có, 1 … → True; không, 0, a dash or nothing → False."""
    refuse_error(value)
    if is_blank(value):
        return False
    text = shown(value)
    word = fold(text)
    if word in _YES or text in _YES_SIGNS:
        return True
    if word in _NO or text in _NO_SIGNS:
        return False
    raise BadValue("Không rõ là có hay không; hãy ghi “x” hoặc để trống.")


def read_party(value: Value) -> bool:
    """A mark, or the day of joining the Party, which says the same."""
    if isinstance(value, dt.date) or (isinstance(value, str) and _has_year(value)):
        return True
    return read_mark(value)


def _has_year(text: str) -> bool:
    return any(len(word) == 4 and word.isdigit() and word[:2] in ("19", "20") for word in fold(text).split())


def read_sex(value: Value) -> Sex | None:
    """Nam or nữ; None when the cell is empty."""
    if is_blank(value):
        return None
    sex = _SEXES.get(fold(read_text(value)))
    if sex is None:
        raise BadValue("Giới tính phải là “Nam” hoặc “Nữ”.")
    return sex
