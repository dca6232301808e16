"""The catalogue as people keep it: pages, two who edit at once, versions by law, and what the reference data brings."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.base import FOREVER
from models.programmes import Programme
from registry.judgement.codec import read_condition
from registry.programmes.records import simple
from registry.qualifications.mapping import EquivalenceTable
from registry.shared.database import db
from seeds.reference import load_reference
from tests.architecture.training_rules import A_PROGRAMME
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def keeper(app: Flask, visitor: Visitor) -> Visitor:
    """The Department."""
    assert app
    return visitor.enter_as(make.account(Role.DEPARTMENT))


def test_the_reference_data_is_read_and_read_again_without_change(app: Flask, visitor: Visitor) -> None:
    assert app
    load_reference()
    again = load_reference()
    assert (again["programmes"], again["schools"], again["hours_rules"]) == (0, 0, 0)
    table = EquivalenceTable()
    for one in db.session.scalars(select(Programme).where(Programme.certificate_type_id.is_not(None))):
        assert one.level and one.certificate_type_id
        assert table.level_of(one.certificate_type_id, one.level.name, dt.date(2026, 1, 1), None) == one.level_id
    reader = visitor.enter_as(make.account(Role.CHAIR))
    page = reader.get("/programmes")
    assert "Cao cấp lý luận chính trị" in page.text
    assert "cần kiểm tra" in page.text
    theory = db.session.scalars(select(Programme).where(Programme.code == "trung-cap-llct")).one()
    shown = reader.get(f"/programmes/{theory.public_id}").text
    assert "đương chức hoặc được quy hoạch" in shown
    assert "nữ từ 28 tuổi, nam từ 30 tuổi" in shown


def test_an_edit_on_what_somebody_else_saved_meanwhile_shows_both(keeper: Visitor) -> None:
    programme = make.programme(name="Lớp cũ")
    path = f"/programmes/{programme.public_id}/edit"
    assert keeper.submit(path, {**A_PROGRAMME, "name": "Của người thứ nhất"}).status_code == 302
    answer = keeper.submit(path, {**A_PROGRAMME, "name": "Của người thứ hai"})
    assert answer.status_code == 409
    assert "Của người thứ nhất" in answer.text
    assert "Của người thứ hai" in answer.text
    assert db.session.get_one(Programme, programme.id).name == "Của người thứ nhất"


def test_a_new_version_ends_the_one_before_on_its_day(keeper: Visitor) -> None:
    programme = make.programme(lesson_hours=40)
    path = f"/programmes/{programme.public_id}/renew"
    early = keeper.submit(path, {**A_PROGRAMME, "valid_from": "01/01/2021"})
    assert "hãy ghi một ngày sau đó" in early.text
    assert keeper.submit(path, {**A_PROGRAMME, "valid_from": "01/07/2026"}).status_code == 302
    later = db.session.scalars(select(Programme).where(Programme.code == programme.code, Programme.id != programme.id)).one()
    db.session.refresh(programme)
    assert (programme.lesson_hours, programme.valid_to) == (40, dt.date(2026, 7, 1))
    assert (later.lesson_hours, later.valid_from, later.valid_to) == (16, dt.date(2026, 7, 1), FOREVER)
    assert "đã kết thúc" in keeper.submit(path, {**A_PROGRAMME, "valid_from": "01/08/2026"}).text


def test_a_condition_that_the_form_cannot_say_stays_as_it_is(keeper: Visitor) -> None:
    said = {"any_of": [{"in_tier": ["commune"]}, {"younger_than": {"years": 30}}]}
    programme = make.programme(condition=said)
    page = keeper.get(f"/programmes/{programme.public_id}/edit").text
    assert "Điều kiện hiện tại được giữ nguyên" in page
    sent = {name: value for name, value in A_PROGRAMME.items() if name not in ("tier", "leaders", "least")}
    assert keeper.submit(f"/programmes/{programme.public_id}/edit", sent).status_code == 302
    assert db.session.get_one(Programme, programme.id).condition == said


@pytest.mark.parametrize(
    "said",
    [
        {"in_tier": ["commune"]},
        {"leads": {"whom": ["commune"]}},
        {"every": [{"in_tier": ["commune"]}, {"holds": {"domain": "degree", "rank": 4, "undated": "counts"}}]},
        {"younger_than": {"years": 46}},
    ],
)
def test_what_the_form_can_say_it_says_again(said: dict[str, object]) -> None:
    found = simple(read_condition(said))
    assert found
    assert found.condition() == read_condition(said)


@pytest.mark.parametrize(
    "said",
    [
        {"leads": {"whom": ["commune"], "deputies": False}},
        {"holds": {"domain": "degree", "rank": 4}},
        {"younger_than": {"years": 46, "reckoning": "calendar_year"}},
    ],
)
def test_what_the_form_would_say_otherwise_it_leaves(said: dict[str, object]) -> None:
    assert simple(read_condition(said)) is None
