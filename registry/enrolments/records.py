"""What the forms of classes hand to the actions of this room."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from models.classes import Part
from models.programmes import Programme
from models.training_plans import PlanLine


@dataclass(frozen=True)
class ClassDetails:
    """A class as a form gives it; its programme is chosen once."""

    title: str
    school_id: int
    first_day: dt.date
    last_day: dt.date
    nominate_by: dt.date
    seats: int
    venue: str | None = None
    cost: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class NewClass:
    """A class to be opened."""

    programme: Programme
    details: ClassDetails
    plan_line: PlanLine | None = None


@dataclass(frozen=True)
class SessionDetails:
    """A session to be held."""

    day: dt.date
    part: Part
    lesson_hours: int
    topic: str | None = None


@dataclass(frozen=True)
class Present:
    """How many lesson hours of a session somebody was there."""

    lesson_hours: int
    excused: bool = False


@dataclass(frozen=True)
class Result:
    """The results of one enrolment; a mark that is None is taken away."""

    marks: dict[int, Decimal | None]
    """Id of the examination → mark."""
    classification: str | None = None
    certificate_number: str | None = None
