"""Readers of single cells: what they accept, what they repair, and that nothing but `BadValue` ever leaves them."""

import contextlib
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.readers.days import read_date
from registry.readers.facts import DateValue
from registry.readers.identity import read_name, read_personal_number
from registry.readers.values import BadValue, read_mark, read_party, read_sex, read_text
from registry.sheets.grid import CellError, Value

DAY = DateValue(dt.date(1985, 5, 24))
MONTH = DateValue(dt.date(1985, 5, 1), "month")
YEAR = DateValue(dt.date(1985, 1, 1), "year")

CELLS = st.one_of(
    st.text(),
    st.text(alphabet="0123456789/.-– xX…'eE:"),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(CellError, st.sampled_from(["#REF!", "#N/A"])),
)


@pytest.mark.parametrize(
    ("expected", "values"),
    [
        (
            DAY,
            [
                "24/05/1985",
                "24/5/1985",
                " 24 / 5 / 1985 ",
                "24-05-1985",
                "24.5.1985",
                "1985-05-24",
                "'24/05/1985",
                31191.0,
                "31191",
            ],
        ),
        (DAY, [dt.date(1985, 5, 24), dt.datetime(1985, 5, 24, 0, 0), "ngày 24 tháng 5 năm 1985", "24/05/1985."]),
        (MONTH, ["05/1985", "5/1985", "5-1985", "tháng 5/1985", "…/05/1985", "00/05/1985", "T5/1985"]),
        (
            YEAR,
            ["1985", 1985, 1985.0, "…/1985", "…/…/1985", "00/00/1985", "năm 1985", "--/--/1985", "../1985", dt.date(1905, 6, 7)],
        ),
        (None, ["", "  ", "-", "\u00a0"]),
    ],
)
def test_dates_keep_their_precision(expected: DateValue | None, values: list[Any]) -> None:
    assert {str(value): read_date(value).value for value in values} == {str(value): expected for value in values}


@pytest.mark.parametrize(
    "value",
    [
        "31/02/1985",
        "29/02/1999",
        "05/24/1985",
        "24/5/85",
        "24051985",
        "abc",
        "13/1985",
        "24/05/1885",
        "01/01/9999",
        12.0,
        5.1985,
        True,
        dt.time(1),
        CellError("#N/A"),
        "24/05/1985 - 30/6/1990",
        float("nan"),
        float("inf"),
        -1.0,
        "٢٤/٠٥/١٩٨٥",
    ],
)
def test_dates_that_cannot_be_read(value: Value) -> None:
    with pytest.raises(BadValue):
        read_date(value)


@given(st.dates(dt.date(1927, 5, 18), dt.date(2099, 12, 31)))
def test_a_day_reads_alike_in_every_spelling(day: dt.date) -> None:
    serial = float((day - dt.date(1899, 12, 30)).days)
    spellings: list[Value] = [f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", day.isoformat(), day, serial]
    assert {read_date(spelling).value for spelling in spellings} == {DateValue(day)}


@pytest.mark.parametrize("reader", [read_date, read_personal_number, read_name, read_mark, read_party, read_sex, read_text])
@given(value=CELLS)
def test_nothing_but_the_declared_refusal(reader: Callable[[Value], object], value: Value) -> None:
    with contextlib.suppress(BadValue):
        reader(value)


@given(st.integers(1, 96), st.integers(0, 9), st.integers(0, 99), st.integers(0, 999_999))
def test_numbers_survive_excel(province: int, century: int, year: int, rest: int) -> None:
    number = f"{province:03d}{century}{year:02d}{rest:06d}"
    for cell in (number, float(number), str(int(number)), f"{number[:3]} {number[3:6]} {number[6:]}", f"{float(number):.1f}"):
        assert read_personal_number(cell).value == number


@pytest.mark.parametrize(
    "value",
    [
        "123456789",
        123456789.0,
        "04208500001",
        "4.2085E+10",
        "0420850000111",
        42085000011.5,
        "04208500001O",
        "Nguyễn",
        99085000011.0,
        -5.0,
        True,
        dt.date(2020, 1, 1),
        "０４２０８５０００１１１",
        "42.085.000.011",
    ],
)
def test_numbers_that_nobody_can_complete(value: Value) -> None:
    with pytest.raises(BadValue):
        read_personal_number(value)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BÙI TRỌNG CƯỜNG", "Bùi Trọng Cường"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        (" Nguyễn  Văn\u00a0An ", "Nguyễn Văn An"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y-BAN ÊBAN", "Y-Ban Êban"),
        ("Hồ Thị Ý", "Hồ Thị Ý"),
        ("Đ/c Lê Văn Ba", "Lê Văn Ba"),
    ],
)
def test_names(written: str, name: str) -> None:
    assert read_name(written).value == name


@pytest.mark.parametrize("value", ["An", "NguyÔn V¨n An", "Trần Văn 2", "Ли Ван", "Lý 𗀀", 12.0, dt.date(2020, 1, 1)])
def test_names_that_are_none(value: Value) -> None:
    with pytest.raises(BadValue):
        read_name(value)


@pytest.mark.parametrize(
    ("value", "mark"),
    [("x", True), ("X", True), ("✓", True), ("Có", True), (1.0, True), ("", False), ("Không", False), (0.0, False)],
)
def test_marks(value: Value, mark: bool) -> None:
    assert read_mark(value) is mark


def test_an_unclear_mark_is_refused() -> None:
    with pytest.raises(BadValue):
        read_mark("xem lại")
