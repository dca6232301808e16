"""Why a figure changed: what each official adds to it before and after, split by cause. Pure like the judge.

Between two looks at a target these may differ: what is believed and known of an official, the rule with its exemptions, the day.
They are changed one after the other, and each step owns the difference that it makes; so the parts sum to the whole exactly.
"""

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from registry.judgement.facts import Dossier, Post
from registry.judgement.judge import (
    DatedRule,
    Judged,
    Verdict,
    condition_leaves,
    deciding_post,
    grows_out_on,
    verdict_by,
    waiver_for,
)
from registry.judgement.rules import Condition, YoungerThan

VOID = ("rejected", "revoked")


@dataclass(frozen=True)
class Reorganisation:
    """What became of units between two days."""

    heirs: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Unit → the units that followed it, over as many steps as there were."""
    ended: Mapping[int, dt.date] = field(default_factory=dict)
    """Unit → the first day on which it did not stand any more."""


class Cause(enum.StrEnum):
    """Why an official adds something else to a figure than before."""

    JOINED = "joined"
    LEFT = "left"
    MOVED = "moved"
    REORGANISED = "reorganised"
    AGED = "aged"
    GAINED = "gained"
    EXPIRED = "expired"
    EXEMPTED = "exempted"
    RULE = "rule"
    CORRECTED = "corrected"
    VERIFIED = "verified"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Worth:
    """What is added to a figure: to those counted, to those met as declared, and to those met on verified records alone."""

    total: int = 0
    met: int = 0
    verified: int = 0

    def __add__(self, other: "Worth") -> "Worth":
        return Worth(self.total + other.total, self.met + other.met, self.verified + other.verified)

    def __sub__(self, other: "Worth") -> "Worth":
        return Worth(self.total - other.total, self.met - other.met, self.verified - other.verified)

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Worth()


@dataclass(frozen=True)
class Look:
    """How a figure looks at people: a target with its rules and exemptions, on a day, at a set of units."""

    on: dt.date
    target: Judged
    units: frozenset[int]

    @cached_property
    def version(self) -> DatedRule | None:
        """The rule in force on the day."""
        return self.target.rule_on(self.on)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference and what made it."""

    cause: Cause
    effect: Worth


@dataclass(frozen=True, slots=True)
class Person:
    """An official as known at either look; None where there is no file. Worths are what was stored, None to work them out."""

    before: Dossier | None
    after: Dossier | None
    counted_before: Worth | None = None
    counted_after: Worth | None = None


def worth_of(declared: Verdict | None, verified: Verdict | None) -> Worth:
    """What an official with these verdicts adds; nobody outside the population and no exempt one adds anything."""
    if declared is None or declared is Verdict.EXEMPT:
        return NOTHING
    return Worth(1, int(declared is Verdict.MET), int(verified is Verdict.MET))


def changes(before: Look, after: Look, person: Person, units: Reorganisation) -> list[Change]:
    """The differences of one official between two looks, one for each cause. Their effects sum to the whole difference."""
    return [Change(cause, effect) for cause, effect in _summed(_steps(before, after, person, units)).items() if effect]


def _summed(steps: Iterator[Change]) -> dict[Cause, Worth]:
    sums: dict[Cause, Worth] = {}
    for step in steps:
        sums[step.cause] = sums.get(step.cause, NOTHING) + step.effect
    return sums


def _steps(before: Look, after: Look, person: Person, units: Reorganisation) -> Iterator[Change]:
    """From the first look to the second, changing one thing at a time."""
    first = _worth(before.version, before, person.before)
    start = first if person.counted_before is None else person.counted_before
    yield Change(Cause.RULE, first - start)  # the same facts and rule are read another way: the program has changed
    reached = first
    for cause, dossier in _learnt(person):
        worth = _worth(before.version, before, dossier)
        yield Change(cause, worth - reached)
        reached = worth
    dossier = person.after
    same_rule = after.target is before.target and after.version is before.version
    ruled = reached if same_rule else _worth(after.version, replace(before, target=after.target), dossier)
    yield Change(Cause.RULE, ruled - reached)
    last = _worth(after.version, after, dossier)
    if dossier and after.version and last != ruled:
        yield Change(_by_time(_Passing(before, after, after.version, dossier), last - ruled, units), last - ruled)
    if person.counted_after is not None:
        yield Change(Cause.CORRECTED, person.counted_after - last)


