"""`YoungerThan`: whoever has not completed so many years on the day."""

import pytest

from registry.judgement.rules import Not, YoungerThan
from tests.compliance.made import EVERYBODY, person, target, verdict

UNDER_40 = target(EVERYBODY, YoungerThan(40))
UNDER_40_BY_YEAR = target(EVERYBODY, YoungerThan(40, "calendar_year"))
IN, OUT = "met", None

BY_BIRTHDAY = [
    ("the day before the fortieth birthday", "1985-12-31", "2025-12-30", IN),
    ("the fortieth birthday", "1985-12-31", "2025-12-31", OUT),
    ("the day after the fortieth birthday", "1985-12-31", "2026-01-01", OUT),
    ("39 on the last day of the year", "1986-01-01", "2025-12-31", IN),
    ("40 on the first day of the year", "1986-01-01", "2026-01-01", OUT),
    ("born on 29 February, the day before in a leap year", "1988-02-29", "2028-02-28", IN),
    ("born on 29 February, the birthday in a leap year", "1988-02-29", "2028-02-29", OUT),
    ("born on 29 February, 1 March of a leap year", "1988-02-29", "2028-03-01", OUT),
    ("born on 28 February, the birthday in a leap year", "1988-02-28", "2028-02-28", OUT),
    ("born on 1 March, 29 February of a leap year", "1988-03-01", "2028-02-29", IN),
    ("only the year 1985 is known, the last day of 2024", "1985-01-01", "2024-12-31", IN),
    ("only the year 1985 is known, the first day of 2025", "1985-01-01", "2025-01-01", OUT),
    ("a child", "2020-01-01", "2025-01-01", IN),
    ("somebody not yet born", "2020-01-01", "2019-01-01", IN),
]

IN_COMMON_YEARS = [
    ("28 February of a common year", 41, "1984-02-29", "2025-02-28", IN),
    ("1 March of a common year", 41, "1984-02-29", "2025-03-01", OUT),
    ("28 February, thirty", 30, "1996-02-29", "2026-02-28", IN),
    ("1 March, thirty", 30, "1996-02-29", "2026-03-01", OUT),
]

BY_CALENDAR_YEAR = [
    ("39 by years, whatever the day", "1985-12-31", "2024-12-31", IN),
    ("40 by years on the first day, long before the birthday", "1985-12-31", "2025-01-01", OUT),
    ("39 by years on the last day", "1986-01-01", "2025-12-31", IN),
    ("40 by years on the birthday itself", "1986-01-01", "2026-01-01", OUT),
]


@pytest.mark.parametrize(("_case", "born", "on", "expected"), BY_BIRTHDAY)
def test_forty_is_reached_on_the_birthday(_case: str, born: str, on: str, expected: str | None) -> None:
    assert verdict(UNDER_40, person(born=born), on) == expected


@pytest.mark.parametrize(("_case", "years", "born", "on", "expected"), IN_COMMON_YEARS)
def test_born_on_29_february_a_year_is_complete_on_1_march(
    _case: str, years: int, born: str, on: str, expected: str | None
) -> None:
    assert verdict(target(EVERYBODY, YoungerThan(years)), person(born=born), on) == expected


@pytest.mark.parametrize(("_case", "born", "on", "expected"), BY_CALENDAR_YEAR)
def test_by_calendar_year_only_the_years_are_subtracted(_case: str, born: str, on: str, expected: str | None) -> None:
    assert verdict(UNDER_40_BY_YEAR, person(born=born), on) == expected


@pytest.mark.parametrize("on", ["1990-01-01", "2025-12-31", "2060-01-01"])
def test_without_a_birth_date_nobody_knows(on: str) -> None:
    assert verdict(UNDER_40, person(born=None), on) == "unknown"
    assert verdict(UNDER_40_BY_YEAR, person(born=None), on) == "unknown"
    assert verdict(target(EVERYBODY, Not(YoungerThan(40))), person(born=None), on) == "unknown"


def test_an_unknown_age_in_the_requirement_leaves_the_verdict_open() -> None:
    assert verdict(target(YoungerThan(40)), person(born=None), "2025-12-31") == "unknown"
    assert verdict(target(YoungerThan(40)), person(born="1970-01-01"), "2025-12-31") == "unmet"
