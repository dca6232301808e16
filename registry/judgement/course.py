"""The spans of days over which a verdict stays the same, past and future: the judge is asked once for each.

Pure like the judge. Standings are what this file says, written down.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from registry.judgement.facts import FAR, Dossier, Post
from registry.judgement.judge import (
    Dated,
    DatedRule,
    Judged,
    Truth,
    Verdict,
    grows_out_on,
    last_valid_day,
    post_by,
    relevant,
    verdict_by,
)
from registry.judgement.rules import Holds, YoungerThan

DAY = dt.timedelta(days=1)

Tenures = dict[tuple[str, str], list[tuple[Post, dt.date, dt.date]]]
"""For each way in which rules look at posts (`Rule.post`, `Rule.seconded`) the deciding ones in order, each for its days."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which an official's verdict for a target does not change, and the unit that counts it."""

    begins: dt.date
    ends: dt.date
    unit_id: int
    declared: Verdict
    verified: Verdict


def course(target: Judged, dossier: Dossier, tenures: Tenures | None = None) -> list[Span]:
    """The whole life of a verdict: spans in order of days, neighbours differ, days outside the population are left out.

    Who judges one official for many targets works out the tenures once, by `tenures_of`.
    """
    return list(_merged(_spans(target, dossier, tenures or tenures_of(dossier))))


def tenures_of(dossier: Dossier) -> Tenures:
    """The posts by which an official is looked at over time."""
    days = sorted({day for post in dossier.posts for day in (post.begins, post.ends)})
    found: Tenures = {(which, "employing"): _tenures(which, "employing", dossier, days) for which in ("main", "highest")}
    away = any(post.kind == "seconded" for post in dossier.posts)
    for which in ("main", "highest"):  # few are ever seconded: to the others both ways are the same
        found[which, "receiving"] = _tenures(which, "receiving", dossier, days) if away else found[which, "employing"]
    return found


def _tenures(which: str, seconded: str, dossier: Dossier, days: list[dt.date]) -> list[tuple[Post, dt.date, dt.date]]:
    posts = ((post_by(which, seconded, dossier, begins), begins, ends) for begins, ends in pairwise(days))
    return [(post, begins, ends) for post, begins, ends in posts if post]


def _spans(target: Judged, dossier: Dossier, tenures: Tenures) -> Iterator[Span]:
    for version, begins, ends in target.eras:
        for post, held_from, held_to in tenures[version.rule.post, version.rule.seconded]:
            first, last = max(begins, held_from), min(ends, held_to)
            # Most targets do not mean most posts, whatever else is on file: that is settled without looking at days.
            if first < last and version.population_by_post(post) is not Truth.NO:
                changes = {day for day in _days_of_change(version, target, dossier) if first < day < last}
                for day, until in pairwise([first, *sorted(changes), last]):
                    yield from _span(version, post, target, dossier, day, until)


def _span(version: DatedRule, post: Post, target: Judged, dossier: Dossier, begins: dt.date, ends: dt.date) -> Iterator[Span]:
    declared = verdict_by(version, post, target, dossier, begins, verified_only=False)
    if declared:
        verified = verdict_by(version, post, target, dossier, begins, verified_only=True)
        # A population that asks for qualifications may hold fewer people when only verified ones are believed.
        yield Span(begins, ends, post.unit_id, declared, verified or Verdict.UNMET)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last and last.ends == span.begins and _same(last, span):
            last = Span(last.begins, span.ends, span.unit_id, span.declared, span.verified)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _same(one: Span, other: Span) -> bool:
    return (one.unit_id, one.declared, one.verified) == (other.unit_id, other.declared, other.verified)


def _days_of_change(version: DatedRule, target: Judged, dossier: Dossier) -> Iterator[dt.date]:
    """Every day on which the verdict by this rule and one post may change: it cannot change on any other."""
    for waiver in target.waivers:
        yield waiver.begins
        yield waiver.ends
    for leaf in version.dated:
        yield from _days_of_leaf(leaf, dossier)


def _days_of_leaf(leaf: Dated, dossier: Dossier) -> Iterator[dt.date]:
    if isinstance(leaf, YoungerThan):
        if dossier.born_on:
            yield grows_out_on(leaf, dossier.born_on)
        return
    for held in relevant(leaf, dossier):
        lasts = [held.expires_on, held.expires_until]
        if held.issued_from and held.issued_until:
            yield held.issued_from
            yield held.issued_until
            if isinstance(leaf, Holds) and leaf.issued_by:
                lasts.append(last_valid_day(held, min(held.issued_until, dt.date.fromisoformat(leaf.issued_by))))
        for last in lasts:
            if last and last < FAR:
                yield last + DAY