def _learnt(person: Person) -> Iterator[tuple[Cause, Dossier | None]]:
    """What came to be known, in the order in which it is told: revoked or restored, verified, and whatever else was corrected."""
    known, now = person.before, person.after
    if known == now:
        return
    if known and now:
        known = _believing(known, now, lambda was, is_: (was in VOID) != (is_ in VOID))
        yield Cause.REVOKED, known
        known = _believing(known, now, lambda _was, is_: is_ == "verified")
        yield Cause.VERIFIED, known
    yield Cause.CORRECTED, now


def _believing(known: Dossier, now: Dossier, taken: Callable[[str, str], bool]) -> Dossier:
    """The dossier as it was known, with those states of today that are taken over."""
    states = {held.id: held.state for credentials in now.credentials.values() for held in credentials}
    return replace(
        known,
        credentials={
            domain: tuple(
                replace(held, state=states[held.id])
                if held.id in states and held.state != states[held.id] and taken(held.state, states[held.id])
                else held
                for held in credentials
            )
            for domain, credentials in known.credentials.items()
        },
    )


def _worth(version: DatedRule | None, look: Look, dossier: Dossier | None) -> Worth:
    if version is None or dossier is None:
        return NOTHING
    post = deciding_post(version.rule, dossier, look.on)
    if post is None or post.unit_id not in look.units:
        return NOTHING
    return _worth_by(post, version, look, dossier)


def _worth_by(post: Post, version: DatedRule, look: Look, dossier: Dossier) -> Worth:
    declared = verdict_by(version, post, look.target, dossier, look.on, verified_only=False)
    verified = declared and verdict_by(version, post, look.target, dossier, look.on, verified_only=True)
    return worth_of(declared, verified)


@dataclass(frozen=True)
class _Passing:
    """The same knowledge and the same rule on two days."""

    before: Look
    after: Look
    version: DatedRule
    dossier: Dossier

    def post(self, on: dt.date) -> Post | None:
        return deciding_post(self.version.rule, self.dossier, on)

    def serves(self, on: dt.date) -> bool:
        return any(post.begins <= on < post.ends for post in self.dossier.posts)


def _by_time(passing: _Passing, effect: Worth, units: Reorganisation) -> Cause:
    """Why the days between made the difference. Of who stays it is asked whether the same post would have told the same."""
    before, after = passing.before, passing.after
    if not passing.serves(before.on):
        return Cause.JOINED
    if not passing.serves(after.on):
        return Cause.LEFT
    held, holds = passing.post(before.on), passing.post(after.on)
    if held is None or holds is None:
        return Cause.MOVED
    kept = _worth_by(held, passing.version, after, passing.dossier) if held.unit_id in before.units else NOTHING
    now = _worth_by(holds, passing.version, after, passing.dossier) if holds.unit_id in after.units else NOTHING
    if kept != now:
        return Cause.REORGANISED if _reorganised(passing.dossier, held, holds, units) else Cause.MOVED
    return _by_facts(passing, held, effect)


def _reorganised(dossier: Dossier, held: Post, holds: Post, units: Reorganisation) -> bool:
    """Whether the unit went on in another one or was dissolved under who served there, or stayed and came to count elsewhere."""
    if held.unit_id == holds.unit_id:
        return _job(held) == _job(holds)
    over = units.ended.get(held.unit_id)
    stayed = any(post.unit_id == held.unit_id and post.ends == over for post in dossier.posts)
    return stayed or holds.unit_id in units.heirs.get(held.unit_id, frozenset())


def _job(post: Post) -> tuple[object, ...]:
    return post.category, post.position, post.leadership, post.deputy, post.kind


def _by_facts(passing: _Passing, held: Post, effect: Worth) -> Cause:
    before, after = passing.before, passing.after
    waived = [waiver_for(after.target, passing.dossier, held, on) for on in (before.on, after.on)]
    if (waived[0] and waived[0].levels) != (waived[1] and waived[1].levels):
        return Cause.EXEMPTED
    rule = passing.version.rule
    if _grew_out(passing, rule.population if effect.total else rule.requirement):
        return Cause.AGED
    return Cause.GAINED if (effect.met or effect.verified or effect.total) > 0 else Cause.EXPIRED


def _grew_out(passing: _Passing, condition: Condition) -> bool:
    born, since, until = passing.dossier.born_on, passing.before.on, passing.after.on
    ages = (leaf for leaf in condition_leaves(condition) if isinstance(leaf, YoungerThan))
    return born is not None and any(since < grows_out_on(leaf, born) <= until for leaf in ages)
