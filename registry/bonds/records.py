"""What the forms of bonds hand to the actions of this room."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class BondDetails:
    """Studies that bind: what, from when to when, how many times as long must be served, what they cost in đồng."""

    title: str
    studied_from: dt.date
    studied_to: dt.date
    factor: Decimal
    cost: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Settlement:
    """The day on which a bond was settled: released for a reason, or paid back (without one)."""

    day: dt.date
    reason: str | None = None
