"""Which two days are compared."""

import datetime as dt

from flask import request

from registry.shared.dates import read_day
from registry.shared.pages import EARLIEST

DAY = dt.timedelta(days=1)


def asked_since(until: dt.date) -> dt.date:
    """The earlier day of this request: `?since=`; without a readable one before `until`, the end of the year before."""
    asked = read_day(request.args.get("since", ""))
    if asked and EARLIEST <= asked < until:
        return asked
    return max(dt.date(until.year - 1, 12, 31), EARLIEST - DAY)
