"""Which two days are compared."""

import datetime as dt

from flask import request

from registry.shared.dates import read_day

FIRST = dt.date(2020, 1, 1)
"""A year before the first day that pages show, so that the end of the year before it can be compared with."""


def asked_since(until: dt.date) -> dt.date:
    """The earlier day of this request: `?since=`; without a readable one before `until`, the end of the year before."""
    asked = read_day(request.args.get("since", ""))
    if asked and FIRST <= asked < until:
        return asked
    return dt.date(until.year - 1, 12, 31)
