"""What the words of a rule mean, for one official and one day.

Pure: no database, no clock. Every figure, list, reason and forecast comes from here.
"""

import datetime as dt
import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from registry.judgement.facts import FAR, Credential, Dossier, Post, Waiver
from registry.judgement.instead import asked_instead
from registry.judgement.rules import (
    AnyOf,
    Condition,
    Every,
    Holds,
    InCategory,
    InPosition,
    InternationalDegree,
    InTier,
    Leads,
    Not,
    Rule,
    YoungerThan,
)
from registry.shared.ages import add_years

Leaf = InTier | InCategory | InPosition | Leads | YoungerThan | Holds | InternationalDegree
Dated = YoungerThan | Holds | InternationalDegree
"""Conditions whose truth changes with the day while the post stays the same."""

_HELD = (Holds, InternationalDegree)

RANKS = ("province", "department", "district", "division", "commune", "commune_office", "none")
"""Whom a post leads, highest first: the order in which the highest of several posts is chosen."""


class Truth(enum.IntEnum):
    """Known not to hold, possible, known to hold. `Every` takes the least, `AnyOf` the greatest, `Not` the mirror image."""

    NO = 0
    MAYBE = 1
    YES = 2


class Bearing(enum.Enum):
    """How one qualification bears on one condition, with the truth that it lends to it."""

    COUNTS = ("counts", Truth.YES)
    COUNTS_UNDATED = ("counts_undated", Truth.YES)
    PERHAPS_ISSUED = ("perhaps_issued", Truth.MAYBE)
    PERHAPS_EXPIRED = ("perhaps_expired", Truth.MAYBE)
    UNDATED = ("undated", Truth.MAYBE)
    NOT_YET_ISSUED = ("not_yet_issued", Truth.NO)
    ISSUED_TOO_LATE = ("issued_too_late", Truth.NO)
    EXPIRED = ("expired", Truth.NO)
    BELOW = ("below", Truth.NO)
    UNMAPPED = ("unmapped", Truth.NO)
    OTHER_LANGUAGE = ("other_language", Truth.NO)
    OTHER_TYPE = ("other_type", Truth.NO)
    NOT_INTERNATIONAL = ("not_international", Truth.NO)
    DECLARED_ONLY = ("declared_only", Truth.NO)
    REJECTED = ("rejected", Truth.NO)
    REVOKED = ("revoked", Truth.NO)

    def __init__(self, word: str, truth: Truth) -> None:
        self.word = word
        self.truth = truth


class Verdict(enum.IntEnum):
    """What an official is for a target on a day; the values are those of `models.targets.Reckoned`."""

    MET = 1
    UNMET = 2
    UNKNOWN = 3
    EXEMPT = 4


@dataclass(frozen=True)
class DatedRule:
    """A rule in force from `begins` up to (not including) `ends`."""

    begins: dt.date
    ends: dt.date
    rule: Rule
    number: int = 1

    @cached_property
    def dated(self) -> "tuple[Dated, ...]":
        """The conditions of the rule whose truth depends on the day."""
        return tuple({leaf: None for leaf in leaves(self.rule) if isinstance(leaf, Dated)})

    @cached_property
    def _posts(self) -> "dict[tuple[str | bool, ...], Truth]":
        return {}

    def population_by_post(self, post: Post) -> Truth:
        """How far somebody in the post is in the population as far as the post tells. Remembered: posts are much alike."""
        kind = (post.tier, post.category, post.position, post.leadership, post.deputy)
        if kind not in self._posts:
            self._posts[kind] = weigh_post(self.rule.population, post)
        return self._posts[kind]

    def asked_under(self, waiver: Waiver | None) -> Condition | None:
        """The requirement for whom the exemption means, None when nothing is asked of them; the rule's own without one."""
        if waiver is None:
            return self.rule.requirement
        if not waiver.levels:
            return None
        if waiver.levels not in self._instead:
            self._instead[waiver.levels] = asked_instead(self.rule.requirement, dict(waiver.levels))
        return self._instead[waiver.levels]

    @cached_property
    def _instead(self) -> "dict[tuple[tuple[str, int], ...], Condition | None]":
        return {}


@dataclass(frozen=True)
class Judged:
    """A target as the judge takes it: its versions and the exemptions from it."""

    code: str
    versions: tuple[DatedRule, ...]
    waivers: tuple[Waiver, ...] = ()

    def rule_on(self, on: dt.date) -> DatedRule | None:
        """The version in force on a day."""
        return next((version for version in self.versions if version.begins <= on < version.ends), None)

    @cached_property
    def eras(self) -> list[tuple[DatedRule, dt.date, dt.date]]:
        """The versions in order of days, each from a day up to another."""
        days = sorted({day for version in self.versions for day in (version.begins, version.ends)})
        stretches = [(self.rule_on(begins), begins, ends) for begins, ends in pairwise(days)]
        return [(version, begins, ends) for version, begins, ends in stretches if version]


