"""Pages of a snapshot: figures for all, names for readers and of their own units, what differs today with who did what."""

import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.units import Tier
from registry.audit.actions import record
from registry.shared.database import db
from tests.snapshots import world
from tests.snapshots.world import World
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def small(app: Flask) -> World:
    assert app
    return world.build()


def test_the_department_freezes_only_what_it_signs(small: World, visitor: Visitor) -> None:
    visitor.enter_as(small.department)
    page = visitor.submit("/snapshots/new?on=2025-12-31", {"name": "Báo cáo"})
    assert "Hãy đánh dấu để ký chốt." in page.text
    assert visitor.submit("/snapshots/new?on=2025-12-31", {"name": "Báo cáo", "signed": "y"}).status_code == 302
    assert "Báo cáo" in visitor.get("/snapshots/").text
    again = visitor.submit("/snapshots/new?on=2025-12-31", {"name": "Báo cáo", "signed": "y"})
    assert "Đã có lần chốt mang tên này." in again.text


def test_the_names_are_those_of_the_reader_s_units_and_are_taken_along_with_the_seal(small: World, visitor: Visitor) -> None:
    other = make.unit("Sở Kia", Tier.DEPARTMENT, small.province)
    make.official_at(other, "Phạm Văn Dũng")
    snapshot = small.freeze()
    address, seal = f"/snapshots/{snapshot.public_id}", snapshot.digest
    visitor.enter_as(make.account(Role.HR_OFFICER, small.unit))
    page = visitor.get(f"{address}/people").text
    assert "Lê Thị Chi" in page and "Phạm Văn Dũng" not in page
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(visitor.submit(f"{address}/people", form="/people").data))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert f"Mã niêm phong: {seal}" in [row[0] for row in rows]
    assert [row[1] for row in rows[-3:]] == ["Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi"]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "list.exported")).one()
    assert entry.subject == "T1 · bản chốt “Báo cáo 2025”"
    assert visitor.get(f"{address}?unit={other.key}").status_code == 404
    small.an.full_name = "Tên Khác"
    assert "Nguyễn Thị An" in visitor.get(f"{address}/people?standing=met").text


def test_what_differs_today_is_told_with_who_did_what(small: World, visitor: Visitor) -> None:
    address = f"/snapshots/{small.freeze().public_id}/differences"
    visitor.enter_as(small.department)
    assert "Tính lại hôm nay vẫn ra đúng" in visitor.get(address).text
    small.degree_of(small.chi, field="Kinh tế")
    record("qualification.recorded", "Lê Thị Chi", by=small.department, official=small.chi)
    page = visitor.get(address).text
    assert "Đính chính, nhập sau" in page and "Lê Thị Chi" in page
    assert "Chưa có trình độ chuyên môn" in page and "Đại học Kinh tế, 2010: được tính theo khai báo" in page
    assert f"Ghi văn bằng, chứng chỉ · {small.department.name}" in page


def test_a_snapshot_is_set_against_another_one(small: World, visitor: Visitor) -> None:
    first = small.freeze("Một").public_id
    small.degrees["binh"].state = "verified"
    second = small.freeze("Hai").public_id
    page = visitor.enter_as(small.department).get(f"/snapshots/{first}/differences?against={second}").text
    assert "Xác minh" in page and "Trần Văn Bình" in page and "Đại học Toán, 2010: được tính, đã xác minh" in page


def test_who_reads_figures_only_sees_no_name(small: World, visitor: Visitor) -> None:
    address = f"/snapshots/{small.freeze().public_id}"
    small.degree_of(small.chi)
    visitor.enter_as(make.account(Role.ADMINISTRATOR, small.province))
    assert "2/3" in visitor.get(address).text
    page = visitor.get(f"{address}/differences").text
    assert "Đính chính, nhập sau" in page and "Lê Thị Chi" not in page
