"""The whole life of a verdict: drawn tables of spans, with the future in them."""

import pytest

from registry.judgement.course import course
from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged, leaves
from registry.judgement.rules import AnyOf, Every, Holds, InTier, Not, YoungerThan
from tests.compliance.made import EVERYBODY, held, person, post, rule, target, waiver

ENDLESS = "9999-12-31"
LEVEL_3 = Holds("language", 3)
VALID = Holds("language", 3, valid_on_day=True)

TABLE: list[tuple[str, Judged, Dossier, list[tuple[str, str, int, str, str]]]] = [
    (
        "a certificate, declared",
        target(LEVEL_3),
        person(held(issued="2024-03-01"), posts=[post("2020-01-01")]),
        [("2020-01-01", "2024-03-01", 1, "unmet", "unmet"), ("2024-03-01", ENDLESS, 1, "met", "unmet")],
    ),
    (
        "a verified certificate that expires",
        target(VALID),
        person(held(issued="2024-03-01", expires="2026-02-28", state="verified"), posts=[post("2020-01-01")]),
        [
            ("2020-01-01", "2024-03-01", 1, "unmet", "unmet"),
            ("2024-03-01", "2026-03-01", 1, "met", "met"),
            ("2026-03-01", ENDLESS, 1, "unmet", "unmet"),
        ],
    ),
    (
        "an expiry that the rule does not ask for leaves no trace",
        target(LEVEL_3),
        person(held(issued="2019-03-01", expires="2026-02-28"), posts=[post("2020-01-01")]),
        [("2020-01-01", ENDLESS, 1, "met", "unmet")],
    ),
    (
        "a year of issue is open until its last day",
        target(LEVEL_3),
        person(held(issued="2024"), posts=[post("2020-01-01", "2030-01-01")]),
        [
            ("2020-01-01", "2024-01-01", 1, "unmet", "unmet"),
            ("2024-01-01", "2024-12-31", 1, "unknown", "unmet"),
            ("2024-12-31", "2030-01-01", 1, "met", "unmet"),
        ],
    ),
    (
        "the population ends on the fortieth birthday",
        target(EVERYBODY, YoungerThan(40)),
        person(born="1988-02-29", posts=[post("2020-01-01")]),
        [("2020-01-01", "2028-02-29", 1, "met", "met")],
    ),
    (
        "a move to another unit, and the gap before it",
        target(EVERYBODY),
        person(posts=[post("2020-01-01", "2024-01-01"), post("2024-02-01", unit=2)]),
        [("2020-01-01", "2024-01-01", 1, "met", "met"), ("2024-02-01", ENDLESS, 2, "met", "met")],
    ),
    (
        "two posts one after the other at one unit are one span",
        target(EVERYBODY),
        person(posts=[post("2020-01-01", "2024-01-01"), post("2024-01-01", "2025-01-01", position="chair")]),
        [("2020-01-01", "2025-01-01", 1, "met", "met")],
    ),
    (
        "an exemption in between",
        target(LEVEL_3, waivers=[waiver("2024-01-01", "2024-07-01")]),
        person(posts=[post("2020-01-01")]),
        [
            ("2020-01-01", "2024-01-01", 1, "unmet", "unmet"),
            ("2024-01-01", "2024-07-01", 1, "exempt", "exempt"),
            ("2024-07-01", ENDLESS, 1, "unmet", "unmet"),
        ],
    ),
    (
        "who is not counted on verified qualifications alone has not met them",
        target(EVERYBODY, Holds("degree", 4)),
        person(held("degree", 4, "2021-06-15"), posts=[post("2020-01-01")]),
        [("2021-06-15", ENDLESS, 1, "met", "unmet")],
    ),
    ("nobody in the population", target(EVERYBODY, InTier(frozenset({"district"}))), person(), []),
]


@pytest.mark.parametrize(("_case", "judged", "dossier", "expected"), TABLE)
def test_the_course_is_the_list_of_spans(
    _case: str, judged: Judged, dossier: Dossier, expected: list[tuple[str, str, int, str, str]]
) -> None:
    spans = [
        (
            span.begins.isoformat(),
            span.ends.isoformat(),
            span.unit_id,
            span.declared.name.lower(),
            span.verified.name.lower(),
        )
        for span in course(judged, dossier)
    ]
    assert spans == expected


def test_the_leaves_of_a_rule_are_its_single_conditions_in_population_and_requirement() -> None:
    young, graduate = YoungerThan(40), Holds("degree", 4)
    nested = rule(Every((AnyOf((LEVEL_3, Not(graduate))), VALID)), Not(young))
    found = list(leaves(nested))
    assert len(found) == 4
    assert set(found) == {young, graduate, LEVEL_3, VALID}
