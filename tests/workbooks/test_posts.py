"""What a roster says about posts: the same, corrected, a new one that ends the old, or something that a person must decide."""

import datetime as dt

import pytest

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind
from models.positions import Position, StaffCategory
from models.units import UnitPeriod
from registry.shared.clock import today
from registry.shared.database import db
from registry.workbooks.words import Wording
from tests.readers.rosters import form
from tests.support import make
from tests.workbooks.bringing import AN, bring, compared, official, only_row, posts, refusal, roster, told, trail, unit

pytestmark = pytest.mark.usefixtures("app")

START, LATER = dt.date(2025, 7, 1), dt.date(2026, 9, 1)
HEAD = {**AN, "post": "Trưởng phòng", "since": "01/09/2026"}
HERE = ("xa-cam-binh", "chuyen-vien", START, FOREVER)


def _position(key: str) -> Position:
    return db.session.query(Position).filter_by(key=key).one()


def _held(key: str, begins: dt.date, ends: dt.date = FOREVER, position: str = "chuyen-vien", **values: object) -> Assignment:
    return make.assignment(official(), unit(key), _position(position), valid_from=begins, valid_to=ends, **values)


def test_a_promotion_is_a_new_post_from_its_day_and_ends_the_old_one() -> None:
    bring(roster(AN))
    assert posts() == [HERE]
    assert bring(roster(HEAD))["updated"] == 1
    assert posts() == [("xa-cam-binh", "chuyen-vien", START, LATER), ("xa-cam-binh", "truong-phong", LATER, FOREVER)]
    assert only_row(roster(HEAD)).outcome == "unchanged"


def test_a_promotion_is_told_in_words() -> None:
    bring(roster(AN))
    (line,) = Wording().lines(only_row(roster(HEAD)))
    assert (line.label, line.before) == ("Chức vụ", "Chuyên viên, Phòng Kinh tế, từ 01/07/2025")
    assert line.after == "Trưởng phòng, Phòng Kinh tế, từ 01/09/2026"


def test_an_earlier_start_is_a_correction_of_the_same_post() -> None:
    bring(roster(AN))
    bring(roster({**AN, "since": "15/06/2025"}))
    assert posts() == [("xa-cam-binh", "chuyen-vien", dt.date(2025, 6, 15), FOREVER)]
    (entry,) = trail("official.updated_by_roster")
    assert entry.changes["post"] == ["Chuyên viên, Phòng Kinh tế, từ 01/07/2025", "Chuyên viên, Phòng Kinh tế, từ 15/06/2025"]


def test_a_later_start_is_a_correction_with_a_warning_because_it_may_be_a_reappointment() -> None:
    bring(roster(AN))
    plan = compared(roster({**AN, "since": "15/07/2025"}))
    assert plan.counts["updated"] == 1
    assert ["bổ nhiệm lại" in problem.reason for problem in told(plan, "warning")] == [True]


def test_the_post_before_follows_the_corrected_start_so_that_main_posts_never_overlap() -> None:
    bring(roster(AN))
    bring(roster(HEAD))
    bring(roster({**HEAD, "since": "01/08/2026"}))
    moved = dt.date(2026, 8, 1)
    assert posts() == [("xa-cam-binh", "chuyen-vien", START, moved), ("xa-cam-binh", "truong-phong", moved, FOREVER)]
    bring(roster({**HEAD, "since": "01/10/2026"}))
    moved = dt.date(2026, 10, 1)
    assert posts() == [("xa-cam-binh", "chuyen-vien", START, moved), ("xa-cam-binh", "truong-phong", moved, FOREVER)]


def test_a_start_corrected_to_before_the_post_before_is_refused() -> None:
    bring(roster(AN))
    bring(roster(HEAD))
    assert refusal(roster({**HEAD, "since": "01/06/2025"})).column == "J"


def test_a_start_corrected_into_a_post_that_ended_before_is_refused_and_into_the_gap_is_not() -> None:
    bring(roster(AN))
    db.session.query(Assignment).one().valid_to = dt.date(2026, 1, 1)
    bring(roster(HEAD))
    assert "01/01/2026" in refusal(roster({**HEAD, "since": "01/12/2025"})).reason
    bring(roster({**HEAD, "since": "01/03/2026"}))
    assert [post[2:] for post in posts()] == [(START, dt.date(2026, 1, 1)), (dt.date(2026, 3, 1), FOREVER)]


