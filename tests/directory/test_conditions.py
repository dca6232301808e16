"""Narrowing the list by conditions in the address, each of which can be taken away."""

import datetime as dt

import pytest
from sqlalchemy import select

from models.officials import Precision
from models.qualifications import Domain, State
from models.targets import Target, TargetVersion
from registry.shared.database import db
from tests.directory.listing import Province, listed, rows
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def mixed(province: Province) -> Province:
    province.graduate(province.official("Lê An"), state=State.VERIFIED)
    college = province.official("Lê Bình")
    make.qualification(college, Domain.DEGREE, level_id=province.college.id, field="Kế toán")
    undated = province.official("Lê Chi", province.department)
    province.graduate(undated, issued_on=None)
    province.official("Lê Dung", province.beside, province.chair)
    return province


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?tier=commune", ["Lê An", "Lê Bình", "Lê Dung"]),
        ("?tier=department", ["Lê Chi"]),
        ("?category=cadre", ["Lê Dung"]),
        ("?leadership=commune", ["Lê Dung"]),
        ("?target=T1&standing=met", ["Lê An"]),
        ("?target=T1&standing=unmet", ["Lê Bình"]),
        ("?target=T1&standing=unknown", ["Lê Chi"]),
        ("?target=T1&standing=open", ["Lê Bình", "Lê Chi"]),
        ("?target=T1&standing=exempt", []),
        ("?standing=open", ["Lê Bình", "Lê Chi"]),
        ("?target=T9&standing=met", []),
        ("?missing=degree", ["Lê Dung"]),
        ("?missing=issued", ["Lê Chi"]),
        ("?missing=theory", ["Lê An", "Lê Bình", "Lê Chi", "Lê Dung"]),
        ("?q=le&tier=commune&standing=met", ["Lê An"]),
    ],
)
def test_a_condition_narrows_the_list(mixed: Province, home_affairs: Visitor, query: str, found: list[str]) -> None:
    assert mixed.commune
    assert listed(home_affairs, query) == found


@pytest.mark.parametrize("query", ["?tier=moon", "?category=x", "?leadership=x", "?standing=x", "?missing=x", "?reason=x"])
def test_a_condition_that_means_nothing_is_not_found(province: Province, home_affairs: Visitor, query: str) -> None:
    assert province.commune
    assert home_affairs.get(f"/officials{query}").status_code == 404


def test_missing_birth_means_unknown_or_not_to_the_day(province: Province, officer: Visitor) -> None:
    province.official("Lê Rõ")
    province.official("Lê Năm", born_precision=Precision.YEAR)
    province.official("Lê Trống", born_on=None)
    assert listed(officer, "?missing=birth") == ["Lê Năm", "Lê Trống"]


def test_a_revoked_degree_is_missing_and_one_from_later_too(province: Province, officer: Visitor) -> None:
    province.graduate(province.official("Lê Thu"), state=State.REVOKED)
    province.graduate(province.official("Lê Sau"), issued_on=dt.date(2024, 5, 1))
    assert listed(officer, "?missing=degree") == ["Lê Thu"]
    assert listed(officer, "?missing=degree&on=2024-04-30") == ["Lê Sau", "Lê Thu"]


def test_each_condition_is_a_chip_that_leads_to_the_list_without_it(mixed: Province, home_affairs: Visitor) -> None:
    page = home_affairs.get(f"/officials?q=le&unit={mixed.commune.key}&tier=commune&target=T1&standing=open").text
    assert f'href="/officials?q=le&amp;unit={mixed.commune.key}&amp;tier=commune&amp;target=T1"' in page
    assert 'href="/officials?q=le&amp;tier=commune&amp;target=T1&amp;standing=open"' in page


def test_empty_fields_of_the_form_do_not_stay_in_the_address(province: Province, home_affairs: Visitor) -> None:
    assert province.commune
    answer = home_affairs.get("/officials?q=le&unit=&tier=commune&target=&standing=&missing=")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/officials?q=le&tier=commune"
    live = home_affairs.get("/officials?q=le&tier=", headers={"HX-Request": "true"})
    assert live.status_code == 200
    assert live.headers["HX-Push-Url"] == "/officials?q=le"


