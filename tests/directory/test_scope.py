"""Whom an account sees in the list: its units and what hangs below them, on the day; and whose file it may open from there."""

import datetime as dt

import pytest

from models.accounts import Role
from models.base import FOREVER
from models.officials import AssignmentKind
from tests.directory.listing import Province, exported, listed
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def everywhere(province: Province) -> Province:
    for name, unit in (
        ("Lê Nhà", province.commune),
        ("Lê Bên", province.beside),
        ("Lê Sở", province.department),
        ("Lê Cục", province.branch),
        ("Lê Tỉnh", province.root),
    ):
        province.official(name, unit)
    return province


def test_a_commune_sees_itself_and_neither_sibling_nor_province(everywhere: Province, officer: Visitor) -> None:
    assert everywhere.commune
    assert listed(officer) == ["Lê Nhà"]


def test_a_department_sees_what_hangs_below_it(everywhere: Province, visitor: Visitor) -> None:
    visitor.enter_as(make.account(Role.HR_OFFICER, everywhere.department))
    assert listed(visitor) == ["Lê Cục", "Lê Sở"]
    assert listed(visitor, f"?unit={everywhere.branch.key}") == ["Lê Cục"]
    assert visitor.get(f"/officials?unit={everywhere.commune.key}").status_code == 404
    assert exported(visitor, f"?unit={everywhere.root.key}").status_code == 404


def test_the_province_sees_all_and_looks_at_parts(everywhere: Province, home_affairs: Visitor) -> None:
    assert listed(home_affairs) == ["Lê Bên", "Lê Cục", "Lê Nhà", "Lê Sở", "Lê Tỉnh"]
    assert listed(home_affairs, f"?unit={everywhere.department.key}") == ["Lê Cục", "Lê Sở"]


def test_the_list_is_that_of_the_day_by_the_main_post(province: Province, officer: Visitor) -> None:
    moved = make.official("Lê Đi")
    make.assignment(moved, province.commune, valid_to=dt.date(2025, 7, 1))
    make.assignment(moved, province.beside, valid_from=dt.date(2025, 7, 1))
    helper = make.official("Lê Kiêm")
    make.assignment(helper, province.beside)
    make.assignment(helper, province.commune, kind=AssignmentKind.CONCURRENT)
    assert listed(officer) == []
    assert listed(officer, "?on=2025-06-30") == ["Lê Đi"]
    assert listed(officer, "?on=2025-07-01") == []


def test_who_has_gone_is_named_on_the_old_day_and_leads_to_the_time_here(province: Province, officer: Visitor) -> None:
    gone = make.official("Lê Đi")
    make.assignment(gone, province.commune, valid_to=dt.date(2025, 7, 1))
    make.assignment(gone, province.beside, valid_from=dt.date(2025, 7, 1), valid_to=FOREVER)
    stays = province.official("Lê Ở")
    page = officer.get("/officials?on=2025-06-30").text
    assert "Lê Đi" in page
    assert f"/officials/{gone.public_id}" in page
    assert "Đã chuyển đi từ ngày 01/07/2025" in officer.get(f"/officials/{gone.public_id}").text
    assert f"/officials/{stays.public_id}" in page


@pytest.mark.parametrize("path", ["/", "/officials"])
def test_an_account_before_its_unit_stood_is_told_so(province: Province, visitor: Visitor, path: str) -> None:
    young = make.unit("Xã Mới", parent=province.root, valid_from=dt.date(2025, 7, 1))
    visitor.enter_as(make.account(Role.HR_OFFICER, young))
    page = visitor.get(f"{path}?on=2024-01-01")
    assert page.status_code == 200
    assert "Ngày này đơn vị chưa có hoặc không còn" in page.text
    assert "Hãy nhập danh sách" not in page.text
