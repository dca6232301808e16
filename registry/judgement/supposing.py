"""Facts as they may become: dossiers changed on paper, for the judge to look at like any others. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from registry.judgement.course import DAY
from registry.judgement.facts import Credential, Dossier, Post
from registry.judgement.judge import leaves
from registry.judgement.rules import Holds, InternationalDegree, Rule
from registry.shared.ages import add_months

NOBODY = 0
"""The id of whoever comes after somebody: no record speaks of them, and no exemption is theirs."""


def left(dossier: Dossier, last_day: dt.date) -> Dossier:
    """The official holds no post after the day."""
    ends = last_day + DAY
    return replace(dossier, posts=tuple(replace(post, ends=min(post.ends, ends)) for post in dossier.posts if post.begins < ends))


def renewed(dossier: Dossier, since: dt.date) -> Dossier:
    """No certificate that is surely valid on the day, or will be issued later, ever runs out."""
    held = {domain: tuple(_lasting(each, since) for each in credentials) for domain, credentials in dossier.credentials.items()}
    return replace(dossier, credentials=held)


def _lasting(held: Credential, since: dt.date) -> Credential:
    if held.expires_on is None or held.expires_on < since:
        return held
    return replace(held, expires_on=None, expires_until=None)


def granted(dossier: Dossier, *earned: Credential) -> Dossier:
    """The official holds these besides."""
    held = dict(dossier.credentials)
    for each in earned:
        held[each.domain] = (*held.get(each.domain, ()), each)
    return replace(dossier, credentials=held)


def earned(number: int, domain: str, rank: int, issued: dt.date, months: int | None, **kind: str | None) -> Credential:
    """What somebody will hold from a day, declared, as valid as its certificate type says; `number` tells it from records."""
    expires = add_months(issued, months) if months is not None else None
    return Credential(-number - 1, domain, rank, issued, issued, expires, "declared", **kind)  # type: ignore[arg-type]


def successor(dossier: Dossier, last_day: dt.date, unit_ends: Mapping[int, dt.date]) -> Dossier:
    """Who takes over on the next day what the official held on the last one, as long as the units stand; with an empty file.

    Of the same age as far as a rule asks for it, because nobody knows who it will be: a seat stays in the population as long as
    it would have with the one who left it.
    """
    begins = last_day + DAY
    taken = (_taken_over(post, begins, unit_ends) for post in dossier.posts if post.begins <= last_day < post.ends)
    return Dossier(NOBODY, dossier.born_on, tuple(post for post in taken if post.begins < post.ends))


def _taken_over(post: Post, begins: dt.date, unit_ends: Mapping[int, dt.date]) -> Post:
    return replace(post, begins=begins, ends=unit_ends.get(post.unit_id, begins))


def complete(rule: Rule) -> tuple[Credential, ...]:
    """Qualifications, verified and without end, that satisfy every condition of the rule that asks for one."""
    return tuple(_fitting(leaf) for leaf in leaves(rule) if isinstance(leaf, Holds | InternationalDegree))


def _fitting(condition: Holds | InternationalDegree) -> Credential:
    long_ago = dt.date.min
    if isinstance(condition, InternationalDegree):
        return Credential(NOBODY, "degree", condition.rank, long_ago, long_ago, None, "verified", international=True)
    language = min(condition.languages, default=None)
    kind = min(condition.certificate_types, default=None)
    return Credential(NOBODY, condition.domain, condition.rank, long_ago, long_ago, None, "verified", language, kind)
