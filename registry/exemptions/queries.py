"""Exemptions as acts: who is left out of which target, or judged by which other standard, since when, on which basis."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from models.officials import Official
from models.positions import Position
from models.targets import Exemption, Target
from registry.shared.database import db
from registry.units.queries import name_on, unit_names

DOMAINS = ("degree", "theory", "state_management", "digital", "language")
"""Domains for which an exemption may ask another level."""


STANDS = Exemption.valid_to > Exemption.valid_from
"""Was not taken away."""


@dataclass(frozen=True)
class Act:
    """The rows that one act wrote, with the names that they need."""

    rows: Sequence[Exemption]
    codes: list[str]
    position: str | None
    units: list[str]
    official: Official | None

    @property
    def first(self) -> Exemption:
        """What all rows say alike."""
        return self.rows[0]

    @property
    def key(self) -> str:
        """For addresses."""
        return self.first.act

    def in_force(self, on: dt.date) -> bool:
        """Whether it holds on the day."""
        return self.first.valid_from <= on < self.first.valid_to


@dataclass(frozen=True)
class _Names:
    targets: dict[int, tuple[str, int | None]]
    positions: dict[int, str]
    officials: dict[int, Official]
    on: dt.date

    @cached_property
    def units(self) -> dict[int, str]:
        return {unit: name_on(periods, self.on) for unit, periods in unit_names().items()}


def acts_on(on: dt.date) -> list[Act]:
    """All acts, those that began last first; names of units are those of the day."""
    rows: dict[str, list[Exemption]] = {}
    for row in db.session.scalars(select(Exemption).where(STANDS).order_by(Exemption.valid_from.desc(), Exemption.id)):
        rows.setdefault(row.act, []).append(row)
    names = _names([row for group in rows.values() for row in group], on)
    return [_act(group, names) for group in rows.values()]


def act_with(key: str, on: dt.date) -> Act:
    """The act with this key; 404 for none."""
    rows = list(db.session.scalars(select(Exemption).where(Exemption.act == key, STANDS).order_by(Exemption.id)))
    if not rows:
        raise NotFound
    return _act(rows, _names(rows, on))


def _names(rows: Sequence[Exemption], on: dt.date) -> _Names:
    targets = {row.id: (row.code, row.parent_id) for row in db.session.scalars(select(Target))}
    positions = dict(db.session.execute(select(Position.id, Position.title)).all())
    wanted = {row.official_id for row in rows} - {None}
    officials = {row.id: row for row in db.session.scalars(select(Official).where(Official.id.in_(wanted)))}
    return _Names(targets, positions, officials, on)


def _act(rows: Sequence[Exemption], names: _Names) -> Act:
    """Components are not named beside their target."""
    about = rows[0]
    ids = {row.target_id for row in rows}
    codes = sorted(code for key, (code, parent) in names.targets.items() if key in ids and parent not in ids)
    position = names.positions.get(about.position_id) if about.position_id else None
    units = sorted({names.units[row.unit_id] for row in rows if row.unit_id})
    official = names.officials.get(about.official_id) if about.official_id else None
    return Act(rows, codes, position, units, official)


def targets_to_choose() -> list[Target]:
    """Targets, without components: who is exempt from a target is so from its components."""
    return list(db.session.scalars(select(Target).where(Target.parent_id.is_(None)).order_by(Target.place, Target.code)))


def components_of(target: Target) -> list[Target]:
    """The components of a target."""
    return list(db.session.scalars(select(Target).where(Target.parent_id == target.id).order_by(Target.place)))
