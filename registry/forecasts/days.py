"""The days of a forecast: up to which one, and the points of its lines."""

import datetime as dt
from collections.abc import Iterable

from registry.shared.ages import add_months, add_years
from registry.shared.retirement import month_end

POINTS = 24
HORIZON = 20
"""Years that are looked ahead at most: of later ones the records say nothing."""


def last_day_of_forecast(deadlines: Iterable[dt.date | None], since: dt.date) -> dt.date:
    """The first of the deadlines that lies ahead; when all are over, the end of next year."""
    ahead = [day for day in deadlines if day and day > since]
    return ahead[0] if ahead else dt.date(since.year + 1, 12, 31)


def allowed(until: dt.date | None, since: dt.date) -> bool:
    """Whether a forecast reaches to the day."""
    return until is not None and since < until <= add_years(since, HORIZON)


def points(since: dt.date, until: dt.date) -> list[dt.date]:
    """The first day, ends of months evenly between, the last day: few enough for a chart and a table."""
    months = (until.year - since.year) * 12 + until.month - since.month
    step = max(1, -(-months // POINTS))
    ends = [month_end(add_months(since.replace(day=1), place)) for place in range(step, months + 1, step)]
    return [since, *(day for day in ends if since < day < until), until]
