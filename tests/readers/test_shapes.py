"""Twelve and more shapes of one roster: each is read whole, with the same facts, and whatever was changed on the way is said."""

import re

import pytest

from registry.readers.claims import degree_level, language_claim, theory_level
from registry.readers.facts import RosterFile, RosterRow
from registry.readers.roster import read_roster
from registry.shared.text import fold
from tests.readers import shapes
from tests.readers.rosters import only


def read(data: bytes) -> RosterFile:
    return read_roster(data, "danh-sach")


def facts(row: RosterRow) -> tuple[object, ...]:
    letter = re.search(r"\b([abc])\b", fold(row.digital.text))
    course = fold(row.state_management.level_text)
    return (
        row.full_name,
        row.sex,
        row.birth.shown if row.birth else None,
        row.personal_number,
        degree_level(row.degree.level_text),
        theory_level(row.theory.level_text),
        {"cv": "chuyen vien", "cvc": "chuyen vien chinh"}.get(course, course),
        language_claim(row.language.certificate_text, row.language.language_text).certificate.removeprefix("chung_chi_"),
        letter.group(1) if letter else "",
    )


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_every_shape_gives_the_same_facts(shape: str) -> None:
    file = read(shapes.SHAPES[shape]())
    assert file.errors == ()
    assert [facts(row) for row in file.rows] == shapes.FACTS
    assert {language_claim(row.language.certificate_text, row.language.language_text).language for row in file.rows} == {"en"}


def test_a_continuation_row_is_a_further_paper_of_the_person_above() -> None:
    first, *others = read(shapes.SHAPES["long with continuation rows"]()).rows
    (second,) = first.more
    assert (second.row, second.full_name, second.degree.level_text, second.degree.field) == (
        3,
        "Nguyễn Văn Ẩn",
        "Đại học",
        "Kinh tế",
    )
    assert second.theory.level_text == ""
    assert [row.more for row in others] == [(), ()]


def test_an_error_in_a_continuation_row_keeps_the_person_out() -> None:
    rows = shapes.long()
    rows[0], rows[2] = [*rows[0], "Ngày cấp bằng"], [*rows[2], "31/02/2010"]
    file = read(shapes.book(("Danh sách", rows)))
    assert only(file).row == 3
    assert [row.row for row in file.good_rows] == [4, 5]


def test_two_marks_in_one_domain_are_two_papers() -> None:
    rows = shapes.wide()
    rows[2][8] = "x"  # a bachelor's degree beside the master's
    (person, *_) = read(shapes.book(("Biểu", rows))).rows
    assert [person.degree.level_text, *(one.degree.level_text for one in person.more)] == ["ThS", "ĐH"]


def test_a_year_or_a_field_instead_of_a_mark_is_understood_and_said() -> None:
    rows = shapes.wide()
    rows[2][7], rows[3][8] = "2010", "Quản trị"
    file = read(shapes.book(("Biểu", rows)))
    assert (file.rows[0].degree.issued.shown, file.rows[1].degree.field) == ("2010", "Kế toán")
    assert [problem.row for problem in file.problems if problem.severity == "repair"] == [3, 4]


def test_what_is_no_mark_is_refused_at_its_cell() -> None:
    rows = shapes.wide()
    rows[2][13] = "đang học"
    problem = only(read(shapes.book(("Biểu", rows))))
    assert (problem.row, problem.column, problem.heading) == (3, "N", "LLCT / CC")


def test_an_old_font_is_told_once_with_a_cell_before_and_after() -> None:
    file = read(shapes.SHAPES["TCVN3"]())
    repair = only(file, "repair")
    assert "TCVN3" in repair.reason and "Lê Đức Hoà" in repair.reason
    columns = {column.heading: column.recoded for column in file.tables[0].columns if column.recoded}
    assert (columns["Họ và tên"].before, columns["Họ và tên"].after) == (shapes.tcvn3("Lê Đức Hoà"), "Lê Đức Hoà")
    assert columns["Số CCCD"].before == "Sè CCCD"  # a syllable in Unicode too: the columns beside it decide


def test_a_column_typed_in_unicode_beside_old_fonts_stays() -> None:
    rows = [[value if place == 1 else shapes.in_font([[value]], shapes.tcvn3)[0][0] for place, value in enumerate(row)]
            for row in shapes.plain()]  # fmt: skip
    file = read(shapes.book(("Sheet1", rows)))
    assert [row.full_name for row in file.rows] == [fact[0] for fact in shapes.FACTS]


def test_divisions_are_named_by_their_sheets() -> None:
    assert [row.section_text for row in read(shapes.by_division()).rows] == ["Phòng Kinh tế", "Văn phòng", "Văn phòng"]


def test_line_breaks_inside_quotes_are_one_cell_and_rows_keep_excels_numbers() -> None:
    rows = shapes.plain()
    rows[0][1] = "Họ và\ntên"
    rows[1][5] = "Chuyên\nviên"
    rows.insert(2, [])
    file = read(shapes.delimited(rows, ",").encode())
    assert [(row.row, row.position_text) for row in file.rows][:2] == [(2, "Chuyên viên"), (4, "Chủ tịch UBND")]


def test_a_line_that_names_the_separator_is_heeded() -> None:
    file = read(b"sep=|\r\n" + shapes.delimited(shapes.plain(), "|").encode())
    assert [(row.row, row.personal_number) for row in file.rows] == [
        (number, fact[3]) for number, fact in enumerate(shapes.FACTS, 3)
    ]


def test_zeros_in_front_survive_text_files() -> None:
    file = read(shapes.SHAPES["csv with semicolons"]())
    assert file.rows[0].personal_number == "042085000011"
    assert not [problem for problem in file.problems if problem.severity == "repair"]


def test_a_decimal_comma_is_a_score() -> None:
    rows = [[*shapes.HEADINGS, "Điểm/bậc"], [*shapes.PEOPLE[0][:10], "IELTS", "", "6,5"]]
    (row,) = read(shapes.delimited(rows, ";").encode()).rows
    assert str(language_claim(row.language.certificate_text, "", row.language.score_text).score) == "6.5"
