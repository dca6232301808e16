"""What the catalogues do not know, or no column takes, is told with sheet, row, column, value and reason; nothing is written."""

import pytest

from models.officials import Official
from models.qualifications import Domain
from registry.officials.queries import posts_of
from registry.shared.refusal import Refused
from tests.workbooks.bringing import AN, bring, compared, number_of, official, papers, refusal, roster, told

pytestmark = pytest.mark.usefixtures("app")

CHI = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}

UNKNOWN = {
    "unit": ("F", "Xã Không Có"),
    "post": ("H", "Thợ lặn"),
    "category": ("I", "Tình nguyện viên"),
    "degree": ("M", "Trình độ lạ"),
    "theory": ("S", "Bậc lạ"),
    "state": ("U", "Chương trình lạ"),
    "certificate": ("V", "Chứng chỉ lạ"),
    "digital": ("Z", "Máy tính lạ"),
}


@pytest.mark.parametrize("key", UNKNOWN)
def test_an_unknown_word_is_told_at_its_cell_and_nothing_of_the_file_is_written(key: str) -> None:
    column, word = UNKNOWN[key]
    book = roster(CHI, {**AN, key: word})
    (problem,) = told(compared(book))
    assert (problem.sheet, problem.row, problem.column, problem.value) == ("Danh sách", 3, column, word)
    assert len(problem.reason) > 20
    with pytest.raises(Refused):
        bring(book)
    assert number_of(Official) == 0


def test_the_good_rows_are_written_when_that_is_asked_for() -> None:
    counts = bring(roster(CHI, {**AN, "post": "Thợ lặn"}), good_rows=True)
    assert counts == {"read": 2, "added": 1, "updated": 0, "unchanged": 0, "rejected": 1}
    assert official(CHI).full_name == "Lê Thị Chi"
    assert number_of(Official) == 1


def test_a_file_without_any_good_row_writes_nothing_even_so() -> None:
    with pytest.raises(Refused, match="Không có dòng nào"):
        bring(roster({**AN, "post": "Thợ lặn"}), good_rows=True)


def test_every_fault_of_a_row_is_told_at_once() -> None:
    row = {**AN, "post": "Thợ lặn", "degree": "Trình độ lạ", "theory": "Bậc lạ", "number": "12"}
    assert {problem.column for problem in told(compared(roster(row)))} >= {"E"}
    plan = compared(roster({**row, "number": AN["number"]}))
    assert {problem.column for problem in told(plan)} == {"H", "M", "S"}


def test_an_unknown_form_of_study_is_left_out_and_said() -> None:
    plan = compared(roster({**AN, "form": "Học ban đêm"}))
    assert plan.counts["added"] == 1
    assert [problem.column for problem in told(plan, "warning")] == ["P"]
    bring(roster({**AN, "form": "Học ban đêm"}))
    assert papers(Domain.DEGREE)[0].form_of_study is None


def test_a_certificate_of_another_language_is_refused_at_the_language() -> None:
    assert refusal(roster({**AN, "language": "Tiếng Pháp"})).column == "W"


@pytest.mark.parametrize(
    ("key", "column", "room"),
    [("name", "B", 120), ("division", "G", 120), ("field", "N", 160), ("school", "O", 200), ("diploma", "R", 60)],
)
def test_a_text_longer_than_its_column_is_refused_at_its_cell(key: str, column: str, room: int) -> None:
    fits, longer = "Đ " * (room // 2 - 1) + "Đĩ", "Đ " * (room // 2) + "Đĩ"
    problem = refusal(roster({**AN, key: longer}))
    assert problem.column == column
    assert str(room) in problem.reason
    bring(roster({**AN, key: fits}))


@pytest.mark.parametrize("key", ["division", "school", "diploma"])
def test_a_control_character_is_dropped_so_that_every_database_takes_the_text(key: str) -> None:
    bring(roster({**AN, key: "Phòng_x0000_ Kinh_x0007_ tế"}))
    held = papers(Domain.DEGREE)[0]
    kept = {"division": posts_of(official())[0].division, "school": held.institution, "diploma": held.number}
    assert kept[key] == "Phòng Kinh tế"
