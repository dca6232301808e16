"""Posts assigned and people present, by unit and by specialisation: where there are too many, too few, and nobody at all."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from models.establishment import Quota
from models.officials import Assignment, AssignmentKind, Official
from models.qualifications import Domain, Qualification, State
from models.units import Tier
from registry.establishment.words import BRANCHES, EXCEPT
from registry.officials.queries import in_service
from registry.shared.database import db
from registry.shared.text import fold
from registry.units.queries import Tree, UnitOnDay


@dataclass(frozen=True)
class Line:
    """A unit: posts assigned for the year (None: nothing is on record), main posts held, people by branch of study."""

    unit: UnitOnDay
    assigned: int | None
    present: int
    trained: dict[str, int]
    version: int = 0

    @property
    def over(self) -> int | None:
        """How many more are present than assigned; below nought so many are missing."""
        return None if self.assigned is None else self.present - self.assigned


@dataclass(frozen=True)
class Sums:
    """A tier in one line: what is assigned where something is, who is present there, and units by how they stand."""

    assigned: int
    present: int
    over: int
    short: int
    exact: int
    unknown: int


def lines_on(tree: Tree, units: set[int]) -> list[Line]:
    """The units of the set that have people or an assigned number, by tier and code."""
    on = tree.on
    quotas = {one.unit_id: one for one in db.session.scalars(select(Quota).where(Quota.year == on.year))}
    holders = _holders(on, units)
    trained = _trained(set(holders), on)
    present = Counter(holders.values())
    branches: dict[int, Counter[str]] = {}
    for official, unit in holders.items():
        branches.setdefault(unit, Counter()).update(trained.get(official, ()))
    standing = [tree.units[key] for key in units if key in tree.units and (present[key] or key in quotas)]
    order = list(Tier)
    return [
        Line(
            unit,
            quotas[unit.id].posts if unit.id in quotas else None,
            present[unit.id],
            dict(branches.get(unit.id, {})),
            quotas[unit.id].version if unit.id in quotas else 0,
        )
        for unit in sorted(standing, key=lambda unit: (order.index(unit.tier), unit.code))
    ]


def _holders(on: dt.date, units: set[int]) -> dict[int, int]:
    """Official → unit of the main post on the day."""
    statement = (
        select(Assignment.official_id, Assignment.unit_id)
        .join(Official, Official.id == Assignment.official_id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on, in_service())
    )
    return {official: unit for official, unit in db.session.execute(statement) if unit in units}


def _trained(officials: set[int], on: dt.date) -> dict[int, set[str]]:
    """Branches in which an official has a degree that was issued by the day, or whose day is not known."""
    statement = select(Qualification.official_id, Qualification.field, Qualification.issued_on).where(
        Qualification.domain == Domain.DEGREE,
        Qualification.field.is_not(None),
        Qualification.state.not_in([State.REJECTED, State.REVOKED]),
    )
    found: dict[int, set[str]] = {}
    known: dict[str, set[str]] = {}
    for official, field, issued in db.session.execute(statement):
        if field and official in officials and (issued is None or issued <= on):
            if field not in known:
                known[field] = branches_of(field)
            found.setdefault(official, set()).update(known[field])
    return found


def branches_of(field: str) -> set[str]:
    """The branches that a field of study belongs to, by words of its name."""
    folded = f" {fold(field)} "
    for words in EXCEPT:
        folded = folded.replace(words, "")
    return {key for key, words in BRANCHES.items() if any(f" {word} " in folded for word in words)}


def sums_of(lines: Iterable[Line]) -> Sums:
    """The lines in one."""
    known = [line for line in lines if line.over is not None]
    differences = [line.over or 0 for line in known]
    return Sums(
        sum(line.assigned or 0 for line in known),
        sum(line.present for line in known),
        sum(1 for number in differences if number > 0),
        sum(1 for number in differences if number < 0),
        sum(1 for number in differences if number == 0),
        sum(1 for line in lines if line.over is None),
    )


def quota_of(unit_id: int, year: int) -> Quota | None:
    """What was assigned to a unit for a year."""
    return db.session.scalar(select(Quota).where(Quota.unit_id == unit_id, Quota.year == year))
