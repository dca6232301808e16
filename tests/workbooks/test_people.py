"""What a roster says about a person: new, the same, otherwise, less; and when it must be somebody else."""

import datetime as dt

import pytest

from models.officials import Official, Precision, Sex
from tests.readers import rosters
from tests.support import make
from tests.workbooks.bringing import AN, bring, compared, number_of, official, only_row, refusal, roster, told, trail

pytestmark = pytest.mark.usefixtures("app")

CHI = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}


def test_a_new_person_is_added_with_everything_that_the_row_says() -> None:
    assert bring(roster(AN, CHI)) == {"read": 2, "added": 2, "updated": 0, "unchanged": 0, "rejected": 0}
    held = official()
    assert (held.full_name, held.sex, held.born_on) == ("Nguyễn Văn An", Sex.MALE, dt.date(1985, 5, 24))
    assert (held.party_member, held.ethnic_minority) == (True, False)
    assert held.search_text == " nguyen van an 042085000011 "[:-1]


@pytest.mark.parametrize("book", [roster(AN, CHI), rosters.form()], ids=["flat", "form"])
def test_the_same_roster_again_changes_nothing(book: object) -> None:
    first = bring(book)  # type: ignore[arg-type]
    assert first["added"] == first["read"]
    again = bring(book)  # type: ignore[arg-type]
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, first["read"])


def test_a_birth_year_alone_stays_a_year() -> None:
    bring(roster(CHI))
    assert (official(CHI).born_on, official(CHI).born_precision) == (dt.date(1979, 1, 1), Precision.YEAR)


def test_a_year_takes_nothing_from_a_whole_birth_date_and_a_whole_date_completes_a_year() -> None:
    bring(roster(CHI))
    bring(roster({**CHI, "birth": "03/04/1979"}))
    assert (official(CHI).born_on, official(CHI).born_precision) == (dt.date(1979, 4, 3), Precision.DAY)
    assert only_row(roster(CHI)).outcome == "unchanged"
    assert only_row(roster({**CHI, "birth": "1980"})).facts == {
        "born_on": (dt.date(1979, 4, 3), dt.date(1980, 1, 1)),
        "born_precision": (Precision.DAY, Precision.YEAR),
    }


def test_a_lost_zero_is_put_back_and_said() -> None:
    plan = compared(roster({**AN, "number": 42085000011}))
    (repair,) = told(plan, "repair")
    assert (repair.column, repair.value) == ("E", "42085000011")
    assert "042085000011" in repair.reason
    assert plan.counts["added"] == 1


@pytest.mark.parametrize("silent", ["sex", "birth", "party", "minority"])
def test_a_column_that_is_not_there_erases_nothing(silent: str) -> None:
    bring(roster({**AN, "minority": "x"}))
    before = {name: getattr(official(), name) for name in ("sex", "born_on", "party_member", "ethnic_minority")}
    assert only_row(roster({**AN, "minority": "x"}, without=[silent])).outcome == "unchanged"
    bring(roster({**AN, "minority": "x"}, without=[silent]))
    assert {name: getattr(official(), name) for name in before} == before


@pytest.mark.parametrize("empty", ["sex", "birth", "party", "minority"])
def test_an_empty_cell_erases_nothing(empty: str) -> None:
    person = {**AN, "minority": "x"}
    bring(roster(person))
    row = only_row(roster({**person, empty: ""}))
    assert (row.outcome, row.facts) == ("unchanged", {})


def test_a_mark_that_was_there_and_is_empty_now_is_pointed_at() -> None:
    bring(roster(AN))
    (warning,) = told(compared(roster({**AN, "party": ""})), "warning")
    assert warning.column == "K" and "giữ như sổ" in warning.reason


def test_a_mark_is_taken_back_by_a_word() -> None:
    bring(roster(AN))
    bring(roster({**AN, "party": "không"}))
    assert official().party_member is False


@pytest.mark.parametrize("spelling", ["NGUYỄN VĂN AN", "nguyễn văn an", "Nguyễn  Văn An"])
def test_capitals_and_blanks_make_no_other_name(spelling: str) -> None:
    bring(roster(AN))
    assert only_row(roster({**AN, "name": spelling})).outcome == "unchanged"


def test_the_place_of_the_tone_mark_makes_no_other_name() -> None:
    bring(roster({**AN, "name": "Lê Văn Hoà"}))
    assert only_row(roster({**AN, "name": "Lê Văn Hòa"})).outcome == "unchanged"


def test_a_corrected_name_is_an_update_and_searchable() -> None:
    bring(roster(AN))
    assert bring(roster({**AN, "name": "Nguyễn Văn Ân"}))["updated"] == 1
    assert (official().full_name, official().version) == ("Nguyễn Văn Ân", 2)
    (entry,) = trail("official.updated_by_roster")
    assert entry.changes["full_name"] == ["Nguyễn Văn An", "Nguyễn Văn Ân"]


def test_the_number_of_somebody_else_is_refused_and_not_a_renaming() -> None:
    bring(roster(AN))
    problem = refusal(roster({**AN, "name": "Trần Thị Bích Thuỷ", "birth": "01/01/1990"}))
    assert (problem.column, problem.value) == ("E", AN["number"])
    assert "Nguyễn Văn An" in problem.reason and "24/05/1985" in problem.reason


def test_another_name_with_the_same_birth_date_is_taken_with_a_warning() -> None:
    bring(roster(AN))
    plan = compared(roster({**AN, "name": "Trần Thị Bích Thuỷ", "sex": "Nam"}))
    assert plan.counts["updated"] == 1
    assert ["Họ tên khác hẳn" in problem.reason for problem in told(plan, "warning")] == [True]


def test_a_new_person_without_a_birth_date_is_taken_and_the_gap_is_said() -> None:
    plan = compared(roster({**AN, "birth": ""}))
    assert plan.counts["added"] == 1
    assert [problem.reason for problem in told(plan, "warning")] == ["Thiếu ngày sinh."]


def test_a_roster_without_birth_dates_says_so_once() -> None:
    plan = compared(roster(AN, CHI, without=["birth"]))
    (warning,) = told(plan, "warning")
    assert "Không có cột ngày sinh" in warning.reason
    assert plan.counts["added"] == 2


def test_a_person_twice_in_one_file_is_refused_at_the_second_place() -> None:
    plan = compared(roster(AN, {**AN, "post": "Trưởng phòng"}))
    (problem,) = told(plan)
    assert (problem.row, problem.column) == (3, "E")
    assert plan.counts == {"read": 2, "added": 1, "updated": 0, "unchanged": 0, "rejected": 1}


def test_a_person_who_holds_no_post_yet_is_found_by_the_number() -> None:
    make.official("Nguyễn Văn An", personal_number=AN["number"], born_on=dt.date(1985, 5, 24))
    assert bring(roster(AN))["updated"] == 1
    assert number_of(Official) == 1


def test_two_sheets_are_one_roster() -> None:
    book = roster(AN)
    second = book.create_sheet("Nữ")
    rosters.fill(second, [["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Đơn vị", "Chức vụ"]])
    rosters.fill(second, [[1, CHI["name"], "1979", CHI["number"], "Xã Cẩm Bình", "Chuyên viên"]], top=2)
    assert bring(book)["added"] == 2
    assert {entry.changes["source"][1] for entry in trail("official.imported")} == {
        "danh-sach.xlsx, Danh sách, dòng 2",
        "danh-sach.xlsx, Nữ, dòng 2",
    }
