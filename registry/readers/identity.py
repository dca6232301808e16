"""Reads personal numbers (12 digits) and the names of people, and compares a number with what else the row says."""

import re
import unicodedata

from registry.readers.facts import DateValue, Sex
from registry.readers.values import BadValue, Read, is_blank, refuse_error
from registry.shared.text import clean, spelled
from registry.sheets.grid import Value, plain_number

LAST_PROVINCE = 96
_GROUPED = re.compile(r"\d{3}(?:[. \-]\d{3}){3}")
_SPACED = re.compile(r"[\d ]+")
_DECIMAL = re.compile(r"(\d+)[.,]0+")
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_TWELVE = "số định danh cá nhân phải có đúng 12 chữ số"
_COMRADE = re.compile(r"^(?:đ/c|đc\.|đồng chí)\s*:?\s+", re.IGNORECASE)
_NAME_SIGNS = frozenset(" -'’.")


def read_personal_number(value: Value) -> Read[str | None]:
    """Twelve digits, None when the cell is empty. Zeros that Excel dropped in front are put back, and said."""
    refuse_error(value)
    if is_blank(value):
        return Read(None)
    digits = _digits(value)
    if len(digits) == 12:
        return Read(digits)
    if lost_zeros(digits):
        whole = digits.zfill(12)
        return Read(whole, f"Excel làm mất số 0 ở đầu; đọc là {whole}.")
    if len(digits) in (8, 9):
        raise BadValue(f"Có {len(digits)} chữ số, giống số chứng minh nhân dân cũ; {_TWELVE}.")
    raise BadValue(f"Có {len(digits)} chữ số; {_TWELVE}.")


def lost_zeros(digits: str) -> bool:
    """Whether putting zeros in front gives a number of a province (001–096): 11 digits, or 10 for the codes 001–009.

    A number that still begins with 0 lost a digit elsewhere; nobody can say which.
    """
    return len(digits) in (10, 11) and digits[0] != "0" and 1 <= int(digits.zfill(12)[:3]) <= LAST_PROVINCE


def _digits(value: Value) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < 0 or not float(value).is_integer() or value >= 1e15:
            raise BadValue(f"Số {plain_number(float(value))} không phải là số định danh; {_TWELVE}.")
        return str(int(value))
    if not isinstance(value, str):
        raise BadValue(f"Ô không phải là số định danh; {_TWELVE}.")
    return _text_digits(clean(value).strip("'`’\""))


def _text_digits(text: str) -> str:
    if text.isascii() and text.isdigit():
        return text
    if text.isascii() and (_GROUPED.fullmatch(text) or _SPACED.fullmatch(text)):
        return re.sub(r"\D", "", text)
    if match := _DECIMAL.fullmatch(text):  # a number turned to text by another program: 42178918280.0
        return match.group(1)
    if _EXPONENT.fullmatch(text):
        raise BadValue(f"Excel đã rút gọn số nên mất chữ số; {_TWELVE}.")
    raise BadValue(f"Có ký tự không phải chữ số; {_TWELVE}.")


def contradictions(number: str, birth: DateValue | None, sex: Sex | None) -> list[str]:
    """What in a personal number disagrees with the row, as Vietnamese sentences; corrected papers make that possible."""
    found = []
    century, female = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    if birth and birth.earliest.year != year:
        found.append(f"Số định danh ghi năm sinh {year}, khác với ngày sinh {birth.shown}.")
    if sex and sex != ("female" if female else "male"):
        found.append(f"Số định danh ghi giới tính {'nữ' if female else 'nam'}, khác với giới tính trong danh sách.")
    return found


def odd_province(number: str) -> bool:
    """Whether the first three digits are no province of Viet Nam; people born abroad have such numbers, slips too."""
    return not 1 <= int(number[:3]) <= LAST_PROVINCE


def read_name(value: Value) -> Read[str]:
    """A full name in its usual spelling (NFC, `BÙI TRỌNG CƯỜNG` → `Bùi Trọng Cường`), '' when the cell is empty."""
    refuse_error(value)
    if is_blank(value):
        return Read("")
    if not isinstance(value, str):
        raise BadValue("Ô không phải là họ tên.")
    text = clean(value)
    bare = _COMRADE.sub("", text)
    _check_name(bare)
    return Read(spelled(bare), "Bỏ chữ “đồng chí” trước họ tên." if bare != text else "")


def _check_name(text: str) -> None:
    strange = sorted({char for char in text if not char.isalpha() and char not in _NAME_SIGNS})
    if strange:
        raise BadValue(f"Họ tên có ký tự lạ ({' '.join(strange)}); nếu tệp dùng phông cũ, hãy chuyển sang Unicode.")
    if not all(unicodedata.name(char, "").startswith("LATIN ") for char in text if char.isalpha()):
        raise BadValue("Họ tên có chữ cái không thuộc bảng chữ cái La-tinh.")
    if len(text.split()) < 2:
        raise BadValue("Họ tên phải có ít nhất hai chữ.")
