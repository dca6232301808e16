"""What becomes of single people between two days, along three lines, and what that makes of a target. Pure: asks the judge alone.

All three lines hold what the records already say of days to come, and that everybody retires on the day of the decree or the
one decided instead. They differ in what nobody knows: who follows, and which certificates are renewed.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from registry.judgement.course import DAY, Span, course
from registry.judgement.facts import FAR, Credential, Dossier
from registry.judgement.judge import Judged, Verdict
from registry.judgement.supposing import complete, granted, left, renewed, successor
from registry.standings.measure import Count

LINES = ("low", "middle", "high")
"""Pessimistic: no certificate is renewed, no class completed, and who follows has nothing. Middle: none is renewed, who is in a
class completes it on its last day, posts stay empty. Optimistic: the same, but all are renewed, and who follows has all that the
rule asks for."""

GROUPS = ("retires", "ends", "ages", "moves", "arrives", "loses", "studies", "gains")
"""What can change for somebody between two days; everybody whose part of the figure changes is in exactly one."""


@dataclass(frozen=True)
class Frame:
    """What a forecast is of: the target, the two days, and for each unit the day up to which it stands."""

    target: Judged
    since: dt.date
    until: dt.date
    unit_ends: Mapping[int, dt.date]


@dataclass(frozen=True)
class Fate:
    """One official along the three lines; `seat` is the post left empty, by the worst and by the best that may follow."""

    dossier: Dossier
    last_day: dt.date | None
    """The last day in any post, when it lies before the day of the forecast."""
    retires: bool
    low: list[Span]
    middle: list[Span]
    high: list[Span]
    seat_low: list[Span]
    seat_high: list[Span]

    def spans(self, line: str) -> list[Span]:
        """All spans that the official and the seat lend to a line."""
        return {"low": self.low + self.seat_low, "middle": self.middle, "high": self.high + self.seat_high}[line]


def fate_of(frame: Frame, dossier: Dossier, retires_on: dt.date | None, studies: Sequence[Credential] = ()) -> Fate:
    """What becomes of an official who retires on the day (None: no day is known, or it is over while a post is held).

    `studies` is what classes will give.
    """
    last = last_day(frame, dossier, retires_on)
    after = dossier if last is None else left(dossier, last)
    low = middle = course(frame.target, after)
    if studies:
        after = granted(after, *studies)
        middle = course(frame.target, after)
    lasting = renewed(after, frame.since)
    high = middle if lasting == after else course(frame.target, lasting)
    if last is None:
        return Fate(dossier, None, False, low, middle, high, [], [])
    seat = successor(dossier, last, frame.unit_ends)
    rule = frame.target.rule_on(frame.until)
    full = granted(seat, *complete(rule.rule)) if rule else seat
    seats = course(frame.target, seat), course(frame.target, full)
    return Fate(dossier, last, last == retires_on, low, middle, high, *seats)


def last_day(frame: Frame, dossier: Dossier, retires_on: dt.date | None) -> dt.date | None:
    """The last day in any post, from the decree or from the records, whichever is earlier; None when it is not before the day."""
    begun = [post.ends for post in dossier.posts if post.begins <= frame.until]
    end = max(begun, default=FAR)
    last = min([end - DAY, *([retires_on] if retires_on else [])])
    return last if frame.since <= last < frame.until else None


def span_on(spans: Iterable[Span], on: dt.date, units: set[int]) -> Span | None:
    """The span of a day that counts somebody at one of the units: the exempt are not counted."""
    return next(
        (s for s in spans if s.begins <= on < s.ends and s.unit_id in units and s.declared is not Verdict.EXEMPT),
        None,
    )


def group_of(fate: Fate, now: Span | None, then: Span | None, *, ages_out: bool) -> str | None:
    """What changes for an official between the first day and the last one in the middle line; None when nothing does."""
    if now and not then:
        if fate.last_day:
            return "retires" if fate.retires else "ends"
        return "ages" if ages_out else "moves"
    if then and not now:
        return "arrives"
    if now and then and (now.declared is Verdict.MET) != (then.declared is Verdict.MET):
        return "loses" if now.declared is Verdict.MET else "gains"
    return None


def tallied(spans: Iterable[Span], days: Sequence[dt.date], units: Sequence[set[int]]) -> list[Count]:
    """Counts of spans on each of the days (ascending) over the units of that day."""
    sums = [[0] * 5 for _ in days]
    for span in spans:
        for place in range(bisect_left(days, span.begins), bisect_left(days, span.ends)):
            if span.unit_id in units[place]:
                sums[place][span.declared - 1] += 1
                sums[place][4] += span.verified is Verdict.MET
    return [Count(met, verified, unmet, unknown, exempt) for met, unmet, unknown, exempt, verified in sums]
