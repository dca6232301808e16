"""Who may go to which class, and what each set of classes makes of the targets: on drawn facts, every verdict by the judge."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged, Verdict, judge
from registry.judgement.rules import Every, Holds
from registry.judgement.supposing import earned, granted
from registry.plans.candidates import Candidate, Offer, admitted, candidate
from tests.compliance import drawing
from tests.compliance.made import day, held, person, post, target

FEW = settings(max_examples=max(20, settings().max_examples // 4))
SINCE, UNTIL = day("2026-01-01"), day("2030-12-31")
ENGLISH = Holds("language", 4, valid_on_day=True)
T1 = Every((Holds("degree", 4), Holds("theory", 2)))


def _offer(domain: str, rank: int, ends: str = "2028-12-31", months: int | None = None, **values: object) -> Offer:
    last = day(ends)
    plain = Offer("Lớp", earned(0, domain, rank, last, months), 10, 1, last - dt.timedelta(days=300), last)
    return replace(plain, **values)  # type: ignore[arg-type]


def _ways(dossier: Dossier, requirement: Holds | Every, *offers: Offer) -> Candidate:
    return candidate(dossier, [target(requirement)], frozenset({0}), offers, SINCE, UNTIL)


def _sets(found: Candidate) -> list[set[int]]:
    return [set(bundle.classes) for bundle in found.bundles]


def test_a_conjunction_takes_the_classes_that_are_missing_and_no_others() -> None:
    offers = (_offer("degree", 4), _offer("theory", 2, "2027-12-01"), _offer("theory", 1, "2026-12-01"), _offer("language", 4))
    assert _sets(_ways(person(), T1, *offers)) == [{0, 1}]
    assert _sets(_ways(person(held("degree", 5)), T1, *offers)) == [{1}]


def test_a_certificate_that_runs_out_before_the_day_closes_no_gap() -> None:
    assert _sets(_ways(person(), ENGLISH, _offer("language", 4, "2028-12-30", 24))) == []
    assert _sets(_ways(person(), ENGLISH, _offer("language", 4, "2028-12-31", 24))) == [{0}]


@pytest.mark.parametrize(
    ("offer", "barred"),
    [
        (_offer("language", 4, "2031-01-01"), False),  # too late for anybody
        (replace(_offer("language", 4), first_day=SINCE - dt.timedelta(days=1)), False),  # begun already
        (_offer("language", 4, oldest=46), True),
        (_offer("language", 4, least=("language", 3)), True),
        (_offer("language", 4, tiers=frozenset({"department"})), True),
    ],
)
def test_why_somebody_cannot_go_is_told_apart(offer: Offer, barred: bool) -> None:
    found = _ways(person(born="1980-06-01"), ENGLISH, offer)
    assert (found.bundles, found.barred) == ((), frozenset({0}) if barred else frozenset())


def test_conditions_are_looked_at_on_the_first_day() -> None:
    offer = _offer("language", 4, oldest=48, least=("language", 3), tiers=frozenset({"commune"}))
    assert admitted(offer, person(held("language", 3), born="1979-03-07"))
    assert not admitted(replace(offer, oldest=47), person(held("language", 3), born="1979-03-07"))
    assert not admitted(offer, person(held("language", 3), born=None))
    assert not admitted(offer, person(held("language", 3), posts=[post("2028-06-01")]))


def test_two_classes_at_the_same_time_are_not_attended_by_one() -> None:
    assert _sets(_ways(person(), T1, _offer("degree", 4), _offer("theory", 2))) == []
    assert _ways(person(), T1, _offer("degree", 4), _offer("theory", 2)).barred == {0}


offers_drawn = st.builds(
    lambda domain, rank, ends: _offer(domain, rank, ends.isoformat()),
    st.sampled_from(drawing.DOMAINS),
    st.integers(1, 4),
    st.dates(day("2021-01-01"), day("2027-12-31")),
)


@FEW
@given(
    targets=st.lists(drawing.targets(), min_size=1, max_size=2),
    dossier=drawing.dossiers(),
    offers=st.lists(offers_drawn, max_size=4),
    until=st.dates(day("2022-01-01"), day("2027-12-31")),
)
def test_what_a_way_promises_is_what_the_judge_says_of_who_went_it(
    targets: list[Judged], dossier: Dossier, offers: list[Offer], until: dt.date
) -> None:
    verdicts = [judge(each, dossier, until, verified_only=False) for each in targets]
    missing = frozenset(
        place for place, verdict in enumerate(verdicts) if verdict and verdict[0] in (Verdict.UNMET, Verdict.UNKNOWN)
    )
    found = candidate(dossier, targets, missing, offers, day("2020-01-01"), until)
    for bundle in found.bundles:
        after = granted(dossier, *(offers[place].gives for place in bundle.classes))
        for place in missing:
            verdict = judge(targets[place], after, until, verified_only=False)
            assert (verdict is not None and verdict[0] is Verdict.MET) == (place in bundle.targets)