def test_the_same_day_with_another_post_is_a_correction_of_what_the_post_is() -> None:
    bring(roster(AN))
    bring(roster({**AN, "post": "Trưởng phòng", "category": ""}))
    assert posts() == [("xa-cam-binh", "truong-phong", START, FOREVER)]


def test_another_post_from_an_earlier_day_needs_a_person() -> None:
    bring(roster(AN))
    problem = refusal(roster({**AN, "post": "Trưởng phòng", "since": "01/01/2025"}))
    assert (problem.column, problem.value) == ("J", "01/01/2025")
    assert "01/07/2025" in problem.reason


def test_another_post_without_a_day_needs_a_person() -> None:
    bring(roster(AN))
    assert "không ghi ngày giữ chức vụ" in refusal(roster({**AN, "post": "Trưởng phòng", "since": ""})).reason


def test_a_new_post_without_a_day_begins_on_the_day_of_the_roster() -> None:
    plan = compared(roster({**AN, "since": ""}, as_of="30/09/2026"))
    (warning,) = told(plan, "warning")
    assert "30/09/2026" in warning.reason
    bring(roster({**AN, "since": ""}, as_of="30/09/2026"))
    assert posts() == [("xa-cam-binh", "chuyen-vien", dt.date(2026, 9, 30), FOREVER)]


def test_a_start_known_to_the_year_takes_nothing_from_a_whole_date() -> None:
    bring(roster(AN))
    assert only_row(roster({**AN, "since": "2025"})).outcome == "unchanged"
    assert told(compared(roster({**AN, "since": "2025"})), "warning") == []


def test_a_start_far_in_the_future_is_refused_and_a_near_one_is_said() -> None:
    assert "tương lai" in refusal(roster({**AN, "since": "01/07/2052"})).reason
    soon = dt.date.today() + dt.timedelta(days=20)  # noqa: DTZ011  any day ahead will do
    plan = compared(roster({**AN, "since": f"{soon:%d/%m/%Y}"}))
    assert plan.counts["added"] == 1
    assert ["tương lai" in problem.reason for problem in told(plan, "warning")] == [True]


def test_a_post_after_a_gap_is_new_and_leaves_the_past_alone() -> None:
    bring(roster(AN))
    db.session.query(Assignment).one().valid_to = dt.date(2026, 1, 1)
    bring(roster(HEAD))
    assert posts() == [
        ("xa-cam-binh", "chuyen-vien", START, dt.date(2026, 1, 1)),
        ("xa-cam-binh", "truong-phong", LATER, FOREVER),
    ]


def test_a_post_that_would_begin_inside_an_ended_one_is_refused() -> None:
    bring(roster(AN))
    db.session.query(Assignment).one().valid_to = dt.date(2026, 10, 1)
    assert "01/10/2026" in refusal(roster(HEAD)).reason


def test_an_old_list_that_repeats_a_past_post_changes_nothing() -> None:
    bring(roster(AN))
    bring(roster(HEAD))
    assert only_row(roster(AN)).outcome == "unchanged"


def test_a_list_of_a_past_day_fills_in_the_time_before_the_posts_that_are_known() -> None:
    bring(roster({**HEAD, "since": "01/09/2026"}))
    bring(roster(AN, as_of="30/09/2025"))
    assert posts() == [("xa-cam-binh", "chuyen-vien", START, LATER), ("xa-cam-binh", "truong-phong", LATER, FOREVER)]


def test_a_list_of_a_past_day_speaks_of_the_units_of_its_day() -> None:
    old = {**AN, "unit": "UBND huyện Cẩm Xuyên", "post": "Chuyên viên", "since": "01/01/2022", "division": ""}
    bring(roster(old, as_of="31/12/2024"))
    ((key, _position_key, begins, _ends),) = posts()
    assert (key, begins) == ("huyen-cam-xuyen", dt.date(2022, 1, 1))
    assert "không còn" in refusal(roster(old)).reason


