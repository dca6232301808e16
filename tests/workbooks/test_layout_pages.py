"""The page on which a sender puts the reading of a file right: what is chosen is read, kept, and remembered for the next file."""

import re

import pytest
from flask import Flask

from models.accounts import Role
from models.imports import ColumnMemory, ImportBatch
from models.officials import Official
from registry.readers.facts import Field
from registry.shared.database import db
from registry.workbooks import actions
from tests.readers import shapes
from tests.readers.rosters import written
from tests.support.markup import parsed, text_of
from tests.support.visitor import Visitor
from tests.workbooks.bringing import AN, number_of, officer, roster, trail
from tests.workbooks.test_pages import Sender

ODD = shapes.delimited(
    [
        ["Bảng kê", "", "", "", "", ""],
        ["Thứ", "Quý danh", "Chào đời", "Mã thẻ", "Làm gì", "Lời bàn"],
        ["1", "Nguyễn Văn Ẩn", "24/05/1985", "042085000011", "Chuyên viên", "tốt"],
        ["2", "Trần Thị Bưởi", "11/1990", "042190000022", "Chuyên viên", ""],
    ],
    ";",
).encode()
NEXT = ODD.replace(b"042085000011", b"042085000044").replace("Bảng kê".encode(), "Bảng kê quý sau".encode())
MEANS = {
    "t0_read": "y",
    "t0_top": "2",
    "t0_bottom": "2",
    "g0_1_means": "",
    "g0_2_means": "full_name",
    "g0_3_means": "birth",
    "g0_4_means": "personal_number",
    "g0_5_means": "position",
    "g0_6_means": "",
}


@pytest.fixture
def sender(visitor: Visitor) -> Sender:
    return Sender(visitor, officer("xa-cam-binh"))


def answered(sender: Sender, address: str, **fields: str) -> str:
    """Where a layout that was sent leads, or the words of the page that refuses it."""
    answer = sender.visitor.submit(f"{address}/layout", {**MEANS, **fields}, form=f"{address}/layout")
    return answer.headers["Location"] if answer.status_code == 302 else text_of(parsed(answer.text))


def test_a_file_in_which_no_list_is_found_is_kept_and_its_columns_are_told(sender: Sender) -> None:
    address = sender.sent(ODD)
    assert sender.visitor.get(address).headers["Location"] == f"{address}/layout"
    page = sender.page(f"{address}/layout")
    assert "Chưa chắc đây là danh sách người." in page
    assert "Quý danh" in page and "042 085 ••• 011" in page and "042085000011" not in page
    assert answered(sender, address) == address
    assert "2 dòng sẽ được ghi" in sender.page(address)
    sender.press(address, "apply")
    assert sorted(one.full_name for one in db.session.query(Official)) == ["Nguyễn Văn Ẩn", "Trần Thị Bưởi"]
    assert [entry.changes for entry in trail("roster.read_otherwise")] == [{"read": [0, 2]}]


def test_the_next_file_with_the_same_headings_is_read_as_the_last_and_says_so(sender: Sender) -> None:
    answered(sender, sender.sent(ODD))
    page = sender.page(sender.sent(NEXT))
    assert "2 dòng sẽ được ghi" in page
    assert "Tiêu đề giống một tệp trước của bạn" in page
    assert number_of(ColumnMemory) == 1


def test_what_is_remembered_is_the_senders_own(sender: Sender, app: Flask) -> None:
    answered(sender, sender.sent(ODD))
    other = Sender(Visitor(app, use_cookies=True), officer("xa-cam-xuyen"))
    assert "layout" in other.visitor.get(other.sent(NEXT)).headers["Location"]


def test_a_later_choice_takes_the_place_of_the_earlier(sender: Sender) -> None:
    answered(sender, sender.sent(ODD))
    answered(sender, sender.sent(NEXT), g0_6_means="division")
    (kept,) = db.session.query(ColumnMemory)
    assert kept.columns["6"] == Field.DIVISION


def test_a_column_that_was_read_wrongly_is_left_out(sender: Sender) -> None:
    address = sender.sent(roster(AN))
    page = sender.visitor.get(f"{address}/layout").text
    fields = dict(re.findall(r'<select[^>]* name="(\w+)".*?<option selected value="([^"]*)"', page, re.DOTALL))
    assert fields["g0_26_means"] == Field.DIGITAL_TEXT
    answer = sender.visitor.submit(
        f"{address}/layout",
        {**fields, "t0_read": "y", "t0_top": "1", "t0_bottom": "1", "g0_26_means": ""},
        form=f"{address}/layout",
    )
    assert answer.status_code == 302
    assert "tin học" not in sender.page(address).lower().split("những dòng cần xem")[1]


