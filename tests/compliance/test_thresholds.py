"""Thresholds, in whole numbers: "more than" is not "no less than", and nobody to count is neither met nor missed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.judgement.rules import MoreThan, NoLessThan, Threshold, reached, still_needed
from registry.standings.measure import Count
from tests.compliance.drawing import thresholds

OVER_40, OVER_30, ALL, NINETY = MoreThan(40), MoreThan(30), NoLessThan(100), NoLessThan(90)

TABLE = [
    (OVER_40, 40, 100, False, 1),
    (OVER_40, 41, 100, True, 0),
    (OVER_40, 40, 102, False, 1),
    (OVER_40, 41, 102, True, 0),
    (OVER_40, 2, 5, False, 1),
    (OVER_40, 3, 7, True, 0),
    (OVER_40, 0, 1, False, 1),
    (OVER_30, 3, 10, False, 1),
    (OVER_30, 4, 13, True, 0),
    (OVER_30, 3, 13, False, 1),
    (ALL, 2453, 2454, False, 1),
    (ALL, 2454, 2454, True, 0),
    (ALL, 0, 2454, False, 2454),
    (ALL, 0, 1, False, 1),
    (NINETY, 9, 10, True, 0),
    (NINETY, 89, 100, False, 1),
    (NINETY, 90, 100, True, 0),
    (NINETY, 90, 101, False, 1),
    (NINETY, 0, 11, False, 10),
    (MoreThan(0), 0, 5, False, 1),
    (MoreThan(0), 1, 5, True, 0),
    (NoLessThan(0), 0, 5, True, 0),
    (OVER_40, 0, 0, None, 0),
    (ALL, 0, 0, None, 0),
    (NoLessThan(0), 0, 0, None, 0),
]


@pytest.mark.parametrize(("threshold", "met", "total", "expected", "missing"), TABLE)
def test_a_threshold_is_reached_in_whole_numbers(
    threshold: Threshold, met: int, total: int, expected: bool | None, missing: int
) -> None:
    assert reached(threshold, met, total) is expected
    assert still_needed(threshold, met, total) == missing


@given(thresholds, st.integers(0, 5000), st.integers(0, 5000))
def test_whole_numbers_decide_as_fractions_do(threshold: Threshold, met: int, more: int) -> None:
    total = met + more
    if total == 0:
        assert reached(threshold, met, total) is None
        return
    share, wanted = Fraction(met, total), Fraction(threshold.percent, 100)
    assert reached(threshold, met, total) is (share > wanted if isinstance(threshold, MoreThan) else share >= wanted)


@given(thresholds, st.integers(0, 300), st.integers(0, 300))
def test_still_needed_is_the_least_number_that_reaches_the_threshold(threshold: Threshold, met: int, more: int) -> None:
    total = met + more
    missing = still_needed(threshold, met, total)
    if total == 0:
        assert missing == 0
        return
    assert reached(threshold, met + missing, total)
    assert missing == 0 or not reached(threshold, met + missing - 1, total)


def test_a_count_says_its_verdict_as_declared_and_as_verified() -> None:
    count = Count(met=41, met_verified=40, unmet=59, unknown=0, exempt=7)
    assert (count.verdict(OVER_40), count.verdict_verified(OVER_40), count.needed(OVER_40)) == ("met", "unmet", 0)
    nobody = Count(exempt=3)
    assert (nobody.verdict(OVER_40), nobody.verdict_verified(OVER_40), nobody.needed(OVER_40)) == ("nobody", "nobody", 0)


def test_the_unknown_are_in_the_total_and_the_exempt_are_not() -> None:
    assert Count(met=1, met_verified=1, unmet=2, unknown=4, exempt=8).total == 7
    assert Count(met=9, unknown=1).verdict(ALL) == "unmet"
    assert Count(met=9, unknown=1).needed(ALL) == 1
    assert Count(met=9, exempt=1).verdict(ALL) == "met"


def test_counts_add_up_number_by_number() -> None:
    assert Count(1, 2, 3, 4, 5) + Count(10, 20, 30, 40, 50) == Count(11, 22, 33, 44, 55)
