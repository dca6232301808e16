"""The form of a commune: letterhead, grouped headings, numbering row, group lines, totals, signatures."""

import datetime as dt

import pytest

from registry.readers.facts import DateValue
from registry.readers.roster import read_roster
from tests.readers.rosters import AN, BINH, CHI, FORM_FIRST, FORM_TOP, by_name, fill, flat, form, only, read


def test_the_whole_paper() -> None:
    file = read(form())
    (table,) = file.tables
    assert file.problems == ()
    assert [(row.row, row.full_name, row.sex) for row in file.rows] == [
        (10, "Nguyễn Văn An", "male"),
        (11, "Trần Thị Bình", "female"),
        (12, "Lê Thị Chi", "female"),
    ]
    assert table.header_rows == (7, 8)
    assert table.as_of == dt.date(2026, 9, 30)
    assert table.unit_text == "XÃ CẨM BÌNH"
    assert [skipped.kind for skipped in table.skipped] == ["numbering", "total", "footer", "footer"]


@pytest.mark.parametrize("numbering", [True, False])
@pytest.mark.parametrize("merged", [True, False])
def test_without_merging_or_numbering(numbering: bool, merged: bool) -> None:
    people = [
        {
            **AN,
            "theory": "Trung cấp",
            "theory_day": "01/02/2020",
            "certificate": "TOEIC",
            "score": "785",
            "certified": "02/03/2024",
        }
    ]
    (row,) = read(form(people, numbering=numbering, merged=merged)).rows
    assert row.birth == DateValue(dt.date(1985, 5, 24))
    assert (row.theory.level_text, row.theory.issued) == ("Trung cấp", DateValue(dt.date(2020, 2, 1)))
    assert (row.language.score_text, row.language.issued) == ("785", DateValue(dt.date(2024, 3, 2)))


def test_headings_are_shown_with_their_group() -> None:
    file = read(form([{**BINH, "birth": "31/02/1990"}]))
    assert only(file).place == "D (Ngày, tháng, năm sinh / Nữ)"


def test_a_person_in_both_columns_of_sex_is_a_problem() -> None:
    book = form([AN])
    book.worksheets[0].cell(FORM_FIRST, 4, "01/01/1990")
    assert "mâu thuẫn" in only(read(book)).reason


def test_a_mark_in_the_columns_of_sex_gives_the_sex_alone() -> None:
    file = read(form([{**BINH, "birth": "x"}]))
    assert (file.rows[0].sex, file.rows[0].birth) == ("female", None)


def test_an_explicit_no_in_a_column_of_sex_is_no_birth_date() -> None:
    book = form([AN])
    book.worksheets[0].cell(FORM_FIRST, 4, "-")
    assert read(book).problems == ()


def test_the_group_above_the_names_row() -> None:
    """Names stand on the lower heading row; the groups above are not merged over them."""
    book = form([AN], numbering=False, merged=False)
    sheet = book.worksheets[0]
    for place in (1, 2, 5, 6, 12):
        sheet.cell(FORM_TOP + 1, place, sheet.cell(FORM_TOP, place).value)
        sheet.cell(FORM_TOP, place).value = None
    (row,) = read(book).rows
    assert (row.full_name, row.sex) == ("Nguyễn Văn An", "male")


def test_group_lines_are_no_people_but_are_remembered() -> None:
    book = form([AN, BINH], ending=False)
    sheet = book.worksheets[0]
    sheet.insert_rows(FORM_FIRST)
    fill(sheet, [["I", "Văn phòng HĐND và UBND"]], top=FORM_FIRST)
    sheet.insert_rows(FORM_FIRST + 2)
    fill(sheet, [["II", "Phòng Kinh tế"]], top=FORM_FIRST + 2)
    file = read(book)
    assert [row.section_text for row in file.rows] == ["I Văn phòng HĐND và UBND", "II Phòng Kinh tế"]
    assert file.errors == ()


def test_subtotals_do_not_end_the_table() -> None:
    book = form([AN], ending=False)
    fill(
        book.worksheets[0],
        [["", "Cộng: 1 người"], [2, "Trần Thị Bình", "", "02/11/1990", "042190000022", "Trưởng phòng"]],
        top=FORM_FIRST + 1,
    )
    assert len(read(book).rows) == 2


def test_a_total_that_does_not_agree_is_said() -> None:
    book = form([AN, BINH], ending=False)
    fill(book.worksheets[0], [["", "Tổng cộng: 5 người"]], top=FORM_FIRST + 2)
    warning = only(read(book), "warning")
    assert (warning.row, warning.value) == (FORM_FIRST + 2, "5")


def test_signers_and_notes_are_no_people() -> None:
    book = form([AN], ending=False)
    lines = [
        ["", "Ghi chú: số liệu đến 30/9/2026"],
        ["", "", "", "", "Cẩm Bình, ngày 01 tháng 10 năm 2026"],
        ["", "NGƯỜI LẬP", "", "", "TM. ỦY BAN NHÂN DÂN"],
        ["", "", "", "", "CHỦ TỊCH"],
        [],
        ["", "Phạm Thị Lập", "", "", "Hoàng Văn Ký"],
    ]
    fill(book.worksheets[0], lines, top=FORM_FIRST + 1)
    file = read(book)
    assert (len(file.rows), file.problems) == (1, ())


