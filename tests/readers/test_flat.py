"""The flat shape: one heading row, any order, any wording."""

import datetime as dt
import random
import unicodedata

import pytest

from registry.readers.facts import DateValue, Field
from tests.readers.rosters import AN, BINH, CHI, FLAT, by_name, fill, flat, only, read

PARTS = {"Họ và tên": "name", "Ngày": "d", "Tháng": "m", "Năm": "y", "Số CCCD": "number", "Nữ": "woman"}


def test_all_people_are_read_without_a_word() -> None:
    file = read(flat())
    assert [row.full_name for row in file.rows] == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Thị Chi"]
    assert file.problems == ()
    assert [row.row for row in file.rows] == [2, 3, 4]
    assert [row.sex for row in file.rows] == ["male", "female", "female"]


def test_a_birth_year_alone_keeps_its_precision() -> None:
    chi = by_name(read(flat()))["Lê Thị Chi"]
    assert chi.birth == DateValue(dt.date(1979, 1, 1), "year")
    assert chi.birth.latest == dt.date(1979, 12, 31)


def test_the_order_of_columns_does_not_matter() -> None:
    for seed in range(20):
        columns = list(FLAT.items())
        random.Random(seed).shuffle(columns)
        assert by_name(read(flat(headings=dict(columns)))).keys() == {"Nguyễn Văn An", "Trần Thị Bình", "Lê Thị Chi"}


@pytest.mark.parametrize(
    "wording",
    [
        ("Họ tên", "Phái", "Ngày tháng năm sinh", "Số định danh cá nhân", "Chức danh"),
        ("HỌ VÀ TÊN KHAI SINH", "GIỚI TÍNH", "NGÀY, THÁNG, NĂM SINH", "SỐ CĂN CƯỚC", "CHỨC VỤ, CHỨC DANH HIỆN TẠI"),
        ("Họ,  tên", "Giới tính (Nam/Nữ)", "Năm sinh", "CCCD/Mã định danh", "Chức vụ (chức danh)"),
        ("Tên công chức", "Giới", "Ngày sinh (dd/mm/yyyy)", "Số CMND/CCCD", "Vị trí việc làm"),
    ],
)
def test_other_wordings_of_headings(wording: tuple[str, ...]) -> None:
    file = read(flat(headings=dict(zip(wording, FLAT.values(), strict=True))))
    assert [(row.full_name, row.personal_number, row.position_text) for row in file.rows] == [
        (person["name"], person["number"], person["post"]) for person in (AN, BINH, CHI)
    ]


def test_an_absent_column_differs_from_an_empty_cell() -> None:
    file = read(flat([{**AN, "unit": ""}], **{"Đơn vị": "unit"}))
    (row,) = file.rows
    assert Field.UNIT in row.present and row.unit_text is None
    assert Field.PARTY_MEMBER not in row.present and row.party_member is None


def test_capitals_and_decomposed_letters_give_the_usual_name() -> None:
    file = read(flat([{**AN, "name": "NGUYỄN  VĂN AN"}, {**BINH, "name": unicodedata.normalize("NFD", "Trần Thị Bình")}]))
    assert [row.full_name for row in file.rows] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert file.problems == ()


def test_decomposed_headings_are_understood() -> None:
    headings = {unicodedata.normalize("NFD", heading): key for heading, key in FLAT.items()}
    assert len(read(flat(headings=headings)).rows) == 3


def test_a_lost_zero_is_put_back_and_said() -> None:
    file = read(flat([{**AN, "number": 42085000011}]))
    assert file.rows[0].personal_number == "042085000011"
    repair = only(file, "repair")
    assert (repair.sheet, repair.row, repair.column, repair.heading) == ("Danh sách", 2, "E", "Số CCCD")
    assert repair.value == "42085000011"


def test_a_completed_number_that_contradicts_the_row_is_refused() -> None:
    file = read(flat([{**AN, "number": 42185000011}]))
    assert "giới tính" in only(file).reason
    assert file.good_rows == ()


def test_a_full_number_that_contradicts_the_row_is_only_a_warning() -> None:
    file = read(flat([{**AN, "number": "042186000011"}, {**BINH, "number": "900190000022"}]))
    assert {problem.severity for problem in file.problems} == {"warning"}
    assert [problem.row for problem in file.problems] == [2, 2, 3]


