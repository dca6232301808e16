"""The table of Decree 135/2020/NĐ-CP, band by band, and what it says of months in which nobody retires."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.officials import Sex
from registry.shared.retirement import retires_on

BANDS = [
    (Sex.MALE, "1961-01", "2021-04-30"),
    (Sex.MALE, "1961-09", "2021-12-31"),
    (Sex.MALE, "1961-10", "2022-04-30"),
    (Sex.MALE, "1963-04", "2024-04-30"),
    (Sex.MALE, "1964-01", "2025-04-30"),
    (Sex.MALE, "1964-09", "2025-12-31"),
    (Sex.MALE, "1964-10", "2026-04-30"),
    (Sex.MALE, "1965-06", "2026-12-31"),
    (Sex.MALE, "1965-07", "2027-04-30"),
    (Sex.MALE, "1966-04", "2028-04-30"),
    (Sex.MALE, "1980-02", "2042-02-28"),
    (Sex.FEMALE, "1968-09", "2025-05-31"),
    (Sex.FEMALE, "1969-04", "2025-12-31"),
    (Sex.FEMALE, "1969-05", "2026-05-31"),
    (Sex.FEMALE, "1970-01", "2027-05-31"),
    (Sex.FEMALE, "1971-12", "2029-12-31"),
    (Sex.FEMALE, "1975-04", "2034-12-31"),
    (Sex.FEMALE, "1975-05", "2035-05-31"),
    (Sex.FEMALE, "1990-07", "2050-07-31"),
]


@pytest.mark.parametrize(("sex", "born", "expected"), BANDS)
def test_each_band_of_the_table(sex: Sex, born: str, expected: str) -> None:
    first, last = dt.date.fromisoformat(f"{born}-01"), dt.date.fromisoformat(f"{born}-28")
    assert retires_on(sex, first) == retires_on(sex, last) == dt.date.fromisoformat(expected)


@given(st.sampled_from(Sex), st.dates(dt.date(1961, 1, 1), dt.date(2008, 12, 31)))
def test_the_day_is_the_end_of_a_month_and_later_for_those_born_later(sex: Sex, born: dt.date) -> None:
    day = retires_on(sex, born)
    assert (day + dt.timedelta(days=1)).day == 1
    assert retires_on(sex, born + dt.timedelta(days=31)) >= day
    if sex is Sex.MALE and day.year <= 2028:
        assert day.month > 3
    if sex is Sex.FEMALE and 2021 <= day.year <= 2035 and born.year > 1965:
        assert day.month > 4
