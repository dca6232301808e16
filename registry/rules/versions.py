"""Which version of a rule is in force when: what publishing and withdrawing do to those that stand. Nothing is taken away."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from models.targets import TargetVersion
from registry.judgement.facts import FAR
from registry.judgement.judge import DatedRule, Judged
from registry.judgement.rules import Rule
from registry.shared.clock import now
from registry.shared.database import db

Days = tuple[dt.date, dt.date]
"""The first day and the day on which it is over."""


def end_for(begins: dt.date, others: Iterable[Days]) -> dt.date:
    """The day up to which a version that begins on a day is in force.

    It takes over from the version of that day until that one ends; where there is none, it lasts until the next one begins.
    """
    known = [(first, end) for first, end in others if first < end]
    taken = [end for first, end in known if first <= begins < end]
    return min(taken or [first for first, _end in known if first > begins], default=FAR)


def supposed(target: Judged, rule: Rule, begins: dt.date, number: int) -> Judged:
    """The target as it would be judged once the rule is published from a day on."""
    ends = end_for(begins, [(one.begins, one.ends) for one in target.versions])
    cut = (replace(one, ends=begins) if one.begins <= begins < one.ends else one for one in target.versions)
    versions = [*(one for one in cut if one.begins < one.ends), DatedRule(begins, ends, rule, number)]
    return replace(target, versions=tuple(sorted(versions, key=lambda one: one.begins)))


def versions_of(target_id: int) -> list[TargetVersion]:
    """Every version of a target, also those in force on no day, in order of publishing."""
    statement = select(TargetVersion).where(TargetVersion.target_id == target_id).order_by(TargetVersion.number)
    return list(db.session.scalars(statement.execution_options(populate_existing=True)))


def take_effect(version: TargetVersion) -> None:
    """Put a new version in force from its first day on; the one of that day ends on it, wholly if it began there."""
    stands = versions_of(version.target_id)
    version.valid_to = end_for(version.valid_from, [(one.valid_from, one.valid_to) for one in stands])
    for one in stands:
        if one.valid_from <= version.valid_from < one.valid_to:
            version.follows_id, one.valid_to = one.id, version.valid_from
    db.session.add(version)
    db.session.flush()


def built_upon(version: TargetVersion) -> bool:
    """Whether another version that stands took over some of its days."""
    return any(one.follows_id == version.id and one.withdrawn_at is None for one in versions_of(version.target_id))


def withdraw(version: TargetVersion) -> None:
    """Put a version out of force, as if it had never been published. It must not be built upon."""
    heir = _heir(version) if version.follows_id is not None else None
    if heir:
        heir.valid_to = version.valid_to
    version.valid_to = version.valid_from
    version.withdrawn_at = now()
    db.session.flush()


def _heir(version: TargetVersion) -> TargetVersion | None:
    """To whom the days fall: the one that was replaced from its own first day on, else the one in force the day before."""
    stands = [one for one in versions_of(version.target_id) if one.withdrawn_at is None and one.valid_to == version.valid_from]
    return next(
        (one for one in stands if one.id == version.follows_id and one.valid_from == version.valid_from),
        next((one for one in stands if one.valid_from < one.valid_to), None),
    )
