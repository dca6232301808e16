"""Lesson hours of people by year, against the minimum in force: counted from rows each time, never kept as sums.

What counts: the hours attended in classes that were completed, and those of certificates in the file that no class of the
registry gave and nobody refused or revoked. The rule in force on the day of completion says to which year a class belongs.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, Subquery, case, exists, func, literal, select, union_all
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.classes import Attendance, ClassSession, Enrolment, EnrolmentState
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.programmes import Attribution, HoursRule
from models.qualifications import Qualification, State
from registry.officials.queries import page_by_name, post_words, readable_by
from registry.programmes.queries import hours_rule_on
from registry.shared.database import db
from registry.shared.paging import Page, Result, Statement

SHOWN = 50
_REFUSED = (State.REJECTED, State.REVOKED)
_ONE, _NONE = (literal(number, Integer).label("in_class") for number in (1, 0))
_COMPLETED = Enrolment.state == EnrolmentState.COMPLETED
_IN_FORCE = (HoursRule.valid_from <= Enrolment.ended_on) & (HoursRule.valid_to > Enrolment.ended_on)


@dataclass(frozen=True)
class Asked:
    """Whose hours: of the year of the day, of who holds a main post at these units on it. `only`: `below`, `reached` or ''."""

    units: frozenset[int]
    on: dt.date
    only: str = ""

    @property
    def year(self) -> int:
        """The year that is asked for."""
        return self.on.year


@dataclass(frozen=True)
class Line:
    """Somebody's hours of a year; `lacking` is what is missing to the minimum."""

    public_id: str
    full_name: str
    post: str
    unit_id: int
    hours: int
    lacking: int


@dataclass(frozen=True)
class YearOfHours:
    """The hours of one official in a year: in classes, by other certificates, and the minimum (0 without a rule)."""

    year: int
    in_classes: int
    elsewhere: int
    minimum: int

    @property
    def hours(self) -> int:
        """All of them."""
        return self.in_classes + self.elsewhere

    @property
    def lacking(self) -> int:
        """What is missing to the minimum."""
        return max(self.minimum - self.hours, 0)


def rule_of(year: int) -> HoursRule | None:
    """The rule of a year: the one in force on its last day."""
    return hours_rule_on(dt.date(year, 12, 31))


def rules() -> Sequence[HoursRule]:
    """All versions, the latest first."""
    return db.session.scalars(select(HoursRule).order_by(HoursRule.valid_from.desc())).all()


def rule_with(public_id: str) -> HoursRule:
    """The version with this public id; 404 for none."""
    found = db.session.scalar(select(HoursRule).where(HoursRule.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def _counted(first: dt.date, last: dt.date) -> Subquery:
    """A row for each official, day and source between the days: (official_id, day, hours, in_class)."""
    whole = (
        select(Enrolment.official_id, Enrolment.ended_on.label("day"), Enrolment.lesson_hours.label("hours"), _ONE)
        .outerjoin(HoursRule, _IN_FORCE)
        .where(_COMPLETED, Enrolment.ended_on.between(first, last))
        .where(func.coalesce(HoursRule.attribution, Attribution.COMPLETION) == Attribution.COMPLETION)
    )
    by_session = (
        select(Enrolment.official_id, ClassSession.day, Attendance.lesson_hours, _ONE)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .join(HoursRule, _IN_FORCE)
        .where(_COMPLETED, HoursRule.attribution == Attribution.SESSIONS, ClassSession.day.between(first, last))
    )
    elsewhere = (
        select(Qualification.official_id, Qualification.issued_on, Qualification.lesson_hours, _NONE)
        .where(Qualification.lesson_hours.is_not(None), Qualification.issued_on.between(first, last))
        .where(Qualification.state.not_in(_REFUSED), ~exists().where(Enrolment.qualification_id == Qualification.id))
    )
    return union_all(whole, by_session, elsewhere).subquery()


def _people(asked: Asked, account: Account, minimum: int) -> tuple[Statement, Subquery]:
    counted = _counted(dt.date(asked.year, 1, 1), dt.date(asked.year, 12, 31))
    totals = select(counted.c.official_id, func.sum(counted.c.hours).label("hours")).group_by(counted.c.official_id).subquery()
    hours = func.coalesce(totals.c.hours, 0).label("hours")
    columns = (Official.id, Official.public_id, Official.full_name, Official.sort_key, Position.title, Assignment.division)
    statement: Statement = (
        select(*columns, Assignment.unit_id, hours)
        .select_from(Official)
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Position, Position.id == Assignment.position_id)
        .outerjoin(totals, totals.c.official_id == Official.id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.unit_id.in_(asked.units), readable_by(account))
        .where(Assignment.valid_from <= asked.on, Assignment.valid_to > asked.on)
    )
    if asked.only == "below":
        statement = statement.where(func.coalesce(totals.c.hours, 0) < minimum)
    elif asked.only == "reached":
        statement = statement.where(func.coalesce(totals.c.hours, 0) >= minimum)
    return statement, totals


def people_page(asked: Asked, account: Account, minimum: int, after: str | None, before: str | None) -> Page[Line]:
    """One page of the list in order of names, from behind the official `after` or up to the one `before` (public ids)."""
    statement, _totals = _people(asked, account, minimum)
    page = page_by_name(statement, SHOWN, after, before)
    return page.showing([_line(row, minimum) for row in page.rows])


def all_people(asked: Asked, account: Account, minimum: int) -> list[Line]:
    """The whole list, for the workbook."""
    statement, _totals = _people(asked, account, minimum)
    return [_line(row, minimum) for row in db.session.execute(statement.order_by(Official.sort_key, Official.id))]


def numbers(asked: Asked, account: Account, minimum: int) -> dict[str, int]:
    """How many there are in all (`''`), `below` the minimum, and how many `reached` it."""
    statement, totals = _people(Asked(asked.units, asked.on), account, minimum)
    below = func.sum(case((func.coalesce(totals.c.hours, 0) < minimum, 1), else_=0))
    total, lacking = db.session.execute(statement.with_only_columns(func.count(), below)).one()
    return {"": total, "below": lacking or 0, "reached": total - (lacking or 0)}


def _line(row: Result, minimum: int) -> Line:
    post = post_words(row.title, row.division)
    return Line(row.public_id, row.full_name, post, row.unit_id, row.hours, max(minimum - row.hours, 0))


def years_of(official: Official, on: dt.date) -> list[YearOfHours]:
    """The hours of an official up to a day by year, the latest first: years with hours, and that of the day with or without."""
    counted = _counted(dt.date(1900, 1, 1), on)
    mine = select(counted.c.day, counted.c.hours, counted.c.in_class).where(counted.c.official_id == official.id)
    found = {on.year: [0, 0]}
    for day, hours, in_class in db.session.execute(mine):
        found.setdefault(day.year, [0, 0])[0 if in_class else 1] += hours
    spans = [(rule.valid_from, rule.valid_to, rule.minimum) for rule in rules()]
    return [YearOfHours(year, found[year][0], found[year][1], _minimum(spans, year)) for year in sorted(found, reverse=True)]


def _minimum(spans: Sequence[tuple[dt.date, dt.date, int]], year: int) -> int:
    last = dt.date(year, 12, 31)
    return next((minimum for first, until, minimum in spans if first <= last < until), 0)
