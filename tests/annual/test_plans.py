"""Annual plans: filled from a survey, edited by two, moved to the signature, and beside their result."""

import datetime as dt
import io
from dataclasses import dataclass

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.classes import TrainingClass
from models.programmes import Programme
from models.training_plans import AnnualPlan, PlanLine, PlanState, Survey
from models.units import Tier, Unit
from registry.annual import actions
from registry.annual.actions import LineDetails, Move, NewPlan
from registry.annual.queries import budgets_of, lines_of, quotas_of, results_of, steps_of
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.architecture.training_rules import A_CLASS, A_LINE
from tests.support import classes, made, make
from tests.support.visitor import Visitor


@dataclass(frozen=True)
class Place:
    """A province with two communes, the Department, and a closed survey that one commune handed in and one did not."""

    province: Unit
    communes: tuple[Unit, Unit]
    department: Account
    officer: Account
    survey: Survey
    programme: Programme


@pytest.fixture
def place(app: Flask) -> Place:
    assert app
    province = make.province()
    one, other = (make.unit(name, Tier.COMMUNE, province) for name in ("Xã Một", "Xã Hai"))
    department = make.account(Role.DEPARTMENT, province)
    survey = made.survey(department, closed_at=now())
    programme = made.programme(name="Sơ cấp lý luận", cost=1_500_500, days=5)
    for unit, people, handed_in in ((one, 60, True), (other, 7, False)):
        answer = made.survey_answer(survey, unit)
        answer.handed_in_at = now() if handed_in else None
        made.need(answer, programme, people=people)
        made.need(answer, programme, make.official_at(unit), confirmed=False)
    officer = make.account(Role.HR_OFFICER, one)
    return Place(province, (one, other), department, officer, survey, programme)


def _details(place: Place, **changed: object) -> LineDetails:
    return classes.planned(place.programme, **changed)


def _made(place: Place) -> AnnualPlan:
    return actions.make_plan(NewPlan(place.province, 2027, "Kế hoạch năm 2027", place.survey), place.department)


def _sign(plan: AnnualPlan, by: Account) -> None:
    for move in (
        Move(PlanState.SUBMITTED),
        Move(PlanState.APPROVED),
        Move(PlanState.SIGNED, None, "9/QĐ-UBND", dt.date(2026, 12, 20)),
    ):
        actions.move_plan(plan, move, by)


def test_a_closed_survey_fills_the_plan_with_what_was_handed_in_and_confirmed(place: Place) -> None:
    plan = _made(place)
    (line,) = lines_of(plan)
    assert (line.title, line.seats, line.classes, line.days, line.cost) == ("Sơ cấp lý luận", 60, 2, 5, 90_030)
    assert quotas_of(plan) == {line.id: [("Xã Một", 60)]}
    open_one = made.survey(place.department)
    with pytest.raises(Refused, match="chưa đóng"):
        actions.make_plan(NewPlan(place.province, 2028, "Sớm", open_one), place.department)


def test_what_is_submitted_stays_and_a_change_is_the_next_version(place: Place) -> None:
    plan = _made(place)
    with pytest.raises(Refused, match="phiên bản chưa xong"):
        _made(place)
    _sign(plan, place.department)
    (line,) = lines_of(plan)
    with pytest.raises(Refused, match="đã trình"):
        actions.change_line(line, _details(place), place.department)
    second = actions.make_plan(NewPlan(place.province, 2027, "Kế hoạch điều chỉnh"), place.department)
    assert (second.number, second.before_id, [each.seats for each in lines_of(second)]) == (2, plan.id, [60])
    assert plan.state is PlanState.SIGNED
    _sign(second, place.department)
    assert plan.state is PlanState.REPLACED
    assert [step.state.value for step in steps_of(plan)] == ["draft", "submitted", "approved", "signed", "replaced"]


def test_the_unit_submits_and_the_department_decides_with_reasons(place: Place) -> None:
    plan = actions.make_plan(NewPlan(place.communes[0], 2027, "Kế hoạch xã"), place.officer)
    with pytest.raises(Refused, match="chưa có lớp"):
        actions.move_plan(plan, Move(PlanState.SUBMITTED), place.officer)
    actions.add_line(plan, _details(place), place.officer)
    actions.move_plan(plan, Move(PlanState.SUBMITTED), place.officer)
    with pytest.raises(Refused, match="Sở Nội vụ"):
        actions.move_plan(plan, Move(PlanState.APPROVED), place.officer)
    with pytest.raises(Refused, match="lý do"):
        actions.move_plan(plan, Move(PlanState.RETURNED), place.department)
    actions.move_plan(plan, Move(PlanState.RETURNED, "Thiếu nguồn"), place.department)
    assert actions.make_plan(NewPlan(place.communes[0], 2027, "Kế hoạch xã, sửa"), place.officer).number == 2
    with pytest.raises(Refused, match="không làm bước này"):
        actions.move_plan(plan, Move(PlanState.SIGNED, None, "1/QĐ", dt.date(2027, 1, 1)), place.department)


