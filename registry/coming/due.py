"""What comes due for those who hold main posts, from posts, catalogue and decisions: changing posts, terms, retirement."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select, true

from models.base import BEGINNING, FOREVER
from models.officials import Assignment, AssignmentKind, Official
from models.planning import Due, DueDay
from models.positions import Position
from models.standards import PositionVersion
from registry.officials.queries import in_service
from registry.shared.ages import add_years
from registry.shared.database import db
from registry.shared.garbage import without_collector
from registry.shared.paging import Result
from registry.shared.retirement import retires_on

Post = tuple[int, int, int]
"""Official, unit, position."""
Decided = Mapping[tuple[int, Due, int | None, int | None], DueDay]
"""By official, kind, unit and position; of retirement the last two are empty."""
Spans = Mapping[Post, Mapping[dt.date, dt.date]]
"""Of each post the first day of every span in which it was held, by the day on which that ended."""


@dataclass(frozen=True)
class Coming:
    """Something that comes due for somebody in a post. `since`: the day it is counted from; None for retirement.

    `by_rule` is the day that the rule gives, `due` the one that holds: another one when so decided. Exempt: `FOREVER`.
    """

    kind: Due
    due: dt.date
    by_rule: dt.date | None
    holder: Result
    since: dt.date | None = None
    years: int | None = None
    certain: bool = True
    decided: DueDay | None = None

    @property
    def key(self) -> tuple[int, str, int, int, dt.date]:
        """What this is, for whoever must recognise it: official, kind, unit, position, day."""
        return (self.holder.id, self.kind.value, self.holder.unit_id, self.holder.position_id, self.due)


@dataclass(frozen=True)
class Asked:
    """Of whom: main posts held on the day at these units (None: all), as far as `readable` lets through; due up to a day."""

    on: dt.date
    until: dt.date
    units: frozenset[int] | None
    readable: ColumnElement[bool]
    kinds: frozenset[Due] = frozenset(Due)


EVERYBODY: ColumnElement[bool] = true()


@without_collector
def coming(asked: Asked) -> list[Coming]:
    """All that is due up to the day, what is overdue first. Who is exempt, and whose days are not known, is not in it."""
    found = [one for one in _all(asked) if one.due <= asked.until and one.due != FOREVER and one.kind in asked.kinds]
    return sorted(found, key=lambda one: (one.due, one.holder.sort_key, one.holder.id, one.kind))


def coming_of(official: Official, on: dt.date) -> list[Coming]:
    """All that will come due for one official, also what they are exempt from."""
    return sorted(_all(Asked(on, FOREVER, None, Official.id == official.id)), key=lambda one: one.due)


def _all(asked: Asked) -> Iterator[Coming]:
    versions = _versions(asked.on)
    holders = _holders(asked, versions)
    decided, spans = _decided(asked), _spans(holders, versions)
    for holder in holders:
        yield from _of_post(holder, versions.get(holder.position_id), decided, spans)
        if one := of_age(holder, decided.get((holder.id, Due.RETIREMENT, None, None))):
            yield one


def _versions(on: dt.date) -> dict[int, PositionVersion]:
    """Position → what the catalogue says of it on the day, where it asks for a change or sets a term."""
    rules = or_(PositionVersion.change_years.is_not(None), PositionVersion.term_years.is_not(None))
    statement = select(PositionVersion).where(rules, PositionVersion.valid_from <= on, PositionVersion.valid_to > on)
    return {version.position_id: version for version in db.session.scalars(statement)}


def _holders(asked: Asked, versions: Mapping[int, PositionVersion]) -> list[Result]:
    person = (Official.id, Official.public_id, Official.full_name, Official.sort_key, Official.born_on, Official.sex)
    post = (Assignment.unit_id, Assignment.position_id, Assignment.division, Assignment.valid_from, Assignment.reappointed_on)
    statement = (
        select(*person, *post, Assignment.public_id.label("post_id"), Position.title)
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= asked.on, Assignment.valid_to > asked.on)
        .where(in_service(), asked.readable)
    )
    if asked.units is not None:
        statement = statement.where(Assignment.unit_id.in_(asked.units))
    if Due.RETIREMENT not in asked.kinds:
        statement = statement.where(Assignment.position_id.in_(versions))
    return list(db.session.execute(statement))


def _decided(asked: Asked) -> Decided:
    """Days decided otherwise, by whom and what they speak of."""
    statement = select(DueDay).where(DueDay.official_id.in_(select(Official.id).where(asked.readable)))
    return {(row.official_id, row.kind, row.unit_id, row.position_id): row for row in db.session.scalars(statement)}


def _spans(holders: Iterable[Result], versions: Mapping[int, PositionVersion]) -> Spans:
    """Of posts with a rule: the first day of each span in which the official held it, by the day it ended."""
    officials = {holder.id for holder in holders if holder.position_id in versions}
    columns = (Assignment.official_id, Assignment.unit_id, Assignment.position_id, Assignment.valid_from, Assignment.valid_to)
    statement = select(*columns).where(Assignment.kind == AssignmentKind.MAIN, Assignment.position_id.in_(versions))
    found: dict[Post, dict[dt.date, dt.date]] = {}
    for official, unit, position, begins, ends in db.session.execute(statement):
        if official in officials:
            found.setdefault((official, unit, position), {})[ends] = begins
    return found


def _since(holder: Result, spans: Spans) -> dt.date:
    """The first day of holding the post without a break: correcting a division or renewing a decision begins nothing anew."""
    day: dt.date = holder.valid_from
    earlier = spans.get((holder.id, holder.unit_id, holder.position_id), {})
    while day in earlier and earlier[day] < day:
        day = earlier[day]
    return day


def _of_post(
    holder: Result,
    version: PositionVersion | None,
    decided: Decided,
    spans: Spans,
) -> Iterator[Coming]:
    since = _since(holder, spans) if version else BEGINNING
    if version is None or since == BEGINNING:
        return
    starts = {Due.CHANGE: since, Due.TERM: max(since, holder.reappointed_on or since)}
    for kind, years in ((Due.CHANGE, version.change_years), (Due.TERM, version.term_years)):
        if years:
            by_rule = add_years(starts[kind], years)
            other = decided.get((holder.id, kind, holder.unit_id, holder.position_id))
            # What was decided for an earlier term does not bring the day of this one forward.
            due = max(by_rule, other.day) if other else by_rule
            yield Coming(kind, due, by_rule, holder, starts[kind], years, version.certain, other)


def of_age(holder: Result, other: DueDay | None) -> Coming | None:
    """The retirement of somebody of whom birth and sex are read, on the day decided or else by age; None when no day is known."""
    known = holder.born_on is not None and holder.sex is not None
    by_rule = retires_on(holder.sex, holder.born_on) if known else None
    due = other.day if other else by_rule
    return Coming(Due.RETIREMENT, due, by_rule, holder, decided=other) if due else None
