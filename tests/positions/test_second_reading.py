"""Who meets the standard of a position, read a second time: row by row, without profiles, sieve or judge, on drawn people."""

import datetime as dt
from dataclasses import replace
from typing import Any

from flask import Flask
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.accounts import Role
from models.base import FOREVER
from models.officials import Official
from models.positions import Position
from models.qualifications import Domain
from models.standards import Origin, Standard
from models.units import Unit
from registry.judgement.codec import read_condition, write_condition
from registry.judgement.facts import Dossier, Post
from registry.positions.candidates import Asked, search
from registry.positions.gap import compare, open_positions
from registry.positions.matrix import matrix_of
from registry.positions.profiles import profile_of, profiles_on
from registry.positions.spread import Tally, by_position, spread_over
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import tree_on
from tests.compliance import drawing, reference
from tests.compliance.edits import DAYS, FEW, edits
from tests.compliance.records import facts_on, one, settle
from tests.support import make
from tests.support.databases import undone

SOME = settings(FEW, max_examples=12)
DOMAINS = (Domain.DEGREE, Domain.THEORY, Domain.LANGUAGE)


def _draw_standards(draw: Any) -> None:
    """A few requirements of every position, over periods of their own."""
    for position in db.session.scalars(select(Position)).all():
        for number in range(draw(st.integers(0, 4))):
            begins, ends = draw(st.one_of(drawing.periods(), st.just((drawing.LONG_AGO, FOREVER))))
            db.session.add(
                Standard(
                    position_id=position.id,
                    domain=draw(st.sampled_from(DOMAINS)),
                    origin=draw(st.sampled_from(Origin)),
                    mandatory=draw(st.sampled_from((True, True, True, False))),
                    number=number,
                    requirement=write_condition(draw(st.one_of(drawing.holdings, drawing.conditions(2)))),
                    basis="Decree",
                    valid_from=begins,
                    valid_to=ends,
                )
            )
    db.session.flush()


def lacks(position: Position, person: Dossier, on: dt.date, *, verified_only: bool = False) -> dict[str, str]:
    """Domain → `no` or `perhaps` of what is mandatory and does not hold; written without looking at the room."""
    facts = (position.tier.value, position.category.value, position.key, position.leadership.value, position.deputy)
    post = Post(on, on + dt.timedelta(days=1), 0, *facts, "main")
    seen = reference.Seen(on, post, person.born_on, reference.believed(person, verified_only))
    found: dict[str, str] = {}
    for row in db.session.scalars(select(Standard).where(Standard.position_id == position.id, Standard.mandatory)).all():
        if not row.valid_from <= on < row.valid_to:
            continue
        condition = read_condition(row.requirement)
        if not reference.possible(condition, seen):
            found[row.domain.value] = "no"
        elif not reference.certain(condition, seen):
            found.setdefault(row.domain.value, "perhaps")
    return found


def asks_something(position: Position, on: dt.date) -> bool:
    """Whether anything is mandatory on the day."""
    rows = db.session.scalars(select(Standard).where(Standard.position_id == position.id, Standard.mandatory)).all()
    return any(row.valid_from <= on < row.valid_to for row in rows)


def verdict(found: dict[str, str]) -> str:
    """Of what is lacking."""
    return "unmet" if "no" in found.values() else "unknown" if found else "met"


def _drawn(data: st.DataObject) -> tuple[dt.date, list[Dossier]]:
    settle(people=4)
    for edit in data.draw(st.lists(edits, max_size=10)):
        edit(data.draw)
    _draw_standards(data.draw)
    on = data.draw(st.sampled_from(DAYS))
    return on, [_without_ends(person) for person in facts_on(on) if any(post.main for post in person.posts)]


def _without_ends(person: Dossier) -> Dossier:
    """An expiry on the last day of the calendar is none."""
    credentials = {
        domain: tuple(replace(held, expires_on=None, expires_until=None) if held.expires_on == FOREVER else held for held in all_)
        for domain, all_ in person.credentials.items()
    }
    return replace(person, credentials=credentials)


@SOME
@given(data=st.data())
def test_who_could_take_a_post_is_whom_the_second_reading_finds(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        on, people = _drawn(data)
        province, tree = one(Unit, key="province"), tree_on(on)
        assume(province.id in tree.units and province.id in tree_on(today()).units)  # who sits where nothing stands sees nobody
        account = make.account(Role.DEPARTMENT, province)
        for position in db.session.scalars(select(Position)).all():
            found = search(profile_of(position, on), Asked(tree, frozenset(tree.units)), account)
            expected = {person.official_id: lacks(position, person, on) for person in people}
            if not asks_something(position, on):
                expected = {}
            assert {each.row.id for each in found.meet} == {key for key, lacking in expected.items() if not lacking}
            near = {key: next(iter(lacking)) for key, lacking in expected.items() if len(lacking) == 1}
            assert {each.row.id: each.step for each in found.near} == near


@SOME
@given(data=st.data())
def test_gap_and_openings_agree_with_it_for_every_position(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        on, people = _drawn(data)
        for person in people[:2]:
            official = db.session.get_one(Official, person.official_id)
            opened = {each.profile.position.key: set(each.lacks) for each in open_positions(official, on)}
            for position in db.session.scalars(select(Position)).all():
                found, expected = compare(official, profile_of(position, on), on), lacks(position, person, on)
                asked = asks_something(position, on)
                assert found.standing == (verdict(expected) if asked else "none")
                assert {line.requirement.domain for line in found.mandatory if line.lacks} == set(expected)
                assert opened.get(position.key) == (set(expected) if asked else None)
                if asked:
                    assert found.verified == (not lacks(position, person, on, verified_only=True))


@SOME
@given(data=st.data())
def test_figures_and_the_table_of_a_unit_agree_with_it(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        on, people = _drawn(data)
        tree = tree_on(on)
        counted = by_position(spread_over(profiles_on(on), set(tree.units), on))
        for position in db.session.scalars(select(Position)).all():
            held = [person for person, post in _held(people) if post.position == position.key]
            found = counted.get(position.id, Tally())
            asked = asks_something(position, on)
            said = [verdict(lacks(position, person, on)) for person in held] if asked else []
            assert (found.met, found.unmet, found.unknown) == tuple(said.count(word) for word in ("met", "unmet", "unknown"))
            assert found.silent == (0 if asked else len(held))
            verified = [person for person in held if asked and not lacks(position, person, on, verified_only=True)]
            assert found.verified == sum(not lacks(position, person, on) for person in verified)
        _check_tables(on, people)


def _check_tables(on: dt.date, people: list[Dossier]) -> None:
    account = make.account(Role.DEPARTMENT, one(Unit, key="province"))
    for unit_id in {post.unit_id for _person, post in _held(people)}:
        table = matrix_of(unit_id, on, account)
        here = [(person, post) for person, post in _held(people) if post.unit_id == unit_id]
        assert len(table.rows) == len(here)
        expected = []
        for person, post in here:
            position = one(Position, key=post.position)
            lacking = lacks(position, person, on)
            expected.append((position.key, verdict(lacking) if asks_something(position, on) else "none", len(lacking)))
        found = [
            (row.position, row.standing, sum(cell.standing in ("unmet", "unknown") for cell in row.cells)) for row in table.rows
        ]
        assert sorted(found) == sorted(expected)


def _held(people: list[Dossier]) -> list[tuple[Dossier, Post]]:
    """Every main post; the tables do not keep anybody from having two."""
    return [(person, post) for person in people for post in person.posts if post.main]