def test_a_fact_is_read_from_one_column_only_and_the_second_is_named(sender: Sender) -> None:
    address = sender.sent(ODD)
    page = answered(sender, address, g0_6_means="birth")
    assert "Nội dung này đã được đọc từ một cột khác." in page
    assert db.session.query(ImportBatch).one().layout is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"g0_2_means": ""}, "chưa chọn cột nào là họ và tên"),
        ({"g0_4_means": "", "g0_3_means": ""}, "chưa chọn cột nào là số định danh hoặc ngày sinh"),
        ({"t0_top": "0"}, "Phải là số dòng trong tệp."),
        ({"t0_bottom": "60"}, "Tiêu đề phải từ 1 đến 6 dòng."),
        ({"s0_row": "900"}, "Trang này chỉ có 4 dòng."),
        ({"s0_row": "2"}, "Tiêu đề của hai bảng chồng lên nhau."),
        ({"t0_as_of": "31/02/2026"}, "Ngày không hợp lệ."),
        ({"g0_2_means": "official.id"}, "Lựa chọn không hợp lệ"),
    ],
)
def test_what_cannot_be_followed_is_said_and_nothing_is_kept(sender: Sender, fields: dict[str, str], words: str) -> None:
    page = answered(sender, sender.sent(ODD), **fields)
    assert words.lower() in page.lower()
    assert db.session.query(ImportBatch).one().layout is None
    assert number_of(ColumnMemory) == 0


def test_headings_that_moved_are_shown_again_before_anything_else(sender: Sender) -> None:
    address = sender.sent(ODD)
    assert answered(sender, address, t0_top="1", t0_bottom="1") == f"{address}/layout"
    page = sender.page(f"{address}/layout")
    assert "Hãy xem các cột" in page and "Bảng kê" in page
    assert number_of(ColumnMemory) == 0


def test_the_day_and_the_unit_of_a_list_can_be_told(visitor: Visitor) -> None:
    department = Sender(visitor, officer("tinh-ha-tinh", Role.DEPARTMENT))
    address = department.sent(ODD)
    assert "Không có đơn vị tên như vậy" in answered(department, address, t0_unit="Xã Không Có")
    assert answered(department, address, t0_unit="xã cẩm bình", t0_as_of="30/09/2026") == address
    page = department.page(address)
    assert "Xã Cẩm Bình" in page and "30/09/2026" in page
    (table,) = db.session.query(ImportBatch).one().layout["tables"]
    assert (table["unit"], table["as_of"]) == ("xa-cam-binh", "2026-09-30")


def test_sheets_with_the_same_headings_are_told_once(sender: Sender) -> None:
    page = sender.page(f"{sender.sent(shapes.by_division())}/layout")
    assert page.count("Đọc là") == 1
    assert "Cùng tiêu đề với bảng ở trang “Phòng Kinh tế”" in page


def test_a_hidden_sheet_can_be_chosen(sender: Sender) -> None:
    book = roster(AN)
    hidden = book.create_sheet("Ẩn")
    for row in [["STT", *shapes.HEADINGS[1:]], *shapes.PEOPLE]:
        hidden.append(row)
    hidden.sheet_state = "hidden"
    address = sender.sent(book)
    page = sender.visitor.get(f"{address}/layout").text
    assert "trang ẩn" in page
    assert re.search(r'<input(?=[^>]*name="t0_read")[^>]*checked', page)
    assert not re.search(r'<input(?=[^>]*name="t1_read")[^>]*checked', page)


def test_a_decided_roster_is_read_no_other_way(sender: Sender) -> None:
    address = sender.sent(ODD)
    page = sender.visitor.get(f"{address}/layout").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    sender.visitor.submit(f"{address}/layout", MEANS, form=f"{address}/layout")
    sender.press(address, "discard")
    answer = sender.visitor.post(f"{address}/layout", data={**MEANS, "g0_6_means": "division", "csrf_token": token})
    assert "đã được ghi hoặc đã bỏ" in answer.text
    assert sender.visitor.get(f"{address}/layout").headers["Location"] == address
    (table,) = db.session.query(ImportBatch).one().layout["tables"]
    assert table["columns"]["6"] == ""


def test_rows_beyond_the_limit_that_come_to_light_are_refused(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    address = sender.sent(ODD)
    monkeypatch.setattr(actions, "MOST_ROWS", 1)
    assert "Danh sách có hơn 1 dòng" in answered(sender, address)


def test_old_fonts_are_shown_before_and_after(sender: Sender) -> None:
    address = sender.sent(shapes.SHAPES["VNI"]())
    page = sender.page(address)
    assert f"{shapes.vni('Lê Đức Hoà')} Lê Đức Hoà" in page
    assert "VNI" in sender.page(f"{address}/layout")


def test_a_kept_layout_of_another_time_does_no_harm(sender: Sender) -> None:
    address = sender.sent(written(roster(AN)))
    db.session.query(ImportBatch).one().layout = {"tables": [{"columns": {"2": "shoe_size"}}]}
    db.session.commit()
    assert "1 dòng sẽ được ghi" in sender.page(address)