def test_a_post_announced_for_a_later_day_does_not_hide_the_present_one() -> None:
    bring(roster(AN))
    bring(roster({**HEAD, "since": "01/12/2026"}, as_of="23/11/2026"))
    assert only_row(roster(AN, as_of="23/11/2026")).outcome == "unchanged"


def test_a_concurrent_post_that_the_row_names_is_known_and_no_transfer() -> None:
    bring(roster(AN))
    _held("xa-cam-xuyen", START, kind=AssignmentKind.CONCURRENT)
    assert only_row(roster({**AN, "unit": "Xã Cẩm Xuyên"})).outcome == "unchanged"
    bring(roster(HEAD))
    assert ("xa-cam-xuyen", "chuyen-vien", START, FOREVER) in posts()


def test_the_category_and_division_of_a_post_are_corrected_and_silence_keeps_them() -> None:
    bring(roster(AN))
    assert only_row(roster({**AN, "category": "", "division": ""})).outcome == "unchanged"
    bring(roster({**AN, "category": "Viên chức", "division": "Phòng Văn hoá - Xã hội"}))
    post = db.session.query(Assignment).one()
    assert (post.category, post.division) == (StaffCategory.PUBLIC_EMPLOYEE, "Phòng Văn hoá - Xã hội")


def test_the_group_line_above_names_the_division_of_those_who_have_none() -> None:
    book = form([{**AN, "post": "Chuyên viên"}])
    book.worksheets[0].insert_rows(10)
    book.worksheets[0]["A10"], book.worksheets[0]["B10"] = "I", "Văn phòng HĐND và UBND"
    bring(book)
    assert db.session.query(Assignment).one().division == "Văn phòng HĐND và UBND"


def test_the_unit_comes_from_the_letterhead_before_the_one_chosen() -> None:
    plan = compared(form(), unit=unit("xa-cam-xuyen"))
    assert {row.post.details.unit.key for row in plan.rows if row.post} == {"xa-cam-binh"}
    assert [problem.reason for problem in told(plan, "warning") if "Đầu trang" in problem.reason] == [
        "Đầu trang ghi Xã Cẩm Bình, khác với đơn vị được chọn; lấy theo đầu trang."
    ]


def test_the_unit_chosen_serves_rows_that_name_none() -> None:
    plan = compared(roster(AN, without=["unit"]), unit=unit("xa-cam-binh"))
    assert plan.rows[0].outcome == "added"
    assert "Hãy chọn đơn vị" in told(compared(roster(AN, without=["unit"])))[0].reason


def test_who_would_stay_at_a_unit_whose_end_is_entered_ahead_is_refused() -> None:
    ends = today() + dt.timedelta(days=40)
    (period,) = db.session.query(UnitPeriod).filter_by(unit_id=unit("xa-cam-binh").id, valid_to=FOREVER)
    period.valid_to = ends
    problem = refusal(roster(AN))
    assert problem.heading == "Đơn vị"
    assert f"kết thúc từ ngày {ends:%d/%m/%Y} theo đợt sắp xếp đã ghi trước" in problem.reason
    held = make.official(AN["name"], personal_number=AN["number"])
    make.assignment(held, unit("xa-cam-due"), _position("chuyen-vien"), valid_from=START)
    assert "đợt sắp xếp đã ghi trước" in refusal(roster({**AN, "since": "01/07/2025"})).reason  # the post on file, put right
    period.valid_to = FOREVER
    assert compared(roster(AN)).counts["rejected"] == 0


def test_who_has_a_place_from_the_day_on_comes_to_a_unit_that_ends() -> None:
    ends = today() + dt.timedelta(days=40)
    bring(roster(AN))
    (period,) = db.session.query(UnitPeriod).filter_by(unit_id=unit("xa-cam-binh").id, valid_to=FOREVER)
    period.valid_to = ends
    db.session.query(Assignment).filter_by(official_id=official().id).one().valid_to = ends
    _held("xa-cam-due", ends)
    bring(roster(HEAD))
    assert posts()[1:] == [("xa-cam-binh", "truong-phong", LATER, ends), ("xa-cam-due", "chuyen-vien", ends, FOREVER)]
