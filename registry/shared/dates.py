"""Calendar arithmetic and the Vietnamese way of writing days."""

import calendar
import datetime as dt
import re

from models.base import BEGINNING, FOREVER
from models.officials import Precision
from registry.shared.clock import HA_TINH, aware

__all__ = [
    "BEGINNING",
    "FOREVER",
    "known_until",
    "last_day",
    "partial_date",
    "read_day",
    "read_partial_date",
    "vn_date",
    "vn_instant",
]

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"\d{4}")


def vn_date(day: dt.date | None) -> str:
    """`05/03/2026`; the open ends of a period as an empty text."""
    return "" if day is None or day in (FOREVER, BEGINNING) else f"{day:%d/%m/}{day.year:04d}"


def vn_date_in(text: str) -> str:
    """A day that was kept as a text, as `vn_date`; any other text as it is."""
    try:
        return vn_date(dt.date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def last_day(valid_to: dt.date) -> dt.date:
    """The last day inside a half-open period that ends at `valid_to`; an open end stays open."""
    return valid_to if valid_to == FOREVER else valid_to - dt.timedelta(days=1)


def vn_instant(instant: dt.datetime | None) -> str:
    """`05/03/2026 07:40` by the clocks of Hà Tĩnh; None as an empty text."""
    return f"{aware(instant).astimezone(HA_TINH):%d/%m/%Y %H:%M}" if instant else ""


def partial_date(day: dt.date | None, precision: Precision) -> str:
    """A date as far as it is known: `05/03/1985`, `03/1985` or `1985`."""
    if day is None:
        return ""
    if precision is Precision.YEAR:
        return f"{day.year:04d}"
    return f"{day:%m/%Y}" if precision is Precision.MONTH else vn_date(day)


def known_until(day: dt.date, precision: Precision) -> dt.date:
    """The last day that a partly known date may stand for."""
    if precision is Precision.YEAR:
        return dt.date(day.year, 12, 31)
    if precision is Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def read_day(text: str) -> dt.date | None:
    """A day written `dd/mm/yyyy` (also with . or -) or `yyyy-mm-dd`; None for anything else, also for days that do not exist."""
    text = text.strip()
    if match := _DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_partial_date(text: str) -> tuple[dt.date, Precision] | None:
    """A date as far as it is known, `dd/mm/yyyy`, `mm/yyyy` or `yyyy`: its first possible day and how much was said."""
    text = text.strip()
    if day := read_day(text):
        return day, Precision.DAY
    if match := _MONTH.fullmatch(text):
        month, year = map(int, match.groups())
        return (dt.date(year, month, 1), Precision.MONTH) if 1 <= month <= 12 and year >= 1 else None
    if _YEAR.fullmatch(text) and int(text) >= 1:
        return dt.date(int(text), 1, 1), Precision.YEAR
    return None
