"""How long who was sent to study must serve, and what is paid back when leaving before: pure, in whole months.

Paid back is F / T1 × (T1 − T2): F what the studies cost without salary, T1 the months to be served, T2 the months served
(Decree 101/2017, article 8; that Decree 171/2025 keeps the formula is to be checked). Months are rounded: fifteen days are one.
"""

import datetime as dt
import enum
import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.officials import End
from registry.shared.ages import add_months

DAY = dt.timedelta(days=1)
HALF_MONTH = 15
BREACHES = frozenset({End.RESIGNED, End.DISMISSED, None})
"""Ways to leave that break a bond; of who retired, died or was moved by decision nothing is asked back. None: not on record."""


class Standing(enum.StrEnum):
    """How a bond stands on a day."""

    RUNNING = "running"
    BROKEN = "broken"
    LAPSED = "lapsed"
    SERVED = "served"
    RELEASED = "released"
    PAID = "paid"


@dataclass(frozen=True)
class Left:
    """The first day on which somebody held no post any more, and how the last one ended."""

    day: dt.date
    how: End | None


@dataclass(frozen=True)
class Owed:
    """What is to be paid back: cost (F), months to serve (T1), months served (T2), the amount in đồng; None without a cost."""

    cost: int | None
    months: int
    served: int

    @property
    def amount(self) -> int | None:
        """In đồng, half a đồng rounded up."""
        if self.cost is None:
            return None
        exact = Decimal(self.cost) * (self.months - self.served) / self.months
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def months_between(first: dt.date, until: dt.date) -> int:
    """Whole months from a day up to (not including) another, rounded."""
    months = 0
    while add_months(first, months + 1) <= until:
        months += 1
    return months + ((until - add_months(first, months)).days >= HALF_MONTH)


def term(studied_from: dt.date, studied_to: dt.date, factor: Decimal) -> tuple[dt.date, dt.date]:
    """First and last day of the commitment: it begins on the day after the studies; both days of study count."""
    months = math.ceil(max(months_between(studied_from, studied_to + DAY), 1) * factor)
    begins = studied_to + DAY
    return begins, add_months(begins, months) - DAY


def owed(cost: int | None, begins: dt.date, ends: dt.date, left: dt.date) -> Owed:
    """What somebody who left on a day pays back."""
    months = max(months_between(begins, ends + DAY), 1)
    return Owed(cost, months, min(months_between(begins, max(left, begins)), months))
