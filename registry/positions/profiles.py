"""What positions ask on a day, ready for the judge: one profile for each position, with the requirements in force."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Select, select

from models.base import BEGINNING, FOREVER
from models.officials import AssignmentKind
from models.positions import Position
from models.qualifications import Domain
from models.standards import Standard
from registry.judgement.codec import read_condition
from registry.judgement.facts import Dossier, Post
from registry.judgement.judge import DatedRule, Judged, Truth, Verdict, weigh
from registry.judgement.rules import Condition, Every, InPosition, NoLessThan, Rule
from registry.shared.database import db

_ORDER = [domain.value for domain in Domain]
NOWHERE = 0
"""Unit of a post that nobody holds: no requirement asks for it."""


@dataclass(frozen=True)
class Requirement:
    """A standard in force: the row, and its condition in the words of rules."""

    row: Standard
    condition: Condition

    @property
    def domain(self) -> str:
        """The heading under which it stands."""
        return self.row.domain.value


@dataclass(frozen=True)
class Profile:
    """A position with what it asks on a day."""

    position: Position
    requirements: tuple[Requirement, ...] = ()

    @cached_property
    def mandatory(self) -> tuple[Requirement, ...]:
        """What must be there."""
        return tuple(one for one in self.requirements if one.row.mandatory)

    @cached_property
    def preferred(self) -> tuple[Requirement, ...]:
        """What is welcome and never lacking."""
        return tuple(one for one in self.requirements if not one.row.mandatory)

    @cached_property
    def steps(self) -> dict[str, Condition]:
        """Domain → all that is mandatory in it, of the decree and of the province: one step for whoever lacks it."""
        found: dict[str, list[Condition]] = {}
        for one in sorted(self.mandatory, key=lambda one: _ORDER.index(one.domain)):
            found.setdefault(one.domain, []).append(one.condition)
        return {domain: parts[0] if len(parts) == 1 else Every(tuple(parts)) for domain, parts in found.items()}

    @cached_property
    def post(self) -> Post:
        """The position as a post that is held at all times, to look at somebody as if they held it."""
        held = self.position
        facts = (held.tier.value, held.category.value, held.key, held.leadership.value, held.deputy)
        return Post(BEGINNING, FOREVER, NOWHERE, *facts, kind=AssignmentKind.MAIN.value)

    @cached_property
    def judged(self) -> Judged:
        """The standard as a target of those who hold the position."""
        rule = Rule("main", InPosition(frozenset({self.position.key})), Every(tuple(self.steps.values())), NoLessThan(100))
        return Judged(self.position.key, (DatedRule(BEGINNING, FOREVER, rule),))

    def as_if(self, dossier: Dossier) -> Dossier:
        """The dossier of somebody who holds this position and no other."""
        return replace(dossier, posts=(self.post,))


def lacking(
    profile: Profile, dossier: Dossier, on: dt.date, *, verified_only: bool = False, most: int | None = None
) -> dict[str, Truth]:
    """The steps that do not hold for somebody, each with its truth: NO, or MAYBE when data is missing.

    With `most`, nobody is looked at further once more than that are lacking.
    """
    lacks: dict[str, Truth] = {}
    for domain, condition in profile.steps.items():
        truth = weigh(condition, dossier, profile.post, on, verified_only=verified_only)
        if truth is not Truth.YES:
            lacks[domain] = truth
            if most is not None and len(lacks) > most:
                break
    return lacks


def verdict_of(lacks: Mapping[str, Truth]) -> Verdict:
    """The verdict that follows from what is lacking, as the judge says it of the whole standard."""
    if not lacks:
        return Verdict.MET
    return Verdict.UNMET if Truth.NO in lacks.values() else Verdict.UNKNOWN


def profiles_on(on: dt.date) -> dict[int, Profile]:
    """Every position in force on the day, by id, in the order of the catalogue; one without standards asks nothing on record."""
    positions = db.session.scalars(
        select(Position).where(Position.valid_from <= on, Position.valid_to > on).order_by(Position.id)
    )
    asked: dict[int, list[Requirement]] = {}
    for one in requirements(in_force(on)):
        asked.setdefault(one.row.position_id, []).append(one)
    return {position.id: Profile(position, tuple(asked.get(position.id, ()))) for position in positions}


def profile_of(position: Position, on: dt.date) -> Profile:
    """What one position asks on a day."""
    return Profile(position, tuple(requirements(in_force(on).where(Standard.position_id == position.id))))


def in_force(on: dt.date) -> Select[Standard]:
    """The standards in force on a day, in the order in which they are told."""
    statement: Select[Standard] = select(Standard).where(Standard.valid_from <= on, Standard.valid_to > on)
    return statement.order_by(Standard.mandatory.desc(), Standard.id)


def requirements(statement: Select[Standard]) -> Iterator[Requirement]:
    """The rows of a statement with their conditions."""
    for row in db.session.scalars(statement):
        yield Requirement(row, read_condition(row.requirement))
