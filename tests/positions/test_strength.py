"""“Asks no less” is a proof: whoever fulfils the stronger condition fulfils the weaker, whatever is on file, on any day."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from registry.judgement.facts import Dossier
from registry.judgement.judge import weigh
from registry.judgement.rules import AnyOf, Condition, Every, Holds, InternationalDegree
from registry.judgement.strength import asks_no_less
from tests.compliance import drawing
from tests.compliance.made import post

DEGREE, MASTER, THEORY = Holds("degree", 4), Holds("degree", 5), Holds("theory", 2)
ENGLISH = Holds("language", 3, languages=frozenset({"en"}))

STRONGER: list[tuple[Condition, Condition, bool]] = [
    (DEGREE, DEGREE, True),
    (MASTER, DEGREE, True),
    (DEGREE, MASTER, False),
    (THEORY, DEGREE, False),
    (Every((DEGREE, THEORY)), DEGREE, True),
    (DEGREE, Every((DEGREE, THEORY)), False),
    (DEGREE, AnyOf((THEORY, DEGREE)), True),
    (AnyOf((DEGREE, THEORY)), DEGREE, False),
    (AnyOf((DEGREE, MASTER)), DEGREE, True),
    (ENGLISH, Holds("language", 3), True),
    (Holds("language", 3), ENGLISH, False),
    (Holds("language", 3, languages=frozenset({"en", "fr"})), ENGLISH, False),
    (Holds("degree", 4, valid_on_day=True), DEGREE, True),
    (DEGREE, Holds("degree", 4, valid_on_day=True), False),
    (Holds("degree", 4, issued_by="2020-01-01"), Holds("degree", 4, issued_by="2021-01-01"), True),
    (Holds("degree", 4, issued_by="2021-01-01"), Holds("degree", 4, issued_by="2020-01-01"), False),
    (DEGREE, Holds("degree", 4, undated="counts"), True),
    (Holds("degree", 4, undated="counts"), DEGREE, False),
    (InternationalDegree(4), DEGREE, True),
    (DEGREE, InternationalDegree(4), False),
]


@pytest.mark.parametrize(("one", "other", "expected"), STRONGER)
def test_the_words_show_which_of_two_conditions_asks_more(one: Condition, other: Condition, expected: bool) -> None:
    assert asks_no_less(one, other) is expected


@settings(max_examples=60)
@given(drawing.conditions(2), drawing.conditions(2), drawing.dossiers(), drawing.days, st.booleans())
def test_whoever_fulfils_the_stronger_fulfils_the_weaker(
    one: Condition, other: Condition, dossier: Dossier, on: dt.date, verified_only: bool
) -> None:
    weaker = AnyOf((other, one))
    stronger = Every((one, other))
    for more, less in ((one, other), (one, weaker), (stronger, one), (stronger, weaker), (weaker, one)):
        if asks_no_less(more, less):
            truths = [weigh(each, dossier, post(), on, verified_only=verified_only) for each in (more, less)]
            assert truths[0] <= truths[1], (more, less)


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(drawing.holdings, drawing.holdings, drawing.dossiers(), drawing.days)
def test_of_two_qualifications_too(one: Condition, other: Condition, dossier: Dossier, on: dt.date) -> None:
    assume(asks_no_less(one, other))
    assert weigh(one, dossier, post(), on, verified_only=False) <= weigh(other, dossier, post(), on, verified_only=False)
