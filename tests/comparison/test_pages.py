"""The page of a change: the ledger for whoever reads figures, names for whoever reads files, and only of one's own units."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.units import Tier, Unit
from registry.shared.database import db
from tests.support import make
from tests.support.visitor import Visitor

ADDRESS = "/targets/T1/changes?since=31/12/2024&on=31/12/2025"
MOVE = dt.date(2025, 5, 1)


@pytest.fixture
def units(app: Flask) -> tuple[Unit, Unit, Unit]:
    """The province with two departments. An is recruited at one, Bình gains a degree there, Chi goes from it to the other."""
    assert app
    province = make.province()
    here, there = make.unit("Sở Đây", Tier.DEPARTMENT, province), make.unit("Sở Kia", Tier.DEPARTMENT, province)
    make.target()
    degree = make.level()
    make.assignment(make.official("Nguyễn Thị An"), here, valid_from=MOVE)
    make.qualification(make.official_at(here, "Trần Văn Bình"), level_id=degree.id, issued_on=MOVE, field="Luật")
    chi = make.official("Lê Thị Chi")
    make.assignment(chi, here, valid_to=MOVE)
    make.assignment(chi, there, valid_from=MOVE)
    return province, here, there


def rows(page: str) -> dict[str, list[str]]:
    """The ledger: what stands in each line, by its first words."""
    table = page[page.index('class="table stack ledger even"') : page.index("</table>")]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL) for line in table.split("<tr")[2:]]
    plain = [[re.sub(r"<span class=\"sub\">.*?</span>|<[^>]+>", "", cell).strip() for cell in line] for line in cells]
    return {line[0]: line[1:] for line in plain}


def test_a_department_sees_its_ledger_sum_up_and_who_stands_behind_each_line(
    units: tuple[Unit, Unit, Unit], visitor: Visitor
) -> None:
    visitor.enter_as(make.account(Role.HR_OFFICER, units[1]))
    assert rows(visitor.get(ADDRESS).text) == {
        "Ngày 31/12/2024": ["", "0", "2", "0"],
        "Vào đội ngũ": ["1", "0", "+1", "0"],
        "Đổi chức vụ, chuyển đơn vị": ["1", "0", "−1", "0"],
        "Có thêm văn bằng, chứng chỉ": ["1", "+1", "0", "0"],
        "Ngày 31/12/2025": ["", "1", "2", "0"],
    }
    gained = visitor.get(ADDRESS + "&cause=gained").text
    assert "Trần Văn Bình" in gained and "Đại học Luật, 2025: được tính theo khai báo" in gained
    moved = visitor.get(ADDRESS + "&cause=moved").text
    assert "Lê Thị Chi" in moved and "Ngoài đơn vị được xem" in moved and "Sở Kia" not in moved


def test_inside_the_province_a_move_changes_nothing(units: tuple[Unit, Unit, Unit], visitor: Visitor) -> None:
    page = visitor.enter_as(make.account(Role.AUDITOR, units[0])).get(ADDRESS).text
    assert "Đổi chức vụ, chuyển đơn vị" not in rows(page)


def test_who_reads_figures_only_sees_no_name(units: tuple[Unit, Unit, Unit], visitor: Visitor) -> None:
    page = visitor.enter_as(make.account(Role.ADMINISTRATOR, units[0])).get(ADDRESS).text
    assert "Vào đội ngũ" in page and "Nguyễn Thị An" not in page


def test_the_names_can_be_taken_along_and_that_is_in_the_trail(units: tuple[Unit, Unit, Unit], visitor: Visitor) -> None:
    visitor.enter_as(make.account(Role.AUDITOR, units[0]))
    assert visitor.submit(ADDRESS + "&cause=gained", form="/people").status_code == 200
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "list.exported")).one()
    assert entry.subject == "T1 · Có thêm văn bằng, chứng chỉ · 31/12/2024 – 31/12/2025"
    assert entry.changes["officials"] == [None, 1]


def test_two_days_alike_say_that_nothing_changed(units: tuple[Unit, Unit, Unit], visitor: Visitor) -> None:
    page = visitor.enter_as(make.account(Role.AUDITOR, units[0])).get("/targets/T1/changes?since=31/12/2025&on=2026-01-31")
    assert "Không có gì thay đổi" in page.text


def test_the_steps_of_the_course_lead_to_their_explanation(units: tuple[Unit, Unit, Unit], visitor: Visitor) -> None:
    page = visitor.enter_as(make.account(Role.AUDITOR, units[0])).get("/targets/T1?on=2025-12-31").text
    address = re.search(r'href="(/targets/T1/changes\?[^"]*)" aria-label="Vì sao thay đổi từ 31/12/2024 đến 31/12/2025"', page)
    assert address and "+1" in visitor.get(address[1].replace("&amp;", "&")).text
