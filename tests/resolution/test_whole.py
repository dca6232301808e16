"""The whole resolution: nothing missing, values as of a day and how each stands, correcting without losing."""

import datetime as dt
import io
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from models.accounts import Account, Role
from models.resolution import Comparator, Indicator, IndicatorValue, Measure
from models.units import Unit
from registry.resolution.queries import Reading, holds, readings_on, whole_on
from registry.resolution.words import measured, value_words
from registry.shared.database import db
from seeds.reference import load_reference
from tests.support import make, markup
from tests.support.visitor import Visitor

TEXT = tomllib.loads((Path(__file__).parents[2] / "seeds/reference/resolution.toml").read_text(encoding="utf-8"))
TYPED = {"on": "31/12/2024", "value": "96,5", "document": "12/BC", "document_date": "15/01/2025", "author": "Sở Tư pháp"}


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


@pytest.fixture
def writer(province: Unit) -> Account:
    return make.account(Role.DEPARTMENT, province)


def _main(visitor: Visitor, path: str) -> str:
    return markup.text_of(next(markup.parsed(visitor.get(path).text).iter("main")))


def _text(book: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(book)).worksheets[0].iter_rows()]


def test_nothing_of_the_resolution_is_missing_from_page_and_workbook(visitor: Visitor, writer: Account) -> None:
    load_reference()
    db.session.commit()
    visitor.enter_as(writer)
    page, rows = _main(visitor, "/resolution"), _text(visitor.get("/resolution/whole.xlsx").data)
    codes = [row[2] for row in rows]
    clauses = [clause for section in TEXT["section"] for clause in section["clause"]]
    assert len(clauses) == 21
    assert [part for part in clauses if not part.get("targets") and not part.get("indicators")] == []
    for clause in clauses:
        assert clause["wording"] in page
        for one in clause.get("indicators", []):
            assert one["title"] in page
        assert {*clause.get("targets", []), *(one["code"] for one in clause.get("indicators", []))} <= set(codes)
    assert [code for code in codes if code in {"T1", "T2", "T3", "T4"}] == ["T2", "T1", "T3", "T4"]
    sections = [section["code"] for section in TEXT["section"]]
    assert [page.index(f"Mục {code} ·") for code in sections] == sorted(page.index(f"Mục {code} ·") for code in sections)


@pytest.mark.parametrize(
    ("comparator", "goal", "value", "reached"),
    [
        (Comparator.MORE, "50", "50", False),
        (Comparator.MORE, "50", "50.01", True),
        (Comparator.AT_LEAST, "90", "89.99", False),
        (Comparator.AT_LEAST, "90", "90", True),
        (Comparator.AT_MOST, "5", "5", True),
        (Comparator.AT_MOST, "5", "5.01", False),
        (Comparator.EXACTLY, "100", "99.99", False),
        (Comparator.EXACTLY, "100", "100", True),
        (Comparator.NONE, None, "7", None),
    ],
)
def test_a_value_is_held_against_the_goal_exactly(comparator: Comparator, goal: str, value: str, reached: bool | None) -> None:
    indicator = Indicator(measure=Measure.PERCENT, comparator=comparator, goal=Decimal(goal) if goal else None)
    assert holds(indicator, Decimal(value), None) is reached


@pytest.mark.parametrize(
    ("measure", "before", "value", "reached"),
    [
        (Measure.RANK, "17", "14", True),
        (Measure.RANK, "14", "14", False),
        (Measure.RANK, "14", "15", False),
        (Measure.POINTS, "80", "80.5", True),
        (Measure.POINTS, "80", "80", False),
        (Measure.RANK, None, "1", None),
    ],
)
def test_better_is_better_than_the_value_before(measure: Measure, before: str, value: str, reached: bool | None) -> None:
    indicator = Indicator(measure=measure, comparator=Comparator.BETTER)
    assert holds(indicator, Decimal(value), Decimal(before) if before else None) is reached


def test_numbers_are_said_in_vietnamese(app: Flask) -> None:
    with app.test_request_context():
        assert [value_words(Decimal(text)) for text in ("87.50", "100.00", "1234.5", "-2")] == ["87,5", "100", "1.234,5", "-2"]
        assert [measured(Decimal(text), Measure.CUT) for text in ("10", "-2.5")] == ["giảm 10 %", "tăng 2,5 %"]
        assert measured(Decimal(14), Measure.RANK) == "hạng 14"