def test_a_numbered_name_without_facts_is_not_lost() -> None:
    book = form([AN, BINH], ending=False)
    fill(book.worksheets[0], [[3, "Lê Thị Chi"]], top=FORM_FIRST + 2)
    file = read(book)
    assert (file.rows[-1].row, file.rows[-1].full_name) == (FORM_FIRST + 2, "Lê Thị Chi")
    assert file.rows[-1].personal_number is None


def test_a_bare_name_between_people_is_not_lost() -> None:
    book = form([AN, BINH], ending=False)
    sheet = book.worksheets[0]
    sheet.insert_rows(FORM_FIRST + 1)
    sheet.cell(FORM_FIRST + 1, 2, "Đặng Văn Sót")
    assert [row.full_name for row in read(book).rows if row.personal_number is None] == ["Đặng Văn Sót"]


def test_numbered_empty_lines_of_a_template_are_blank() -> None:
    book = form([AN], ending=False)
    fill(book.worksheets[0], [[2], [3], [4]], top=FORM_FIRST + 1)
    file = read(book)
    assert (len(file.rows), file.problems) == (1, ())


def test_headings_repeated_on_the_next_printed_page() -> None:
    book = flat([AN, BINH])
    fill(book.worksheets[0], [["STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Chức vụ"]], top=4)
    fill(book.worksheets[0], [[3, "Lê Thị Chi", "Nữ", "1979", "042179000033", "Chủ tịch UBND"]], top=5)
    file = read(book)
    assert [row.row for row in file.rows] == [2, 3, 5]
    assert file.table_of(file.rows[2]) is file.tables[1]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["UBND TỈNH HÀ TĨNH", "SỞ NỘI VỤ"], "SỞ NỘI VỤ"),
        (["UBND XÃ CẨM BÌNH"], "XÃ CẨM BÌNH"),
        (["ĐẢNG ỦY PHƯỜNG THÀNH SEN"], "PHƯỜNG THÀNH SEN"),
        (["Đơn vị: Xã Thạch Hà"], "Xã Thạch Hà"),
        (["ỦY BAN NHÂN DÂN\nXÃ ĐỨC THỌ"], "XÃ ĐỨC THỌ"),
        (["DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ KỲ ANH NĂM 2026"], "XÃ KỲ ANH"),
        (["SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"], "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
    ],
)
def test_units_in_the_letterhead(lines: list[str], expected: str) -> None:
    book = flat([AN])
    book.worksheets[0].insert_rows(1, amount=4)
    fill(book.worksheets[0], [[line] for line in lines])
    assert expected in read(book).tables[0].unit_texts


def test_two_sheets_and_a_cover() -> None:
    book = flat([AN])
    fill(book.create_sheet("Công chức"), [["Họ và tên", "Số CCCD", "Ngày sinh"], ["Trần Thị Bình", "042190000022", "02/11/1990"]])
    fill(book.create_sheet("Tổng hợp"), [["Chỉ tiêu", "Số lượng"], ["Cán bộ", 3]])
    file = read(book)
    assert by_name(file).keys() == {"Nguyễn Văn An", "Trần Thị Bình"}
    assert only(file, "notice").sheet == "Tổng hợp"


def test_a_hidden_sheet_is_passed_over_and_said() -> None:
    book = flat([AN])
    hidden = book.create_sheet("Bản cũ")
    fill(hidden, [["Họ và tên", "Số CCCD", "Ngày sinh"], ["Trần Thị Bình", "042190000022", "02/11/1990"]])
    hidden.sheet_state = "hidden"
    file = read(book)
    assert len(file.rows) == 1
    assert (only(file, "warning").sheet, "1 dòng" in only(file, "warning").reason) == ("Bản cũ", True)


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    book = flat([AN, BINH, CHI])
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["F"].hidden = True
    file = read(book)
    assert len(file.rows) == 3
    assert [problem.severity for problem in file.problems] == ["warning", "warning"]


def test_a_workbook_without_a_roster_is_one_problem() -> None:
    book = flat([AN], {"Chỉ tiêu": "name", "Số lượng": "birth"})
    file = read(book)
    assert file.rows == ()
    assert "Không tìm thấy" in file.errors[0].reason


def test_a_roster_without_numbers_is_read_where_birth_dates_tell_people_apart() -> None:
    file = read(flat([AN], {"Họ và tên": "name", "Ngày sinh": "birth", "Chức vụ": "post"}))
    assert [row.personal_number for row in file.rows] == [None]


def test_a_roster_without_numbers_and_birth_dates_is_refused() -> None:
    file = read(flat([AN], {"Họ và tên": "name", "Đơn vị": "unit", "Chức vụ": "post", "Loại": "category"}))
    assert file.rows == ()
    assert "không có cột số định danh" in file.errors[0].reason


def test_a_file_that_is_no_workbook_is_one_problem() -> None:
    file = read_roster(b"Ho ten va So CCCD", "a.xlsx")
    assert (len(file.problems), file.rows) == (1, ())
