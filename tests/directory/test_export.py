"""The workbook is the list: the same people in the same order over all pages, the same words; the day and conditions above."""

import io

import openpyxl
import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from models.audit import AuditEntry
from models.qualifications import State
from registry.directory import queries
from registry.shared.database import db
from tests.directory.listing import Province, exported, listed
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
    rows = _people(_sheet(exported(home_affairs, "?tier=commune")))
    assert [row[1] for row in rows] == everybody
    assert [row[0] for row in rows] == list(range(1, 8))
    assert len(listed(home_affairs, "?tier=commune")) == 2


def test_the_workbook_says_day_unit_words_and_conditions(province: Province, home_affairs: Visitor) -> None:
    province.official("Lê An")
    sheet = _sheet(exported(home_affairs, f"?on=2025-06-30&q=le&unit={province.commune.key}&standing=open"))
    above = [str(row[0]) for row in sheet[:4]]
    assert above[0] == "Danh sách cán bộ, công chức"
    assert "30/06/2025 · Xã Cẩm Xuyên" in above[1]
    assert above[2] == "Tìm: le"
    assert above[3] == "Đơn vị: Xã Cẩm Xuyên · T1: chưa đạt hoặc thiếu dữ liệu"


def test_a_row_of_the_workbook_reads_like_the_row_of_the_page(province: Province, home_affairs: Visitor) -> None:
    province.graduate(province.official("Lê An"), state=State.VERIFIED)
    make.qualification(province.official("=1+1"), level_id=province.college.id)
    met, formula = _people(_sheet(exported(home_affairs)))
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
    rows = _people(_sheet(exported(home_affairs, "?q=huong+khe")))
    assert [row[1] for row in rows] == ["Lê Bình"]


def test_whoever_takes_the_list_along_leaves_one_entry_that_says_which(province: Province, home_affairs: Visitor) -> None:
    province.official("Lê An")
    page = f"/officials?on=2025-06-30&q=le&unit={province.commune.key}"
    assert home_affairs.submit(page, {}, form="export").status_code == 200
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == ("list.exported", "Cán bộ, công chức · Tìm: le · Đơn vị: Xã Cẩm Xuyên")
    assert (entry.unit_id, entry.changes) == (province.commune.id, {"on": [None, "2025-06-30"], "officials": [None, 1]})
    assert home_affairs.get("/officials/export").status_code in {404, 405}


def test_a_personal_number_that_was_searched_for_is_masked_where_others_read_it(
    province: Province, home_affairs: Visitor
) -> None:
    province.official("Lê An", personal_number="042085000001")
    sheet = _sheet(exported(home_affairs, "?q=042085000001"))
    assert [row[1] for row in _people(sheet)] == ["Lê An"]
    assert sheet[2][0] == "Tìm: 042 085 ••• 001"
    assert db.session.scalars(select(AuditEntry.subject)).one() == "Cán bộ, công chức · Tìm: 042 085 ••• 001"
