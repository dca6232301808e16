"""Who retires: within a time, from when to when, by name or day; whom the list cannot speak of; what a unit loses."""

import datetime as dt
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from models.officials import Official, Precision, Sex
from models.planning import Due, DueDay
from registry.directory.retirements import month_of_retirement
from registry.shared.database import db
from registry.shared.retirement import BANDS, retires_on
from tests.directory.listing import Province, names, rows
from tests.support import make
from tests.support.visitor import Visitor

ON = "on=2026-11-24"


@pytest.fixture
def ageing(province: Province) -> Province:
    """Days of retirement: An 30/11/2026, Bình 31/12/2026, Chi 31/05/2027 (year only), Dũng 30/04/2028, Em far off."""
    province.official("Lê Em", sex=Sex.MALE, born_on=dt.date(1995, 1, 1))
    province.official("Lê Dũng", province.department, sex=Sex.MALE, born_on=dt.date(1966, 4, 1))
    province.official("Lê Chi", sex=Sex.FEMALE, born_on=dt.date(1970, 1, 1), born_precision=Precision.YEAR)
    province.official("Lê Bình", sex=Sex.MALE, born_on=dt.date(1965, 6, 30))
    province.official("Lê An", sex=Sex.FEMALE, born_on=dt.date(1969, 11, 30))
    province.official("Lê Qua", sex=Sex.FEMALE, born_on=dt.date(1969, 10, 31))
    return province


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Lê An", "Lê Bình", "Lê Chi", "Lê Dũng", "Lê Em"]),
        ("&within=6", ["Lê An", "Lê Bình"]),
        ("&within=12", ["Lê An", "Lê Bình", "Lê Chi"]),
        ("&within=24", ["Lê An", "Lê Bình", "Lê Chi", "Lê Dũng"]),
        ("&until=31/12/2026", ["Lê An", "Lê Bình"]),
        ("&until=30/12/2026", ["Lê An"]),
        ("&since=01/12/2026&until=31/05/2027", ["Lê Bình", "Lê Chi"]),
        ("&sort=-day", ["Lê Em", "Lê Dũng", "Lê Chi", "Lê Bình", "Lê An"]),
        ("&sort=name", ["Lê An", "Lê Bình", "Lê Chi", "Lê Dũng", "Lê Em"]),
        ("&tier=department", ["Lê Dũng"]),
        ("&sex=female", ["Lê An", "Lê Chi"]),
        ("&q=binh", ["Lê Bình"]),
    ],
)
def test_who_is_due(ageing: Province, home_affairs: Visitor, query: str, found: list[str]) -> None:
    assert ageing.commune
    assert names(home_affairs.get(f"/officials/retirements?{ON}{query}").text) == found


def test_on_the_last_day_of_the_month_whoever_leaves_is_still_there(ageing: Province, home_affairs: Visitor) -> None:
    assert ageing.commune
    assert names(home_affairs.get("/officials/retirements?on=2026-11-30&within=6").text)[0] == "Lê An"
    assert names(home_affairs.get("/officials/retirements?on=2026-12-01&within=6").text)[0] == "Lê Bình"


def test_a_row_says_day_time_left_age_and_what_the_unit_loses(province: Province, home_affairs: Visitor) -> None:
    province.graduate(province.official("Lê An", sex=Sex.FEMALE, born_on=dt.date(1969, 12, 1)))
    province.official("Lê Bình", province.beside, province.chair, sex=Sex.MALE, born_on=dt.date(1965, 7, 31))
    page = home_affairs.get(f"/officials/retirements?{ON}&within=24").text
    assert [row[2:] for row in rows(page)] == [
        ["31/12/2026 còn 1 tháng", "57 tuổi", "T1: mất một người đạt, người kế nhiệm cần đạt"],
        ["30/04/2027 còn 5 tháng", "61 tuổi 9 tháng", "Không thuộc đối tượng"],
    ]


def test_of_whom_nothing_can_be_told_is_said(ageing: Province, home_affairs: Visitor) -> None:
    ageing.official("Lê Trống", born_on=None, sex=Sex.MALE)
    ageing.official("Lê Ai", sex=None)
    page = home_affairs.get(f"/officials/retirements?{ON}").text
    assert "2 người chưa ghi ngày sinh hoặc giới tính" in page
    assert "Lê Trống" not in page


def test_a_day_that_nobody_can_read_is_said_and_asks_nothing(ageing: Province, home_affairs: Visitor) -> None:
    assert ageing.commune
    page = home_affairs.get(f"/officials/retirements?{ON}&until=31/13/2026").text
    assert "Không hiểu ngày “31/13/2026”" in page
    assert len(names(page)) == 5


def test_the_database_reckons_the_same_month(app: Flask) -> None:
    assert app.testing
    edges = {band.born_from for bands in BANDS.values() for band in bands if band.born_from > dt.date.min}
    for day in sorted(edges | {edge - dt.timedelta(days=1) for edge in edges}):
        for sex in Sex:
            make.official("Lê An", born_on=day, sex=sex)
    for born, sex, month in db.session.execute(select(Official.born_on, Official.sex, month_of_retirement())):
        day = retires_on(sex, born)
        assert month == day.year * 12 + day.month, (born, sex)


def test_a_decided_day_goes_before_the_one_by_age_as_in_what_comes_due(ageing: Province, home_affairs: Visitor) -> None:
    """An stays half a year longer by a decision, Em goes early, and the day of somebody without a birth date is known."""
    unborn = ageing.official("Lê Trống", born_on=None, sex=Sex.MALE)
    people = {one.full_name: one for one in db.session.scalars(select(Official))}
    for name, day in (("Lê An", dt.date(2027, 5, 15)), ("Lê Em", dt.date(2026, 12, 1)), (unborn.full_name, dt.date(2027, 6, 1))):
        decided = {"day": day, "reason": "Theo đề nghị", "decision": "5/QĐ"}
        db.session.add(DueDay(official_id=people[name].id, kind=Due.RETIREMENT, **decided))
    page = home_affairs.get(f"/officials/retirements?{ON}").text
    assert names(page) == ["Lê Em", "Lê Bình", "Lê An", "Lê Chi", "Lê Trống", "Lê Dũng"]
    early, _, late, *_others = rows(page)
    assert early[2].startswith("01/12/2026") and "quyết định khác: Theo đề nghị · 5/QĐ" in early[2]
    assert "theo quy định: 30/11/2026" in late[2]
    assert "chưa ghi ngày sinh" not in page
    assert names(home_affairs.get(f"/officials/retirements?{ON}&until=15/05/2027").text) == ["Lê Em", "Lê Bình", "Lê An"]
    assert names(home_affairs.get("/officials/retirements?on=2027-05-16&within=6").text) == ["Lê Chi", "Lê Trống"]
    horizon = unescape(home_affairs.get(f"/coming?{ON}&kind=retirement&months=12").text)
    listed = [name for name in people if f">{name}<" in horizon]
    assert sorted(listed) == ["Lê An", "Lê Bình", "Lê Chi", "Lê Em", "Lê Qua", "Lê Trống"]  # overdue by age: still in a post
