"""How far a qualification is believed: declared and checked ones only as declared, rejected and revoked ones never."""

import pytest

from registry.judgement.facts import Credential
from registry.judgement.rules import Every, Holds, InternationalDegree, Not
from tests.compliance.made import EVERYBODY, held, person, target, verdict

ON = "2025-12-31"
LEVEL_3 = target(Holds("language", 3))

STATES = [
    ("declared", "met", "unmet"),
    ("checked", "met", "unmet"),
    ("verified", "met", "met"),
    ("rejected", "unmet", "unmet"),
    ("revoked", "unmet", "unmet"),
]

SEVERAL = [
    ("a declared and a rejected one", [held(state="declared"), held(state="rejected")], "met", "unmet"),
    ("a verified low one and a declared high one", [held(rank=2, state="verified"), held(rank=3)], "met", "unmet"),
    ("a verified one beside a revoked one", [held(state="revoked"), held(state="verified")], "met", "met"),
    ("an undated verified one beside a dated declared one", [held(issued=None, state="verified"), held()], "met", "unknown"),
    ("an undated rejected one", [held(issued=None, state="rejected")], "unmet", "unmet"),
    ("an undated declared one", [held(issued=None)], "unknown", "unmet"),
]


@pytest.mark.parametrize(("state", "declared", "verified"), STATES)
def test_only_verified_qualifications_count_in_both_readings(state: str, declared: str, verified: str) -> None:
    holder = person(held(state=state))
    assert verdict(LEVEL_3, holder, ON) == declared
    assert verdict(LEVEL_3, holder, ON, verified_only=True) == verified


@pytest.mark.parametrize(("state", "declared", "verified"), STATES)
def test_degrees_from_abroad_are_believed_in_the_same_way(state: str, declared: str, verified: str) -> None:
    graduate = person(held("degree", 4, state=state, international=True))
    assert verdict(target(InternationalDegree(4)), graduate, ON) == declared
    assert verdict(target(InternationalDegree(4)), graduate, ON, verified_only=True) == verified


@pytest.mark.parametrize(("_case", "credentials", "declared", "verified"), SEVERAL)
def test_of_several_qualifications_the_best_believed_one_decides(
    _case: str, credentials: list[Credential], declared: str, verified: str
) -> None:
    assert verdict(LEVEL_3, person(*credentials), ON) == declared
    assert verdict(LEVEL_3, person(*credentials), ON, verified_only=True) == verified


def test_verification_does_not_change_the_day_of_issue() -> None:
    verified = person(held(issued="2011-06-01", state="verified"))
    assert verdict(LEVEL_3, verified, "2011-05-31", verified_only=True) == "unmet"
    assert verdict(LEVEL_3, verified, "2011-06-01", verified_only=True) == "met"


def test_a_population_that_asks_for_qualifications_is_smaller_when_only_verified_ones_are_believed() -> None:
    graduates = target(EVERYBODY, Holds("degree", 4))
    assert verdict(graduates, person(held("degree", 4)), ON) == "met"
    assert verdict(graduates, person(held("degree", 4)), ON, verified_only=True) is None


def test_who_must_not_hold_something_may_have_met_it_on_verified_qualifications_alone() -> None:
    without = target(Every((EVERYBODY, Not(Holds("language", 3)))))
    assert verdict(without, person(held()), ON) == "unmet"
    assert verdict(without, person(held()), ON, verified_only=True) == "met"
