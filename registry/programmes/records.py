"""What the forms of this room hand to its actions, and conditions as far as a form can say them."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from models.programmes import Mode, ResultColumn
from models.qualifications import Domain
from registry.compliance.explain import conjuncts
from registry.judgement.rules import Condition, Every, Holds, InTier, Leads, YoungerThan

LEADERS: dict[str, frozenset[str]] = {
    "any": frozenset({"division", "commune_office", "commune", "department", "district", "province"}),
    "division": frozenset({"division", "commune_office"}),
    "commune": frozenset({"commune"}),
    "department": frozenset({"department"}),
}
"""Whom a form can ask for: leaders of any kind, of divisions, of communes, of departments; deputies among them."""


@dataclass(frozen=True)
class Simple:
    """A condition in the fields of a form: all of them must hold."""

    tier: str | None = None
    leaders: str | None = None
    least: tuple[str, int] | None = None
    """Domain and rank."""
    oldest: int | None = None
    """Completed years, at most."""

    def condition(self) -> Condition | None:
        """In the words of the rules; None when nothing is asked."""
        asked: list[Condition] = []
        if self.tier:
            asked.append(InTier(frozenset({self.tier})))
        if self.leaders:
            asked.append(Leads(LEADERS[self.leaders]))
        if self.least:
            asked.append(Holds(*self.least, undated="counts"))
        if self.oldest is not None:
            asked.append(YoungerThan(self.oldest + 1))
        return Every(tuple(asked)) if len(asked) > 1 else asked[0] if asked else None


def simple(condition: Condition | None) -> Simple | None:
    """The condition in the fields of a form; None when it is said in other words."""
    values: dict[str, Any] = {}
    for part in conjuncts(condition) if condition else ():
        match part:
            case InTier(tiers) if len(tiers) == 1:
                values["tier"] = next(iter(tiers))
            case Leads(whom, True) if whom in LEADERS.values():
                values["leaders"] = next(key for key, meant in LEADERS.items() if meant == whom)
            case Holds(domain, rank):
                values["least"] = (domain, rank)
            case YoungerThan(years):
                values["oldest"] = years - 1
    found = Simple(**values)
    return found if _same(found.condition(), condition) else None


def _same(one: Condition | None, other: Condition | None) -> bool:
    """Whether both ask the same parts, in whatever order."""
    parts = [set(conjuncts(each)) if each else set() for each in (one, other)]
    return parts[0] == parts[1]


@dataclass(frozen=True)
class ProgrammeDetails:
    """A version of a programme as a form gives it. `condition` and `exempt` are JSON in the words of the rules."""

    name: str
    column: ResultColumn
    domain: Domain
    lesson_hours: int
    mode: Mode
    basis: str
    level_id: int | None = None
    certificate_type_id: int | None = None
    language_code: str | None = None
    days: int | None = None
    school_id: int | None = None
    cost: int | None = None
    condition: dict[str, Any] | None = None
    exempt: dict[str, Any] | None = None
    planned_too: bool = False
    party_member: bool = False
    good_years: int = 0
    service_years: int = 0
    youngest_women: int | None = None
    youngest_men: int | None = None
    least_attendance: int = 100
    pass_mark: Decimal = field(default=Decimal(5))
    bond_factor: Decimal = field(default=Decimal(0))
    certain: bool = True
    note: str | None = None


@dataclass(frozen=True)
class Begun:
    """A version with the first day on which it is in force."""

    details: ProgrammeDetails
    valid_from: dt.date
