"""Rules as JSON and back: nothing is lost, and whatever is no rule is refused with the path where it stands."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given

from models.positions import Leadership, StaffCategory
from models.qualifications import Domain
from models.units import Tier
from registry.judgement import codec
from registry.judgement.codec import WORDS, UnreadableRule, read_rule, write_rule
from registry.judgement.judge import RANKS
from registry.judgement.rules import AnyOf, Holds, InTier, Leads, MoreThan, NoLessThan, Rule, YoungerThan
from tests.compliance import drawing

PLAIN: dict[str, Any] = {
    "format": 1,
    "post": "main",
    "population": {"every": [{"in_tier": ["commune"]}, {"not": {"younger_than": {"years": 40}}}]},
    "requirement": {"any_of": [{"holds": {"domain": "degree", "rank": 4}}, {"international_degree": {"rank": 4}}]},
    "threshold": {"no_less_than": 100},
}

# Where a value is put, the value, and the path that the refusal names.
REFUSED: list[tuple[str, Any, str]] = [
    ("", [], "rule"),
    ("", None, "rule"),
    ("format", 2, "format"),
    ("format", "1", "format"),
    ("format", True, "format"),
    ("post", "best", "post"),
    ("post", ["main"], "post"),
    ("treshold", {"more_than": 40}, "treshold"),
    ("population", {}, "population"),
    ("population", {"in_tier": ["commune"], "in_category": ["cadre"]}, "population"),
    ("population", "everybody", "population"),
    ("population", {"every": []}, "population.every"),
    ("population", {"every": {"in_tier": ["commune"]}}, "population.every"),
    ("population", {"not": [{"in_tier": ["commune"]}]}, "population.not"),
    ("population", {"not": {"none_of": []}}, "population.not"),
    ("population", {"in_tier": []}, "population.in_tier"),
    ("population", {"in_tier": "commune"}, "population.in_tier"),
    ("population", {"in_category": [1]}, "population.in_category"),
    ("population", {"in_position": [["chair"]]}, "population.in_position"),
    ("population", {"in_tier": ["commune", "comune"]}, "population.in_tier[1]"),
    ("population", {"in_category": ["civil-servant"]}, "population.in_category[0]"),
    ("population", {"leads": {"whom": ["province", "division", "ward"]}}, "population.leads.whom[2]"),
    ("requirement", {"holds": {"domain": "degrees", "rank": 4}}, "requirement.holds.domain"),
    ("population", {"leads": ["department"]}, "population.leads"),
    ("population", {"leads": {"deputies": True}}, "population.leads.whom"),
    ("population", {"leads": {"whom": []}}, "population.leads.whom"),
    ("population", {"leads": {"whom": ["department"], "deputies": "yes"}}, "population.leads.deputies"),
    ("population", {"leads": {"whom": ["department"], "heads": True}}, "population.leads.heads"),
    ("population", {"younger_than": 40}, "population.younger_than"),
    ("population", {"younger_than": {}}, "population.younger_than.years"),
    ("population", {"younger_than": {"years": "40"}}, "population.younger_than.years"),
    ("population", {"younger_than": {"years": 40.0}}, "population.younger_than.years"),
    ("population", {"younger_than": {"years": True}}, "population.younger_than.years"),
    ("population", {"younger_than": {"years": -1}}, "population.younger_than.years"),
    ("population", {"younger_than": {"years": 151}}, "population.younger_than.years"),
    ("population", {"younger_than": {"years": 40, "reckoning": "lunar"}}, "population.younger_than.reckoning"),
    ("requirement", {"holds": {"rank": 4}}, "requirement.holds.domain"),
    ("requirement", {"holds": {"domain": "", "rank": 4}}, "requirement.holds.domain"),
    ("requirement", {"holds": {"domain": "degree"}}, "requirement.holds.rank"),
    ("requirement", {"holds": {"domain": "degree", "rank": None}}, "requirement.holds.rank"),
    ("requirement", {"holds": {"domain": "degree", "rank": 4, "level": 4}}, "requirement.holds.level"),
    ("requirement", {"holds": {"domain": "degree", "rank": 4, "languages": "en"}}, "requirement.holds.languages"),
    ("requirement", {"holds": {"domain": "degree", "rank": 4, "valid_on_day": 1}}, "requirement.holds.valid_on_day"),
    ("requirement", {"holds": {"domain": "degree", "rank": 4, "issued_by": "31/12/2024"}}, "requirement.holds.issued_by"),
    ("requirement", {"holds": {"domain": "degree", "rank": 4, "issued_by": "2023-02-29"}}, "requirement.holds.issued_by"),
    ("requirement", {"holds": {"domain": "degree", "rank": 4, "issued_by": 2024}}, "requirement.holds.issued_by"),
    ("requirement", {"holds": {"domain": "degree", "rank": 4, "undated": "maybe"}}, "requirement.holds.undated"),
    ("requirement", {"international_degree": {}}, "requirement.international_degree.rank"),
    (
        "requirement",
        {"any_of": [{"in_tier": ["commune"]}, {"every": [{"hold": {}}]}]},
        "requirement.any_of[1].every[0]",
    ),
    (
        "requirement",
        {"every": [{"in_tier": ["commune"]}, {"holds": {"domain": "degree", "rank": "4"}}]},
        "requirement.every[1].holds.rank",
    ),
    ("threshold", {}, "threshold"),
    ("threshold", 40, "threshold"),
    ("threshold", {"at_least": 40}, "threshold"),
    ("threshold", {"more_than": 40, "no_less_than": 40}, "threshold"),
    ("threshold", {"more_than": "40"}, "threshold.more_than"),
    ("threshold", {"more_than": 40.5}, "threshold.more_than"),
    ("threshold", {"more_than": -1}, "threshold.more_than"),
    ("threshold", {"more_than": 100}, "threshold.more_than"),
    ("threshold", {"no_less_than": 101}, "threshold.no_less_than"),
]


@given(drawing.rules())
def test_a_rule_written_and_read_again_is_the_same(rule: Rule) -> None:
    assert read_rule(json.loads(json.dumps(write_rule(rule)))) == rule


@given(drawing.rules())
def test_the_same_rule_is_written_in_the_same_letters(rule: Rule) -> None:
    again = read_rule(json.loads(json.dumps(write_rule(rule))))
    assert json.dumps(write_rule(again)) == json.dumps(write_rule(rule))


@pytest.mark.parametrize(("place", "value", "path"), REFUSED)
def test_what_is_no_rule_is_refused_with_its_path(place: str, value: Any, path: str) -> None:
    data = {**deepcopy(PLAIN), place: value} if place else value
    with pytest.raises(UnreadableRule) as refusal:
        read_rule(data)
    assert refusal.value.path == path
    assert str(refusal.value).startswith(f"{path}: ")


def test_a_rule_says_where_somebody_seconded_counts_only_when_it_is_not_where_employed() -> None:
    assert read_rule(PLAIN).seconded == "employing"
    assert "seconded" not in write_rule(read_rule(PLAIN))
    receiving = {**PLAIN, "seconded": "receiving"}
    assert write_rule(read_rule(receiving))["seconded"] == "receiving"
    with pytest.raises(UnreadableRule, match=r"^seconded: "):
        read_rule({**PLAIN, "seconded": "both"})


@pytest.mark.parametrize("missing", sorted(PLAIN))
def test_every_part_of_a_rule_is_needed(missing: str) -> None:
    data = {key: value for key, value in PLAIN.items() if key != missing}
    with pytest.raises(UnreadableRule, match=f"^{missing}: "):
        read_rule(data)


def test_what_is_left_out_has_the_usual_meaning() -> None:
    data = {
        **PLAIN,
        "population": {"any_of": [{"leads": {"whom": ["division"]}}, {"younger_than": {"years": 40}}]},
        "requirement": {"holds": {"domain": "language", "rank": 3}},
    }
    read = read_rule(data)
    assert read.population == AnyOf((Leads(frozenset({"division"}), deputies=True), YoungerThan(40, "birthday")))
    assert read.requirement == Holds(
        "language", 3, frozenset(), frozenset(), valid_on_day=False, issued_by=None, undated="unknown"
    )


@pytest.mark.parametrize(
    ("data", "threshold"),
    [
        ({"more_than": 40}, MoreThan(40)),
        ({"no_less_than": 40}, NoLessThan(40)),
        ({"more_than": 0}, MoreThan(0)),
        ({"no_less_than": 100}, NoLessThan(100)),
    ],
)
def test_more_than_and_no_less_than_are_told_apart(data: dict[str, int], threshold: MoreThan | NoLessThan) -> None:
    assert read_rule({**PLAIN, "threshold": data}).threshold == threshold


def test_the_highest_age_that_may_be_asked_for_is_far_above_any_life() -> None:
    population = {"younger_than": {"years": 150}}
    assert read_rule({**PLAIN, "population": population}).population == YoungerThan(150)


def test_the_order_and_repetition_of_listed_words_do_not_matter() -> None:
    repeated = read_rule({**PLAIN, "population": {"in_tier": ["district", "commune", "district"]}})
    assert repeated.population == InTier(frozenset({"commune", "district"}))
    assert write_rule(repeated)["population"] == {"in_tier": ["commune", "district"]}


def test_every_word_of_the_language_can_be_written() -> None:
    words = {"every", "any_of", "not", "in_tier", "in_category", "in_position", "leads", "younger_than", "holds"}
    assert set(WORDS) == words | {"international_degree"}


def test_rules_may_name_every_word_of_the_tables_and_no_other() -> None:
    assert set(codec.TIERS) == set(Tier)
    assert set(codec.CATEGORIES) == set(StaffCategory)
    assert set(codec.LEADERSHIPS) == set(Leadership)
    assert set(codec.DOMAINS) == set(Domain)


def test_leaderships_are_ranked_and_none_is_forgotten() -> None:
    assert set(RANKS) == set(Leadership)
    assert len(RANKS) == len(set(RANKS))
