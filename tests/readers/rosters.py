"""Makes rosters of invented people, in the two shapes that offices send, with any wording and order of columns."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from registry.readers.facts import Problem, RosterFile, RosterRow
from registry.readers.roster import read_roster

Person = Mapping[str, Any]

AN = {"name": "Nguyễn Văn An", "sex": "Nam", "birth": "24/05/1985", "number": "042085000011", "post": "Chuyên viên"}
BINH = {"name": "Trần Thị Bình", "sex": "Nữ", "birth": "02/11/1990", "number": "042190000022", "post": "Trưởng phòng"}
CHI = {"name": "Lê Thị Chi", "sex": "Nữ", "birth": "1979", "number": "042179000033", "post": "Chủ tịch UBND"}
PEOPLE: tuple[Person, ...] = (AN, BINH, CHI)

FLAT = {"Họ và tên": "name", "Giới tính": "sex", "Ngày sinh": "birth", "Số CCCD": "number", "Chức vụ": "post"}


def written(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]], top: int = 1) -> None:
    for index, row in enumerate(rows, start=top):
        for place, value in enumerate(row, start=1):
            if value not in ("", None):
                sheet.cell(index, place, value)


def flat(people: Sequence[Person] = PEOPLE, headings: Mapping[str, str] = FLAT, **more: str) -> Workbook:
    """One heading row at the top; `headings` (and `more`) map what the office wrote to the keys of the people."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Danh sách"
    columns = {**headings, **more}
    numbered = [[index, *(person.get(key) for key in columns.values())] for index, person in enumerate(people, start=1)]
    fill(sheet, [["STT", *columns], *numbered])
    return book


FORM_TOP = 7
FORM_FIRST = FORM_TOP + 3
GROUPS = "STT|Họ và tên|Ngày, tháng, năm sinh||Số CCCD|Chức vụ|Trình độ LLCT||Ngoại ngữ|||Đảng viên"
LEAVES = "||Nam|Nữ|||Trình độ|Ngày cấp|Chứng chỉ|Điểm/bậc|Ngày cấp|"


def form(people: Sequence[Person] = PEOPLE, *, numbering: bool = True, merged: bool = True, ending: bool = True) -> Workbook:
    """The paper of a commune: letterhead, title, two heading rows in groups, numbering, total, signatures."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Trích ngang"
    fill(
        sheet,
        [["ỦY BAN NHÂN DÂN", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["XÃ CẨM BÌNH", "", "", "", "Độc lập - Tự do"]],
    )
    fill(sheet, [["DANH SÁCH TRÍCH NGANG CÁN BỘ, CÔNG CHỨC"], ["(Tính đến ngày 30/9/2026)"]], top=4)
    fill(sheet, [GROUPS.split("|"), LEAVES.split("|")], top=FORM_TOP)
    for block in ("A7:A8", "B7:B8", "C7:D7", "E7:E8", "F7:F8", "G7:H7", "I7:K7", "L7:L8") if merged else ():
        sheet.merge_cells(block)
    if numbering:
        fill(sheet, [[f"({place})" for place in range(1, 13)]], top=FORM_TOP + 2)
    first = FORM_TOP + (3 if numbering else 2)
    fill(sheet, [_form_row(index, person) for index, person in enumerate(people, start=1)], top=first)
    if ending:
        after = first + len(people)
        fill(
            sheet,
            [["", f"Tổng cộng: {len(people)} người"], [], ["", "", "NGƯỜI LẬP BIỂU", "", "", "", "", "THỦ TRƯỞNG ĐƠN VỊ"]],
            top=after,
        )
        fill(sheet, [["", "", "Phạm Thị Lập", "", "", "", "", "Hoàng Văn Ký"]], top=after + 6)
    return book


def _form_row(index: int, person: Person) -> list[Any]:
    man = person["sex"] == "Nam"
    sides = [person["birth"] if man else "", "" if man else person["birth"]]
    rest = [
        person.get(key, "") for key in ("number", "post", "theory", "theory_day", "certificate", "score", "certified", "party")
    ]
    return [index, person["name"], *sides, *rest]


def read(book: Workbook) -> RosterFile:
    return read_roster(written(book), "danh-sach.xlsx")


def only(file: RosterFile, severity: str = "error") -> Problem:
    """The one problem of that severity, when there is exactly one."""
    (problem,) = [problem for problem in file.problems if problem.severity == severity]
    return problem


def by_name(file: RosterFile) -> dict[str, RosterRow]:
    return {row.full_name: row for row in file.rows}
