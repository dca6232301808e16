"""The cut of public service posts: both readings, over reorganisations, and whose numbers are missing."""

import datetime as dt
import io
from fractions import Fraction

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from models.accounts import Account, Role
from models.establishment import Headcount
from models.units import Tier, Unit
from registry.establishment.actions import Counted, count_service
from registry.establishment.cuts import Cut, Ground, cut_between
from registry.establishment.headcounts import targets_for
from registry.shared.database import db
from tests.support import make, markup
from tests.support.visitor import Visitor

SERVICE = "/organisation/establishment/service"
A, B, C, NEW = 1, 2, 3, 9


def _cut(base: dict[int, int], now: dict[int, int], **ground: object) -> Cut:
    return cut_between(base, now, Ground(**{"stood": {A, B, C}, "standing": {A, B, C}, **ground}))  # type: ignore[arg-type]


def test_both_readings_of_the_mean_are_given_and_differ() -> None:
    cut = _cut({A: 100, B: 1000}, {A: 80, B: 950})
    assert (cut.mean, cut.of_sums, cut.rated, cut.units) == (Fraction(125, 1000), Fraction(70, 1100), 2, 2)
    assert cut.whole and cut.mean_whole


def test_growth_is_below_nought() -> None:
    cut = _cut({A: 100}, {A: 110})
    assert (cut.mean, cut.of_sums) == (Fraction(-1, 10), Fraction(-1, 10))


def test_without_the_base_of_a_unit_no_sum_is_said_and_the_unit_is_named() -> None:
    cut = _cut({A: 100}, {A: 90, B: 50})
    assert (cut.of_sums, cut.mean, cut.mean_whole) == (None, Fraction(1, 10), False)
    assert cut.no_base == {B: (B,)}


def test_a_unit_that_says_nothing_now_is_named() -> None:
    cut = _cut({A: 100, B: 50}, {A: 90})
    assert (cut.no_now, cut.of_sums, cut.units, cut.rated) == ([B], None, 2, 1)


def test_a_merged_unit_has_the_base_of_all_that_went_into_it() -> None:
    ground = {"standing": {NEW}, "whole": {A: NEW, B: NEW}}
    assert _cut({A: 60, B: 40}, {NEW: 90}, **ground).pairs == {NEW: (100, 90)}
    assert _cut({A: 60}, {NEW: 90}, **ground).no_base == {NEW: (B,)}
    assert _cut({A: 60, B: 40}, {}, **ground).no_now == [NEW]


def test_a_divided_unit_counts_in_the_sum_alone() -> None:
    ground = {"standing": {B, C, NEW}, "stood": {A, B}, "heirs": {A: {C, NEW}}}
    cut = _cut({A: 100, B: 10}, {B: 9, C: 50, NEW: 40}, **ground)
    assert (cut.divided, cut.received, cut.of_sums) == ([A], [C, NEW], Fraction(11, 110))
    assert (cut.mean, cut.mean_whole, cut.rated, cut.units) == (Fraction(1, 10), False, 1, 3)
    assert _cut({A: 100, B: 10}, {B: 9}, **ground).lost == [A]


def test_a_new_unit_has_no_base_and_is_said_to_be_new() -> None:
    cut = _cut({A: 10}, {A: 9, NEW: 5}, standing={A, NEW}, stood={A})
    assert (cut.no_base, cut.of_sums) == ({NEW: ()}, None)


def test_nothing_on_record_is_no_cut() -> None:
    assert (_cut({}, {}).of_sums, _cut({}, {}).mean, _cut({}, {}).whole) == (None, None, False)
    assert _cut({A: 0}, {A: 0}).mean is None


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


@pytest.fixture
def writer(province: Unit) -> Account:
    return make.account(Role.DEPARTMENT, province)


@pytest.fixture
def body(province: Unit) -> Unit:
    return make.unit("Sở Giáo dục", Tier.DEPARTMENT, province)


def _main(visitor: Visitor, path: str) -> str:
    return markup.text_of(next(markup.parsed(visitor.get(path).text).iter("main")))


