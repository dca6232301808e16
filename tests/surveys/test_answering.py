"""Surveys: what units are asked, confirm, decline, add and hand in; two at once; what others see."""

import datetime as dt
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.officials import Official
from models.programmes import Programme
from models.qualifications import Domain
from models.training_plans import Need, Origin, Survey, SurveyAnswer
from models.units import Tier, Unit
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.surveys import actions
from registry.surveys.actions import Own, Said, SurveyDetails
from registry.surveys.queries import lines_of, rows_of, totals_of
from tests.support import made, make
from tests.support.visitor import Visitor

DETAILS = SurveyDetails("Nhu cầu năm 2027", 2027, dt.date(2026, 6, 1), dt.date(2098, 12, 31))


@dataclass(frozen=True)
class Place:
    """A commune with two clerks who lack theory, its officer, the Department, and the survey that asks it."""

    unit: Unit
    lan: Official
    minh: Official
    theory: Programme
    officer: Account
    department: Account
    survey: Survey
    answer: SurveyAnswer


@pytest.fixture
def place(app: Flask) -> Place:
    assert app
    province = make.province()
    unit, post = make.unit("Xã Hỏi", Tier.COMMUNE, province), make.position("Công chức xã", Tier.COMMUNE)
    make.standard(post, {"holds": {"domain": "theory", "rank": 1}}, domain=Domain.THEORY)
    lan, minh = (make.official(name) for name in ("Nguyễn Thị Lan", "Trần Văn Minh"))
    for each in (lan, minh):
        make.assignment(each, unit, post)
    theory = made.programme(make.level(Domain.THEORY, rank=1, name="Sơ cấp"), name="Sơ cấp lý luận")
    department = make.account(Role.DEPARTMENT, province)
    survey = actions.open_survey(DETAILS, department)
    (answer,) = db.session.scalars(select(SurveyAnswer))
    return Place(unit, lan, minh, theory, make.account(Role.HR_OFFICER, unit), department, survey, answer)


def _rows(place: Place) -> dict[str, tuple[bool, bool | None]]:
    """Name → unanswered, and what was said."""
    db.session.commit()
    return {row.name: (row.unanswered, row.need and row.need.confirmed) for row in rows_of(place.answer, place.officer)}


def _say(place: Place, official: Official, said: Said) -> Need:
    (row,) = [row for row in rows_of(place.answer, place.officer) if row.name == official.full_name]
    return actions.say(place.answer, row, said, place.officer)


def _told(place: Place) -> list[tuple[str, int]]:
    return [(programme.name, number) for programme, number in totals_of(place.survey, place.department)]


def test_an_answer_counts_once_it_is_handed_in_and_again_after_each_change(place: Place) -> None:
    _say(place, place.minh, Said(False, "Sắp nghỉ hưu", 0))
    with pytest.raises(Refused, match="Còn 1 nhu cầu"):
        actions.hand_in(place.answer, rows_of(place.answer, place.officer), None, place.officer)
    assert actions.confirm_rest(place.answer, rows_of(place.answer, place.officer), place.officer) == 1
    assert _rows(place) == {"Nguyễn Thị Lan": (False, True), "Trần Văn Minh": (False, False)}
    assert _told(place) == []
    actions.hand_in(place.answer, rows_of(place.answer, place.officer), "Đủ", place.officer)
    assert _told(place) == [("Sơ cấp lý luận", 1)]
    actions.add_own(place.answer, Own(place.theory, None, 4, "Tuyển mới"), place.officer)
    assert (_told(place), lines_of(place.survey, place.department)[0].state) == ([], "begun")
    actions.hand_in(place.answer, rows_of(place.answer, place.officer), None, place.officer)
    (line,) = lines_of(place.survey, place.department)
    assert (line.state, line.confirmed, line.declined, line.added, _told(place)[0][1]) == ("handed_in", 1, 1, 4, 5)