def test_the_same_number_twice_is_a_problem_of_the_later_row() -> None:
    file = read(flat([AN, BINH, {**AN, "name": "Nguyễn Văn Anh"}]))
    assert (only(file).row, only(file).column) == (4, "E")
    assert "dòng 2" in only(file).reason
    assert len(file.good_rows) == 2


@pytest.mark.parametrize(
    ("key", "value", "column"),
    [
        ("number", "0420850000", "E"),
        ("number", "04208500001x", "E"),
        ("birth", "31/02/1985", "D"),
        ("birth", "24/5/85", "D"),
        ("birth", "không rõ", "D"),
        ("name", "An", "B"),
        ("name", "", "B"),
        ("sex", "Trai", "C"),
        ("post", dt.date(2020, 1, 1), "F"),
    ],
)
def test_what_cannot_be_read_names_its_cell(key: str, value: object, column: str) -> None:
    file = read(flat([AN, {**BINH, key: value}, CHI]))
    problem = only(file)
    assert (problem.sheet, problem.row, problem.column) == ("Danh sách", 3, column)
    assert problem.reason.endswith(".")
    assert [row.row for row in file.good_rows] == [2, 4]


def test_dates_of_every_kind() -> None:
    kinds = [
        "24/05/1985",
        dt.date(1985, 5, 24),
        dt.datetime(1985, 5, 24),
        31191,
        "24-5-1985",
        "24.05.1985",
        "ngày 24 tháng 5 năm 1985",
    ]
    people = [{**AN, "birth": birth, "number": f"0420850000{place:02d}"} for place, birth in enumerate(kinds)]
    assert {row.birth for row in read(flat(people)).rows} == {DateValue(dt.date(1985, 5, 24))}


def test_a_year_in_a_cell_formatted_as_a_date_is_a_year() -> None:
    book = flat([{**AN, "birth": 1985}])
    book.worksheets[0]["D2"].number_format = "dd/mm/yyyy"
    file = read(book)
    assert file.rows[0].birth == DateValue(dt.date(1985, 1, 1), "year")
    assert "1985" in only(file, "repair").reason


def test_serial_days_of_a_workbook_that_counts_from_1904() -> None:
    book = flat([{**AN, "birth": 31191 - 1462}])
    book.epoch = dt.datetime(1904, 1, 1)
    assert read(book).rows[0].birth == DateValue(dt.date(1985, 5, 24))


def test_error_cells_are_problems_and_never_blanks() -> None:
    book = flat([AN, BINH])
    book.worksheets[0]["D2"] = "#REF!"
    book.worksheets[0]["D2"].data_type = "e"
    book.worksheets[0]["F3"] = '=VLOOKUP("x",A1:B2,2,0)'
    file = read(book)
    assert [(problem.row, problem.column) for problem in file.errors] == [(2, "D"), (3, "F")]


def test_columns_that_are_not_read_are_named() -> None:
    file = read(flat([{**AN, "home": "Cẩm Bình", "note": ""}], **{"Quê quán": "home", "Ghi chú": "note"}))
    notice = only(file, "notice")
    assert (notice.column, notice.heading) == ("G", "Quê quán")


def test_two_columns_for_one_fact_are_named() -> None:
    file = read(flat([{**AN, "former": "Bí thư"}], **{"Chức danh": "former"}))
    assert file.rows[0].position_text == "Chuyên viên"
    assert only(file, "warning").heading == "Chức danh"


def test_a_column_without_heading_is_named() -> None:
    book = flat([AN])
    book.worksheets[0]["H2"] = "ghi thêm"
    assert only(read(book), "notice").column == "H"


def test_marks_and_peoples() -> None:
    people = [
        {**AN, "party": "x", "folk": "Chứt"},
        {**BINH, "party": "", "folk": "Kinh"},
        {**CHI, "party": "15/03/2010", "folk": "Tày"},
    ]
    rows = read(flat(people, **{"Đảng viên": "party", "Dân tộc": "folk"})).rows
    assert [row.party_member for row in rows] == [True, False, True]
    assert [(row.ethnicity_text, row.ethnic_minority) for row in rows] == [("Chứt", True), ("Kinh", False), ("Tày", True)]


