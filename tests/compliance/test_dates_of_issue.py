"""When a qualification was issued: it counts from that day on, and a day that is partly known leaves the answer open."""

import pytest

from registry.judgement.rules import Holds, InternationalDegree
from tests.compliance.made import held, person, target, verdict

LEVEL_3 = Holds("language", 3)

FROM_THE_DAY = [
    ("the day before", "2025-07-01", "2025-06-30", "unmet"),
    ("the day of issue", "2025-07-01", "2025-07-01", "met"),
    ("the day after", "2025-07-01", "2025-07-02", "met"),
    ("29 February itself", "2024-02-29", "2024-02-29", "met"),
    ("only a leap February is known, the day before it", "2024-02", "2024-01-31", "unmet"),
    ("only a leap February is known, its first day", "2024-02", "2024-02-01", "unknown"),
    ("only a leap February is known, its 28th", "2024-02", "2024-02-28", "unknown"),
    ("only a leap February is known, its last day", "2024-02", "2024-02-29", "met"),
    ("only a common February is known, its last day", "2025-02", "2025-02-28", "met"),
    ("only December is known, the day before its last", "2024-12", "2024-12-30", "unknown"),
    ("only December is known, the first day of the next year", "2024-12", "2025-01-01", "met"),
    ("only the year is known, the last day of the year before", "2024", "2023-12-31", "unmet"),
    ("only the year is known, its first day", "2024", "2024-01-01", "unknown"),
    ("only the year is known, the day before its last", "2024", "2024-12-30", "unknown"),
    ("only the year is known, its last day", "2024", "2024-12-31", "met"),
    ("only the year is known, the first day of the next", "2024", "2025-01-01", "met"),
    ("nothing is known, long ago", None, "1995-01-01", "unknown"),
    ("nothing is known, today", None, "2025-12-31", "unknown"),
]

ISSUED_BY = [
    ("issued on the last day allowed", "2024-12-31", "2025-12-31", "met"),
    ("issued a day too late", "2025-01-01", "2025-12-31", "unmet"),
    ("not yet issued, and in time later", "2024-06-01", "2024-05-31", "unmet"),
    ("on the day of issue itself", "2024-06-01", "2024-06-01", "met"),
    ("in the month that ends with the last day allowed", "2024-12", "2025-12-31", "met"),
    ("in the month after", "2025-01", "2025-12-31", "unmet"),
    ("in a year that ends with the last day allowed", "2024", "2025-12-31", "met"),
    ("in that year, before it is over", "2024", "2024-12-30", "unknown"),
    ("some day, nobody knows when", None, "2025-12-31", "unknown"),
]

ISSUED_BY_MIDSUMMER = [
    ("in the year of the last day allowed: open for ever", "2024", "2030-01-01", "unknown"),
    ("in the month of the last day allowed: open for ever", "2024-06", "2030-01-01", "unknown"),
    ("in the month before", "2024-05", "2030-01-01", "met"),
    ("in the year before", "2023", "2030-01-01", "met"),
    ("in the year after", "2025", "2030-01-01", "unmet"),
]


@pytest.mark.parametrize(("_case", "issued", "on", "expected"), FROM_THE_DAY)
def test_a_qualification_counts_from_its_day_of_issue(_case: str, issued: str | None, on: str, expected: str) -> None:
    assert verdict(target(LEVEL_3), person(held(issued=issued)), on) == expected
    degree = held("degree", 3, issued, international=True)
    assert verdict(target(InternationalDegree(3)), person(degree), on) == expected


@pytest.mark.parametrize(("_case", "issued", "on", "expected"), ISSUED_BY)
def test_what_was_issued_after_the_last_day_allowed_never_counts(_case: str, issued: str | None, on: str, expected: str) -> None:
    in_time = Holds("language", 3, issued_by="2024-12-31")
    assert verdict(target(in_time), person(held(issued=issued)), on) == expected


@pytest.mark.parametrize(("_case", "issued", "on", "expected"), ISSUED_BY_MIDSUMMER)
def test_a_last_day_inside_what_is_known_leaves_the_answer_open(_case: str, issued: str, on: str, expected: str) -> None:
    in_time = Holds("language", 3, issued_by="2024-06-15")
    assert verdict(target(in_time), person(held(issued=issued)), on) == expected


@pytest.mark.parametrize("on", ["1991-01-01", "2025-12-31"])
def test_an_undated_qualification_counts_on_every_day_where_the_rule_says_so(on: str) -> None:
    undated = person(held(issued=None), held("degree", 3, None, international=True))
    assert verdict(target(Holds("language", 3, undated="counts")), undated, on) == "met"
    assert verdict(target(InternationalDegree(3, undated="counts")), undated, on) == "met"


def test_an_undated_qualification_stays_open_where_a_last_day_of_issue_is_asked_for() -> None:
    condition = Holds("language", 3, issued_by="2024-12-31", undated="counts")
    assert verdict(target(condition), person(held(issued=None)), "2025-12-31") == "unknown"


def test_a_dated_qualification_does_not_count_before_its_day_even_where_undated_ones_do() -> None:
    condition = Holds("language", 3, undated="counts")
    assert verdict(target(condition), person(held(issued="2025-07-01")), "2025-06-30") == "unmet"


def test_one_that_certainly_counts_settles_what_another_leaves_open() -> None:
    both = person(held(issued=None), held(issued="2025-07-01"))
    assert verdict(target(LEVEL_3), both, "2025-06-30") == "unknown"
    assert verdict(target(LEVEL_3), both, "2025-07-01") == "met"


def test_an_undated_qualification_that_does_not_fit_leaves_nothing_open() -> None:
    assert verdict(target(LEVEL_3), person(held(rank=2, issued=None)), "2025-12-31") == "unmet"
    assert verdict(target(LEVEL_3), person(held(rank=None, issued=None)), "2025-12-31") == "unmet"
