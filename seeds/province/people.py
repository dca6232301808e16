"""Made-up people: what is known of one, and how names, birthdays and personal numbers are drawn."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.officials import AssignmentKind, End, Precision, Sex, Start
from models.positions import Leadership
from models.qualifications import Domain, FormOfStudy, Route, State
from models.service import AbsenceKind, Grade, Sanction
from models.units import Tier
from registry.shared.ages import add_years
from registry.shared.text import clean
from seeds.province.dice import Dice
from seeds.tables import document

HERE = Path(__file__).parent
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Seat:
    """A post to be filled: where, which, in which office of the unit."""

    unit: str
    position: str
    tier: Tier
    leadership: Leadership
    deputy: bool = False
    division: str | None = None


@dataclass
class Post:
    """A post held from one day up to (not including) another; None stands open. Unit and position by key."""

    unit: str
    position: str
    begins: dt.date
    ends: dt.date | None = None
    division: str | None = None
    kind: AssignmentKind = AssignmentKind.MAIN
    decision: str | None = None
    started_by: Start | None = None
    ended_by: End | None = None
    end_decision: str | None = None


@dataclass(frozen=True)
class Ranked:
    """A rank by code with its step, for a span of days; None stands open."""

    rank: str
    step: int
    coefficient: Decimal
    begins: dt.date
    ends: dt.date | None
    decision: str | None


@dataclass(frozen=True)
class Absent:
    """Away for a span of days."""

    kind: AbsenceKind
    begins: dt.date
    ends: dt.date
    decision: str


@dataclass(frozen=True)
class Judged:
    """The work of a year."""

    year: int
    grade: Grade
    title: str | None
    commendation: str | None


@dataclass(frozen=True)
class Sanctioned:
    """A sanction for a span of days."""

    sanction: Sanction
    act: str
    authority: str
    begins: dt.date
    ends: dt.date


@dataclass
class Paper:
    """A degree, certificate or course. Either the level is named, or the certificate from which the tables tell it."""

    domain: Domain
    level: str | None = None
    certificate: str | None = None
    language: str | None = None
    score: str | None = None
    skill_scores: dict[str, Any] | None = None
    field: str | None = None
    institution: str | None = None
    country: str | None = None
    taught_in: str | None = None
    form_of_study: FormOfStudy | None = None
    route: Route | None = None
    studied_from: dt.date | None = None
    studied_to: dt.date | None = None
    classification: str | None = None
    register_number: str | None = None
    recognition: str | None = None
    recognised_on: dt.date | None = None
    lesson_hours: int | None = None
    number: str | None = None
    issued_on: dt.date | None = None
    issued_precision: Precision = Precision.DAY
    expires_on: dt.date | None = None
    state: State = State.DECLARED
    note: str | None = None


@dataclass
class Person:
    """Everything about one made-up official."""

    public_id: str
    full_name: str
    sex: Sex
    born_on: dt.date
    personal_number: str
    seat: Seat
    recruited_on: dt.date | None = None
    born_precision: Precision = Precision.DAY
    staff_code: str | None = None
    party_member: bool | None = None
    party_joined_on: dt.date | None = None
    ethnicity: str = "Kinh"
    recruited_by: str | None = None
    joined_on: dt.date | None = None
    number_issued_on: dt.date | None = None
    party_official_on: dt.date | None = None
    party_post: str | None = None
    schooling: str | None = None
    planned_post: str | None = None
    duties: str | None = None
    posts: list[Post] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    ranks: list[Ranked] = field(default_factory=list)
    absences: list[Absent] = field(default_factory=list)
    appraisals: list[Judged] = field(default_factory=list)
    disciplines: list[Sanctioned] = field(default_factory=list)

    @property
    def main(self) -> Post:
        """The last main post."""
        return next(post for post in reversed(self.posts) if post.kind is AssignmentKind.MAIN)

    def aged(self, years: int) -> dt.date:
        """The birthday on which so many years are complete."""
        return add_years(self.born_on, years)


class Register:
    """Hands out names and personal numbers; no number twice."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._names = document("names.toml", HERE)
        self._numbers: set[str] = set()

    def name(self, sex: Sex, born_on: dt.date) -> str:
        """Family, middle and given name; among older women the middle name Thị is the rule."""
        family = self._dice.weighed(self._names["family"])
        if sex is Sex.FEMALE and self._dice.chance(0.5 if born_on.year < 1980 else 0.12):
            middle = "Thị"
        else:
            middle = self._dice.weighed(self._names["middle"][sex.value])
        given = self._dice.weighed(self._names["given"][sex.value])
        while given in middle.split() or given == family:
            given = self._dice.weighed(self._names["given"][sex.value])
        return clean(f"{family} {middle} {given}")

    def personal_number(self, sex: Sex, born_on: dt.date) -> str:
        """Twelve digits of the right structure: Hà Tĩnh, century and sex, year; then six digits beginning with 8.

        Sample rosters begin them with 9: so they can be brought into the demonstration without meeting somebody else's number.
        """
        digit = (0 if sex is Sex.MALE else 1) + (2 if born_on.year >= 2000 else 0)
        while True:
            number = f"042{digit}{born_on.year % 100:02d}8{self._dice.number(0, 99_999):05d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number


def birthday(dice: Dice, age: int, today: dt.date) -> dt.date:
    """A birthday of somebody who has completed so many years today."""
    return dice.day(add_years(today, -age - 1) + DAY, add_years(today, -age))
