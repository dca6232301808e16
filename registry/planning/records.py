"""What is handed over to the actions of planning."""

import datetime as dt
from dataclasses import dataclass

from models.positions import Position
from models.units import Unit


@dataclass(frozen=True)
class PlanDetails:
    """For which post somebody is planned, for which term, by which decision of which day."""

    unit: Unit
    position: Position
    first_year: int
    last_year: int
    decision: str
    valid_from: dt.date


@dataclass(frozen=True)
class Removal:
    """Somebody is taken out of the plan: `day` is the first on which they stand in it no more."""

    day: dt.date
    reason: str
    decision: str | None
