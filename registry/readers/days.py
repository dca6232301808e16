"""Reads dates as offices type them and keeps how exactly they are known: `24/05/1985`, `03/1985`, `…/1985`, `1985`."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from registry.readers.facts import DateValue
from registry.readers.values import BadValue, Read, is_blank, refuse_error
from registry.shared.text import clean
from registry.sheets.grid import Value, plain_number

FIRST_YEAR, LAST_YEAR = 1900, 2100
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050  # 18/05/1927 – 31/12/2099; a smaller number may be a year or a count
_EPOCH, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)

_UNKNOWN = r"(?:[.…_?xX-]+|0{1,2})"
_SEPARATOR = r"\s*[/.,-]\s*"
_FULL = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_WORDS = re.compile(r"(?:ngày\s+)?([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{_UNKNOWN}\s*[/]\s*)?(?:tháng\s*|t)?([0-9]{{1,2}})\s*(?:[/.-]|năm)\s*([0-9]{{4}})", re.IGNORECASE)
_YEAR = re.compile(rf"(?:năm\s*)?(?:{_UNKNOWN}\s*[/.-]\s*){{0,2}}([0-9]{{4}})", re.IGNORECASE)
_DOTS_YEAR = re.compile(r"[.…/_ -]+([0-9]{4})")
_SHORT_YEAR = re.compile(rf"[0-9]{{1,2}}{_SEPARATOR}[0-9]{{1,2}}{_SEPARATOR}[0-9]{{2}}")
_SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
_LONGEST = 40  # "ngày 24 tháng 5 năm 1985" and then some: patterns never meet long texts
_HOW = "hãy ghi dd/mm/yyyy (hoặc mm/yyyy, hoặc năm)"


def read_date(value: Value, *, since_1904: bool = False) -> Read[DateValue | None]:
    """The date of a cell, None when it is empty. `since_1904`: the workbook counts serial days from 1904."""
    refuse_error(value)
    if is_blank(value):
        return Read(None)
    if isinstance(value, bool | dt.time | dt.timedelta):
        raise BadValue(f"Ô không phải là ngày tháng; {_HOW}.")
    if isinstance(value, dt.date):
        return _from_cell(value, since_1904)
    if isinstance(value, int | float):
        return _from_number(float(value), since_1904)
    if isinstance(value, str):
        return _from_text(clean(value), since_1904)
    raise BadValue(f"Ô không phải là ngày tháng; {_HOW}.")


def _from_cell(value: dt.date, since_1904: bool) -> Read[DateValue | None]:
    day = value.date() if isinstance(value, dt.datetime) else value
    serial = (day - (_EPOCH_1904 if since_1904 else _EPOCH)).days
    # A year typed into a cell formatted as a date: Excel then shows a day of 1905 (or 1909) that nobody meant.
    if FIRST_YEAR <= serial <= LAST_YEAR:
        return Read(_year(serial), f"Ô ghi {serial} nhưng Excel hiện thành {day:%d/%m/%Y}; đọc là năm {serial}.")
    _check_year(day.year)
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return Read(DateValue(day), f"Ô có cả giờ ({value:%H:%M}); chỉ lấy ngày.")
    return Read(DateValue(day))


def _from_number(number: float, since_1904: bool) -> Read[DateValue | None]:
    if number.is_integer() and FIRST_YEAR <= number <= LAST_YEAR:
        return Read(_year(int(number)))
    shift = (_EPOCH_1904 - _EPOCH).days if since_1904 else 0
    if number.is_integer() and _FIRST_SERIAL <= number + shift <= _LAST_SERIAL:
        day = _EPOCH + dt.timedelta(days=int(number) + shift)
        return Read(DateValue(day), f"Số {int(number)} là số ngày của Excel; đọc là {day:%d/%m/%Y}.")
    raise BadValue(f"Số {plain_number(number)} không phải là năm, cũng không phải là ngày; {_HOW}.")


@lru_cache(maxsize=20_000)  # a roster repeats its dates: half of all posts are held from one day
def _from_text(text: str, since_1904: bool) -> Read[DateValue | None]:
    text = text.strip("'\"’ ").rstrip(".;,")
    if len(text) > _LONGEST:
        raise BadValue(f"Không đọc được ngày tháng; {_HOW}.")
    for pattern, build in _TEXT_FORMS:
        if match := pattern.fullmatch(text):
            return Read(build(*match.groups()))
    if _SERIAL.fullmatch(text):
        return _from_number(float(text), since_1904)
    if _SHORT_YEAR.fullmatch(text):
        raise BadValue(f"Năm chỉ có hai chữ số; {_HOW}.")
    raise BadValue(f"Không đọc được ngày tháng; {_HOW}.")


def _day(day: str, month: str, year: str) -> DateValue:
    if int(day) == 0 and int(month) == 0:
        return _year(year)
    if int(day) == 0:
        return _month(month, year)
    _check_year(int(year))
    if int(month) > 12 and int(day) <= 12:
        raise BadValue(f"Không có tháng {int(month)}; có thể ngày và tháng bị viết ngược; {_HOW}.")
    try:
        return DateValue(dt.date(int(year), int(month), int(day)))
    except ValueError:
        raise BadValue(f"Không có ngày {int(day):02d}/{int(month):02d}/{year}.") from None


def _iso(year: str, month: str, day: str) -> DateValue:
    return _day(day, month, year)


def _month(month: str, year: str) -> DateValue:
    _check_year(int(year))
    if not 1 <= int(month) <= 12:
        raise BadValue(f"Không có tháng {int(month)}; {_HOW}.")
    return DateValue(dt.date(int(year), int(month), 1), "month")


def _year(year: int | str) -> DateValue:
    _check_year(int(year))
    return DateValue(dt.date(int(year), 1, 1), "year")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue(f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}.")


_TEXT_FORMS: tuple[tuple[re.Pattern[str], Callable[..., DateValue]], ...] = (
    (_FULL, _day),
    (_ISO, _iso),
    (_WORDS, _day),
    (_MONTH, _month),
    (_YEAR, _year),
    (_DOTS_YEAR, _year),
)
