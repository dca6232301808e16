"""The offline kit there and back: only what was changed in it counts, and nothing is overwritten that changed meanwhile."""

import datetime as dt

import pytest

from models.accounts import Account
from models.officials import Official
from models.qualifications import Domain, Qualification, State
from registry.kits.seal import is_kit
from registry.readers.roster import read_roster
from registry.shared.database import db
from registry.workbooks.compare import compare
from registry.workbooks.decisions import KEEP, TAKE, Decisions
from tests.workbooks.bringing import AN, bring, number_of, officer, official, papers, posts, roster, told
from tests.workbooks.returning import column, edited, kit, named, opened, sent, taken, typed

CHI = {
    **AN,
    "name": "Lê Thị Chi",
    "sex": "Nữ",
    "number": "042179000033",
    "birth": "1979",
    "diploma": "A77",
    "theory": "Trung cấp",
}


@pytest.fixture
def by(app: object) -> Account:  # noqa: ARG001  the context is what counts
    bring(roster(AN, CHI))
    bring(roster({**AN, "degree": "Thạc sĩ", "field": "Kinh tế", "graduated": "10/10/2015", "diploma": "B9"}))
    return officer("xa-cam-binh")


def test_a_kit_that_comes_back_as_it_went_changes_nothing(by: Account) -> None:
    plan = sent(kit(), by)
    assert plan.counts == {"read": 2, "added": 0, "updated": 0, "unchanged": 2, "rejected": 0}
    assert told(plan) == [] and told(plan, "warning") == []


def test_one_person_stands_in_one_row_and_further_qualifications_on_the_second_sheet(by: Account) -> None:  # noqa: ARG001
    book = opened(kit())
    sheet, further = book["Hồ sơ"], book["Văn bằng khác"]
    degrees = [sheet.cell(row, column(sheet, "Trình độ chuyên môn")).value for row in (6, 7)]
    assert degrees == ["Thạc sĩ", "Đại học"]
    assert [cell.value for cell in further[6]][1:5] == ["Nguyễn Văn An", AN["number"], "Chuyên môn", "Đại học"]


def test_only_the_changed_cells_are_differences(by: Account) -> None:
    back = edited(kit(), typed("Chuyên ngành", "Luật kinh tế", "Nguyễn Văn An"))
    plan = sent(back, by)
    (row,) = plan.to_write
    assert [dict(paper.values) for paper in row.papers] == [{"field": "Luật kinh tế"}]
    assert (row.facts, row.post) == ({}, None)


def test_a_changed_number_corrects_the_degree_of_the_row_and_adds_none(by: Account) -> None:
    before = number_of(Qualification)
    taken(sent(edited(kit(), typed("Số hiệu văn bằng chuyên môn", "B10", "Nguyễn Văn An")), by), by)
    assert number_of(Qualification) == before
    assert [one.number for one in papers(Domain.DEGREE)] == ["A1234", "B10"]


def test_what_the_registry_changed_since_elsewhere_stays(by: Account) -> None:
    back = edited(kit(), typed("Số hiệu công chức", "HT-01", "Nguyễn Văn An"))
    papers(Domain.LANGUAGE)[0].score = "7.5"
    db.session.commit()
    taken(sent(back, by), by)
    assert (papers(Domain.LANGUAGE)[0].score, official().staff_code) == ("7.5", "HT-01")


def test_a_cell_that_both_changed_is_asked_about_and_each_answer_does_what_it_says(by: Account) -> None:
    back = edited(kit(), typed("Chuyên ngành", "Luật kinh tế", "Nguyễn Văn An"))
    papers(Domain.DEGREE)[1].field = "Quản lý kinh tế"
    db.session.commit()
    plan = sent(back, by)
    (question,) = plan.rows[0].questions
    assert (plan.counts["conflict"], question.kind, question.column) == (1, "moved", "degree")
    assert sent(back, by, Decisions({question.asked: KEEP})).counts["unchanged"] == 2
    taken(sent(back, by, Decisions({question.asked: TAKE})), by)
    assert papers(Domain.DEGREE)[1].field == "Luật kinh tế"


def test_the_same_change_on_both_sides_is_no_conflict(by: Account) -> None:
    back = edited(kit(), typed("Số hiệu công chức", "HT-01", "Nguyễn Văn An"))
    official().staff_code = "HT-01"
    db.session.commit()
    assert sent(back, by).counts["unchanged"] == 2


def test_a_verified_value_is_asked_about_in_a_kit_too(by: Account) -> None:
    papers(Domain.DEGREE)[1].state = State.VERIFIED
    db.session.commit()
    plan = sent(edited(kit(), typed("Chuyên ngành", "Luật kinh tế", "Nguyễn Văn An")), by)
    assert [question.in_bulk for question in plan.rows[0].questions] == ["verified.field"]


