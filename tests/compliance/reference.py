"""The rules read a second time, as naively as can be: one official, one day, no spans, nothing shared with the judge.

Slow on purpose: a date of issue of which only the month or the year is known is tried day by day.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product

from registry.judgement.facts import Credential, Dossier, Post, Waiver
from registry.judgement.judge import Judged
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
    YoungerThan,
)

HIGHEST_FIRST = ("province", "department", "district", "division", "commune", "commune_office", "none")
LONG_AGO, NOT_YET = dt.date(1, 1, 1), dt.date(9999, 12, 31)


@dataclass(frozen=True)
class Seen:
    """An official as looked at on a day: by one post, with the qualifications that are believed."""

    on: dt.date
    post: Post
    born_on: dt.date | None
    believed: tuple[Credential, ...]
    levels: dict[str, int] = field(default_factory=dict)


def reading(target: Judged, dossier: Dossier, on: dt.date, *, verified_only: bool) -> tuple[str, int] | None:
    """What the official is (met, unmet, unknown, exempt) and the unit that counts it; None outside the population."""
    in_force = [version.rule for version in target.versions if version.begins <= on < version.ends]
    if not in_force:
        return None
    rule = in_force[0]
    post = post_that_decides(rule.post, rule.seconded, dossier, on)
    if post is None:
        return None
    seen = Seen(on, post, dossier.born_on, believed(dossier, verified_only))
    if not possible(rule.population, seen):
        return None
    meant = [waiver for waiver in target.waivers if means(waiver, dossier, post, on)]
    levels = {} if not meant or any(not waiver.levels for waiver in meant) else dict(meant[0].levels)
    if meant and (not levels or (says(rule.requirement, {}) == "asks" and says(rule.requirement, levels) != "asks")):
        return "exempt", post.unit_id
    asked = replace(seen, levels=levels)
    if not certain(rule.population, seen):
        return "unknown", post.unit_id
    if certain(rule.requirement, asked):
        return "met", post.unit_id
    if possible(rule.requirement, asked):
        return "unknown", post.unit_id
    return "unmet", post.unit_id


def standing(target: Judged, dossier: Dossier, on: dt.date) -> tuple[int, str, str] | None:
    """Unit, verdict as declared and verdict on verified qualifications alone, as the table of standings has to hold them.

    Who is counted is decided as declared; somebody who is not counted on verified qualifications alone has not met them.
    """
    declared = reading(target, dossier, on, verified_only=False)
    if declared is None:
        return None
    verified = reading(target, dossier, on, verified_only=True)
    return declared[1], declared[0], verified[0] if verified else "unmet"


def post_that_decides(by: str, seconded: str, dossier: Dossier, on: dt.date) -> Post | None:
    """The main post of the day, or the highest: a head before a deputy, a main post before a concurrent one.

    An acting post is as if it were not there. A secondment is as if it were not there, too, unless the rule counts at the
    receiving unit: then it stands for the main post, which is as if it were not there.
    """
    today = [post for post in dossier.posts if post.begins <= on and on < post.ends]
    kinds = {post.kind for post in today}
    chief = "seconded" if seconded == "receiving" and "seconded" in kinds else "main"
    if by == "main":
        return next((post for post in today if post.kind == chief), None)
    for leadership, deputy, kind in product(HIGHEST_FIRST, (False, True), (chief, "concurrent")):
        for post in today:
            if (post.leadership, post.deputy, post.kind) == (leadership, deputy, kind):
                return post
    return None


def believed(dossier: Dossier, verified_only: bool) -> tuple[Credential, ...]:
    """The qualifications of all domains that are in a state to be believed."""
    states = ["verified"] if verified_only else ["declared", "checked", "verified"]
    return tuple(held for domain in dossier.credentials.values() for held in domain if held.state in states)


def says(condition: Condition, levels: dict[str, int]) -> str:
    """What is left of a requirement: it `asks` for records, asks for the `post` or age alone, or `nothing`."""
    if isinstance(condition, Every | AnyOf):
        parts = [says(part, levels) for part in condition.conditions]
        if isinstance(condition, AnyOf) and "nothing" in parts:
            return "nothing"
        if "asks" in parts:
            return "asks"
        return "post" if "post" in parts or isinstance(condition, AnyOf) or not parts else "nothing"
    if isinstance(condition, Not):
        return says(condition.condition, {})
    if isinstance(condition, Holds) and levels and rank_asked(condition, levels) == 0:
        return "nothing"
    return "asks" if isinstance(condition, Holds | InternationalDegree) else "post"


def rank_asked(condition: Holds, levels: dict[str, int]) -> int:
    """The rank that somebody is asked for whom other levels hold: of plain conditions only."""
    if condition.certificate_types or condition.issued_by is not None:
        return condition.rank
    return levels.get(condition.domain, condition.rank)


def means(waiver: Waiver, dossier: Dossier, post: Post, on: dt.date) -> bool:
    """Whether an exemption is in force and means this official in this post."""
    if waiver.units is not None and post.unit_id not in waiver.units:
        return False
    if on < waiver.begins or on >= waiver.ends:
        return False
    if waiver.position is not None and waiver.position != post.position:
        return False
    if waiver.unit_id is not None and waiver.unit_id != post.unit_id:
        return False
    return waiver.official_id is None or waiver.official_id == dossier.official_id


def certain(condition: Condition, seen: Seen) -> bool:
    """Whether the condition holds whatever the unknown dates are."""
    if isinstance(condition, Every):
        return all(certain(part, seen) for part in condition.conditions)
    if isinstance(condition, AnyOf):
        return any(certain(part, seen) for part in condition.conditions)
    if isinstance(condition, Not):
        return not possible(condition.condition, replace(seen, levels={}))
    return answers(condition, seen) == {True}


def possible(condition: Condition, seen: Seen) -> bool:
    """Whether the condition holds for some value of the unknown dates."""
    if isinstance(condition, Every):
        return all(possible(part, seen) for part in condition.conditions)
    if isinstance(condition, AnyOf):
        return any(possible(part, seen) for part in condition.conditions)
    if isinstance(condition, Not):
        return not certain(condition.condition, replace(seen, levels={}))
    return True in answers(condition, seen)


def answers(condition: Condition, seen: Seen) -> set[bool]:
    """The answers that a single condition may have: one when all is known, both when something is not."""
    if isinstance(condition, Holds):
        if says(condition, seen.levels) == "nothing" != says(condition, {}):
            return {True}
        return answers_of_credentials(replace(condition, rank=rank_asked(condition, seen.levels)), seen)
    if isinstance(condition, InternationalDegree):
        return answers_of_credentials(condition, seen)
    if isinstance(condition, YoungerThan):
        return {True, False} if seen.born_on is None else {is_younger(condition, seen.born_on, seen.on)}
    return {post_is_meant(condition, seen.post)}


def post_is_meant(condition: Condition, post: Post) -> bool:
    """Conditions that ask only about the post."""
    if isinstance(condition, InTier):
        return post.tier in condition.tiers
    if isinstance(condition, InCategory):
        return post.category in condition.categories
    if isinstance(condition, InPosition):
        return post.position in condition.positions
    assert isinstance(condition, Leads)
    if post.deputy and not condition.deputies:
        return False
    return post.leadership in condition.whom


def is_younger(condition: YoungerThan, born_on: dt.date, on: dt.date) -> bool:
    """Nobody is `years` old before the birthday in the year in which it comes round for that time."""
    if condition.reckoning == "calendar_year":
        return on.year - born_on.year < condition.years
    return (on.year - condition.years, on.month, on.day) < (born_on.year, born_on.month, born_on.day)


def answers_of_credentials(condition: Holds | InternationalDegree, seen: Seen) -> set[bool]:
    """Yes when one qualification counts whenever it was issued, no when none may, else both."""
    found = {True: False, False: False}
    for credential in seen.believed:
        tried = {counts(condition, credential, issued, seen.on) for issued in days_of_issue(condition, credential)}
        found[True] = found[True] or tried == {True}
        found[False] = found[False] or tried == {True, False}
    if found[True]:
        return {True}
    return {True, False} if found[False] else {False}


def days_of_issue(condition: Holds | InternationalDegree, credential: Credential) -> tuple[dt.date, ...]:
    """Every day on which the qualification may have been issued."""
    if credential.issued_from is not None and credential.issued_until is not None:
        return days_between(credential.issued_from, credential.issued_until)
    asks_for_a_day = isinstance(condition, Holds) and condition.issued_by is not None
    if condition.undated == "counts" and not asks_for_a_day:
        return (LONG_AGO,)
    return LONG_AGO, NOT_YET


@cache
def days_between(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """All days from the first to the last."""
    return tuple(first + dt.timedelta(days=number) for number in range((last - first).days + 1))


def counts(condition: Holds | InternationalDegree, credential: Credential, issued: dt.date, on: dt.date) -> bool:
    """Whether a qualification counts on a day if it was issued on that other day."""
    if credential.rank is None or credential.rank < condition.rank:
        return False
    if issued > on:
        return False
    if isinstance(condition, InternationalDegree):
        return credential.domain == "degree" and credential.international
    if credential.domain != condition.domain:
        return False
    if condition.languages and credential.language not in condition.languages:
        return False
    if condition.certificate_types and credential.certificate_type not in condition.certificate_types:
        return False
    if condition.issued_by is not None and issued.isoformat() > condition.issued_by:
        return False
    return not (condition.valid_on_day and has_expired(credential, issued, on))


def has_expired(credential: Credential, issued: dt.date, on: dt.date) -> bool:
    """Whether the last day is over; it lies as much later in its span as the day of issue does."""
    if credential.expires_on is None:
        return False
    last = credential.expires_on
    if credential.expires_until is not None and credential.issued_from is not None:
        last = min(last + (issued - credential.issued_from), credential.expires_until)
    return on > last
