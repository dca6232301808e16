"""`Every`, `AnyOf` and `Not` over what is certain, possible or neither."""

import pytest

from registry.judgement.rules import AnyOf, Condition, Every, Holds, InTier, Not, YoungerThan
from tests.compliance.made import EVERYBODY, person, target, verdict

ON = "2025-12-31"
YES: Condition = EVERYBODY
NO: Condition = InTier(frozenset({"province"}))
OPEN: Condition = YoungerThan(40)
NOBODY_KNOWS_THE_AGE = person(born=None)

TABLE: list[tuple[Condition, str]] = [
    (YES, "met"),
    (NO, "unmet"),
    (OPEN, "unknown"),
    (Not(YES), "unmet"),
    (Not(NO), "met"),
    (Not(OPEN), "unknown"),
    (Not(Not(OPEN)), "unknown"),
    (Not(Not(YES)), "met"),
    (Every((YES,)), "met"),
    (Every((YES, YES)), "met"),
    (Every((YES, NO)), "unmet"),
    (Every((NO, YES)), "unmet"),
    (Every((YES, OPEN)), "unknown"),
    (Every((OPEN, NO)), "unmet"),
    (Every((OPEN, YES, NO)), "unmet"),
    (AnyOf((NO,)), "unmet"),
    (AnyOf((NO, NO)), "unmet"),
    (AnyOf((NO, YES)), "met"),
    (AnyOf((YES, NO)), "met"),
    (AnyOf((NO, OPEN)), "unknown"),
    (AnyOf((OPEN, YES)), "met"),
    (AnyOf((NO, OPEN, YES)), "met"),
    (Not(Every((YES, OPEN))), "unknown"),
    (Not(AnyOf((NO, OPEN))), "unknown"),
    (Not(Every((OPEN, NO))), "met"),
    (Not(AnyOf((OPEN, YES))), "unmet"),
    (Every((AnyOf((NO, OPEN)), Not(NO))), "unknown"),
    (AnyOf((Every((YES, NO)), Not(YES))), "unmet"),
    (AnyOf((OPEN, Not(OPEN))), "unknown"),  # each condition is weighed by itself
]

POPULATIONS = [(YES, "met"), (NO, None), (OPEN, "unknown"), (Not(NO), "met"), (Not(YES), None), (Not(OPEN), "unknown")]


@pytest.mark.parametrize(("condition", "expected"), TABLE)
def test_joined_conditions_keep_certain_possible_and_neither_apart(condition: Condition, expected: str) -> None:
    assert verdict(target(condition), NOBODY_KNOWS_THE_AGE, ON) == expected


@pytest.mark.parametrize(("population", "expected"), POPULATIONS)
def test_who_is_possibly_in_the_population_is_unknown(population: Condition, expected: str | None) -> None:
    assert verdict(target(YES, population), NOBODY_KNOWS_THE_AGE, ON) == expected


def test_all_that_is_asked_for_must_be_there_at_once() -> None:
    both = target(Every((Holds("degree", 4), YoungerThan(40))))
    assert verdict(both, person(born="1990-01-01"), ON) == "unmet"
    assert verdict(both, person(born=None), ON) == "unmet"
