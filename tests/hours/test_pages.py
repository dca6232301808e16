"""The pages of lesson hours: filter, workbook, the file of somebody, and the rule in its versions."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.programmes import HoursRule
from models.qualifications import Domain
from models.units import Unit
from registry.shared.database import db
from tests.support import made, make
from tests.support.visitor import Visitor

A_RULE = {"minimum": "48", "attribution": "sessions", "basis": "Nghị định 1", "certain": "y"}


@pytest.fixture
def unit(app: Flask) -> Unit:
    """Two people: An has forty hours in 2026, Bình has none."""
    assert app
    one = make.unit()
    make.qualification(make.official_at(one, "Lê Văn An"), Domain.TRAINING, lesson_hours=40, issued_on=dt.date(2026, 2, 3))
    make.official_at(one, "Trần Thị Bình")
    made.hours_rule()
    return one


def _named(page: str) -> tuple[bool, bool]:
    return "Lê Văn An" in page, "Trần Thị Bình" in page


def test_the_list_is_narrowed_and_taken_along(unit: Unit, visitor: Visitor) -> None:
    officer = visitor.enter_as(make.account(Role.HR_OFFICER, unit))
    assert _named(officer.get("/training-hours?year=2026").get_data(as_text=True)) == (True, True)
    assert _named(officer.get("/training-hours?year=2026&state=below").get_data(as_text=True)) == (False, True)
    assert _named(officer.get("/training-hours?year=2025&state=reached&after=x").get_data(as_text=True)) == (False, False)
    assert officer.get("/training-hours?year=abc&state=nonsense").status_code == 200
    book = officer.post("/training-hours/export?year=2026&state=below", data={"csrf_token": officer.csrf_token()})
    assert book.mimetype.endswith("spreadsheetml.sheet")


def test_the_file_tells_the_hours_of_each_year(unit: Unit, visitor: Visitor) -> None:
    officer = visitor.enter_as(make.account(Role.HR_OFFICER, unit))
    address = officer.get("/training-hours?year=2026&state=reached").get_data(as_text=True).partition('href="/officials/')[2][:16]
    page = officer.get(f"/officials/{address}?on=2026-12-31").get_data(as_text=True)
    assert "đủ 40 tiết" in page
    assert "còn thiếu 40 tiết" in officer.get(f"/officials/{address}?on=2025-12-31").get_data(as_text=True)


def test_a_new_minimum_holds_from_its_year_and_the_years_before_keep_theirs(unit: Unit, visitor: Visitor) -> None:
    department = visitor.enter_as(make.account(Role.DEPARTMENT))
    refused = department.submit("/training-hours/rules/new", {**A_RULE, "first_year": "2018"})
    assert "hãy ghi một năm sau đó" in refused.get_data(as_text=True)
    assert department.submit("/training-hours/rules/new", {**A_RULE, "first_year": "2026"}).status_code == 302
    assert "Mức tối thiểu: 48 tiết" in department.get("/training-hours?year=2026").get_data(as_text=True)
    assert "Mức tối thiểu: 40 tiết" in department.get("/training-hours?year=2025").get_data(as_text=True)
    assert unit


def test_two_who_correct_a_minimum_at_once_see_both(unit: Unit, visitor: Visitor) -> None:
    department = visitor.enter_as(make.account(Role.DEPARTMENT))
    rule = db.session.scalars(select(HoursRule)).one()
    path, token = f"/training-hours/rules/{rule.public_id}", {"csrf_token": department.csrf_token()}
    assert department.post(path, data={**A_RULE, **token, "version": "1"}).status_code == 302
    assert department.post(path, data={**A_RULE, **token, "minimum": "60", "version": "1"}).status_code == 409
    db.session.refresh(rule)
    assert rule.minimum == 48
    assert unit
