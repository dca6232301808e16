"""Reading the catalogue of positions: one of them, what changed over time, and every version of its standard."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.positions import Position
from models.standards import PositionVersion, Standard
from registry.positions.profiles import Requirement, requirements
from registry.shared.database import db


@dataclass(frozen=True)
class Lineage:
    """The entry before this one and the entries after it."""

    before: Position | None
    after: list[Position]


def position_named(key: str) -> Position:
    """The position with this key, whenever it was in force; 404 for none."""
    position = db.session.scalar(select(Position).where(Position.key == key))
    if position is None:
        raise NotFound
    return position


def lineage(position: Position) -> Lineage:
    """Where a position came from and went to when its title, tier, category or leadership changed."""
    before = db.session.get(Position, position.follows_id) if position.follows_id else None
    return Lineage(before, list(db.session.scalars(select(Position).where(Position.follows_id == position.id))))


def versions_of(position: Position) -> list[PositionVersion]:
    """What changed while the position stayed the same post, newest first."""
    statement = select(PositionVersion).where(PositionVersion.position_id == position.id)
    return list(db.session.scalars(statement.order_by(PositionVersion.valid_from.desc())))


def version_on(position: Position, on: dt.date) -> PositionVersion | None:
    """The version in force on a day."""
    return next((one for one in versions_of(position) if one.valid_from <= on < one.valid_to), None)


def standards_of(position: Position) -> list[Requirement]:
    """Every version of the standard of a position, newest first."""
    statement = select(Standard).where(Standard.position_id == position.id)
    return list(requirements(statement.order_by(Standard.valid_from.desc(), Standard.id)))


def standard_named(public_id: str) -> Standard:
    """The requirement with this public id; 404 for none."""
    statement = select(Standard).where(Standard.public_id == public_id).options(joinedload(Standard.position))
    standard = db.session.scalar(statement)
    if standard is None:
        raise NotFound
    return standard