def judge(target: Judged, dossier: Dossier, on: dt.date, *, verified_only: bool) -> tuple[Verdict, int] | None:
    """The verdict on a day and the unit that counts it; None when the official is not in the population."""
    version = target.rule_on(on)
    if version is None:
        return None
    post = deciding_post(version.rule, dossier, on)
    if post is None:
        return None
    verdict = verdict_by(version, post, target, dossier, on, verified_only=verified_only)
    return (verdict, post.unit_id) if verdict else None


def verdict_by(
    version: DatedRule, post: Post, target: Judged, dossier: Dossier, on: dt.date, *, verified_only: bool
) -> Verdict | None:
    """The verdict by the rule of the day and the post that decides; None when the official is not in the population."""
    population = version.population_by_post(post)
    if population is Truth.MAYBE:
        population = weigh(version.rule.population, dossier, post, on, verified_only=verified_only)
    if population is Truth.NO:
        return None
    asked = version.asked_under(waiver_for(target, dossier, post, on))
    if asked is None:
        return Verdict.EXEMPT
    if population is Truth.MAYBE:
        return Verdict.UNKNOWN
    return _VERDICTS[weigh(asked, dossier, post, on, verified_only=verified_only)]


_VERDICTS = {Truth.YES: Verdict.MET, Truth.MAYBE: Verdict.UNKNOWN, Truth.NO: Verdict.UNMET}


def deciding_post(rule: Rule, dossier: Dossier, on: dt.date) -> Post | None:
    """The post by which the rule looks at an official on a day: the main one, or the highest of those that decide."""
    return post_by(rule.post, rule.seconded, dossier, on)


def post_by(which: str, seconded: str, dossier: Dossier, on: dt.date) -> Post | None:
    """The `main` or the `highest` post on a day; of several that weigh the same the first in the dossier.

    `seconded` says which unit counts somebody on secondment: the `employing` or the `receiving` one.
    """
    held = [post for post in dossier.posts if post.begins <= on < post.ends]
    first = "seconded" if seconded == "receiving" and any(post.kind == "seconded" for post in held) else "main"
    if which == "main":
        return next((post for post in held if post.kind == first), None)
    deciding = [post for post in held if post.kind in (first, "concurrent")]
    return min(deciding, key=lambda post: (RANKS.index(post.leadership), post.deputy, post.kind != first), default=None)


def waiver_for(target: Judged, dossier: Dossier, post: Post, on: dt.date) -> Waiver | None:
    """The exemption that means an official on a day: one that leaves out of the target before one by another standard."""
    found = None
    for waiver in target.waivers:
        if (
            waiver.begins <= on < waiver.ends
            and waiver.position in (None, post.position)
            and waiver.unit_id in (None, post.unit_id)
            and waiver.official_id in (None, dossier.official_id)
            and (waiver.units is None or post.unit_id in waiver.units)
        ):
            if not waiver.levels:
                return waiver
            found = found or waiver
    return found


def weigh(condition: Condition, dossier: Dossier, post: Post, on: dt.date, *, verified_only: bool) -> Truth:
    """How far a condition holds for an official seen by a post on a day."""

    def truth_of(leaf: Leaf) -> Truth:
        if isinstance(leaf, _HELD):
            return _best(leaf, dossier, on, verified_only)
        if isinstance(leaf, YoungerThan):
            return _younger(leaf, dossier.born_on, on)
        return _post_fits(leaf, post)

    return _joined(condition, truth_of)


def _best(condition: Holds | InternationalDegree, dossier: Dossier, on: dt.date, verified_only: bool) -> Truth:
    """What the qualification lends to the condition that lends it most."""
    best = Truth.NO
    for held in relevant(condition, dossier):
        truth = bearing(condition, held, on, verified_only).truth
        if truth is Truth.YES:
            return truth
        best = max(best, truth)
    return best


def weigh_post(condition: Condition, post: Post) -> Truth:
    """How far a condition holds as far as the post tells: all that it asks besides is possible on some day."""
    return _joined(condition, lambda leaf: Truth.MAYBE if isinstance(leaf, Dated) else _post_fits(leaf, post))


def _joined(condition: Condition, truth_of: Callable[[Leaf], Truth]) -> Truth:
    """The truth of a condition from the truths of its leaves."""
    if isinstance(condition, Every):
        return _least(condition.conditions, truth_of)
    if isinstance(condition, AnyOf):
        return _greatest(condition.conditions, truth_of)
    if isinstance(condition, Not):
        return _MIRRORED[_joined(condition.condition, truth_of)]
    return truth_of(condition)


_MIRRORED = {Truth.YES: Truth.NO, Truth.MAYBE: Truth.MAYBE, Truth.NO: Truth.YES}


def _least(conditions: tuple[Condition, ...], truth_of: Callable[[Leaf], Truth]) -> Truth:
    """The least truth of all; nobody asks on after a NO."""
    least = Truth.YES
    for condition in conditions:
        truth = _joined(condition, truth_of)
        if truth is Truth.NO:
            return truth
        least = min(least, truth)
    return least


def _greatest(conditions: tuple[Condition, ...], truth_of: Callable[[Leaf], Truth]) -> Truth:
    """The greatest truth of all; nobody asks on after a YES."""
    greatest = Truth.NO
    for condition in conditions:
        truth = _joined(condition, truth_of)
        if truth is Truth.YES:
            return truth
        greatest = max(greatest, truth)
    return greatest


