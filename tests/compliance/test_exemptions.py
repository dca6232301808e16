"""Exemptions: who is left out of a target is neither met nor unmet, from the first day of the exemption up to its end."""

import pytest

from registry.judgement.facts import Waiver
from registry.judgement.rules import AnyOf, Condition, Every, Holds, InTier, Not, YoungerThan
from tests.compliance.made import EVERYBODY, OFFICIAL, counted, held, person, post, target, verdict, waiver

ON = "2025-12-31"
SOMEBODY = person(posts=[post(unit=4, position="commander")])

MEANT = [
    ("everybody", waiver(), "exempt"),
    ("the position", waiver(position="commander"), "exempt"),
    ("another position", waiver(position="chair"), "unmet"),
    ("the unit", waiver(unit=4), "exempt"),
    ("another unit", waiver(unit=5), "unmet"),
    ("the official", waiver(official=OFFICIAL), "exempt"),
    ("another official", waiver(official=OFFICIAL + 1), "unmet"),
    ("the position at the unit", waiver(position="commander", unit=4), "exempt"),
    ("the position at another unit", waiver(position="commander", unit=5), "unmet"),
    ("another position at the unit", waiver(position="chair", unit=4), "unmet"),
    ("the official in another position", waiver(position="chair", official=OFFICIAL), "unmet"),
    ("another official in the position", waiver(position="commander", official=OFFICIAL + 1), "unmet"),
]

AREAS = [
    ("the area", waiver(units=[3, 4]), "exempt"),
    ("another area", waiver(units=[3, 5]), "unmet"),
    ("an area of nothing", waiver(units=[]), "unmet"),
    ("the position in the area", waiver(position="commander", units=[4]), "exempt"),
    ("another position in the area", waiver(position="chair", units=[4]), "unmet"),
]

PERIODS = [
    ("the day before it begins", "2024-12-31", "unmet"),
    ("its first day", "2025-01-01", "exempt"),
    ("its last day", "2025-06-30", "exempt"),
    ("the day on which it has ended", "2025-07-01", "unmet"),
]


@pytest.mark.parametrize(("_case", "exemption", "expected"), MEANT + AREAS)
def test_an_exemption_leaves_out_whom_it_means(_case: str, exemption: Waiver, expected: str) -> None:
    assert verdict(target(Holds("degree", 4), waivers=[exemption]), SOMEBODY, ON) == expected


@pytest.mark.parametrize(("_case", "on", "expected"), PERIODS)
def test_an_exemption_holds_from_its_first_day_up_to_its_end(_case: str, on: str, expected: str) -> None:
    half_a_year = waiver("2025-01-01", "2025-07-01", position="commander")
    assert verdict(target(Holds("degree", 4), waivers=[half_a_year]), SOMEBODY, on) == expected


def test_who_is_exempt_is_not_met_even_with_everything_that_is_asked_for() -> None:
    graduate = person(held("degree", 4, state="verified"))
    exempt = target(Holds("degree", 4), waivers=[waiver()])
    assert verdict(exempt, graduate, ON) == "exempt"
    assert verdict(exempt, graduate, ON, verified_only=True) == "exempt"


def test_who_is_outside_the_population_is_not_exempt_but_not_counted_at_all() -> None:
    assert verdict(target(EVERYBODY, InTier(frozenset({"district"})), waivers=[waiver()]), SOMEBODY, ON) is None


def test_who_may_be_in_the_population_is_exempt_all_the_same() -> None:
    young = target(EVERYBODY, YoungerThan(40), waivers=[waiver()])
    assert verdict(young, person(born=None), ON) == "exempt"


def test_any_of_several_exemptions_is_enough() -> None:
    both = [waiver(position="chair"), waiver("2025-12-31", unit=4)]
    assert verdict(target(Holds("degree", 4), waivers=both), SOMEBODY, "2025-12-30") == "unmet"
    assert verdict(target(Holds("degree", 4), waivers=both), SOMEBODY, "2025-12-31") == "exempt"


def test_an_exempt_position_is_asked_of_the_deciding_post_only() -> None:
    beside = person(posts=[post(unit=1), post(unit=4, position="commander", main=False)])
    assert counted(target(EVERYBODY, waivers=[waiver(position="commander")]), beside, ON) == ("met", 1)


def test_an_unknown_population_without_exemption_is_unknown_whatever_the_requirement() -> None:
    perhaps = AnyOf((YoungerThan(40), InTier(frozenset({"district"}))))
    assert verdict(target(EVERYBODY, perhaps), person(born=None), ON) == "unknown"
    assert verdict(target(Holds("degree", 4), perhaps), person(born=None), ON) == "unknown"


BOTH = Every((Holds("degree", 4), Holds("theory", 2)))
COLLEGE = person(held("degree", 3), held("theory", 2), posts=[post(unit=4)])

STANDARDS = [
    ("without one", [], Holds("degree", 4), "unmet"),
    ("a lower level that is held", [waiver(degree=3)], Holds("degree", 4), "met"),
    ("a lower level that is not", [waiver(degree=3, theory=3)], BOTH, "unmet"),
    ("a higher level", [waiver(theory=3)], Holds("theory", 2), "unmet"),
    ("one of two parts not asked", [waiver(degree=0)], BOTH, "met"),
    ("nothing left to ask is not met", [waiver(degree=0)], Holds("degree", 4), "exempt"),
    ("nothing left of either is not met", [waiver(degree=0, theory=0)], BOTH, "exempt"),
    ("one way that asks nothing", [waiver(degree=0)], AnyOf((Holds("degree", 4), Holds("language", 4))), "exempt"),
    ("another domain", [waiver(language=1)], Holds("degree", 4), "unmet"),
    ("certain certificates stay asked", [waiver(theory=1)], Holds("theory", 3, certificate_types=frozenset({"x"})), "unmet"),
    ("what must not be held stays so", [waiver(degree=5)], Not(Holds("degree", 3)), "unmet"),
    ("who is left out is not judged", [waiver(degree=3), waiver(unit=4)], Holds("degree", 4), "exempt"),
    ("the first of two standards", [waiver(degree=3), waiver(degree=5)], Holds("degree", 4), "met"),
    ("the standard of an area", [waiver(units=[5], degree=3)], Holds("degree", 4), "unmet"),
]


@pytest.mark.parametrize(("_case", "waivers", "requirement", "expected"), STANDARDS)
def test_another_standard_is_asked_of_whom_it_means(
    _case: str, waivers: list[Waiver], requirement: Condition, expected: str
) -> None:
    assert verdict(target(requirement, waivers=waivers), COLLEGE, ON) == expected


def test_another_standard_holds_from_its_first_day_up_to_its_end() -> None:
    half_a_year = target(Holds("degree", 4), waivers=[waiver("2025-01-01", "2025-07-01", degree=3)])
    days = ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01")
    assert [verdict(half_a_year, COLLEGE, on) for on in days] == ["unmet", "met", "met", "unmet"]


def test_another_standard_asks_for_verified_papers_where_only_those_are_believed() -> None:
    lower = target(Holds("degree", 4), waivers=[waiver(degree=3)])
    assert verdict(lower, COLLEGE, ON, verified_only=True) == "unmet"