def test_birth_in_three_columns_and_a_lone_column_of_women() -> None:
    book = flat([{**AN, "d": 24, "m": 5, "y": 1985, "woman": ""}, {**BINH, "d": "", "m": 11, "y": 1990, "woman": "x"}], PARTS)
    book.worksheets[0].insert_rows(1)
    fill(book.worksheets[0], [["", "", "Ngày tháng năm sinh"]])
    book.worksheets[0].merge_cells("C1:E1")
    file = read(book)
    assert [(row.sex, row.birth.shown if row.birth else "") for row in file.rows] == [
        ("male", "24/05/1985"),
        ("female", "11/1990"),
    ]
    assert "Chỉ có một cột giới tính" in only(file, "notice").reason


def test_names_in_two_columns() -> None:
    people = [{**AN, "family": "Nguyễn Văn", "given": "An"}]
    headings = {"Họ đệm": "family", "Tên": "given", "Ngày sinh": "birth", "Số CCCD": "number", "Chức vụ": "post"}
    assert read(flat(people, headings)).rows[0].full_name == "Nguyễn Văn An"


def test_blank_lines_inside_and_far_rows() -> None:
    book = flat([AN, BINH])
    fill(book.worksheets[0], [[3, "Lê Thị Chi", "Nữ", "1979", "042179000033", "Chủ tịch UBND"]], top=40)
    assert [row.row for row in read(book).rows] == [2, 3, 40]


def test_flat_qualifications() -> None:
    facts = {
        "Trình độ chuyên môn": "Thạc sĩ",
        "Chuyên ngành": "Luật",
        "Cơ sở đào tạo": "Trường Đại học Vinh",
        "Ngày cấp bằng": "10/12/2010",
        "Số hiệu văn bằng": "009652",
        "Lý luận chính trị": "Cao cấp",
        "Ngày cấp bằng LLCT": "19/07/2016",
        "Quản lý nhà nước": "Chuyên viên chính",
        "Chứng chỉ ngoại ngữ": "IELTS",
        "Ngôn ngữ": "Tiếng Anh",
        "Điểm/bậc": 6.5,
        "Ngày cấp chứng chỉ ngoại ngữ": "21/01/2025",
        "Tin học": "Chứng chỉ B tin học",
    }
    (row,) = read(flat([{**AN, **facts}], {**FLAT, **{heading: heading for heading in facts}})).rows
    assert (row.degree.level_text, row.degree.field, row.degree.number) == ("Thạc sĩ", "Luật", "009652")
    assert (row.theory.level_text, row.theory.issued) == ("Cao cấp", DateValue(dt.date(2016, 7, 19)))
    assert (row.language.certificate_text, row.language.score_text) == ("IELTS", "6.5")
    assert row.language.issued == DateValue(dt.date(2025, 1, 21))
    assert (row.state_management.level_text, row.digital.text) == ("Chuyên viên chính", "Chứng chỉ B tin học")


def test_a_score_that_excel_turned_into_a_day_is_refused() -> None:
    people = [{**AN, "certificate": "IELTS", "score": dt.date(2026, 5, 6)}]
    file = read(flat(people, **{"Chứng chỉ ngoại ngữ": "certificate", "Điểm/bậc": "score"}))
    assert only(file).heading == "Điểm/bậc"


def test_a_bare_day_of_issue_follows_the_column_on_its_left_and_says_so() -> None:
    people = [{**AN, "theory": "Sơ cấp", "day": "01/02/2020"}]
    file = read(flat(people, **{"Lý luận chính trị": "theory", "Ngày cấp": "day"}))
    assert file.rows[0].theory.issued == DateValue(dt.date(2020, 2, 1))
    assert "bên trái" in only(file, "notice").reason


def test_the_day_of_issue_of_the_identity_card_is_nobodys_qualification() -> None:
    headings = {"Họ và tên": "name", "Ngày sinh": "birth", "Số CCCD": "number", "Ngày cấp": "day", "Chức vụ": "post"}
    file = read(flat([{**AN, "day": "01/02/2020"}], headings))
    assert file.rows[0].degree.issued is None
    assert only(file, "notice").heading == "Ngày cấp"