def test_money_of_another_plan_is_refused_and_what_is_missing_is_said(place: Place) -> None:
    plan = _made(place)
    other = actions.make_plan(NewPlan(place.communes[0], 2027, "Kế hoạch xã"), place.officer)
    foreign = actions.set_budget(other, "Ngân sách xã", 100, place.officer)
    with pytest.raises(Refused, match="không thuộc kế hoạch"):
        actions.add_line(plan, _details(place, budget_line_id=foreign.id), place.department)
    own = actions.set_budget(plan, "Ngân sách tỉnh", 5000, place.department)
    assert actions.set_budget(plan, "Ngân sách tỉnh", 6000, place.department) is own
    actions.add_line(plan, _details(place, budget_line_id=own.id), place.department)
    assert [(each.row.amount, each.taken, each.left) for each in budgets_of(plan)] == [(6000, 9000, -3000)]


def test_a_line_that_somebody_else_saved_meanwhile_shows_both(place: Place, visitor: Visitor) -> None:
    line = lines_of(_made(place))[0]
    keeper, path = visitor.enter_as(place.department), f"/training/plans/lines/{line.public_id}"
    sent = {**A_LINE, "programme": place.programme.public_id}
    assert keeper.submit(path, {**sent, "title": "Của người thứ nhất"}).status_code == 302
    answer = keeper.submit(path, {**sent, "title": "Của người thứ hai", "version": "1"})
    assert answer.status_code == 409
    assert "Của người thứ nhất" in answer.text and "Của người thứ hai" in answer.text
    assert db.session.get_one(PlanLine, line.id).title == "Của người thứ nhất"


def test_pages_from_the_survey_to_a_class_of_the_plan(place: Place, visitor: Visitor) -> None:
    keeper = visitor.enter_as(place.department)
    given = {"title": "Kế hoạch năm 2027", "year": "2027", "survey": place.survey.public_id}
    page = keeper.get(keeper.submit("/training/plans/new", given).location).text
    assert "Sơ cấp lý luận" in page and "Xã Một: 60" in page and "phân vượt" not in page
    plan = db.session.scalars(select(AnnualPlan)).one()
    path, line = f"/training/plans/{plan.public_id}", lines_of(plan)[0]
    assert keeper.submit(f"/training/plans/lines/{line.public_id}", {"seats": "59"}).status_code == 302
    assert "phân vượt 1 chỗ" in keeper.get(path).text
    assert keeper.submit(f"/training/plans/lines/{line.public_id}", {"seats": "60"}).status_code == 302
    body = {**A_CLASS, "school": str(made.school().id)}
    body.pop("version")
    early = keeper.submit(f"/programmes/{place.programme.public_id}/classes/new?line={line.public_id}", body)
    assert "một dòng đã ký" in early.text
    for fields in (
        {"state": "submitted"},
        {"state": "approved"},
        {"state": "signed", "decision": "9/QĐ", "signed_on": "20/12/2026"},
    ):
        assert keeper.post(f"{path}/move", data={**fields, "csrf_token": keeper.csrf_token()}).status_code == 302
    assert "9/QĐ" in keeper.get(path).text
    opened = keeper.submit(f"/programmes/{place.programme.public_id}/classes/new?line={line.public_id}", body)
    assert opened.status_code == 302
    assert db.session.scalars(select(TrainingClass)).one().plan_line_id == line.id
    assert "1/2 lớp đã mở" in keeper.get(path).text
    sheet = openpyxl.load_workbook(io.BytesIO(keeper.get(f"{path}/workbook").data)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    (cells,) = [row for row in rows if "Sơ cấp lý luận" in row]
    assert cells[:6] == [1, "Sơ cấp lý luận", None, 2, 60, "5 ngày / 40 tiết"]
    assert 90.03 in cells and "Xã Một: 60" in cells
    stranger = visitor.enter_as(place.officer)
    assert stranger.get(path).status_code == 404


def test_the_result_counts_classes_and_turns(place: Place) -> None:
    plan = _made(place)
    (line,) = lines_of(plan)
    official = make.official_at(place.communes[0])
    one = classes.finished(place.department, official, programme=place.programme)
    one.plan_line_id = line.id
    db.session.flush()
    (result,) = results_of(plan).values()
    assert (result.made, result.finished, result.turns) == (1, 1, 1)
