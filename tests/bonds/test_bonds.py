"""Bonds from classes and by hand: how they stand, how they are settled, and who may do it."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.classes import Bond
from models.officials import End, Official
from models.units import Unit
from registry.bonds import actions
from registry.bonds.queries import bonds_of
from registry.bonds.reckoning import Standing
from registry.bonds.records import Settlement
from registry.bonds.words import outcome_words
from registry.enrolments import completion
from registry.enrolments.queries import enrolments_of
from registry.shared.clock import stopped_at
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.support import classes, made, make
from tests.support.visitor import Visitor

TODAY = dt.date(2026, 6, 1)
A_BOND = {"title": "Thạc sĩ luật", "studied_from": "01/09/2022", "studied_to": "31/08/2024", "factor": "3"}


@pytest.fixture(autouse=True)
def in_june(app: Flask) -> Iterator[None]:
    assert app
    with stopped_at(dt.datetime(2026, 6, 1, 3, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def department(app: Flask) -> Account:
    assert app
    return make.account(Role.DEPARTMENT)


@pytest.fixture
def unit(app: Flask) -> Unit:
    assert app
    return make.unit()


def _gone(unit: Unit, how: End | None = End.RESIGNED, day: dt.date = dt.date(2026, 3, 1)) -> Official:
    official = make.official()
    make.assignment(official, unit, valid_to=day, ended_by=how)
    return official


def _standing(official: Official) -> Standing:
    return bonds_of(official, TODAY)[0].standing


def test_completing_a_class_that_binds_brings_a_bond_and_taking_it_back_takes_it_away(department: Account, unit: Unit) -> None:
    programme = made.programme(bond_factor=Decimal(3), cost=7_000_000)
    one = classes.finished(department, make.official_at(unit), programme=programme)
    bond = db.session.scalars(select(Bond)).one()
    assert (bond.begins, bond.ends, bond.cost) == (dt.date(2026, 3, 7), dt.date(2026, 6, 6), 7_000_000)
    completion.take_back(enrolments_of(one)[0], "Nhầm", department)
    assert db.session.scalars(select(Bond)).all() == []


def test_a_settled_bond_keeps_its_class_as_it_is(department: Account, unit: Unit) -> None:
    one = classes.finished(department, make.official_at(unit), programme=made.programme(bond_factor=Decimal(3)))
    actions.release_bond(db.session.scalars(select(Bond)).one(), Settlement(TODAY, "Theo quyết định"), department)
    with pytest.raises(Refused, match="đã được giải quyết"):
        completion.take_back(enrolments_of(one)[0], "Nhầm", department)


@pytest.mark.parametrize(
    ("how", "day", "standing"),
    [
        (End.RESIGNED, dt.date(2026, 3, 1), Standing.BROKEN),
        (None, dt.date(2026, 3, 1), Standing.BROKEN),
        (End.RETIRED, dt.date(2026, 3, 1), Standing.LAPSED),
        (End.RESIGNED, dt.date(2026, 7, 1), Standing.RUNNING),
    ],
)
def test_leaving_breaks_a_bond_that_runs(unit: Unit, how: End | None, day: dt.date, standing: Standing) -> None:
    official = _gone(unit, how, day)
    made.bond(official)
    assert _standing(official) is standing


def test_another_post_goes_on_serving_and_the_last_day_ends_it(unit: Unit) -> None:
    official = _gone(unit, End.MOVED)
    make.assignment(official, make.unit(), valid_from=dt.date(2026, 3, 1))
    made.bond(official)
    assert _standing(official) is Standing.RUNNING
    assert bonds_of(official, dt.date(2029, 9, 1))[0].standing is Standing.SERVED


def test_what_is_owed_is_told_with_its_reckoning_and_paid_back_once(department: Account, unit: Unit) -> None:
    official = _gone(unit)
    bond = made.bond(official)
    line = bonds_of(official, TODAY)[0]
    assert "60.000.000 đ ÷ 72 tháng × (72 − 30) tháng = 35.000.000 đ" in outcome_words(line)
    actions.repay_bond(bond, Settlement(TODAY), department)
    assert (bond.owed, _standing(official)) == (35_000_000, Standing.PAID)
    with pytest.raises(Refused):
        actions.release_bond(bond, Settlement(TODAY, "Muộn"), department)


def test_nothing_is_paid_back_of_a_bond_that_runs_or_whose_cost_is_not_known(department: Account, unit: Unit) -> None:
    for bond in (made.bond(make.official_at(unit)), made.bond(_gone(unit), cost=None)):
        with pytest.raises(Refused):
            actions.repay_bond(bond, Settlement(TODAY), department)


def test_a_bond_is_entered_listed_released_and_taken_along(department: Account, unit: Unit, visitor: Visitor) -> None:
    official, officer = make.official_at(unit, "Lê Thị Học"), make.account(Role.HR_OFFICER, unit)
    visitor.enter_as(officer)
    path = f"/officials/{official.public_id}/bonds/new"
    assert "không thể trước ngày bắt đầu" in visitor.submit(path, {**A_BOND, "studied_to": "01/01/2022"}).get_data(as_text=True)
    assert visitor.submit(path, A_BOND).status_code == 302
    assert "đã ghi trong hồ sơ" in visitor.submit(path, A_BOND).get_data(as_text=True)
    assert "Lê Thị Học" in visitor.get("/bonds").get_data(as_text=True)
    assert "Lê Thị Học" not in visitor.get("/bonds?standing=broken").get_data(as_text=True)
    bond = db.session.scalars(select(Bond)).one()
    visitor.enter_as(department)
    assert visitor.submit(f"/bonds/{bond.public_id}/release", {"day": "01/05/2026", "reason": "Luân chuyển"}).status_code == 302
    assert "Luân chuyển" in visitor.get(f"/officials/{official.public_id}").get_data(as_text=True)
    book = visitor.post("/bonds/export?standing=all", data={"csrf_token": visitor.csrf_token()})
    assert book.mimetype.endswith("spreadsheetml.sheet")


def test_two_who_correct_a_bond_at_once_see_both(department: Account, unit: Unit, visitor: Visitor) -> None:
    bond = made.bond(make.official_at(unit))
    visitor.enter_as(department)
    fields = {**A_BOND, "version": "1", "csrf_token": visitor.csrf_token()}
    assert visitor.post(f"/bonds/{bond.public_id}", data=fields).status_code == 302
    assert visitor.post(f"/bonds/{bond.public_id}", data={**fields, "factor": "1"}).status_code == 409
    db.session.refresh(bond)
    assert (bond.factor, bond.ends) == (Decimal(3), dt.date(2030, 8, 31))
