"""The version of a rule in force on the day decides, and before the first or in a gap there is nothing to judge."""

import datetime as dt

import pytest

from registry.judgement.course import course
from registry.judgement.facts import FAR
from registry.judgement.judge import DatedRule, Judged, Verdict
from registry.judgement.rules import Holds, InTier
from tests.compliance.made import EVERYBODY, day, held, person, post, rule, verdict

COLLEGE = rule(Holds("degree", 3))
UNIVERSITY = rule(Holds("degree", 4))
TWO = Judged(
    "T1", (DatedRule(day("2021-01-01"), day("2025-07-01"), COLLEGE, 1), DatedRule(day("2025-07-01"), FAR, UNIVERSITY, 2))
)
WITH_GAP = Judged(
    "T1",
    (
        DatedRule(day("2021-01-01"), day("2025-01-01"), COLLEGE, 1),
        DatedRule(day("2025-07-01"), day("2026-01-01"), COLLEGE, 2),
    ),
)
GRADUATE_OF_COLLEGE = person(held("degree", 3))

CHANGE = [
    ("the day before the first version", "2020-12-31", None),
    ("the first day of the first version", "2021-01-01", "met"),
    ("the last day of the first version", "2025-06-30", "met"),
    ("the first day of the second", "2025-07-01", "unmet"),
    ("far in the future", "2099-01-01", "unmet"),
]

GAP = [
    ("the last day before the gap", "2024-12-31", "met"),
    ("the first day of the gap", "2025-01-01", None),
    ("the last day of the gap", "2025-06-30", None),
    ("the first day after the gap", "2025-07-01", "met"),
    ("the last day of the last version", "2025-12-31", "met"),
    ("the day on which the last version has ended", "2026-01-01", None),
]


@pytest.mark.parametrize(("_case", "on", "expected"), CHANGE)
def test_the_version_of_the_day_decides(_case: str, on: str, expected: str | None) -> None:
    assert verdict(TWO, GRADUATE_OF_COLLEGE, on) == expected


@pytest.mark.parametrize(("_case", "on", "expected"), GAP)
def test_without_a_version_nobody_is_counted(_case: str, on: str, expected: str | None) -> None:
    assert verdict(WITH_GAP, GRADUATE_OF_COLLEGE, on) == expected


def test_a_target_without_versions_counts_nobody() -> None:
    assert verdict(Judged("T1", ()), GRADUATE_OF_COLLEGE, "2025-12-31") is None
    assert course(Judged("T1", ()), GRADUATE_OF_COLLEGE) == []


def test_a_version_may_change_who_is_counted() -> None:
    communes = rule(EVERYBODY, InTier(frozenset({"commune"})))
    districts = rule(EVERYBODY, InTier(frozenset({"district"})))
    target = Judged("T", (DatedRule(dt.date.min, day("2025-07-01"), districts), DatedRule(day("2025-07-01"), FAR, communes)))
    at_commune = person(posts=[post(tier="commune")])
    assert verdict(target, at_commune, "2025-06-30") is None
    assert verdict(target, at_commune, "2025-07-01") == "met"


def test_a_new_version_that_says_the_same_leaves_one_span() -> None:
    same = Judged(
        "T", (DatedRule(day("2021-01-01"), day("2025-07-01"), COLLEGE, 1), DatedRule(day("2025-07-01"), FAR, COLLEGE, 2))
    )
    spans = course(same, GRADUATE_OF_COLLEGE)
    assert [(span.begins, span.ends, span.declared) for span in spans] == [(day("2021-01-01"), FAR, Verdict.MET)]


def test_the_version_in_force_is_told_with_its_number() -> None:
    on_days = [TWO.rule_on(day(on)) for on in ("2020-12-31", "2021-01-01", "2025-06-30", "2025-07-01")]
    assert [version and version.number for version in on_days] == [None, 1, 1, 2]
