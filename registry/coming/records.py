"""What is handed over to the actions of what comes due."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class OtherDay:
    """The day decided instead of the one by the rule; `FOREVER`: exempt."""

    day: dt.date
    reason: str
    decision: str | None
