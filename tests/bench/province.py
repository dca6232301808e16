"""A made-up province of any size, the same people every time, written past the session into an empty database."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, insert, select, text

from models.accounts import Account, Role
from models.base import Base
from models.officials import Assignment, Official, Precision, Sex
from models.qualifications import Qualification
from models.units import Unit
from registry.shared.database import db
from registry.shared.text import name_sort_key, search_text
from seeds.province.dice import Dice
from seeds.province.people import Register
from seeds.reference import load_reference
from tests.bench.careers import Careers
from tests.bench.papers import Papers

SEED = 20_250_701
BATCH = 10_000
RECORDED = dt.datetime(2026, 9, 30, 3, tzinfo=dt.UTC)
Row = dict[str, Any]


@dataclass(frozen=True)
class Planted:
    """How many rows a province has."""

    officials: int
    assignments: int
    qualifications: int


def plant(size: int) -> Planted:
    """Load the catalogues and so many officials, and commit; nobody is judged. Needs an application context."""
    load_reference()
    db.session.commit()
    dice = Dice(SEED)
    people = [_official(number, dice) for number in _persons(size, dice)]
    _write(Official, people)
    posts = _write(Assignment, _posts(people, Dice(SEED + 1)))
    papers = _write(Qualification, _qualifications(people, Dice(SEED + 2)))
    db.session.add(_account())
    db.session.commit()
    _number_on()
    return Planted(size, posts, papers)


def _persons(size: int, dice: Dice) -> Iterator[tuple[int, Register]]:
    register = Register(dice)
    return ((number, register) for number in range(1, size + 1))


def _official(who: tuple[int, Register], dice: Dice) -> Row:
    number, register = who
    sex = dice.pick([Sex.MALE, Sex.FEMALE])
    born = dice.day(dt.date(1965, 1, 1), dt.date(2002, 6, 30))
    name, personal_number = register.name(sex, born), register.personal_number(sex, born)
    precision = dice.weighed({Precision.DAY: 96.0, Precision.YEAR: 4})
    return {
        "id": number,
        "public_id": dice.public_id(),
        "personal_number": personal_number,
        "staff_code": f"CB.{number:06d}" if number % 2 else None,
        "full_name": name,
        "search_text": search_text(name, personal_number, f"CB.{number:06d}" if number % 2 else None),
        "sort_key": name_sort_key(name),
        "sex": sex,
        "born_on": None if dice.chance(0.005) else born if precision is Precision.DAY else dt.date(born.year, 1, 1),
        "born_precision": precision,
        "party_member": dice.chance(0.7),
        "ethnic_minority": dice.chance(0.02),
        "version": 1,
    }


def _posts(people: list[Row], dice: Dice) -> Iterator[Row]:
    careers = Careers(dice)
    for person in people:
        for held in careers.draw():
            position_id, category = careers.positions[held.position]
            yield {
                "public_id": dice.public_id(),
                "official_id": person["id"],
                "unit_id": held.unit_id,
                "position_id": position_id,
                "kind": held.kind,
                "category": category,
                "valid_from": held.begins,
                "valid_to": held.ends,
                "version": 1,
            }


def _qualifications(people: list[Row], dice: Dice) -> Iterator[Row]:
    papers = Papers(dice)
    for person in people:
        for paper in papers.draw(person["born_on"]):
            yield paper | {"public_id": dice.public_id(), "official_id": person["id"], "recorded_at": RECORDED}


def _account() -> Account:
    """An officer of the Department, who sees the whole province; nobody signs in with the empty password."""
    province = db.session.scalars(select(Unit).where(Unit.key == "tinh-ha-tinh")).one()
    return Account(username="do-luong", name="Đo lường", role=Role.DEPARTMENT, unit_id=province.id, password_hash="")


def _write(kind: type[Base], rows: Iterable[Row]) -> int:
    """Insert rows in batches on the bare connection, where no hook sees them."""
    waiting, written = iter(rows), 0
    while batch := list(islice(waiting, BATCH)):
        db.session.connection().execute(insert(_table(kind)), batch)
        written += len(batch)
    return written


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)
    return table


def _number_on() -> None:
    """Officials brought their ids along; PostgreSQL's own counting has to go on behind them."""
    if db.session.get_bind().dialect.name == "postgresql":
        highest = db.session.scalar(select(func.max(Official.id)))
        db.session.execute(text("SELECT setval(pg_get_serial_sequence('official', 'id'), :highest)"), {"highest": highest})
        db.session.commit()


def analyse() -> None:
    """Let the database look at how its values are spread, as it does by itself (PostgreSQL) or at night (SQLite) in service."""
    if db.session.get_bind().dialect.name == "sqlite":
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        return
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def people_on_file() -> int:
    """How many officials there are."""
    return db.session.scalar(select(func.count()).select_from(Official)) or 0
