"""The post by which an official is looked at: the main one or the highest, and what rules ask about it."""

from dataclasses import replace
from typing import Any

import pytest

from registry.judgement.facts import FAR, Post
from registry.judgement.rules import Condition, InCategory, InPosition, InTier, Leads
from tests.compliance.made import EVERYBODY, counted, person, post, target, verdict

ON = "2025-12-31"
HALF_OPEN = post("2020-07-01", "2025-07-01")

PERIODS = [
    ("the day before it begins", "2020-06-30", None),
    ("its first day", "2020-07-01", "met"),
    ("its last day", "2025-06-30", "met"),
    ("the day on which it has ended", "2025-07-01", None),
]

DIRECTOR = post(unit=1, position="director", leadership="department")
VICE_DIRECTOR = post(unit=2, position="vice-director", leadership="department", deputy=True)
DIVISION_HEAD = post(unit=3, position="division-head", leadership="division")
COMMUNE_CHAIR = post(unit=4, position="chair", leadership="commune")
OFFICE_HEAD = post(unit=5, position="office-head", leadership="commune_office")
CLERK = post(unit=6)


def beside(one: Post) -> Post:
    """The same post, held concurrently."""
    return replace(one, kind="concurrent")


HIGHEST = [
    ("only a clerk", [CLERK], 6),
    ("deputy of a department and head of a division", [DIVISION_HEAD, beside(VICE_DIRECTOR)], 2),
    ("head before deputy at the same height", [VICE_DIRECTOR, beside(DIRECTOR)], 1),
    ("deputy of a department before chair of a commune", [COMMUNE_CHAIR, beside(VICE_DIRECTOR)], 2),
    ("division before commune", [COMMUNE_CHAIR, beside(DIVISION_HEAD)], 3),
    ("commune before its offices", [OFFICE_HEAD, beside(COMMUNE_CHAIR)], 4),
    ("an office of a commune before no office", [CLERK, beside(OFFICE_HEAD)], 5),
    ("of two alike the main one", [beside(DIRECTOR), post(unit=9, leadership="department")], 9),
    ("of two alike beside each other the first", [beside(COMMUNE_CHAIR), post(unit=9, leadership="commune", main=False)], 4),
    ("only concurrent posts", [beside(CLERK), beside(OFFICE_HEAD)], 5),
]

ASKED = [
    (InTier(frozenset({"commune"})), post(tier="commune"), True),
    (InTier(frozenset({"commune", "district"})), post(tier="district"), True),
    (InTier(frozenset({"commune"})), post(tier="department"), False),
    (InCategory(frozenset({"cadre", "civil_servant"})), post(category="cadre"), True),
    (InCategory(frozenset({"cadre", "civil_servant"})), post(category="public_employee"), False),
    (InPosition(frozenset({"chair"})), post(position="chair"), True),
    (InPosition(frozenset({"chair"})), post(position="vice-chair"), False),
    (Leads(frozenset({"department", "district"})), post(leadership="district"), True),
    (Leads(frozenset({"department", "district"})), post(leadership="division"), False),
    (Leads(frozenset({"department"})), post(leadership="department", deputy=True), True),
    (Leads(frozenset({"department"}), deputies=False), post(leadership="department", deputy=True), False),
    (Leads(frozenset({"department"}), deputies=False), post(leadership="department"), True),
    (Leads(frozenset({"department"})), post(leadership="none"), False),
]


@pytest.mark.parametrize(("_case", "on", "expected"), PERIODS)
def test_a_post_counts_from_its_first_day_up_to_the_day_it_has_ended(_case: str, on: str, expected: str | None) -> None:
    assert verdict(target(EVERYBODY), person(posts=[HALF_OPEN]), on) == expected
    assert verdict(target(EVERYBODY, by="highest"), person(posts=[HALF_OPEN]), on) == expected


@pytest.mark.parametrize(("_case", "posts", "unit"), HIGHEST)
def test_the_highest_of_all_posts_decides_and_counts_the_official(_case: str, posts: list[Post], unit: int) -> None:
    assert counted(target(EVERYBODY, by="highest"), person(posts=posts), ON) == ("met", unit)


@pytest.mark.parametrize(("condition", "held", "fits"), ASKED)
def test_conditions_ask_about_the_deciding_post(condition: Condition, held: Post, fits: bool) -> None:
    assert verdict(target(condition), person(posts=[held]), ON) == ("met" if fits else "unmet")
    assert verdict(target(EVERYBODY, condition), person(posts=[held]), ON) == ("met" if fits else None)


def test_a_rule_by_the_main_post_does_not_see_concurrent_ones() -> None:
    posts = [CLERK, beside(DIRECTOR)]
    assert counted(target(EVERYBODY), person(posts=posts), ON) == ("met", 6)
    assert verdict(target(EVERYBODY, Leads(frozenset({"department"}))), person(posts=posts), ON) is None
    assert verdict(target(EVERYBODY), person(posts=[beside(DIRECTOR)]), ON) is None


