"""The error workbook: the sender's own rows with the reasons in front; put right and sent again, everything comes in."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from models.accounts import Account
from models.officials import Official
from models.qualifications import Qualification
from registry.readers.roster import read_roster
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.workbooks.actions import Upload, apply_plan, keep_roster, left_rows, take_errors
from registry.workbooks.compare import compare
from registry.workbooks.queries import plan_of
from tests.readers.rosters import AN as SHORT
from tests.readers.rosters import BINH, FORM_FIRST, form, written
from tests.workbooks.bringing import AN, number_of, officer, roster, trail

CHI = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}
BAD = {**CHI, "post": "Thợ lặn"}


@pytest.fixture
def by(app: object) -> Account:  # noqa: ARG001  the context is what counts
    return officer("xa-cam-binh")


def _left(book: Workbook, by: Account) -> Workbook:
    """Bring the good rows in; the workbook of the others."""
    batch = keep_roster(Upload("danh-sach.xlsx", written(book)), by)
    plan = plan_of(batch, by)
    content = take_errors(left_rows(batch, plan), by)
    apply_plan(plan, "danh-sach.xlsx", by, accept_good_rows=True)
    db.session.commit()
    db.session.expire_all()
    return load_workbook(io.BytesIO(content))


def _cells(book: Workbook, sheet: str, row: int) -> list[object]:
    return [cell.value for cell in book[sheet][row]]


def test_rejected_rows_come_back_as_they_were_sent_with_the_reason_in_front(by: Account) -> None:
    book = _left(roster(AN, BAD), by)
    assert _cells(book, "Danh sách", 1)[1:4] == ["STT", "Họ và tên", "Giới tính"]
    reason, *row = _cells(book, "Danh sách", 2)
    assert reason == "H (Chức vụ): Không có chức vụ, chức danh này trong danh mục của cấp đơn vị."
    assert row[:5] == [2, "Lê Thị Chi", "Nữ", "1979", "042179000033"]
    assert book["Danh sách"].max_row == 2


def test_put_right_and_sent_again_nothing_is_rejected(by: Account) -> None:
    book = _left(roster(AN, BAD), by)
    book["Danh sách"].cell(2, 9).value = "Chuyên viên"
    plan = compare(read_roster(written(book), "loi.xlsx"), by)
    assert plan.counts == {"read": 1, "added": 1, "updated": 0, "unchanged": 0, "rejected": 0}
    apply_plan(plan, "loi.xlsx", by, accept_good_rows=False)
    assert number_of(Official) == 2


def test_the_paper_form_keeps_its_letterhead_its_groups_and_its_merged_headings(by: Account) -> None:
    sent = form([SHORT, {**BINH, "post": "Thợ lặn"}])
    sent.worksheets[0].insert_rows(FORM_FIRST + 1)
    sent.worksheets[0].cell(FORM_FIRST + 1, 2, "II. Phòng Kinh tế")
    book = _left(sent, by)
    sheet = book["Trích ngang"]
    assert "XÃ CẨM BÌNH" in {cell.value for cell in sheet[2]}
    assert {str(block) for block in sheet.merged_cells.ranges} >= {"B7:B8", "D7:E7", "J7:L7"}
    place = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 3).value == BINH["name"])
    assert sheet.cell(place - 1, 3).value == "II. Phòng Kinh tế"
    sheet.cell(place, 7).value = "Trưởng phòng"
    again = compare(read_roster(written(book), "loi.xlsx"), by)
    assert (again.counts["added"], again.counts["rejected"]) == (1, 0)
    assert again.rows[0].post is not None and again.rows[0].post.details.division == "Phòng Kinh tế"


def test_rows_that_wait_for_a_decision_are_there_too(by: Account) -> None:
    _left(roster(AN, BAD), by)
    book = _left(roster({**AN, "number": "042085000099"}, CHI), by)
    assert _cells(book, "Danh sách", 2)[0] == "Chờ quyết định ở trang đối chiếu."


def test_what_looks_like_a_formula_stays_a_text(by: Account) -> None:
    batch = keep_roster(Upload("x.xlsx", written(roster({**BAD, "field": "=1+1"}))), by)
    content = take_errors(left_rows(batch, plan_of(batch, by)), by)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_taking_them_is_in_the_trail_and_without_errors_there_are_none(by: Account) -> None:
    _left(roster(AN, BAD), by)
    assert [entry.changes for entry in trail("roster.errors_taken")] == [{"rows": [None, 1]}]
    batch = keep_roster(Upload("x.xlsx", written(roster(CHI))), by)
    with pytest.raises(Refused):
        take_errors(left_rows(batch, plan_of(batch, by)), by)


def test_a_row_that_continues_another_goes_and_comes_back_with_it(by: Account) -> None:
    sent = roster(AN, BAD, {"degree": "Đại học", "field": "Kế toán"})
    sent["Danh sách"].cell(4, 1).value = None  # no number of its own
    book = _left(sent, by)
    first, second = (_cells(book, "Danh sách", row) for row in (2, 3))
    assert (second[0], "Kế toán" in second, book["Danh sách"].max_row) == (None, True, 3)
    assert str(first[0]).startswith("H (Chức vụ)")
    book["Danh sách"].cell(2, 9).value = "Chuyên viên"
    apply_plan(compare(read_roster(written(book), "loi.xlsx"), by), "loi.xlsx", by, accept_good_rows=False)
    assert db.session.query(Qualification).filter_by(field="Kế toán").count() == 1
