"""What people hold, row by row: conditions, whom an account sees, and what of a past day."""

import datetime as dt

import pytest

from models.accounts import Role
from models.qualifications import Domain, State
from tests.directory.listing import Province, rows
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def held(province: Province) -> Province:
    one, other = province.official("Lê An"), province.official("Lê Bình", province.beside)
    province.graduate(one, institution="Đại học Vinh", number="123", state=State.VERIFIED)
    make.qualification(one, Domain.LANGUAGE, issued_on=None, language_code=make.language("Tiếng Lào").code)
    make.qualification(other, level_id=province.college.id, field="Kế toán")
    return province


def _texts(visitor: Visitor, query: str = "") -> list[str]:
    page = visitor.get(f"/qualifications{query}")
    assert page.status_code == 200, page.status
    return [row[1] for row in rows(page.text)]


LUAT, LAO, KE_TOAN = "Đại học Luật Chuyên môn", "Tiếng Lào chưa rõ trình độ Ngoại ngữ", "Cao đẳng Kế toán Chuyên môn"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [LUAT, LAO, KE_TOAN]),
        ("?domain=degree", [LUAT, KE_TOAN]),
        ("?domain=degree&domain=language", [LUAT, LAO, KE_TOAN]),
        ("?state=verified", [LUAT]),
        ("?without=issued", [LAO]),
        ("?without=number&without=level", [LAO, KE_TOAN]),
        ("?q=binh", [KE_TOAN]),
        ("?q=huong+khe", [KE_TOAN]),
        ("?sort=-issued", [LUAT, KE_TOAN, LAO]),
    ],
)
def test_conditions(held: Province, home_affairs: Visitor, query: str, found: list[str]) -> None:
    assert held.commune
    assert _texts(home_affairs, query) == found


def test_a_level_and_a_language_are_conditions_too(held: Province, home_affairs: Visitor) -> None:
    assert _texts(home_affairs, f"?level=degree.{held.college.key}") == [KE_TOAN]
    for query in ("?level=degree.moon", "?language=moon", "?domain=moon", "?certificate=moon", "?level=moon.x"):
        assert home_affairs.get(f"/qualifications{query}").status_code == 404


def test_a_commune_sees_its_own(held: Province, officer: Visitor) -> None:
    assert held.commune
    assert _texts(officer) == [LUAT, LAO]
    assert officer.get(f"/qualifications?unit={held.beside.key}").status_code == 404


def test_the_papers_of_who_has_gone_lead_to_the_time_here_and_are_not_changed(province: Province, visitor: Visitor) -> None:
    gone = make.official("Lê Đi")
    make.assignment(gone, province.commune, valid_to=dt.date(2025, 7, 1))
    make.assignment(gone, province.beside, valid_from=dt.date(2025, 7, 1))
    province.graduate(gone)
    visitor.enter_as(make.account(Role.HR_OFFICER, province.commune))
    assert _texts(visitor) == []
    page = visitor.get("/qualifications?on=2025-06-30").text
    assert "Lê Đi" in page
    assert f"/officials/{gone.public_id}" in page and 'name="row"' not in page