def test_two_who_answer_about_the_same_person_do_not_write_over_each_other(place: Place) -> None:
    seen_by_both = rows_of(place.answer, place.officer)
    (row,) = [row for row in seen_by_both if row.name == "Nguyễn Thị Lan"]
    actions.say(place.answer, row, Said(False, "Đang nghỉ thai sản", 0), place.officer)
    with pytest.raises(Refused, match="vừa trả lời"):
        actions.say(place.answer, row, Said(True, None, 0), place.department)
    assert actions.confirm_rest(place.answer, seen_by_both, place.department) == 1  # the other one only
    assert _rows(place) == {"Nguyễn Thị Lan": (False, False), "Trần Văn Minh": (False, True)}


def test_declining_asks_for_a_reason_and_nothing_is_said_after_the_end(place: Place) -> None:
    with pytest.raises(Refused, match="lý do"):
        _say(place, place.lan, Said(False, None, 0))
    need = actions.add_own(place.answer, Own(place.theory, place.minh, 9, "Cần"), place.officer)
    assert (need.people, need.origin) == (1, Origin.UNIT)
    with pytest.raises(Refused, match="đã có trong danh sách"):
        actions.add_own(place.answer, Own(place.theory, place.minh, 1, "Cần"), place.officer)
    actions.remove_own(need, place.officer)
    actions.close_survey(place.survey, place.department)
    with pytest.raises(Refused, match="đã đóng"):
        _say(place, place.lan, Said(True, None, 0))
    assert _rows(place) == {"Nguyễn Thị Lan": (True, None), "Trần Văn Minh": (True, None)}


def test_what_is_no_longer_computed_stays_as_it_was_answered(place: Place) -> None:
    _say(place, place.lan, Said(True, None, 0))
    make.qualification(place.lan, Domain.THEORY, level_id=place.theory.level_id)
    make.qualification(place.minh, Domain.THEORY, level_id=place.theory.level_id)
    assert _rows(place) == {"Nguyễn Thị Lan": (False, True)}


def test_a_unit_answers_on_its_sheet_and_sees_no_other(place: Place, visitor: Visitor) -> None:
    path = f"/training/surveys/answers/{place.answer.public_id}"
    officer = visitor.enter_as(place.officer)
    assert "Xã Hỏi" in officer.get(f"/training/surveys/{place.survey.public_id}").text
    about = {"official": place.lan.public_id, "programme": place.theory.public_id, "version": "0"}
    sent = {**about, "confirmed": "no", "reason": "Đi biệt phái", "csrf_token": officer.csrf_token()}
    assert officer.post(f"{path}/say", data=sent).status_code == 302
    assert "Đi biệt phái" in officer.get(path).text
    assert officer.post(f"{path}/say", data={**sent, "official": make.official().public_id}).status_code == 404
    own = {"programme": place.theory.public_id, "official": "", "people": "3", "reason": "Tuyển mới"}
    assert officer.submit(f"{path}/add", own).status_code == 302
    page = officer.get(path).text
    assert "3 người, chưa rõ tên" in page and "còn 1 chưa trả lời" in page
    stranger = visitor.enter_as(make.account(Role.HR_OFFICER, make.unit("Xã Bên", Tier.COMMUNE)))
    assert stranger.get(path).status_code == 404
    assert "Xã Hỏi" not in stranger.get(f"/training/surveys/{place.survey.public_id}").text


def test_the_department_opens_and_closes(place: Place, visitor: Visitor) -> None:
    keeper = visitor.enter_as(place.department)
    given = {"name": "Đợt hai", "year": "2027", "on": "01/06/2026", "deadline": "01/01/2020"}
    assert "từ hôm nay trở đi" in keeper.submit("/training/surveys/new", given).text
    assert keeper.submit("/training/surveys/new", {**given, "deadline": "31/12/2098"}).status_code == 302
    second = db.session.scalars(select(Survey).where(Survey.name == "Đợt hai")).one()
    path = f"/training/surveys/{second.public_id}"
    assert keeper.post(f"{path}/close", data={"csrf_token": keeper.csrf_token()}).status_code == 302
    assert "đã đóng" in keeper.get(path).text
