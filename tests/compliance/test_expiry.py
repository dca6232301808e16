"""Expiry: a certificate is valid on its last day, and its expiry matters only to rules that ask for it."""

import pytest

from registry.judgement.facts import Credential
from registry.judgement.rules import Holds
from tests.compliance.made import held, person, target, verdict

VALID = target(Holds("language", 3, valid_on_day=True))
EVER = target(Holds("language", 3))

YEAR_2023 = held(issued="2023", expires="2025-01-01", perhaps_until="2025-12-31")

TABLE = [
    ("the day before the last", [held(expires="2025-12-31")], "2025-12-30", "met"),
    ("the last day", [held(expires="2025-12-31")], "2025-12-31", "met"),
    ("the day after the last", [held(expires="2025-12-31")], "2026-01-01", "unmet"),
    ("it never expires", [held(expires=None)], "2099-01-01", "met"),
    ("expired, and another holds", [held(expires="2024-12-31"), held()], "2026-01-01", "met"),
    ("renewed without a gap", [held(expires="2025-06-30"), held(issued="2025-07-01")], "2025-07-01", "met"),
    ("renewed after a gap", [held(expires="2025-06-29"), held(issued="2025-07-01")], "2025-06-30", "unmet"),
    ("expired before it was issued", [held(issued="2025-07-01", expires="2025-06-30")], "2025-07-01", "unmet"),
    ("perhaps issued, and not expired", [held(issued="2025", expires="2025-12-31")], "2025-06-01", "unknown"),
    ("perhaps issued, and expired", [held(issued="2025", expires="2025-05-31")], "2025-06-01", "unmet"),
    ("issued in a year, on the first day that may be the last", [YEAR_2023], "2025-01-01", "met"),
    ("issued in a year, on the day after", [YEAR_2023], "2025-01-02", "unknown"),
    ("issued in a year, on the last day that may be the last", [YEAR_2023], "2025-12-31", "unknown"),
    ("issued in a year, and over in any case", [YEAR_2023], "2026-01-01", "unmet"),
    ("undated, on its last day", [held(issued=None, expires="2025-12-31")], "2025-12-31", "unknown"),
    ("undated, and expired", [held(issued=None, expires="2025-12-31")], "2026-01-01", "unmet"),
]


@pytest.mark.parametrize(("_case", "credentials", "on", "expected"), TABLE)
def test_an_expired_certificate_is_not_valid_on_the_day(
    _case: str, credentials: list[Credential], on: str, expected: str
) -> None:
    assert verdict(VALID, person(*credentials), on) == expected


@pytest.mark.parametrize("on", ["2025-12-31", "2026-01-01", "2040-01-01"])
def test_expiry_does_not_matter_to_a_rule_that_does_not_ask(on: str) -> None:
    assert verdict(EVER, person(held(expires="2025-12-31")), on) == "met"


def test_an_undated_certificate_that_counts_still_expires() -> None:
    condition = target(Holds("language", 3, valid_on_day=True, undated="counts"))
    undated = person(held(issued=None, expires="2025-12-31"))
    assert verdict(condition, undated, "2025-12-31") == "met"
    assert verdict(condition, undated, "2026-01-01") == "unmet"


def test_an_expiry_on_the_last_day_of_the_calendar_is_no_expiry() -> None:
    assert verdict(VALID, person(held(expires="9999-12-31")), "9999-12-30") == "met"
    assert verdict(VALID, person(held(expires="9999-12-30")), "9999-12-30") == "met"
