"""The workbook is the list: the same people in the same order over all pages, the same words; the day and conditions above."""

import io

import openpyxl
import pytest
from werkzeug.test import TestResponse

from models.qualifications import State
from registry.directory import queries
from tests.directory.listing import Province, listed
from tests.support import make
from tests.support.visitor import Visitor


def _sheet(answer: TestResponse) -> list[list[object]]:
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def _people(sheet: list[list[object]]) -> list[list[object]]:
    head = next(place for place, row in enumerate(sheet) if row[1] == "Họ và tên")
    return sheet[head + 1 :]


def test_the_workbook_holds_all_pages_in_the_order_of_the_list(
    province: Province, home_affairs: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        province.official(f"Lê Văn {'ABCDEFG'[number]}", province.beside if number % 2 else province.commune)
    everybody = listed(home_affairs, "?tier=commune")
    monkeypatch.setattr(queries, "PAGE", 2)
    monkeypatch.setattr(queries, "SLICE", 3)
    rows = _people(_sheet(home_affairs.get("/officials/export.xlsx?tier=commune")))
    assert [row[1] for row in rows] == everybody
    assert [row[0] for row in rows] == list(range(1, 8))
    assert len(listed(home_affairs, "?tier=commune")) == 2


def test_the_workbook_says_day_unit_words_and_conditions(province: Province, home_affairs: Visitor) -> None:
    province.official("Lê An")
    sheet = _sheet(home_affairs.get(f"/officials/export.xlsx?on=2025-06-30&q=le&unit={province.commune.key}&standing=open"))
    above = [str(row[0]) for row in sheet[:4]]
    assert above[0] == "Danh sách cán bộ, công chức"
    assert "30/06/2025 · Xã Cẩm Xuyên" in above[1]
    assert above[2] == "Tìm: le"
    assert above[3] == "Đơn vị: Xã Cẩm Xuyên · T1: chưa đạt hoặc thiếu dữ liệu"


def test_a_row_of_the_workbook_reads_like_the_row_of_the_page(province: Province, home_affairs: Visitor) -> None:
    province.graduate(province.official("Lê An"), state=State.VERIFIED)
    make.qualification(province.official("=1+1"), level_id=province.college.id)
    met, formula = _people(_sheet(home_affairs.get("/officials/export.xlsx")))
    assert formula[1] == "=1+1"
    assert formula[5] == "Cao đẳng (khai báo)"
    assert formula[8] == "Chưa đạt"
    assert "cao đẳng" in str(formula[9])
    assert met[1:] == [
        "Lê An", "01/01/1980", "Xã Cẩm Xuyên", "Chuyên viên", "Đại học (đã xác minh)", None, "T1", "Đạt, đã xác minh", None,
    ]  # fmt: skip


def test_words_that_nobody_bears_search_units_in_the_workbook_too(province: Province, home_affairs: Visitor) -> None:
    province.official("Lê An")
    province.official("Lê Bình", province.beside)
    rows = _people(_sheet(home_affairs.get("/officials/export.xlsx?q=huong+khe")))
    assert [row[1] for row in rows] == ["Lê Bình"]
