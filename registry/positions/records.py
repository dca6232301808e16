"""What the forms of this room hand to its actions."""

import datetime as dt
from dataclasses import dataclass

from models.positions import Leadership, StaffCategory
from models.qualifications import Domain
from models.standards import Origin
from models.units import Tier
from registry.judgement.rules import Condition


@dataclass(frozen=True)
class StandardDetails:
    """A requirement of a position from a day on. `number` is that of the version which the writer saw, 0 for none."""

    domain: Domain
    origin: Origin
    mandatory: bool
    condition: Condition
    basis: str
    certain: bool
    note: str | None
    valid_from: dt.date
    number: int


@dataclass(frozen=True)
class Ending:
    """A requirement that is not asked any more from a day on, on a basis."""

    on: dt.date
    basis: str


@dataclass(frozen=True)
class VersionDetails:
    """What changes of a position while it stays the same post, from a day on."""

    field: str | None
    official_code: str | None
    change_years: int | None
    term_years: int | None
    basis: str
    certain: bool
    valid_from: dt.date


@dataclass(frozen=True)
class PositionDetails:
    """A new entry of the catalogue."""

    title: str
    tier: Tier
    category: StaffCategory
    leadership: Leadership
    deputy: bool
    version: VersionDetails
