"""A plan from its form to its workbook: worked out, fed back to the engine, saved for ever, copied."""

import datetime as dt
import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.officials import Official, Sex
from models.plans import GapPlan, PlanClass
from models.qualifications import Domain, Level, Qualification
from models.units import Unit
from registry.compliance.catalogue import target_with
from registry.forecasts.queries import outlook
from registry.plans import actions
from registry.plans.working import work_out
from registry.shared.clock import stopped_at, today
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.compliance.records import add_official, add_post, add_qualification, settle, unit_id
from tests.support import make
from tests.support.visitor import Visitor

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
UNTIL = dt.date(2029, 12, 31)


@pytest.fixture
def planner(app: Flask) -> Account:
    """The Department of a province of six clerks: one has a degree, one retires before the day, four are missed by T1.degree."""
    assert app
    settle(people=0)
    for number, born in enumerate((1990, 1966, 1970, 1985, 1988, 1999)):
        clerk = add_official(full_name=f"Lê Số {number}", sex=Sex.MALE, born_on=dt.date(born, 1, 1), sort_key=str(number))
        add_post(clerk)
        if not number:
            add_qualification(clerk)
    account = make.account(Role.DEPARTMENT, unit=db.session.get_one(Unit, unit_id("province")))
    db.session.commit()
    return account


def _level(domain: Domain, rank: int) -> Level:
    return db.session.scalars(select(Level).where(Level.domain == domain, Level.rank == rank)).one()


def _plan(planner: Account, seats: int = 9, **values: object) -> GapPlan:
    plan = make.gap_plan(planner, codes="T1.degree", until=UNTIL)
    days = {"first_day": dt.date(2027, 1, 1), "last_day": dt.date(2028, 12, 31)}
    make.plan_class(plan, _level(Domain.DEGREE, 4), "Đại học", seats=seats, **{**days, **values})
    db.session.commit()
    return plan


def test_what_is_granted_as_planned_really_reaches_the_target(planner: Account) -> None:
    with stopped_at(NOW):
        plan = _plan(planner)
        result = work_out(plan, today())
        assert [target["short"] for target in result["targets"]] == [0]
        assert (len(result["people"]), result["cost"]) == (4, 4_000_000)
        for each in result["people"]:
            add_qualification(db.session.get_one(Official, each["official"]), issued_on=dt.date(2028, 12, 31))
        db.session.commit()
        seen = outlook(target_with("T1.degree", UNTIL)[0], plan.unit_id, today(), UNTIL)
        then = seen.then("middle")
        assert (then.met, then.total, then.needed(seen.target.rule.threshold)) == (5, 5, 0)
        assert work_out(plan, today())["people"] == []


@pytest.mark.parametrize(
    ("values", "short", "barred", "hopeless"),
    [
        ({"seats": 1}, 3, 0, 0),
        ({"oldest": 45}, 1, 1, 0),
        ({"last_day": UNTIL + dt.timedelta(days=1)}, 4, 0, 4),
    ],
)
def test_what_cannot_be_reached_is_told_with_its_limit(
    planner: Account, values: dict[str, object], short: int, barred: int, hopeless: int
) -> None:
    with stopped_at(NOW):
        (target,) = work_out(_plan(planner, **values), today())["targets"]  # type: ignore[arg-type]
    assert (target["short"], target["barred"], target["hopeless"]) == (short, barred, hopeless)


def test_who_stays_longest_goes_first(planner: Account) -> None:
    with stopped_at(NOW):
        (person,) = work_out(_plan(planner, seats=1), today())["people"]
    assert db.session.get_one(Official, person["official"]).full_name == "Lê Số 5"


def test_a_plan_for_a_day_gone_by_or_for_no_target_is_refused_at_its_field(planner: Account, visitor: Visitor) -> None:
    visitor.enter_as(planner)
    with stopped_at(NOW):
        token = visitor.csrf_token()
        for codes, until, said in (("T1", "31/12/2025", "phải sau hôm nay"), ("T9", "31/12/2029", "Chỉ tiêu cần đạt:")):
            page = visitor.post("/targets/plans/new", data={"name": "A", "codes": codes, "until": until, "csrf_token": token})
            assert (page.status_code, said in page.text) == (200, True)


def test_a_saved_plan_never_changes_and_its_copy_does(planner: Account) -> None:
    with stopped_at(NOW):
        plan = _plan(planner)
        with pytest.raises(Refused):
            actions.save_plan(plan, planner)
        actions.keep_result(plan, work_out(plan, today()), plan.version, planner)
        actions.save_plan(plan, planner)
        db.session.commit()
        one = db.session.scalars(select(PlanClass)).one()
        with pytest.raises(Refused):
            actions.remove_class(one, planner)
        with pytest.raises(Refused):
            actions.save_plan(plan, planner)
        with pytest.raises(Refused):
            actions.keep_result(plan, {}, plan.version, planner)
        copy = actions.copy_plan(plan, planner)
        db.session.commit()
        assert (copy.result, copy.saved_at) == (None, None)
        assert db.session.scalar(select(func.count()).select_from(PlanClass)) == 2


def test_what_was_worked_out_on_old_inputs_is_not_kept(planner: Account) -> None:
    with stopped_at(NOW):
        plan = _plan(planner)
        version, result = plan.version, work_out(plan, today())
        plan.name = "Tên khác"
        db.session.commit()
        with pytest.raises(Refused, match="vừa được người khác sửa"):
            actions.keep_result(plan, result, version, planner)


def test_the_page_and_the_workbook_name_people_and_reasons(planner: Account, visitor: Visitor) -> None:
    visitor.enter_as(planner)
    with stopped_at(NOW):
        address = f"/targets/plans/{_plan(planner, seats=2).public_id}"
        assert visitor.submit(address, {}, "work-out").status_code == 302
        page = visitor.get(address)
        for words in ("2.000.000", "Lê Số 5", "chỉ cần một lớp", "còn thiếu 2 trong 4 người cần bù", "các lớp hết chỗ"):
            assert words in page.text
        answer = visitor.submit(address, {}, "people")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert {row[1] for row in rows[-2:]} == {"Lê Số 5", "Lê Số 4"}
    assert db.session.scalar(select(func.count()).select_from(Qualification)) == 1  # a plan grants nothing
