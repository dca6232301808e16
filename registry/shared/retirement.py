"""When officials retire by age in normal conditions: Decree 135/2020/NĐ-CP, from its two yearly steps. Pure arithmetic.

The age grows by three months a year for men (60 years 3 months in 2021, 62 years from 2028) and by four for women (55 years
4 months in 2021, 60 years from 2035); until 2020 it was 60 and 55 years. Whoever reaches the age of the year retires on the last
day of that month. A birth known by year only is 1 January, one known by month its first day. Other days (early retirement, longer
service, terms of office) are decisions on single people: `decided`.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from models.officials import Sex
from registry.shared.ages import add_months

BEFORE = 2020
"""The last year of the ages that had stood until then."""


@dataclass(frozen=True)
class Band:
    """Births from the first day up to (not including) the other, and the age in months at which they retire."""

    born_from: dt.date
    born_before: dt.date
    months: int


def _bands(age_before: int, last_age: int, step: int) -> tuple[Band, ...]:
    """The bands of one sex, one for each year from 2020 to the last step, in order of birth. The first reaches back for ever."""
    ages = range(age_before, last_age + 1, step)
    edges = [*(_first_of_band(place, age, step) for place, age in enumerate(ages)), dt.date.max]
    return tuple(Band(begins, ends, age) for (begins, ends), age in zip(pairwise(edges), ages, strict=True))


def _first_of_band(place: int, age: int, step: int) -> dt.date:
    """First birth to which the age of the year 2020 + place applies: it reached the age of the year before in no earlier year."""
    if place == 0:
        return dt.date.min
    return add_months(dt.date(BEFORE + place, 1, 1), -(age - step))


BANDS: dict[Sex, tuple[Band, ...]] = {Sex.MALE: _bands(60 * 12, 62 * 12, 3), Sex.FEMALE: _bands(55 * 12, 60 * 12, 4)}
"""Bands in order of birth."""


def age_of_retirement(sex: Sex, born_on: dt.date) -> int:
    """The age in months at which somebody retires."""
    return next(band.months for band in BANDS[sex] if born_on < band.born_before)


@overload
def retires_on(sex: Sex, born_on: dt.date, decided: dt.date | None = None) -> dt.date: ...
@overload
def retires_on(sex: Sex | None, born_on: dt.date | None, decided: dt.date | None = None) -> dt.date | None: ...
def retires_on(sex: Sex | None, born_on: dt.date | None, decided: dt.date | None = None) -> dt.date | None:
    """The last day at work; None when birth or sex is unknown. A day that was decided for the person goes first."""
    if decided is not None or born_on is None or sex is None:
        return decided
    return month_end(add_months(born_on.replace(day=1), age_of_retirement(sex, born_on)))


def first_to_retire(sex: Sex, day: dt.date) -> dt.date:
    """The first birth that retires in the month of a day or later: whoever was born before has retired by then."""
    first = day.replace(day=1)
    return next(born for band in BANDS[sex] if (born := max(band.born_from, add_months(first, -band.months))) < band.born_before)


def month_end(day: dt.date) -> dt.date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_between(day: dt.date, later: dt.date) -> int:
    """Whole months from a day to a later one."""
    months = (later.year - day.year) * 12 + later.month - day.month
    return months - (add_months(day, months) > later)
