"""Reading the catalogue of programmes and the schools that teach them."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.programmes import HoursRule, Programme, ResultColumn
from models.schools import School
from registry.shared.database import db

_NAMED = (joinedload(Programme.level), joinedload(Programme.language), joinedload(Programme.school))
_ORDER = {column: place for place, column in enumerate(ResultColumn)}


def programmes_on(on: dt.date) -> list[Programme]:
    """The versions in force on a day, in the order of the official table of results, then by name."""
    statement = select(Programme).where(Programme.valid_from <= on, Programme.valid_to > on).options(*_NAMED)
    return sorted(db.session.scalars(statement), key=lambda one: (_ORDER[one.column], one.name, one.id))


def programme_with(public_id: str) -> Programme:
    """The version with this public id; 404 for none."""
    found = db.session.scalar(select(Programme).where(Programme.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def versions_of(code: str) -> list[Programme]:
    """All versions of a programme, the latest first."""
    return list(db.session.scalars(select(Programme).where(Programme.code == code).order_by(Programme.valid_from.desc())))


def schools(*, active: bool = True) -> list[School]:
    """The schools by name."""
    statement = select(School).order_by(School.name)
    return list(db.session.scalars(statement.where(School.active) if active else statement))


def hours_rule_on(on: dt.date) -> HoursRule | None:
    """The yearly minimum of lesson hours in force on a day."""
    return db.session.scalar(select(HoursRule).where(HoursRule.valid_from <= on, HoursRule.valid_to > on))