def test_the_day_stays_in_every_address_of_the_list(mixed: Province, home_affairs: Visitor) -> None:
    assert mixed.commune
    page = home_affairs.get("/officials?on=2025-06-30&tier=commune").text
    assert 'action="/officials/export?tier=commune&amp;on=2025-06-30"' in page
    assert '<input type="hidden" name="on" value="2025-06-30">' in page
    live = home_affairs.get("/officials?on=2025-06-30&q=le", headers={"HX-Request": "true"})
    assert live.headers["HX-Push-Url"] == "/officials?q=le&on=2025-06-30"


def test_a_row_says_what_is_held_what_is_lacking_and_why(mixed: Province, home_affairs: Visitor) -> None:
    assert mixed.commune
    found = {row[0].rsplit(" ", 1)[0]: row[1:] for row in rows(home_affairs.get("/officials").text)}
    assert found["Lê An"] == ["Xã Cẩm Xuyên Chuyên viên", "Đại học", "–", "Đạt T1", "Đã xác minh đủ"]
    assert found["Lê Bình"][1:4] == ["Cao đẳng", "–", "Chưa đạt T1"]
    assert "cao đẳng" in found["Lê Bình"][4]
    assert "đại học" in found["Lê Bình"][4]
    assert found["Lê Chi"][1:4] == ["Đại học chưa rõ ngày cấp", "–", "Thiếu dữ liệu T1"]
    assert found["Lê Dung"][1:] == ["–", "–", "–", "Không thuộc đối tượng"]


def test_tabs_count_those_who_keep_a_target_from_being_reached(mixed: Province, home_affairs: Visitor) -> None:
    page = home_affairs.get("/officials").text
    assert 'Chưa đủ T1 <span class="num">2</span>' in " ".join(page.split())
    part = home_affairs.get(f"/officials?unit={mixed.commune.key}").text
    assert 'Chưa đủ T1 <span class="num">1</span>' in " ".join(part.split())


@pytest.fixture
def two_parts(province: Province) -> Province:
    """T1 asks for a degree and for theory; T2 for a language certificate that is valid on the day."""
    whole = db.session.scalars(select(Target).where(Target.code == "T1")).one()
    parts = {"degree": {"holds": {"domain": "degree", "rank": 4}}, "theory": {"holds": {"domain": "theory", "rank": 1}}}
    for name, requirement in parts.items():
        make.target(f"T1.{name}", requirement).parent_id = whole.id
    version = db.session.scalars(select(TargetVersion).where(TargetVersion.target_id == whole.id)).one()
    version.rule = {**version.rule, "requirement": {"every": list(parts.values())}}
    theory, language = make.level(Domain.THEORY, "Sơ cấp", 1), make.level(Domain.LANGUAGE, "Bậc 4", 4)
    held = {"issued_on": dt.date(2015, 1, 1)}
    both, one, expired = province.official("Lê An"), province.official("Lê Bình"), province.official("Lê Chi")
    province.graduate(both, state=State.VERIFIED)
    make.qualification(both, Domain.THEORY, level_id=theory.id, **held)
    province.graduate(one)
    make.qualification(expired, Domain.LANGUAGE, level_id=language.id, expires_on=dt.date(2017, 1, 1), **held)
    make.qualification(one, Domain.LANGUAGE, level_id=language.id, expires_on=dt.date(2090, 1, 1), **held)
    province.official("Lê Dung")
    make.target("T2", {"holds": {"domain": "language", "rank": 4, "valid_on_day": True}})
    db.session.commit()
    return province


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?reason=step", ["Lê Bình"]),
        ("?reason=T1.theory", ["Lê Bình", "Lê Chi", "Lê Dung"]),
        ("?reason=T1.degree", ["Lê Chi", "Lê Dung"]),
        ("?reason=declared", ["Lê An"]),
        ("?target=T2&reason=declared", ["Lê Bình"]),
        ("?target=T2&reason=expired", ["Lê Chi"]),
        ("?target=T2&reason=step", ["Lê An", "Lê Chi", "Lê Dung"]),
        ("?reason=expired", []),
        ("?reason=step&standing=met", []),
    ],
)
def test_a_reason_narrows_the_list(two_parts: Province, officer: Visitor, query: str, found: list[str]) -> None:
    assert two_parts.commune
    assert listed(officer, query) == found
