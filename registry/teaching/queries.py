"""What was achieved in a year, in the columns of the official table: turns and persons apart."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlalchemy import select, true

from models.classes import Enrolment, EnrolmentState, TrainingClass
from models.officials import Assignment, AssignmentKind, Official, Sex
from models.positions import Leadership, Position, StaffCategory
from models.programmes import Programme, ResultColumn
from models.units import Tier
from registry.shared.database import db

ROWS = (
    "province_leaders",
    "district_leaders",
    "division_leaders",
    "staff",
    "commune_cadres",
    "commune_staff",
    "public_employees",
)
"""The rows of the official table; each person stands in one of them by the main post on the day of completion."""


@dataclass
class Line:
    """A row: turns by column, and persons, each once."""

    turns: dict[ResultColumn, int] = field(default_factory=dict)
    women: int = 0
    minority: int = 0
    people: set[int] = field(default_factory=set)
    hours: int = 0

    @property
    def total(self) -> int:
        """All turns."""
        return sum(self.turns.values())

    @property
    def persons(self) -> int:
        """Distinct persons."""
        return len(self.people)


@dataclass
class Results:
    """The table of a year: its rows in their order, and all of them together with each person once."""

    lines: dict[str, Line]
    whole: Line

    @property
    def columns(self) -> list[ResultColumn]:
        """The columns in which something stands."""
        return [column for column in ResultColumn if self.whole.turns.get(column)]


def results_of(year: int, units: AbstractSet[int] | None) -> Results:
    """What people of the units (None: of all) completed in a year; a turn belongs to the year of its completion."""
    results = Results({row: Line() for row in ROWS}, Line())
    statement = (
        select(
            *(Enrolment.official_id, Enrolment.lesson_hours, Programme.column, Official.sex, Official.ethnic_minority),
            *(Position.tier, Position.category, Position.leadership, Enrolment.id),
        )
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .join(Programme, Programme.id == TrainingClass.programme_id)
        .join(Official, Official.id == Enrolment.official_id)
        .outerjoin(
            Assignment,
            (Assignment.official_id == Official.id)
            & (Assignment.kind == AssignmentKind.MAIN)
            & (Assignment.valid_from <= Enrolment.ended_on)
            & (Assignment.valid_to > Enrolment.ended_on),
        )
        .outerjoin(Position, Position.id == Assignment.position_id)
        .where(Enrolment.state == EnrolmentState.COMPLETED, true() if units is None else Enrolment.unit_id.in_(units))
        .where(Enrolment.ended_on.between(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    )
    for official_id, hours, column, sex, minority, tier, category, leadership, _id in db.session.execute(statement):
        for line in (results.lines[row_of(tier, category, leadership)], results.whole):
            line.turns[column] = line.turns.get(column, 0) + 1
            line.women += sex is Sex.FEMALE
            line.minority += bool(minority)
            line.hours += hours
            line.people.add(official_id)
    return results


def row_of(tier: Tier | None, category: StaffCategory | None, leadership: Leadership | None) -> str:
    """The row of somebody by the main post; without one, among the staff."""
    if category is StaffCategory.PUBLIC_EMPLOYEE:
        return "public_employees"
    if leadership in (Leadership.PROVINCE, Leadership.DEPARTMENT):
        return "province_leaders"
    if leadership is Leadership.DISTRICT:
        return "district_leaders"
    if tier is Tier.COMMUNE:
        return "commune_cadres" if category is StaffCategory.CADRE else "commune_staff"
    return "division_leaders" if leadership is Leadership.DIVISION else "staff"
