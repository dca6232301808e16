"""The page of a forecast: figures for all, names for readers, workbooks, and a day that cannot be used."""

import datetime as dt
import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.officials import Sex
from models.units import Unit
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.compliance.records import add_official, add_post, add_qualification, settle, unit_id
from tests.support import make
from tests.support.visitor import Visitor

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
PAGE = "/targets/T1.degree/forecast?to=2027-12-31"


@pytest.fixture
def planner(app: Flask, visitor: Visitor) -> Visitor:
    """The Department looks at a clerk with a degree who retires in 2027, and one who stays."""
    assert app
    settle(people=0)
    for name, born in (("Lê Nghỉ", dt.date(1965, 9, 1)), ("Lê Ở", dt.date(1990, 1, 1))):
        clerk = add_official(full_name=name, sex=Sex.MALE, born_on=born)
        add_post(clerk)
        add_qualification(clerk)
    return visitor.enter_as(_account(Role.DEPARTMENT))


def _account(role: Role) -> Account:
    return make.account(role, unit=db.session.get_one(Unit, unit_id("province")))


def test_the_page_says_three_lines_and_names_who_leaves(planner: Visitor) -> None:
    with stopped_at(NOW):
        page = planner.get(PAGE)
    assert page.status_code == 200
    for words in ("Thận trọng", "Giữ nguyên", "Thuận lợi", "Lê Nghỉ", "làm việc đến hết 30/06/2027", "<polygon", "1/1", "2/2"):
        assert words in page.text
    assert "Lê Ở" not in page.text
    with stopped_at(NOW):
        assert "Lê Ở" in planner.get(f"{PAGE}&group=met").text
        assert planner.get(f"{PAGE}&group=nobody").status_code == 404
        assert planner.get("/targets/T9/forecast").status_code == 404


def test_a_day_that_cannot_be_used_is_said_and_another_one_taken(planner: Visitor) -> None:
    with stopped_at(NOW):
        for day in ("01/01/2026", "31/12/2099", "hôm qua"):
            page = planner.get("/targets/T1.degree/forecast", query_string={"to": day})
            assert "Ngày dự báo cần ghi" in page.text and "31/12/2027" in page.text


def test_an_administrator_sees_figures_and_no_names(planner: Visitor) -> None:
    planner.enter_as(_account(Role.ADMINISTRATOR))
    with stopped_at(NOW):
        page = planner.get(PAGE)
    assert "1/1" in page.text and "Lê" not in page.text


def test_both_workbooks_say_what_the_page_says_and_names_leave_an_entry(planner: Visitor) -> None:
    with stopped_at(NOW):
        figures = planner.get("/targets/T1.degree/forecast/figures?to=2027-12-31")
        token = planner.csrf_token()
        people = planner.post("/targets/T1.degree/forecast/people?to=2027-12-31&group=retires", data={"csrf_token": token})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(figures.data)).get_sheet_by_index(0).to_python()
    assert rows[-1][1:3] == [1, 2] and rows[-1][5:7] == [1, 1] and rows[-1][9:11] == [2, 2]
    names = CalamineWorkbook.from_filelike(io.BytesIO(people.data)).get_sheet_by_index(0).to_python()
    assert "Lê Nghỉ" in names[-1]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "list.exported")).one()
    assert (entry.subject, entry.changes["officials"]) == ("Dự báo T1.degree: Nghỉ hưu", [None, 1])
