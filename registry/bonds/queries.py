"""Bonds with how they stand on a day, within what an account may see."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.classes import Bond
from models.officials import Assignment, Official
from registry.bonds.reckoning import BREACHES, Left, Owed, Standing, owed
from registry.officials.queries import in_service, readable_by
from registry.shared.database import db
from registry.units.scope import View

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """A bond on a day; `left` of whoever is not at work any more, `owed` when that broke it."""

    bond: Bond
    standing: Standing
    left: Left | None = None
    owed: Owed | None = None


def lines_in(view: View, account: Account) -> list[Line]:
    """All bonds of people whom the account may read, and who hold or held a post at the unit in view; the next end first."""
    statement = select(Bond).join(Official, Official.id == Bond.official_id).where(readable_by(account))
    if not view.whole:
        held = exists().where(Assignment.official_id == Official.id, Assignment.unit_id.in_(view.units))
        statement = statement.where(held)
    bonds = db.session.scalars(statement.options(joinedload(Bond.official)).order_by(Bond.ends, Bond.id)).all()
    return _lines(bonds, view.tree.on)


def bonds_of(official: Official, on: dt.date) -> list[Line]:
    """The bonds of an official, the last one first."""
    bonds = db.session.scalars(select(Bond).where(Bond.official_id == official.id).order_by(Bond.ends.desc(), Bond.id)).all()
    return _lines(bonds, on)


def lines_ending(first: dt.date, last: dt.date) -> list[Line]:
    """The bonds of files in use that end between the days, as they stand on the first."""
    statement = select(Bond).join(Official, Official.id == Bond.official_id).where(in_service(), Bond.ends.between(first, last))
    return _lines(db.session.scalars(statement.order_by(Bond.ends, Bond.id)).all(), first)


def line_of(bond: Bond, on: dt.date) -> Line:
    """One bond on a day."""
    return _lines([bond], on)[0]


def bond_for(account: Account, public_id: str) -> Bond:
    """The bond with this public id; 404 unless the account may read the file."""
    statement = select(Bond).join(Official, Official.id == Bond.official_id)
    found = db.session.scalar(statement.where(Bond.public_id == public_id, readable_by(account)))
    if found is None:
        raise NotFound
    return found


def numbers(lines: Sequence[Line]) -> Counter[Standing]:
    """Standing → how many."""
    return Counter(line.standing for line in lines)


def _lines(bonds: Sequence[Bond], on: dt.date) -> list[Line]:
    gone = left_by({bond.official_id for bond in bonds}, on)
    return [_line(bond, gone.get(bond.official_id), on) for bond in bonds]


def _line(bond: Bond, left: Left | None, on: dt.date) -> Line:
    early = left if left and left.day <= bond.ends else None
    asked = owed(bond.cost, bond.begins, bond.ends, early.day) if early and early.how in BREACHES else None
    return Line(bond, _standing(bond, early, asked, on), early, asked)


def _standing(bond: Bond, early: Left | None, asked: Owed | None, on: dt.date) -> Standing:
    if bond.paid_on and bond.paid_on <= on:
        return Standing.PAID
    if bond.released_on and bond.released_on <= on:
        return Standing.RELEASED
    if early:
        return Standing.BROKEN if asked else Standing.LAPSED
    return Standing.SERVED if bond.ends < on else Standing.RUNNING


def left_by(officials: Collection[int], on: dt.date) -> dict[int, Left]:
    """Official → since when no post is held, of those who hold none on the day and none begins later."""
    rows = select(Assignment.official_id, Assignment.valid_to, Assignment.ended_by).where(Assignment.official_id.in_(officials))
    last: dict[int, Left] = {}
    for official_id, until, how in db.session.execute(rows.order_by(Assignment.valid_to, Assignment.id)):
        last[official_id] = Left(until, how)
    return {official_id: left for official_id, left in last.items() if left.day <= on}
