"""The tree at 12,000 units, and the reorganisation of 209 communes with 5,000 people, each beside the bare statements."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count

from flask import Flask
from sqlalchemy import Date, bindparam, insert, select, text

from models.base import BEGINNING, FOREVER
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position, StaffCategory
from models.reorganisations import Reorganisation
from models.units import Tier, Unit, UnitPeriod
from registry.reorganisations import actions
from registry.reorganisations.actions import Header, Placement
from registry.reorganisations.people import How, catalogue_of, moves_of
from registry.reorganisations.plan import plan_of
from registry.reorganisations.reading import step_in
from registry.shared.database import db, insert_many
from registry.shared.transaction import rehearsal, transaction
from registry.standings import keeping
from registry.standings.measure import Count, rolled_up
from registry.units.queries import tree_on
from tests.bench.report import Figure, both, times
from tests.bench.timing import race, took
from tests.reorganisations import province
from tests.support.applications import application_on

UNITS, PEOPLE, TURNS = 12_000, 5_000, 5
DAY, ON = province.DAY, dt.date(2026, 9, 30)
BARE_TREE = text(
    "SELECT p.unit_id, u.key, p.name, p.parent_id FROM unit_period p JOIN unit u ON u.id = p.unit_id"
    " WHERE p.valid_from <= :on AND p.valid_to > :on"
).bindparams(bindparam("on", type_=Date))
Databases = Callable[[], AbstractContextManager[str]]


def measured(new_database: Databases) -> Iterator[Figure]:
    """Both, each in a database of its own."""
    for work in (_tree, _reorganisation):
        with new_database() as address, application_on(address) as app:
            yield from work(app)


def _tree(app: Flask) -> Iterator[Figure]:
    """Read the tree of a day and roll a count of every unit up to the root, beside reading its rows alone."""
    with app.app_context():
        with transaction():
            _grow()
        counts = {unit: Count(met=1) for unit in db.session.scalars(select(Unit.id))}
        works = {
            "tree": lambda: rolled_up(counts, tree_on(ON)),
            "bare": lambda: db.session.execute(BARE_TREE, {"on": ON}).all(),
        }
        found = race(works, TURNS)
        ratio = found.ratio("tree", "bare")
    yield Figure(f"tree of a day, rolled up, {UNITS:,} units", f"{both(found.median('tree'))}, {times(ratio)} its rows")


def _grow() -> None:
    """A province, 120 districts, and communes and villages below, five levels deep."""
    db.session.execute(insert(Unit), [{"id": number, "key": f"u{number}"} for number in range(1, UNITS + 1)])
    parents = [None, *(max(1, number // 7) for number in range(2, UNITS + 1))]
    days = {"valid_from": BEGINNING, "valid_to": FOREVER, "tier": Tier.COMMUNE}
    rows = [{"unit_id": place, "name": f"Đơn vị {place}", "parent_id": parent, **days} for place, parent in enumerate(parents, 1)]
    db.session.execute(insert(UnitPeriod), rows)


def _reorganisation(app: Flask) -> Iterator[Figure]:
    """Apply the whole draft with trail, notes and standings, and take it back; beside the same rows written bare."""
    with app.app_context():
        with transaction():
            province.load_province_of_the_eve()
            _settle()
            keeping.rebuild()
        with transaction():
            draft = actions.begin(Header("Sắp xếp", "1/NQ", DAY), None)
            actions.add_step(draft, step_in(province.units_workbook(), plan_of(draft)), None)
            clerk = db.session.scalars(select(Position.id).where(Position.key == "chuyen-vien")).one()
            old = select(Position.id).where(Position.key == "van-phong-thong-ke-truoc-2025")
            actions.choose_positions(draft, {db.session.scalars(old).one(): clerk}, None)
            _place_the_split(draft)
            chosen = draft.id
        bare = took(lambda: _bare(clerk))
        applied = took(lambda: _apply(chosen))
        undone = took(lambda: _undo(chosen))
    ratio = applied.worked / bare.worked
    yield Figure(f"reorganisation of 209 communes, {PEOPLE:,} people", f"{both(applied)}, {times(ratio)} its rows bare")
    yield Figure("– its rows written bare", both(bare))
    yield Figure("– undone as a whole", both(undone))


def _place_the_split(draft: Reorganisation) -> None:
    """People of communes that were divided go to the first of those that took a part."""
    plan, catalogue = plan_of(draft), catalogue_of(draft)
    waiting = [move.post for move in moves_of(draft, plan, catalogue) if move.how is How.OPEN]
    actions.place_people(draft, [Placement(post.public_id, plan.heirs[post.unit_id][0][0]) for post in waiting], None)


def _settle() -> None:
    eve = tree_on(DAY - dt.timedelta(days=1))
    communes = [unit.id for unit in eve.of_tiers([Tier.COMMUNE])]
    position = db.session.scalars(select(Position.id).where(Position.key == "van-phong-thong-ke-truoc-2025")).one()
    numbers = count(1)
    people = [
        {
            "id": number,
            "public_id": f"{number:016x}",
            "personal_number": f"0420{number:08}",
            "full_name": f"Người Thứ {number}",
            "search_text": f" nguoi {number}",
            "sort_key": f"{number:08}",
            "version": 1,
        }
        for number in (next(numbers) for _ in range(PEOPLE))
    ]
    posts = [
        {
            "public_id": f"{number:016x}",
            "official_id": number,
            "unit_id": communes[number % len(communes)],
            "position_id": position,
            "kind": AssignmentKind.MAIN,
            "category": StaffCategory.CIVIL_SERVANT,
            "valid_from": dt.date(2025, 1, 1),
            "valid_to": FOREVER,
            "version": 1,
        }
        for number in range(1, PEOPLE + 1)
    ]
    insert_many(Official, people, {0})
    insert_many(Assignment, posts, {0})


def _bare(clerk: int) -> None:
    """The moves of people as two statements and the periods of units as one, without trail, notes or standings; rolled back."""
    with rehearsal():
        connection = db.session.connection()
        connection.execute(text("UPDATE unit_period SET valid_to = :day WHERE valid_to > :day"), {"day": DAY.isoformat()})
        held = text("SELECT official_id, unit_id, public_id FROM assignment WHERE valid_to > '2025-07-01'")
        found = connection.execute(held).all()
        connection.execute(text("UPDATE assignment SET valid_to = '2025-07-01', ended_by = 'reorganised', version = version + 1"))
        rows = [
            {
                "public_id": f"x{public_id[1:]}",
                "official_id": official,
                "unit_id": unit,
                "position_id": clerk,
                "kind": AssignmentKind.MAIN,
                "category": StaffCategory.CIVIL_SERVANT,
                "valid_from": DAY,
                "valid_to": FOREVER,
                "version": 1,
            }
            for official, unit, public_id in found
        ]
        connection.execute(insert(Assignment), rows)


def _apply(draft_id: int) -> None:
    with transaction():
        actions.apply(db.session.get_one(Reorganisation, draft_id), None)


def _undo(draft_id: int) -> None:
    with transaction():
        actions.undo(db.session.get_one(Reorganisation, draft_id), None)
