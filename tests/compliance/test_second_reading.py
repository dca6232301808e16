"""The judge against the second reading, on random rules, dossiers and days."""

import datetime as dt
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from registry.judgement.course import course
from registry.judgement.facts import FAR, Dossier
from registry.judgement.judge import Judged, Verdict, judge
from tests.compliance import drawing, reference
from tests.compliance.made import said, span_on

targets_and_dossiers = st.tuples(drawing.targets(), drawing.dossiers())


@given(targets_and_dossiers, st.booleans(), st.data())
def test_both_readings_say_the_same_on_any_day(drawn: tuple[Judged, Dossier], verified_only: bool, data: st.DataObject) -> None:
    target, dossier = drawn
    near = drawing.telling_days(target, dossier)
    on = data.draw(st.one_of(st.sampled_from(near), drawing.days) if near else drawing.days)
    expected = reference.reading(target, dossier, on, verified_only=verified_only)
    assert said(judge(target, dossier, on, verified_only=verified_only)) == expected


@given(targets_and_dossiers, st.lists(drawing.days, max_size=5))
def test_the_course_says_of_every_day_what_the_second_reading_says(
    drawn: tuple[Judged, Dossier], more_days: list[dt.date]
) -> None:
    target, dossier = drawn
    spans = course(target, dossier)
    for on in [*drawing.telling_days(target, dossier), *more_days]:
        span = span_on(spans, on)
        by_course = span and (span.unit_id, span.declared.name.lower(), span.verified.name.lower())
        assert by_course == reference.standing(target, dossier, on), on


@given(targets_and_dossiers)
def test_the_spans_of_a_course_follow_each_other_and_neighbours_differ(drawn: tuple[Judged, Dossier]) -> None:
    spans = course(*drawn)
    assert all(span.begins < span.ends <= FAR for span in spans)
    for one, other in pairwise(spans):
        assert one.ends <= other.begins
        alike = (one.unit_id, one.declared, one.verified) == (other.unit_id, other.declared, other.verified)
        assert not (one.ends == other.begins and alike)


@given(drawing.targets(negated=False), drawing.dossiers())
def test_without_negation_whoever_has_verifiably_met_a_target_has_met_it(target: Judged, dossier: Dossier) -> None:
    for on in drawing.telling_days(target, dossier):
        verified = judge(target, dossier, on, verified_only=True)
        if verified and verified[0] is Verdict.MET:
            assert judge(target, dossier, on, verified_only=False) == verified


@given(targets_and_dossiers, st.randoms(use_true_random=False))
def test_the_order_of_qualifications_does_not_matter(drawn: tuple[Judged, Dossier], chance: Random) -> None:
    target, dossier = drawn
    shuffled = {domain: tuple(chance.sample(held, len(held))) for domain, held in dossier.credentials.items()}
    other = Dossier(dossier.official_id, dossier.born_on, dossier.posts, shuffled)
    assert course(target, other) == course(target, dossier)