def _post_fits(condition: InTier | InCategory | InPosition | Leads, post: Post) -> Truth:
    return Truth.YES if _is_meant(condition, post) else Truth.NO


def _is_meant(condition: InTier | InCategory | InPosition | Leads, post: Post) -> bool:
    match condition:
        case InTier(tiers):
            return post.tier in tiers
        case InCategory(categories):
            return post.category in categories
        case InPosition(positions):
            return post.position in positions
        case Leads(whom, deputies):
            return post.leadership in whom and (deputies or not post.deputy)


def _younger(condition: YoungerThan, born_on: dt.date | None, on: dt.date) -> Truth:
    if born_on is None:
        return Truth.MAYBE
    return Truth.YES if on < grows_out_on(condition, born_on) else Truth.NO


def grows_out_on(condition: YoungerThan, born_on: dt.date) -> dt.date:
    """First day on which the age is reached, by the reckoning of the condition."""
    if condition.reckoning == "birthday":
        return add_years(born_on, condition.years)
    return dt.date(born_on.year + condition.years, 1, 1)


def relevant(condition: Holds | InternationalDegree, dossier: Dossier) -> tuple[Credential, ...]:
    """The qualifications that a condition looks at."""
    return dossier.credentials.get(condition.domain if isinstance(condition, Holds) else "degree", ())


def bearing(condition: Holds | InternationalDegree, held: Credential, on: dt.date, verified_only: bool) -> Bearing:
    """How a qualification of the right domain bears on a condition on a day, naming the first obstacle."""
    return (
        _disbelief(held, verified_only)
        or _misfit(condition, held)
        or _issue(condition, held, on)
        or (Bearing.COUNTS if held.issued_from else Bearing.COUNTS_UNDATED)
    )


def _disbelief(held: Credential, verified_only: bool) -> Bearing | None:
    if held.state == "verified":
        return None
    if held.state == "rejected":
        return Bearing.REJECTED
    if held.state == "revoked":
        return Bearing.REVOKED
    return Bearing.DECLARED_ONLY if verified_only else None


def _misfit(condition: Holds | InternationalDegree, held: Credential) -> Bearing | None:
    if held.rank is None:
        return Bearing.UNMAPPED
    if held.rank < condition.rank:
        return Bearing.BELOW
    if isinstance(condition, InternationalDegree):
        return None if held.international else Bearing.NOT_INTERNATIONAL
    if condition.languages and held.language not in condition.languages:
        return Bearing.OTHER_LANGUAGE
    if condition.certificate_types and held.certificate_type not in condition.certificate_types:
        return Bearing.OTHER_TYPE
    return None


def _issue(condition: Holds | InternationalDegree, held: Credential, on: dt.date) -> Bearing | None:
    """The obstacle, if any, that lies in the dates of issue and expiry."""
    issued_by = condition.issued_by if isinstance(condition, Holds) else None
    over = _expiry(condition, held, on)
    if over is Bearing.EXPIRED:
        return over
    if held.issued_from is None or held.issued_until is None:
        return None if condition.undated == "counts" and not issued_by else Bearing.UNDATED
    last = min(on, dt.date.fromisoformat(issued_by)) if issued_by else on
    if held.issued_from > last:
        return Bearing.NOT_YET_ISSUED if held.issued_from > on else Bearing.ISSUED_TOO_LATE
    if over and on > last_valid_day(held, min(last, held.issued_until)):
        return Bearing.EXPIRED  # on each day of issue that is early enough
    return Bearing.PERHAPS_ISSUED if held.issued_until > last else over


def last_valid_day(held: Credential, issued: dt.date) -> dt.date:
    """The last day of validity if it was issued on this day of its span: as much later as that is. Endless when it has none."""
    if held.expires_on is None:
        return FAR
    if held.issued_from is None or held.expires_until is None or held.expires_until == held.expires_on:
        return held.expires_on
    return min(held.expires_on + (issued - held.issued_from), held.expires_until)


def _expiry(condition: Holds | InternationalDegree, held: Credential, on: dt.date) -> Bearing | None:
    """Whether a qualification is over, or may be because its day of issue is not known exactly."""
    if not (isinstance(condition, Holds) and condition.valid_on_day) or held.expires_on is None or on <= held.expires_on:
        return None
    return Bearing.EXPIRED if on > (held.expires_until or held.expires_on) else Bearing.PERHAPS_EXPIRED


def leaves(rule: Rule) -> Iterator[Leaf]:
    """All conditions of a rule that are not made of others."""
    yield from condition_leaves(rule.requirement)
    yield from condition_leaves(rule.population)


def condition_leaves(condition: Condition) -> Iterator[Leaf]:
    """The same of one condition."""
    waiting = [condition]
    while waiting:
        condition = waiting.pop()
        if isinstance(condition, Every | AnyOf):
            waiting.extend(condition.conditions)
        elif isinstance(condition, Not):
            waiting.append(condition.condition)
        else:
            yield condition
