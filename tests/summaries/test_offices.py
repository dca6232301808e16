"""Who issues a paper, and how Decree 30/2020 has the office, the place and the unit written."""

import datetime as dt

import pytest

from models.units import Tier
from registry.summaries.offices import HOME_AFFAIRS, office_of, proper_name, running_name
from registry.units.queries import Tree, UnitOnDay

ROOT = UnitOnDay(1, "tinh-ha-tinh", "Tỉnh Hà Tĩnh", Tier.PROVINCE, None, "42")


def _tree(*units: UnitOnDay) -> Tree:
    return Tree(dt.date(2026, 11, 23), {unit.id: unit for unit in (ROOT, *units)})


def _unit(name: str, tier: Tier, code: str = "") -> UnitOnDay:
    return UnitOnDay(2, "don-vi", name, tier, 1, code)


@pytest.mark.parametrize(
    ("name", "running", "place"),
    [
        ("Xã Cẩm Xuyên", "xã Cẩm Xuyên", "Cẩm Xuyên"),
        ("Phường Thành Sen", "phường Thành Sen", "Thành Sen"),
        ("Phường Trần Phú", "Phường Trần Phú", "Phường Trần Phú"),
        ("Phường Hà Huy Tập", "Phường Hà Huy Tập", "Phường Hà Huy Tập"),
        ("Xã Sơn Kim 1", "xã Sơn Kim 1", "Sơn Kim 1"),
        ("Thị xã Hồng Lĩnh", "thị xã Hồng Lĩnh", "Hồng Lĩnh"),
        ("Tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh", "Hà Tĩnh"),
        ("Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ"),
        ("Xãhội", "Xãhội", "Xãhội"),
    ],
)
def test_capitals_and_places_follow_the_decree(name: str, running: str, place: str) -> None:
    assert (running_name(name), proper_name(name)) == (running, place)


def test_a_peoples_committee_stands_alone_and_its_chair_signs() -> None:
    office = office_of(unit := _unit("Phường Trần Phú", Tier.COMMUNE), _tree(unit))
    assert (office.superior, office.heading) == ("", "Ủy ban nhân dân\nPhường Trần Phú")
    assert (office.mark, office.place) == ("TB-UBND", "Phường Trần Phú")
    assert office.signed == ("TM. Ủy ban nhân dân", "Chủ tịch")
    assert office.name == "Ủy ban nhân dân Phường Trần Phú"


@pytest.mark.parametrize(
    ("name", "code", "heading", "head"),
    [
        ("Sở Tài chính", "STC", "Sở Tài chính", "Giám đốc"),
        ("Thanh tra tỉnh", "TTT", "Thanh tra tỉnh", "Chánh Thanh tra"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "VPUB", "Văn phòng", "Chánh Văn phòng"),
        ("Ban Quản lý Khu kinh tế", "BQL", "Ban Quản lý Khu kinh tế", "Trưởng ban"),
        ("Liên minh", "LM", "Liên minh", "Thủ trưởng đơn vị"),
    ],
)
def test_a_department_stands_under_the_province_and_its_head_signs(name: str, code: str, heading: str, head: str) -> None:
    office = office_of(unit := _unit(name, Tier.DEPARTMENT, code), _tree(unit))
    assert (office.superior, office.heading) == ("Ủy ban nhân dân tỉnh Hà Tĩnh", heading)
    assert (office.mark, office.place, office.signed) == (f"TB-{code}", "Hà Tĩnh", (head,))


@pytest.mark.parametrize("known", [True, False])
def test_the_department_of_home_affairs_speaks_for_the_province(known: bool) -> None:
    home = UnitOnDay(3, HOME_AFFAIRS, "Sở Nội vụ", Tier.DEPARTMENT, 1, "SNV")
    office = office_of(ROOT, _tree(home) if known else _tree())
    assert (office.heading, office.mark, office.signed) == ("Sở Nội vụ", "TB-SNV", ("Giám đốc",))
