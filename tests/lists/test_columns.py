"""Columns and order live in the address: chosen, kept from page to page, and the same in the workbook."""

import io

import openpyxl
import pytest

from models.officials import Sex
from models.qualifications import Domain, State
from registry.lists import queries
from tests.directory.listing import Province, names, rows
from tests.lists.asking import PATHS
from tests.support import make
from tests.support.visitor import Visitor


def _sheet(visitor: Visitor, address: str) -> list[list[object]]:
    path, _mark, query = address.partition("?")
    answer = visitor.post(f"{path}/export?{query}", data={"csrf_token": visitor.csrf_token()})
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    found = [[cell.value for cell in row] for row in book.active.iter_rows()]
    return found[next(place for place, row in enumerate(found) if row[0] == "STT") :]


def test_only_chosen_columns_are_shown_in_their_order_and_taken_along(province: Province, home_affairs: Visitor) -> None:
    province.official("Lê An", staff_code="HT-7")
    page = home_affairs.get("/officials?columns=name,staff_code,post").text
    assert rows(page) == [["Lê An 01/01/1980", "HT-7", "Xã Cẩm Xuyên Chuyên viên"]]
    assert _sheet(home_affairs, "/officials?columns=name,staff_code,post") == [
        ["STT", "Họ và tên", "Ngày sinh", "Số hiệu công chức", "Đơn vị", "Chức vụ"],
        [1, "Lê An", "01/01/1980", "HT-7", "Xã Cẩm Xuyên", "Chuyên viên"],
    ]


@pytest.mark.parametrize("kind", PATHS)
def test_a_column_or_order_that_is_not_there_is_not_found(province: Province, home_affairs: Visitor, kind: str) -> None:
    assert province.commune
    assert home_affairs.get(f"{PATHS[kind]}?columns=name,moon").status_code == 404
    assert home_affairs.get(f"{PATHS[kind]}?sort=moon").status_code == 404
    assert home_affairs.get(f"{PATHS[kind]}?sort=-moon").status_code == 404


def test_the_panel_sends_boxes_and_the_address_says_a_word(province: Province, home_affairs: Visitor) -> None:
    assert province.commune
    answer = home_affairs.get("/officials?tier=commune&column=post&column=born&column=name")
    assert answer.headers["Location"] == "/officials?tier=commune&columns=name,post,born"
    usual = home_affairs.get(
        "/officials?columns=name,post&column=name&column=post&column=degree&column=theory&column=standing&column=reasons"
    )
    assert usual.headers["Location"] == "/officials"


def test_pages_tabs_and_chips_keep_columns_and_order(
    province: Province, home_affairs: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    for name in ("Lê An", "Lê Bình"):
        province.official(name)
    page = home_affairs.get("/officials?tier=commune&sort=-name&columns=name,sex").text
    assert names(page) == ["Lê Bình"]
    assert 'href="/officials?sort=-name&amp;columns=name,sex"' in page  # the chip of the tier, taken away
    following = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "tier=commune" in following and "sort=-name" in following and "columns=name,sex" in following
    assert names(home_affairs.get(following).text) == ["Lê An"]


def test_several_values_of_a_condition_mean_one_of_them_and_go_one_by_one(province: Province, home_affairs: Visitor) -> None:
    province.official("Lê An")
    province.official("Lê Bình", province.department)
    province.official("Lê Tỉnh", province.root)
    page = home_affairs.get("/officials?tier=commune&tier=department").text
    assert names(page) == ["Lê An", "Lê Bình"]
    assert 'href="/officials?tier=department"' in page and 'href="/officials?tier=commune"' in page


@pytest.mark.parametrize("kind", PATHS)
def test_no_list_lets_a_formula_into_the_workbook(province: Province, home_affairs: Visitor, kind: str) -> None:
    official = province.official("=1+1", sex=Sex.MALE)
    ielts = make.certificate_type("=2+2", validity_months=24)
    make.qualification(
        official, domain=Domain.LANGUAGE, certificate_type_id=ielts.id, institution="@SUM(A1)", state=State.DECLARED
    )
    book = _sheet(home_affairs, f"{PATHS[kind]}?columns=name,post,title,division")
    assert book[1][1] == "=1+1"
    answer = home_affairs.post(f"{PATHS[kind]}/export", data={"csrf_token": home_affairs.csrf_token()})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