def test_who_leads_a_department_and_a_division_counts_among_the_departments_only() -> None:
    both = person(posts=[VICE_DIRECTOR, beside(DIVISION_HEAD)])
    departments = target(EVERYBODY, Leads(frozenset({"department", "district"})), by="highest")
    divisions = target(EVERYBODY, Leads(frozenset({"division"})), by="highest")
    assert counted(departments, both, ON) == ("met", 2)
    assert counted(divisions, both, ON) is None


def test_the_highest_post_is_chosen_among_those_of_the_day() -> None:
    until_july = post("2020-01-01", "2025-07-01", unit=1, leadership="department", main=False)
    official = person(posts=[CLERK, until_july])
    leaders = target(EVERYBODY, by="highest")
    assert counted(leaders, official, "2019-12-31") == ("met", 6)
    assert counted(leaders, official, "2025-06-30") == ("met", 1)
    assert counted(leaders, official, "2025-07-01") == ("met", 6)


def test_an_official_without_any_post_is_counted_nowhere() -> None:
    assert counted(target(EVERYBODY), person(posts=[]), ON) is None
    assert counted(target(EVERYBODY, by="highest"), person(posts=[]), ON) is None


ALIKE = [
    (InTier(frozenset({"commune"})), {"tier": "district"}),
    (InCategory(frozenset({"civil_servant"})), {"category": "cadre"}),
    (InPosition(frozenset({"chair"})), {"position": "clerk"}),
    (Leads(frozenset({"commune"})), {"leadership": "none"}),
    (Leads(frozenset({"commune"}), deputies=False), {"deputy": True}),
]


@pytest.mark.parametrize(("population", "difference"), ALIKE)
def test_posts_that_differ_in_one_thing_are_not_taken_for_each_other(population: Condition, difference: dict[str, Any]) -> None:
    chairs = target(EVERYBODY, population)
    one = post("2020-01-01", "2025-07-01", position="chair", leadership="commune")
    other = replace(one, begins=one.ends, ends=FAR, **difference)
    for _ in range(2):  # what was found out about one post must not stick to the other
        assert verdict(chairs, person(posts=[one, other]), "2025-06-30") == "met"
        assert verdict(chairs, person(posts=[one, other]), "2025-07-01") is None


def test_on_a_change_of_posts_the_new_one_decides() -> None:
    official = person(posts=[post("2020-01-01", "2025-07-01", unit=1), post("2025-07-01", unit=2)])
    assert counted(target(EVERYBODY), official, "2025-06-30") == ("met", 1)
    assert counted(target(EVERYBODY), official, "2025-07-01") == ("met", 2)


MAIN = post(unit=1, tier="commune")
SECONDED = post("2025-03-01", "2025-09-01", unit=2, tier="department", kind="seconded")
ACTING_HEAD = post(unit=3, leadership="commune", kind="acting")


@pytest.mark.parametrize("by", ["main", "highest"])
def test_who_is_seconded_counts_at_the_employing_unit_unless_the_rule_says_otherwise(by: str) -> None:
    away = person(posts=[MAIN, SECONDED])
    employing, receiving = target(EVERYBODY, by=by), target(EVERYBODY, by=by, receiving=True)
    for on, unit in (("2025-02-28", 1), ("2025-03-01", 2), ("2025-08-31", 2), ("2025-09-01", 1)):
        assert counted(employing, away, on) == ("met", 1)
        assert counted(receiving, away, on) == ("met", unit)


def test_conditions_ask_about_the_unit_that_counts_somebody_seconded() -> None:
    away = person(posts=[MAIN, SECONDED])
    communes = InTier(frozenset({"commune"}))
    assert verdict(target(EVERYBODY, communes), away, "2025-06-01") == "met"
    assert verdict(target(EVERYBODY, communes, receiving=True), away, "2025-06-01") is None


def test_a_higher_post_beside_a_secondment_decides_where_the_highest_does() -> None:
    away = person(posts=[MAIN, SECONDED, beside(DIVISION_HEAD)])
    assert counted(target(EVERYBODY, by="highest", receiving=True), away, "2025-06-01") == ("met", 3)
    assert counted(target(EVERYBODY, receiving=True), away, "2025-06-01") == ("met", 2)


@pytest.mark.parametrize("receiving", [False, True])
def test_an_acting_post_never_decides(receiving: bool) -> None:
    both = person(posts=[CLERK, ACTING_HEAD])
    assert counted(target(EVERYBODY, by="highest", receiving=receiving), both, ON) == ("met", 6)
    assert counted(target(EVERYBODY, by="highest", receiving=receiving), person(posts=[ACTING_HEAD]), ON) is None