def test_a_further_qualification_is_corrected_and_another_one_is_added(by: Account) -> None:
    def edit(book: object) -> None:
        sheet = book["Văn bằng khác"]  # type: ignore[index]
        sheet.cell(6, 9).value = "Trường Đại học Luật Hà Nội"
        for place, value in enumerate(
            ["", "", CHI["number"], "Ngoại ngữ", "IELTS", "Tiếng Anh", "7.0", "", "", "", "", "05/2024"], 1
        ):
            sheet.cell(8, place).value = value

    taken(sent(edited(kit(), edit), by), by)
    assert papers(Domain.DEGREE)[0].institution == "Trường Đại học Luật Hà Nội"
    assert [(one.score, one.issued_on) for one in papers(Domain.LANGUAGE, CHI)] == [
        ("5.5", dt.date(2025, 3, 1)),
        ("7.0", dt.date(2024, 5, 1)),
    ]


def test_somebody_new_is_written_into_an_empty_row(by: Account) -> None:
    def edit(book: object) -> None:
        sheet = book["Hồ sơ"]  # type: ignore[index]
        person = {"Họ và tên": "Phạm Văn Mới", "Ngày sinh": "1990", "Số CCCD": "042090000044", "Chức vụ": "Chuyên viên"}
        for heading, value in {**person, "Ngày giữ chức vụ": "01/01/2026"}.items():
            sheet.cell(8, column(sheet, heading)).value = value

    plan = sent(edited(kit(), edit), by)
    assert (plan.counts["added"], told(plan)) == (1, [])
    taken(plan, by)
    assert named("Phạm Văn Mới").personal_number == "042090000044"


def test_a_new_post_is_a_change_of_posts(by: Account) -> None:
    def edit(book: object) -> None:
        typed("Chức vụ", "Trưởng phòng", "Nguyễn Văn An")(book)  # type: ignore[arg-type]
        typed("Ngày giữ chức vụ", "01/09/2026", "Nguyễn Văn An")(book)  # type: ignore[arg-type]

    taken(sent(edited(kit(), edit), by), by)
    assert [(until - since).days > 0 for _unit, _post, since, until in posts()] == [True, True]


def test_an_emptied_cell_erases_nothing(by: Account) -> None:
    assert sent(edited(kit(), typed("Chuyên ngành", None, "Nguyễn Văn An")), by).counts["unchanged"] == 2


def test_a_kit_whose_seal_was_touched_is_an_ordinary_roster(by: Account) -> None:
    def forge(book: object) -> None:
        sheet = book["Dấu"]  # type: ignore[index]
        sheet.cell(2, 1).value = str(sheet.cell(2, 1).value).replace("Luật", "Y khoa")

    forged = edited(kit(), forge)
    assert is_kit(kit()) and not is_kit(forged)
    plan = compare(read_roster(forged, "x.xlsx"), by)
    assert plan.counts["unchanged"] == 2


def test_a_kit_tells_a_stranger_nothing_and_writes_nothing_for_one(by: Account) -> None:  # noqa: ARG001
    stranger = officer("xa-cam-xuyen")
    plan = sent(edited(kit(), typed("Chuyên ngành", "Luật kinh tế", "Nguyễn Văn An")), stranger)
    assert plan.to_write == []
    assert plan.count("updated") == 0


def test_what_must_not_change_is_locked_and_everything_else_is_open(by: Account) -> None:  # noqa: ARG001
    sheet = opened(kit())["Hồ sơ"]
    assert sheet.protection.sheet
    locked = {heading: sheet.cell(6, column(sheet, heading)).protection.locked for heading in ("Số CCCD", "Họ và tên", "Chức vụ")}
    assert locked == {"Số CCCD": True, "Họ và tên": False, "Chức vụ": False}
    assert sheet.cell(9, column(sheet, "Số CCCD")).protection.locked is False


def test_a_name_that_looks_like_a_formula_stays_a_text(by: Account) -> None:  # noqa: ARG001
    official().staff_code = '=HYPERLINK("http://x","y")'
    db.session.commit()
    sheet = opened(kit(everything=True))["Hồ sơ"]
    cell = sheet.cell(6, column(sheet, "Số hiệu công chức"))
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')


def test_lists_of_choices_are_those_of_the_unit(by: Account) -> None:  # noqa: ARG001
    book = opened(kit())
    lists = {name: definition.attr_text for name, definition in book.defined_names.items()}
    assert {"ds_positions", "ds_degrees", "ds_units"} <= set(lists)
    assert book["Danh mục"].sheet_state == "hidden" and book["Dấu"].sheet_state == "veryHidden"
    words = {cell.value for row in book["Danh mục"].iter_rows() for cell in row}
    assert {"Xã Cẩm Bình", "Chuyên viên", "Thạc sĩ", "IELTS"} <= words
    assert "Giám đốc Sở" not in words


def test_the_full_export_has_everything_and_comes_in_again_without_a_difference(by: Account) -> None:
    content = kit(everything=True)
    book = opened(content)
    assert book.sheetnames[:5] == ["Hồ sơ", "Văn bằng khác", "Mọi chức vụ", "Mọi văn bằng", "Minh chứng"]
    assert len(list(book["Mọi văn bằng"].iter_rows())) == 1 + number_of(Qualification)
    assert sent(content, by).counts["unchanged"] == 2

    def unseal(book: object) -> None:
        del book["Dấu"]  # type: ignore[attr-defined]

    plan = compare(read_roster(edited(content, unseal), "x.xlsx"), by)
    assert (plan.counts["unchanged"], told(plan)) == (2, [])
    assert number_of(Official) == 2
