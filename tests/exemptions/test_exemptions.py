"""Exemptions as acts: whom they mean, what they change in figures, what is refused, ending and taking back."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.officials import Official
from models.qualifications import Domain
from models.targets import Exemption, Target
from models.units import Tier, Unit
from registry.compliance.figures import figures_at
from registry.shared.database import db
from registry.standings.keeping import differences
from registry.standings.measure import Count
from tests.support import make, markup
from tests.support.visitor import Visitor

DAY = dt.date(2026, 6, 30)
TYPED: dict[str, object] = {
    "target": "T1",
    "position": "",
    "units": [],
    "mode": "out",
    "official": "",
    "basis": "12/QĐ-UBND",
    "valid_from": "01/01/2026",
    "until": "",
}


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


@pytest.fixture
def commune(province: Unit) -> Unit:
    """Two of whom one has a college degree and none the university degree that T1 asks."""
    unit = make.unit("Xã Miền núi", Tier.COMMUNE, province)
    make.target()
    college = make.official_at(unit, "Trần Thị Cao Đẳng", personal_number="042000000001")
    make.qualification(college, Domain.DEGREE, level_id=make.level(name="Cao đẳng", rank=3).id, issued_on=dt.date(2010, 1, 1))
    make.official_at(unit, "Lê Văn Không", personal_number="042000000002")
    db.session.commit()
    return unit


@pytest.fixture
def writer(visitor: Visitor, province: Unit) -> Visitor:
    return visitor.enter_as(make.account(Role.DEPARTMENT, province))


def _count(unit: Unit, on: dt.date = DAY) -> tuple[int, int, int]:
    """Met, unmet, exempt."""
    assert differences() == set()
    (figure,) = figures_at(on, {unit.id})
    count: Count = figure.count
    return count.met, count.unmet, count.exempt


def _main(visitor: Visitor, path: str) -> str:
    return markup.text_of(next(markup.parsed(visitor.get(path).text).iter("main")))


def test_an_area_is_left_out_from_its_first_day_with_what_is_below_and_ends(
    writer: Visitor, commune: Unit, province: Unit
) -> None:
    below = make.unit("Phòng của xã", Tier.COMMUNE, commune)
    make.official_at(below)
    other = make.unit("Xã Khác", Tier.COMMUNE, province)
    make.official_at(other)
    db.session.commit()
    assert writer.submit("/exemptions/new", {**TYPED, "units": commune.key, "with_below": "y"}).status_code == 302
    assert (_count(commune), _count(below), _count(other)) == ((0, 0, 2), (0, 0, 1), (0, 1, 0))
    assert _count(commune, dt.date(2025, 12, 31)) == (0, 2, 0)
    (row,) = db.session.scalars(select(Exemption))
    assert "Xã Miền núi · cả đơn vị trực thuộc" in _main(writer, f"/exemptions?on={DAY}")
    end = f"/exemptions/{row.act}/end"
    assert "phải sau ngày đó" in writer.submit(end, {"day": "01/01/2026", "reason": "Bãi bỏ"}).text
    assert writer.submit(end, {"day": "30/06/2026", "reason": "Bãi bỏ"}).status_code == 302
    assert (_count(commune), _count(commune, dt.date(2026, 6, 29))) == ((0, 2, 0), (0, 0, 2))
    assert "Đã có ngày kết thúc" in writer.submit(end, {"day": "01/07/2026", "reason": "Lần hai"}).text


def test_what_hangs_below_an_area_follows_the_tree(writer: Visitor, commune: Unit, province: Unit) -> None:
    moved = dt.date(2026, 3, 1)
    office = make.unit("Phòng", Tier.COMMUNE, commune, valid_to=moved)
    make.period(office, "Phòng", Tier.COMMUNE, province, moved)
    make.official_at(office)
    db.session.commit()
    writer.submit("/exemptions/new", {**TYPED, "units": commune.key, "with_below": "y"})
    assert (_count(office, dt.date(2026, 2, 28)), _count(office, moved)) == ((0, 0, 1), (0, 1, 0))


def test_several_communes_are_one_act_and_a_person_another(writer: Visitor, commune: Unit, province: Unit) -> None:
    other = make.unit("Xã Khác", Tier.COMMUNE, province)
    make.official_at(other)
    db.session.commit()
    assert writer.submit("/exemptions/new", {**TYPED, "units": [commune.key, other.key]}).status_code == 302
    assert (_count(commune), _count(other)) == ((0, 0, 2), (0, 0, 1))
    (act,) = set(db.session.scalars(select(Exemption.act)))
    assert writer.submit(f"/exemptions/{act}/remove", {"reason": "Nhầm"}).status_code == 302
    assert (_count(commune), _count(other)) == ((0, 2, 0), (0, 1, 0))
    assert db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc())).first() == "exemption.removed"
    assert writer.submit("/exemptions/new", {**TYPED, "official": "042 000 000 002"}).status_code == 302
    assert _count(commune) == (0, 1, 1)
    assert "Lê Văn Không" in _main(writer, f"/exemptions?on={DAY}")


def test_another_standard_judges_instead_and_says_so(writer: Visitor, commune: Unit) -> None:
    assert (
        writer.submit("/exemptions/new", {**TYPED, "units": commune.key, "mode": "other", "level_degree": "3"}).status_code == 302
    )
    assert _count(commune) == (1, 1, 0)
    assert "chuyên môn: từ Cao đẳng" in _main(writer, f"/exemptions?on={DAY}")
    official = db.session.scalars(select(Official).where(Official.full_name == "Trần Thị Cao Đẳng")).one()
    assert "Xét theo tiêu chuẩn khác: 12/QĐ-UBND" in _main(writer, f"/officials/{official.public_id}?on={DAY}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Hãy chọn chức danh, địa bàn"),
        ({"official": "042000000009"}, "Không có hồ sơ nào"),
        ({"official": "042000000001", "until": "31/12/2025"}, "Ngày cuối phải từ ngày bắt đầu"),
        ({"official": "042000000001", "mode": "other"}, "ít nhất một mức"),
        ({"official": "042000000001", "mode": "other", "level_degree": "0"}, "không còn đòi hỏi gì"),
        ({"official": "042000000001", "mode": "other", "level_language": "0"}, "không khác yêu cầu"),
        ({"official": "042000000001", "basis": " "}, "bắt buộc"),
    ],
)
def test_what_makes_no_sense_is_refused(writer: Visitor, commune: Unit, typed: dict[str, str], said: str) -> None:
    answer = writer.submit("/exemptions/new", {**TYPED, **typed})
    assert answer.status_code == 200 and (said in answer.text or said == "bắt buộc")
    assert db.session.scalars(select(Exemption.id)).all() == []
    assert _count(commune) == (0, 2, 0)


def test_the_same_twice_is_refused_with_the_first_basis(writer: Visitor, commune: Unit) -> None:
    assert writer.submit("/exemptions/new", {**TYPED, "units": commune.key}).status_code == 302
    assert "theo 12/QĐ-UBND" in writer.submit("/exemptions/new", {**TYPED, "units": commune.key, "basis": "13/QĐ"}).text


def test_components_are_exempt_with_their_target(writer: Visitor, commune: Unit) -> None:
    whole = db.session.scalars(select(Target)).one()
    part = make.target("T1.degree")
    part.parent_id = whole.id
    db.session.commit()
    writer.submit("/exemptions/new", {**TYPED, "units": commune.key})
    assert sorted(db.session.scalars(select(Exemption.target_id))) == sorted([whole.id, part.id])


@pytest.mark.usefixtures("commune")
def test_who_reads_no_files_sees_no_names(visitor: Visitor, province: Unit) -> None:
    official = db.session.scalars(select(Official).where(Official.full_name == "Lê Văn Không")).one()
    make.exemption(db.session.scalars(select(Target)).one(), official_id=official.id)
    db.session.commit()
    names: dict[Role, bool] = {}
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        account: Account = make.account(role, province)
        names[role] = "Lê Văn Không" in _main(visitor.enter_as(account), f"/exemptions?on={DAY}")
    assert names == {Role.AUDITOR: True, Role.ADMINISTRATOR: False}