def test_a_day_has_the_last_value_up_to_it_and_never_a_withdrawn_one(writer: Account) -> None:
    indicator = make.indicator()
    make.indicator_value(writer, indicator, on=dt.date(2023, 12, 31), value=Decimal(80))
    make.indicator_value(writer, indicator, on=dt.date(2024, 12, 31), value=Decimal(100))
    make.indicator_value(writer, indicator, on=dt.date(2024, 6, 30), value=Decimal(1), withdrawn="Nhầm chỉ tiêu")

    def on(*day: int) -> Reading:
        (reading,) = readings_on(dt.date(*day))
        return reading

    assert (on(2023, 12, 30).value, on(2023, 12, 30).verdict) == (None, "missing")
    first, last = on(2024, 12, 30), on(2024, 12, 31)
    assert (first.value and first.value.value, first.before, first.verdict) == (80, None, "unmet")
    assert (last.value and last.value.value, last.before and last.before.value, last.verdict) == (100, 80, "met")


def test_targets_that_no_sentence_names_stand_beside(writer: Account) -> None:  # noqa: ARG001  a province
    assert whole_on(dt.date(2025, 1, 1), []).sections == []
    make.indicator()
    (section,) = whole_on(dt.date(2025, 1, 1), []).sections
    assert [reading.indicator.code for reading in section.sentences[0].readings] == ["ra-soat"]


def test_a_value_is_entered_corrected_and_withdrawn_and_nothing_is_lost(visitor: Visitor, writer: Account) -> None:
    make.indicator()
    visitor.enter_as(writer)
    assert visitor.submit("/resolution/ra-soat/new", TYPED).status_code == 302
    value = db.session.scalars(select(IndicatorValue)).one()
    assert "96,5 %31/12/2024" in _main(visitor, "/resolution?on=2025-01-01")
    assert "Chưa có số liệu báo cáo" in _main(visitor, "/resolution?on=2024-12-30")
    edit = f"/resolution/values/{value.public_id}/edit"
    assert visitor.submit(edit, {**TYPED, "value": "100", "document": "12A/BC"}).status_code == 302
    page = _main(visitor, "/resolution/ra-soat")
    assert "100 %" in page and "Trước đính chính: 96,5 % (ngày 31/12/2024), 12/BC ngày 15/01/2025, Sở Tư pháp" in page
    assert visitor.submit(f"/resolution/values/{value.public_id}/withdraw", {"reason": "Nhầm chỉ tiêu"}).status_code == 302
    page = _main(visitor, "/resolution/ra-soat")
    assert "Đã rút" in page and "Nhầm chỉ tiêu" in page
    assert visitor.get(edit).status_code == 404
    assert visitor.submit("/resolution/ra-soat/new", TYPED).status_code == 302  # the day is free again


def test_two_who_correct_at_once_see_both_versions(visitor: Visitor, writer: Account) -> None:
    value = make.indicator_value(writer)
    edit = f"/resolution/values/{value.public_id}/edit"
    visitor.enter_as(writer)
    stale = {**TYPED, "version": "1"}
    assert visitor.submit(edit, {**TYPED, "value": "90"}).status_code == 302
    answer = visitor.submit(edit, stale)
    assert answer.status_code == 409 and "Có người vừa sửa mục này" in answer.text
    assert db.session.scalars(select(IndicatorValue.value)).one() == 90


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "nhiều"}, "Hãy ghi một số"),
        ({"value": "1.234"}, "Hãy ghi một số"),
        ({"value": "100,5"}, "Giá trị phải từ 0 đến 100."),
        ({"on": "31/12/2098"}, "Chưa đến ngày này"),
        ({"document_date": "31/12/2098"}, "còn ở phía trước"),
        ({"document": " "}, "bắt buộc"),
        ({"on": "31/12/2023"}, "Ngày 31/12/2023 đã có số liệu"),
    ],
)
def test_what_cannot_be_is_refused_in_words(visitor: Visitor, writer: Account, typed: dict[str, str], said: str) -> None:
    make.indicator_value(writer, on=dt.date(2023, 12, 31))
    db.session.commit()
    visitor.enter_as(writer)
    assert said in visitor.submit("/resolution/ra-soat/new", {**TYPED, **typed}).text
    assert len(db.session.scalars(select(IndicatorValue.id)).all()) == 1


def test_everybody_reads_and_only_the_department_is_offered_to_write(visitor: Visitor, province: Unit) -> None:
    make.indicator()
    commune = make.unit("Xã Cẩm Bình", parent=province)
    visitor.enter_as(make.account(Role.CHAIR, commune))
    assert "Nhập số liệu báo cáo" not in _main(visitor, "/resolution/ra-soat")
    assert visitor.get("/resolution/khong-co").status_code == 404
