"""Lesson hours by person and year: what counts, to which year it belongs, and against which minimum."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from models.accounts import Account, Role
from models.classes import Attendance, ClassSession, EnrolmentState, Part
from models.officials import Official
from models.programmes import Attribution
from models.qualifications import Domain, State
from models.units import Unit
from registry.enrolments import completion
from registry.enrolments.queries import enrolments_of
from registry.hours.queries import Asked, all_people, numbers, years_of
from registry.shared.clock import stopped_at
from tests.support import classes, made, make

END_OF_YEAR = dt.date(2026, 12, 31)


@pytest.fixture(autouse=True)
def in_december(app: Flask) -> Iterator[None]:
    """After the classes of the year."""
    assert app
    with stopped_at(dt.datetime(2026, 12, 31, 3, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def department(app: Flask) -> Account:
    assert app
    return make.account(Role.DEPARTMENT)


@pytest.fixture
def unit(app: Flask) -> Unit:
    assert app
    return make.unit()


def _hours(official: Official, on: dt.date = END_OF_YEAR) -> dict[int, int]:
    return {one.year: one.hours for one in years_of(official, on)}


def test_hours_count_once_completed_and_no_more_when_taken_back(department: Account, unit: Unit) -> None:
    official = make.official_at(unit)
    one = classes.running(department, official)
    classes.passed(one, department)
    assert _hours(official) == {2026: 0}
    completion.finish(one, classes.LAST, department)
    assert _hours(official) == {2026: 4}
    completion.take_back(enrolments_of(one)[0], "Nhầm", department)
    assert _hours(official) == {2026: 0}


def _over_new_year(official: Official, unit: Unit, by: Account) -> None:
    """A class with six hours in December and four in January, completed in January 2026."""
    one = made.training_class(first_day=dt.date(2025, 12, 29), last_day=dt.date(2026, 1, 5))
    row = made.enrolment(one, official, unit, by, state=EnrolmentState.COMPLETED, ended_on=one.last_day, lesson_hours=10)
    for day, hours in ((dt.date(2025, 12, 29), 6), (dt.date(2026, 1, 5), 4)):
        held = made.kept(ClassSession(class_id=one.id, day=day, part=Part.MORNING, lesson_hours=hours))
        made.kept(Attendance(session_id=held.id, enrolment_id=row.id, lesson_hours=hours))


@pytest.mark.parametrize(
    ("attribution", "hours"), [(Attribution.COMPLETION, {2026: 10}), (Attribution.SESSIONS, {2026: 4, 2025: 6})]
)
def test_a_class_over_new_year_belongs_where_the_rule_says(
    department: Account, unit: Unit, attribution: Attribution, hours: dict[int, int]
) -> None:
    official = make.official_at(unit)
    made.hours_rule(attribution=attribution)
    _over_new_year(official, unit, department)
    assert _hours(official) == hours


def test_the_rule_of_the_day_of_completion_keeps_hours_from_getting_lost_when_the_rule_changes(
    department: Account, unit: Unit
) -> None:
    official = make.official_at(unit)
    made.hours_rule(attribution=Attribution.SESSIONS, valid_to=dt.date(2026, 1, 1))
    made.hours_rule(48, valid_from=dt.date(2026, 1, 1))
    _over_new_year(official, unit, department)
    assert _hours(official) == {2026: 10}
    assert [one.minimum for one in years_of(official, END_OF_YEAR)] == [48]


def test_certificates_from_elsewhere_count_unless_refused_and_those_of_classes_count_once(
    department: Account, unit: Unit
) -> None:
    official = make.official_at(unit)
    classes.finished(department, official)
    held = {"domain": Domain.TRAINING, "issued_on": dt.date(2026, 5, 4)}
    make.qualification(official, lesson_hours=16, **held)
    make.qualification(official, lesson_hours=80, state=State.REVOKED, **held)
    (line,) = years_of(official, END_OF_YEAR)
    assert (line.in_classes, line.elsewhere, line.hours) == (4, 16, 20)


def test_who_is_below_is_told_with_what_is_lacking_and_others_units_are_not(department: Account, unit: Unit) -> None:
    ahead, behind, away = make.official_at(unit, "An"), make.official_at(unit, "Bình"), make.official_at(make.unit(), "Cúc")
    make.qualification(ahead, Domain.TRAINING, lesson_hours=40, issued_on=dt.date(2026, 2, 3))
    asked = Asked(frozenset({unit.id}), END_OF_YEAR, "below")
    assert [(one.public_id, one.lacking) for one in all_people(asked, department, 40)] == [(behind.public_id, 40)]
    assert numbers(asked, department, 40) == {"": 2, "below": 1, "reached": 1}
    officer = make.account(Role.HR_OFFICER, unit)
    everywhere = Asked(frozenset({unit.id, make.unit().id}), END_OF_YEAR)
    assert away.public_id not in {one.public_id for one in all_people(everywhere, officer, 40)}
