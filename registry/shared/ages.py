"""Spans of years and months on the calendar."""

import calendar
import datetime as dt


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day `years` later; 29 February becomes 1 March in a common year, the day on which the year of life is complete."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def age_on(born_on: dt.date, on: dt.date) -> int:
    """Completed years on a day."""
    years = on.year - born_on.year
    return years if add_years(born_on, years) <= on else years - 1


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` later, or the last day of that month when it is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
