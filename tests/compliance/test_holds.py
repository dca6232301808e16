"""`Holds`: which qualifications are meant (domain, rank, language, type of certificate), whatever their dates."""

import pytest

from registry.judgement.facts import Credential
from registry.judgement.rules import Holds
from tests.compliance.made import held, person, target, verdict

ON = "2025-12-31"
LEVEL_3 = Holds("language", 3)
COMMON = Holds("language", 3, languages=frozenset({"en", "fr", "lo"}))
BY_TEST = Holds("language", 3, certificate_types=frozenset({"ielts", "vstep"}))
BOTH = Holds("language", 3, languages=frozenset({"en"}), certificate_types=frozenset({"ielts"}))

TABLE = [
    ("nothing at all", LEVEL_3, [], "unmet"),
    ("a rank below", LEVEL_3, [held(rank=2)], "unmet"),
    ("the very rank", LEVEL_3, [held(rank=3)], "met"),
    ("a rank above", LEVEL_3, [held(rank=4)], "met"),
    ("another domain, however high", LEVEL_3, [held("theory", 9)], "unmet"),
    ("no level, as of a certificate of two skills", LEVEL_3, [held(rank=None, certificate="toeic")], "unmet"),
    ("no level, however low the demand", Holds("language", 0), [held(rank=None)], "unmet"),
    ("rank nought where nought is enough", Holds("language", 0), [held(rank=0)], "met"),
    ("several below", LEVEL_3, [held(rank=1), held(rank=2)], "unmet"),
    ("the best of several decides, first", LEVEL_3, [held(rank=4), held(rank=1)], "met"),
    ("the best of several decides, last", LEVEL_3, [held(rank=1), held(rank=4)], "met"),
    ("one without level beside one with", LEVEL_3, [held(rank=None), held(rank=3)], "met"),
    ("a language on the list", COMMON, [held(language="lo")], "met"),
    ("a language not on the list", COMMON, [held(language="th")], "unmet"),
    ("no language recorded where one is asked for", COMMON, [held(language=None)], "unmet"),
    ("no language asked for", LEVEL_3, [held(language="th")], "met"),
    ("the right language too low, another high", COMMON, [held(rank=2, language="en"), held(language="th")], "unmet"),
    ("a certificate on the list", BY_TEST, [held(certificate="ielts")], "met"),
    ("a certificate not on the list", BY_TEST, [held(certificate="toeic")], "unmet"),
    ("no certificate recorded where one is asked for", BY_TEST, [held(certificate=None)], "unmet"),
    ("no certificate asked for", LEVEL_3, [held(certificate="toeic")], "met"),
    ("language and certificate in one", BOTH, [held(language="en", certificate="ielts")], "met"),
    (
        "language and certificate in two different ones",
        BOTH,
        [held(language="en", certificate="toeic"), held(language="fr", certificate="ielts")],
        "unmet",
    ),
]


@pytest.mark.parametrize(("_case", "condition", "credentials", "expected"), TABLE)
def test_a_qualification_counts_when_all_that_is_asked_for_fits(
    _case: str, condition: Holds, credentials: list[Credential], expected: str
) -> None:
    assert verdict(target(condition), person(*credentials), ON) == expected


def test_a_degree_does_not_stand_for_political_theory() -> None:
    both = person(held("degree", 4), held("theory", 2))
    assert verdict(target(Holds("degree", 4)), both, ON) == "met"
    assert verdict(target(Holds("theory", 2)), both, ON) == "met"
    assert verdict(target(Holds("theory", 4)), both, ON) == "unmet"
