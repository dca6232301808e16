"""How long must be served, and what is paid back: against numbers worked out by hand."""

import datetime as dt
from decimal import Decimal

import pytest

from registry.bonds.reckoning import months_between, owed, term


def test_three_times_two_years_of_study() -> None:
    assert term(dt.date(2021, 9, 1), dt.date(2023, 8, 31), Decimal(3)) == (dt.date(2023, 9, 1), dt.date(2029, 8, 31))


def test_part_of_a_month_to_serve_is_a_whole_one_and_a_short_study_counts_a_month() -> None:
    assert term(dt.date(2026, 1, 1), dt.date(2026, 1, 31), Decimal("1.5")) == (dt.date(2026, 2, 1), dt.date(2026, 3, 31))
    assert term(dt.date(2026, 1, 5), dt.date(2026, 1, 9), Decimal(3))[1] == dt.date(2026, 4, 9)


@pytest.mark.parametrize(
    ("until", "months"), [((2024, 1, 31), 0), ((2024, 2, 14), 0), ((2024, 2, 15), 1), ((2024, 3, 14), 1), ((2025, 1, 31), 12)]
)
def test_months_are_rounded_by_fifteen_days(until: tuple[int, int, int], months: int) -> None:
    assert months_between(dt.date(2024, 1, 31), dt.date(*until)) == months


def test_the_example_of_the_decree() -> None:
    """Thirty million, forty-eight months to serve, twenty-four served: fifteen million are paid back."""
    found = owed(30_000_000, dt.date(2018, 1, 1), dt.date(2021, 12, 31), dt.date(2020, 1, 1))
    assert (found.months, found.served, found.amount) == (48, 24, 15_000_000)


def test_who_never_came_back_owes_all_and_without_a_cost_nobody_knows() -> None:
    begins, ends = dt.date(2024, 1, 1), dt.date(2024, 3, 31)
    assert owed(1_000_001, begins, ends, dt.date(2023, 6, 1)).amount == 1_000_001
    assert owed(1_000_001, begins, ends, dt.date(2024, 2, 1)).amount == 666_667
    assert owed(None, begins, ends, dt.date(2024, 2, 1)).amount is None
