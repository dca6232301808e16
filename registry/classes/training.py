"""The training of one official: done, running, due, offered."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.classes import ClassState, Enrolment, EnrolmentState, TrainingClass
from models.officials import Official
from registry.bonds.queries import Line, bonds_of
from registry.bonds.reckoning import Standing
from registry.enrolments.actions import finding_for
from registry.enrolments.queries import ON_THE_WAY, OVER, enrolments_of_official
from registry.hours.queries import YearOfHours, years_of
from registry.judgement.judge import Truth
from registry.shared.database import db

_UNDER_WAY = ON_THE_WAY | {EnrolmentState.NOMINATED, EnrolmentState.WAITING}
_GONE = (EnrolmentState.DROPPED, EnrolmentState.REFUSED)


@dataclass(frozen=True)
class Training:
    """What an official completed, is in, owes on the day, and may still be nominated for."""

    done: list[Enrolment]
    running: list[Enrolment]
    hours: list[YearOfHours]
    """By year, that of the day first."""
    bonds: list[Line]
    offered: list[TrainingClass]

    @property
    def this_year(self) -> YearOfHours:
        """The hours of the year of the day."""
        return self.hours[0]

    @property
    def owing(self) -> list[Line]:
        """Bonds that run or were broken."""
        return [line for line in self.bonds if line.standing in (Standing.RUNNING, Standing.BROKEN)]


def training_of(official: Official, on: dt.date) -> Training:
    """The training of an official as it is on a day; classes are offered until their last day of nomination."""
    rows = enrolments_of_official(official.id)
    done = [row for row in rows if row.state is EnrolmentState.COMPLETED]
    running = [row for row in rows if row.state in _UNDER_WAY and row.of_class.state not in OVER]
    return Training(done, running, years_of(official, on), bonds_of(official, on), _offered(official, on))


def _offered(official: Official, on: dt.date) -> list[TrainingClass]:
    """Open classes whose conditions hold; of which that is not known, none."""
    inside = select(Enrolment.class_id).where(Enrolment.official_id == official.id, Enrolment.state.not_in(_GONE))
    statement = (
        select(TrainingClass)
        .where(TrainingClass.state == ClassState.OPEN, TrainingClass.nominate_by >= on, TrainingClass.id.not_in(inside))
        .options(joinedload(TrainingClass.programme), joinedload(TrainingClass.school))
        .order_by(TrainingClass.first_day, TrainingClass.id)
    )
    return [one for one in db.session.scalars(statement) if finding_for(one, official).truth is Truth.YES]