@pytest.mark.parametrize(("present", "verdict"), [(901, "unmet"), (900, "met")])
def test_ten_percent_are_ten_percent(writer: Account, body: Unit, present: int, verdict: str) -> None:
    make.indicator("H1", goal=10)
    count_service(Counted(body, 2021, None, 1000), None)
    count_service(Counted(body, 2025, None, present), None)
    first, second = targets_for(writer, dt.date(2026, 6, 1))
    _assigned, of_present = first.measured
    assert (of_present.verdict_of_sums, of_present.verdict_of_mean) == (verdict, verdict)
    assert (first.year, second.year, second.goal) == (2025, 2026, None)
    assert targets_for(writer, dt.date(2025, 6, 1))[1].measured == ()


def test_districts_hand_their_posts_to_what_followed_their_communes(writer: Account, province: Unit) -> None:
    day = dt.date(2025, 7, 1)
    district = make.unit("Huyện Cũ", Tier.DISTRICT, province, valid_to=day)
    old = make.unit("Xã Cũ", Tier.COMMUNE, district, valid_to=day)
    new = make.unit("Xã Mới", Tier.COMMUNE, province, valid_from=day)
    make.succession(old, new, day)
    count_service(Counted(district, 2021, 100, None), None)
    count_service(Counted(new, 2025, 80, None), None)
    cut = targets_for(writer, dt.date(2025, 12, 31))[0].measured[0].cut
    assert (cut.divided, cut.received, cut.of_sums) == ([district.id], [new.id], Fraction(1, 5))


def test_numbers_are_typed_seen_and_never_lost_to_somebody_else(visitor: Visitor, writer: Account, body: Unit) -> None:
    visitor.enter_as(writer)
    path = f"{SERVICE}/{body.key}?on=2021-12-31"
    assert visitor.submit(path, {"assigned": "1000", "present": "", "basis": "12/QĐ"}).status_code == 302
    assert visitor.submit(path, {"assigned": "1001", "present": "990", "version": "1"}).status_code == 302
    assert visitor.submit(path, {"assigned": "5", "version": "1"}).status_code == 409
    page = _main(visitor, f"{SERVICE}?on=2025-12-31")
    assert "1.001 990" in page and "Thiếu số năm 2025" in page and "Chưa đủ số liệu" in page
    assert "Tỉnh Thử nghiệm" not in page.split("Từng đơn vị")[0].split("Thiếu số năm 2025")[1]


def test_the_workbook_comes_back_with_numbers_or_not_at_all(visitor: Visitor, writer: Account, body: Unit) -> None:
    visitor.enter_as(writer)
    page = f"{SERVICE}?on=2025-12-31"
    book = load_workbook(io.BytesIO(visitor.get(f"{SERVICE}.xlsx?on=2025-12-31").data))
    row = next(row for row in book.worksheets[0].iter_rows() if row[1].value == "Sở Giáo dục")

    def send() -> str:
        target = io.BytesIO()
        book.save(target)
        answer = visitor.submit(page, {"file": (io.BytesIO(target.getvalue()), "a.xlsx")}, form="/numbers")
        return visitor.get(answer.headers["Location"]).text

    row[2].value, row[3].value = 700, "nhiều"
    assert "không phải số biên chế" in send()
    assert db.session.scalars(select(Headcount.id)).all() == []
    row[3].value = None
    assert "của 1 đơn vị" in send()
    (stored,) = db.session.scalars(select(Headcount))
    assert (stored.unit_id, stored.year, stored.assigned, stored.present) == (body.id, 2025, 700, None)


def test_a_commune_sees_its_own_numbers_alone(visitor: Visitor, province: Unit, body: Unit) -> None:
    commune = make.unit("Xã Cẩm Bình", Tier.COMMUNE, province)
    count_service(Counted(body, 2025, 777, 700), None)
    db.session.commit()
    visitor.enter_as(make.account(Role.CHAIR, commune))
    page = _main(visitor, f"{SERVICE}?on=2025-12-31")
    assert ("Xã Cẩm Bình" in page, "777" in page, "Sở Giáo dục" in page) == (True, False, False)
