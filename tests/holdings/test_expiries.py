"""What ends: on the printed day or by the months of its kind, to the day; what renews it; what it does to a target."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.base import FOREVER
from models.qualifications import CertificateType, Domain, State
from registry.qualifications.validity import earliest_number, latest_number
from registry.shared.ages import add_months
from tests.directory.listing import Province, names, rows
from tests.support import make
from tests.support.visitor import Visitor

ON = "on=2026-11-24"
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))


@pytest.fixture
def ielts() -> CertificateType:
    return make.certificate_type("IELTS", validity_months=24)


def _held(province: Province, name: str, kind: CertificateType, **values: object) -> None:
    make.qualification(province.official(name), Domain.LANGUAGE, **{"certificate_type_id": kind.id, **values})


@pytest.fixture
def ends(province: Province, ielts: CertificateType) -> Province:
    _held(province, "Lê An", ielts, issued_on=dt.date(2024, 12, 31))  # 31/12/2026
    _held(province, "Lê Bình", ielts, issued_on=dt.date(2020, 1, 1), expires_on=dt.date(2027, 5, 24))
    _held(province, "Lê Chi", ielts, issued_on=dt.date(2022, 11, 24))  # over since 24/11/2024
    _held(province, "Lê Dung", ielts, issued_on=dt.date(2025, 2, 28), expires_on=FOREVER)
    _held(province, "Lê Giang", ielts, issued_on=None)
    _held(province, "Lê Hà", ielts, issued_on=dt.date(2024, 12, 31), state=State.REVOKED)
    province.graduate(province.official("Lê Khoa"))
    return province


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Lê Chi", "Lê An", "Lê Bình"]),
        ("&sort=-end", ["Lê Bình", "Lê An", "Lê Chi"]),
        ("&within=over", ["Lê Chi"]),
        ("&within=3", ["Lê An"]),
        ("&within=6", ["Lê An", "Lê Bình"]),
        ("&since=31/12/2026", ["Lê An", "Lê Bình"]),
        ("&since=01/01/2027", ["Lê Bình"]),
        ("&until=31/12/2026", ["Lê Chi", "Lê An"]),
        ("&until=30/12/2026", ["Lê Chi"]),
        ("&until=24/05/2027", ["Lê Chi", "Lê An", "Lê Bình"]),
        ("&q=binh", ["Lê Bình"]),
    ],
)
def test_what_ends(ends: Province, home_affairs: Visitor, query: str, found: list[str]) -> None:
    assert ends.commune
    assert names(home_affairs.get(f"/qualifications/expiries?{ON}{query}").text) == found


def test_a_newer_one_of_the_kind_or_language_renews_it(province: Province, ielts: CertificateType, home_affairs: Visitor) -> None:
    english, toeic = make.language(), make.certificate_type("TOEIC", validity_months=24)
    same, other, alone = (province.official(name) for name in ("Lê An", "Lê Bình", "Lê Chi"))
    old = {"certificate_type_id": ielts.id, "language_code": english.code, "issued_on": dt.date(2024, 12, 1)}
    for one in (same, other, alone):
        make.qualification(one, Domain.LANGUAGE, **old)
    make.qualification(same, Domain.LANGUAGE, **{**old, "issued_on": dt.date(2026, 1, 5)})
    make.qualification(other, Domain.LANGUAGE, **{**old, "certificate_type_id": toeic.id, "issued_on": dt.date(2026, 2, 5)})
    make.qualification(alone, Domain.LANGUAGE, **{**old, "issued_on": dt.date(2026, 2, 5), "state": State.REJECTED})
    page = home_affairs.get(f"/qualifications/expiries?{ON}&within=3").text
    assert [row[3] for row in rows(page)] == ["IELTS, 05/01/2026", "TOEIC, 05/02/2026", "chưa có"]
    assert names(home_affairs.get(f"/qualifications/expiries?{ON}&within=3&renewed=no").text) == ["Lê Chi"]
    assert names(home_affairs.get(f"/qualifications/expiries?{ON}&within=3&renewed=yes").text) == ["Lê An", "Lê Bình"]


def test_a_target_that_is_met_until_then_and_no_longer_is_named(
    province: Province, ielts: CertificateType, home_affairs: Visitor
) -> None:
    step = make.level(Domain.LANGUAGE, "Bậc 4", 4)
    make.target("T4", {"holds": {"domain": "language", "rank": 4, "valid_on_day": True}})
    for name, more in (("Lê An", {}), ("Lê Bình", {"expires_on": dt.date(2040, 1, 1)})):
        one = province.official(name)
        held = {"certificate_type_id": ielts.id, "level_id": step.id}
        make.qualification(one, Domain.LANGUAGE, **held, issued_on=dt.date(2024, 12, 31))
        if more:
            make.qualification(one, Domain.LANGUAGE, **held, issued_on=dt.date(2023, 1, 1), **more)
    page = home_affairs.get(f"/qualifications/expiries?{ON}&within=3").text
    assert [row[4] for row in rows(page)] == ["không còn đạt T4", "không đổi"]


@given(DAYS, st.integers(1, 120), st.integers(-4, 4))
@example(dt.date(2024, 8, 31), 6, 0)
@example(dt.date(2024, 8, 31), 6, 1)
def test_the_number_of_a_day_compares_as_the_day(issued: dt.date, months: int, apart: int) -> None:
    """The database adds months without moving the day back into a short month; comparing allows for it."""
    number = (issued.year * 12 + issued.month + months) * 32 + issued.day
    end = add_months(issued, months)
    asked = end + dt.timedelta(days=apart)
    assert (number <= latest_number(asked)) == (end <= asked)
    assert (number >= earliest_number(asked)) == (end >= asked)
