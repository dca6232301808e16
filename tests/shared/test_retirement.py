"""The age of retirement: the printed table band by band, and its edges."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.officials import Sex
from registry.shared.retirement import age_of_retirement, first_to_retire, month_end, months_between, retires_on

MEN = [
    ("01/1958", "12/1960", 60, 0, "01/2018", "12/2020"),
    ("01/1961", "09/1961", 60, 3, "04/2021", "12/2021"),
    ("10/1961", "06/1962", 60, 6, "04/2022", "12/2022"),
    ("07/1962", "03/1963", 60, 9, "04/2023", "12/2023"),
    ("04/1963", "12/1963", 61, 0, "04/2024", "12/2024"),
    ("01/1964", "09/1964", 61, 3, "04/2025", "12/2025"),
    ("10/1964", "06/1965", 61, 6, "04/2026", "12/2026"),
    ("07/1965", "03/1966", 61, 9, "04/2027", "12/2027"),
    ("04/1966", "05/1980", 62, 0, "04/2028", "05/2042"),
]
WOMEN = [
    ("01/1963", "12/1965", 55, 0, "01/2018", "12/2020"),
    ("01/1966", "08/1966", 55, 4, "05/2021", "12/2021"),
    ("09/1966", "04/1967", 55, 8, "05/2022", "12/2022"),
    ("05/1967", "12/1967", 56, 0, "05/2023", "12/2023"),
    ("01/1968", "08/1968", 56, 4, "05/2024", "12/2024"),
    ("09/1968", "04/1969", 56, 8, "05/2025", "12/2025"),
    ("05/1969", "12/1969", 57, 0, "05/2026", "12/2026"),
    ("01/1970", "08/1970", 57, 4, "05/2027", "12/2027"),
    ("09/1970", "04/1971", 57, 8, "05/2028", "12/2028"),
    ("05/1971", "12/1971", 58, 0, "05/2029", "12/2029"),
    ("01/1972", "08/1972", 58, 4, "05/2030", "12/2030"),
    ("09/1972", "04/1973", 58, 8, "05/2031", "12/2031"),
    ("05/1973", "12/1973", 59, 0, "05/2032", "12/2032"),
    ("01/1974", "08/1974", 59, 4, "05/2033", "12/2033"),
    ("09/1974", "04/1975", 59, 8, "05/2034", "12/2034"),
    ("05/1975", "02/1990", 60, 0, "05/2035", "02/2050"),
]
TABLE = [(Sex.MALE, *band) for band in MEN] + [(Sex.FEMALE, *band) for band in WOMEN]
BIRTHS = st.dates(dt.date(1958, 1, 1), dt.date(2006, 12, 31))


def _first(month: str) -> dt.date:
    return dt.date(int(month[3:]), int(month[:2]), 1)


@pytest.mark.parametrize(("sex", "first", "last", "years", "months", "from_", "to"), TABLE)
def test_the_table_of_the_decree(sex: Sex, first: str, last: str, years: int, months: int, from_: str, to: str) -> None:
    for born, gone in ((_first(first), from_), (month_end(_first(last)), to)):
        assert age_of_retirement(sex, born) == 12 * years + months
        assert retires_on(sex, born) == month_end(_first(gone))


@given(BIRTHS, st.sampled_from(Sex))
def test_the_day_is_the_last_of_a_month_that_the_steps_leave_open(born: dt.date, sex: Sex) -> None:
    day = retires_on(sex, born)
    assert day == month_end(day)
    limit, month = (2028, 4) if sex is Sex.MALE else (2035, 5)
    assert day.year < 2021 or day.year > limit or day.month >= month


@given(BIRTHS, BIRTHS, st.sampled_from(Sex))
def test_nobody_retires_before_somebody_older(one: dt.date, other: dt.date, sex: Sex) -> None:
    older, younger = sorted((one, other))
    assert retires_on(sex, older) <= retires_on(sex, younger)


@given(BIRTHS, st.dates(dt.date(2021, 1, 1), dt.date(2060, 1, 1)), st.sampled_from(Sex))
def test_the_first_birth_of_a_month_parts_those_before_from_those_after(born: dt.date, day: dt.date, sex: Sex) -> None:
    later = retires_on(sex, born) >= day.replace(day=1)
    assert later == (born >= first_to_retire(sex, day))


def test_a_birth_known_by_year_is_the_first_of_january_and_a_decided_day_goes_first() -> None:
    assert retires_on(Sex.FEMALE, dt.date(1970, 1, 1)) == dt.date(2027, 5, 31)
    assert retires_on(Sex.FEMALE, dt.date(1970, 1, 1), decided=dt.date(2026, 3, 15)) == dt.date(2026, 3, 15)
    assert retires_on(Sex.MALE, None) is None
    assert retires_on(None, dt.date(1970, 1, 1)) is None


def test_months_left_are_whole_months() -> None:
    assert months_between(dt.date(2026, 11, 24), dt.date(2026, 12, 31)) == 1
    assert months_between(dt.date(2026, 11, 30), dt.date(2026, 12, 31)) == 1
    assert months_between(dt.date(2026, 11, 24), dt.date(2026, 12, 23)) == 0
