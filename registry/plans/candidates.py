"""Who may go to which classes, and which targets each then meets: every verdict is asked of the judge. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from registry.judgement.facts import Credential, Dossier
from registry.judgement.judge import Judged, Truth, Verdict, judge, leaves, post_by, weigh
from registry.judgement.rules import Holds, InternationalDegree
from registry.judgement.supposing import granted
from registry.plans.solver import Bundle
from registry.shared.ages import age_on

MOST = 4
"""Classes that one person attends at most in a plan."""


@dataclass(frozen=True)
class Offer:
    """A class as a plan looks at it. `gives` is what its people hold from its last day."""

    title: str
    gives: Credential
    seats: int
    cost: int
    first_day: dt.date
    last_day: dt.date
    least: tuple[str, int] | None = None
    oldest: int | None = None
    tiers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """Somebody whom targets miss: which (by place), the ways to meet them, and whether there were ways if anybody might go."""

    official_id: int
    missing: frozenset[int]
    bundles: tuple[Bundle, ...]
    barred: frozenset[int]
    """Targets that classes would make met, but to none of these ways the person is admitted."""


def admitted(offer: Offer, dossier: Dossier) -> bool:
    """Whether an official may go: on the first day at work at a tier that may send, not too old, with what is asked for."""
    on = offer.first_day
    post = post_by("main", "employing", dossier, on)
    if post is None or (offer.tiers and post.tier not in offer.tiers):
        return False
    if offer.oldest is not None and (dossier.born_on is None or age_on(dossier.born_on, on) > offer.oldest):
        return False
    if offer.least is None:
        return True
    asked = Holds(offer.least[0], offer.least[1], undated="counts")
    return weigh(asked, dossier, post, on, verified_only=False) is Truth.YES


def candidate(
    dossier: Dossier, targets: Sequence[Judged], missing: frozenset[int], offers: Sequence[Offer], since: dt.date, until: dt.date
) -> Candidate:
    """The ways of one official to the targets that miss the official on the day."""
    useful = [p for p in _useful(dossier, targets, missing, offers, until) if since <= offers[p].first_day]
    in_time = [place for place in useful if offers[place].last_day <= until]
    open_ = [place for place in in_time if admitted(offers[place], dossier)]
    bundles = tuple(_bundles(dossier, targets, missing, offers, open_, until))
    reached = {target for bundle in bundles for target in bundle.targets}
    others = missing - reached
    any_way = _met(dossier, targets, others, [offers[place].gives for place in in_time], until) if others else frozenset()
    return Candidate(dossier.official_id, missing, bundles, any_way)


def _useful(
    dossier: Dossier, targets: Sequence[Judged], missing: Iterable[int], offers: Sequence[Offer], until: dt.date
) -> list[int]:
    """Classes in a domain in which something that a missed target asks for is not there yet."""
    domains = {domain for target in missing for domain in _open_domains(targets[target], dossier, until)}
    return [place for place, offer in enumerate(offers) if offer.gives.domain in domains]


def _open_domains(target: Judged, dossier: Dossier, until: dt.date) -> Iterator[str]:
    version = target.rule_on(until)
    for leaf in leaves(version.rule) if version else ():
        if isinstance(leaf, Holds | InternationalDegree):
            post = dossier.posts[0]  # conditions on qualifications do not look at the post
            if weigh(leaf, dossier, post, until, verified_only=False) is not Truth.YES:
                yield leaf.domain if isinstance(leaf, Holds) else "degree"


def _bundles(
    dossier: Dossier,
    targets: Sequence[Judged],
    missing: frozenset[int],
    offers: Sequence[Offer],
    places: Sequence[int],
    until: dt.date,
) -> Iterator[Bundle]:
    """The sets of classes that do something that no part of them does, one class of a domain at most, never two at a time."""
    if not places or not _met(dossier, targets, missing, [offers[place].gives for place in places], until):
        return
    found: list[Bundle] = []
    for classes in _sets(offers, places):
        met = _met(dossier, targets, missing, [offers[place].gives for place in classes], until)
        parts = frozenset[int]().union(*(each.targets for each in found if each.classes < classes))
        if met - parts or _together(found, classes, met):
            found.append(Bundle(classes, met))
            yield found[-1]


def _together(found: list[Bundle], classes: frozenset[int], met: frozenset[int]) -> bool:
    """Whether no single part does all that the set does."""
    return bool(met) and not any(each.targets >= met for each in found if each.classes < classes)


def _sets(offers: Sequence[Offer], places: Sequence[int]) -> Iterator[frozenset[int]]:
    """All sets to be looked at, small ones first."""
    by_domain: dict[str, list[int]] = {}
    for place in places:
        by_domain.setdefault(offers[place].gives.domain, []).append(place)
    for number in range(1, min(MOST, len(by_domain)) + 1):
        for domains in combinations(sorted(by_domain), number):
            for classes in product(*(by_domain[domain] for domain in domains)):
                if not _clash([offers[place] for place in classes]):
                    yield frozenset(classes)


def _clash(offers: Sequence[Offer]) -> bool:
    ordered = sorted(offers, key=lambda offer: offer.first_day)
    return any(later.first_day <= earlier.last_day for earlier, later in pairwise(ordered))


def _met(
    dossier: Dossier, targets: Sequence[Judged], missing: Iterable[int], gives: Sequence[Credential], until: dt.date
) -> frozenset[int]:
    """Which of the missed targets the judge finds met with these besides."""
    after = granted(dossier, *gives)
    verdicts = ((place, judge(targets[place], after, until, verified_only=False)) for place in missing)
    return frozenset(place for place, verdict in verdicts if verdict and verdict[0] is Verdict.MET)
