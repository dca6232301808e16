"""Figures from standings against a plain count over all officials, one by one."""

import datetime as dt
from collections import defaultdict

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.base import FOREVER
from models.qualifications import Domain, State
from models.targets import Exemption, Target
from models.units import Unit, UnitPeriod
from registry.compliance.figures import courses_of
from registry.shared.database import db
from registry.standings.measure import NOBODY, Count, counts_on, rolled_up, summed, trend
from registry.units.queries import tree_on
from tests.compliance import drawing
from tests.compliance.edits import DAYS, FEW, edits
from tests.compliance.made import day
from tests.compliance.records import (
    MERGER,
    add_official,
    add_post,
    add_qualification,
    one,
    settle,
    standings_read_again,
    unit_id,
)
from tests.support.databases import undone

ON = day("2025-12-31")
Numbers = dict[tuple[int, int], Count]
"""Target and unit → count."""


def plain_count(on: dt.date) -> Numbers:
    """Everybody counted one by one."""
    found: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for (target_id, _), (unit, declared, verified) in standings_read_again(on).items():
        found[target_id, unit].append((declared, verified))
    return {
        place: Count(
            met=len([1 for declared, _ in verdicts if declared == "met"]),
            met_verified=len([1 for _, verified in verdicts if verified == "met"]),
            unmet=len([1 for declared, _ in verdicts if declared == "unmet"]),
            unknown=len([1 for declared, _ in verdicts if declared == "unknown"]),
            exempt=len([1 for declared, _ in verdicts if declared == "exempt"]),
        )
        for place, verdicts in found.items()
    }


def flat(counts: dict[int, dict[int, Count]]) -> Numbers:
    return {(target, unit): count for target, at_units in counts.items() for unit, count in at_units.items()}


def live(data: st.DataObject) -> None:
    """A small province after some random edits."""
    settle(people=6)
    for edit in data.draw(st.lists(edits, max_size=10), label="edits"):
        edit(data.draw)
        db.session.flush()
    db.session.commit()


@FEW
@given(data=st.data())
def test_counts_of_a_day_are_those_of_counting_one_by_one(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        live(data)
        on = data.draw(st.one_of(st.sampled_from(DAYS), drawing.days), label="on")
        assert flat(counts_on(on)) == plain_count(on)
        some = data.draw(st.sets(st.integers(1, 6)))
        counted = {place: count for place, count in plain_count(on).items() if place[0] in some}
        assert flat(counts_on(on, some)) == counted


@FEW
@given(data=st.data())
def test_the_trend_says_of_every_day_what_the_counts_of_that_day_say(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        live(data)
        days = sorted(data.draw(st.sets(st.one_of(st.sampled_from(DAYS), drawing.days), min_size=1, max_size=4)))
        units = data.draw(st.sets(st.sampled_from(list(db.session.scalars(select(Unit.id))))))
        target_ids = list(db.session.scalars(select(Target.id)))
        found = trend(target_ids, days, units)
        assert found.keys() == set(target_ids)
        for place, on in enumerate(days):
            counted = plain_count(on)
            for target_id in target_ids:
                at_units = [count for (target, unit), count in counted.items() if target == target_id and unit in units]
                assert found[target_id][place] == sum(at_units, NOBODY)


@FEW
@given(data=st.data())
def test_the_course_at_a_unit_says_of_every_day_what_the_board_of_that_day_says(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        live(data)
        days = sorted(data.draw(st.sets(st.sampled_from(DAYS), min_size=1, max_size=4)))
        unit = data.draw(st.sampled_from(list(db.session.scalars(select(Unit.id)))))
        target_ids = list(db.session.scalars(select(Target.id)))
        found = courses_of(target_ids, days, unit)
        assert found.keys() == set(target_ids)
        for place, on in enumerate(days):
            counts = counts_on(on)
            for target_id in target_ids:
                board = rolled_up(counts.get(target_id, {}), tree_on(on))
                assert found[target_id][place] == board.get(unit, NOBODY), on


@FEW
@given(data=st.data())
def test_a_rolled_up_count_is_the_sum_over_everything_below(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        live(data)
        on = data.draw(st.sampled_from(DAYS), label="on")
        for of_target in counts_on(on).values():
            expected = {}
            for unit in db.session.scalars(select(Unit.id)):
                below = [count for place, count in of_target.items() if lies_in(place, unit, on)]
                if below:
                    expected[unit] = sum(below, NOBODY)
            assert rolled_up(of_target, tree_on(on)) == expected


def lies_in(unit: int, above: int, on: dt.date) -> bool:
    """Whether a unit is another one or lies below it on a day, asked of the tables step by step."""
    standing = [UnitPeriod.unit_id == unit, UnitPeriod.valid_from <= on, UnitPeriod.valid_to > on]
    period = db.session.scalar(select(UnitPeriod).where(*standing))
    if period is None:
        return False
    if unit == above:
        return True
    return period.parent_id is not None and lies_in(period.parent_id, above, on)


@pytest.fixture
def commune(app: Flask) -> int:
    """The commune with four clerks: one verified, one declared, one of whom nobody knows, one exempt."""
    assert app
    settle(people=0)
    clerks = [add_official() for _ in range(4)]
    for clerk in clerks:
        add_post(clerk)
    add_qualification(clerks[0], Domain.DEGREE, 4)
    add_qualification(clerks[1], Domain.DEGREE, 4, state=State.DECLARED, issued_on=MERGER)
    add_qualification(clerks[2], Domain.DEGREE, 4, issued_on=None)
    about = {"target_id": one(Target, code="T1.degree").id, "official_id": clerks[3].id}
    db.session.add(Exemption(key="e", basis="Law", valid_from=MERGER, valid_to=FOREVER, **about))
    db.session.commit()
    return unit_id("commune")


def test_a_count_tells_declared_verified_unknown_and_exempt_apart(commune: int) -> None:
    target = one(Target, code="T1.degree").id
    before, after = day("2025-06-30"), MERGER
    assert counts_on(before)[target] == {commune: Count(met=1, met_verified=1, unmet=2, unknown=1, exempt=0)}
    assert counts_on(after)[target] == {commune: Count(met=2, met_verified=1, unmet=0, unknown=1, exempt=1)}
    assert trend([target], [before, after, ON], [commune])[target] == [
        Count(met=1, met_verified=1, unmet=2, unknown=1, exempt=0),
        Count(met=2, met_verified=1, unmet=0, unknown=1, exempt=1),
        Count(met=2, met_verified=1, unmet=0, unknown=1, exempt=1),
    ]


def test_a_count_goes_up_to_the_units_above_on_the_day(commune: int) -> None:
    target = one(Target, code="T1.degree").id
    before, after = day("2025-06-30"), MERGER
    up_before = rolled_up(counts_on(before)[target], tree_on(before))
    up_after = rolled_up(counts_on(after)[target], tree_on(after))
    assert up_before.keys() == {commune, unit_id("district"), unit_id("province")}
    assert up_after.keys() == {commune, unit_id("province")}
    assert len(set(up_before.values())) == 1
    assert up_after[unit_id("province")] == Count(met=2, met_verified=1, unknown=1, exempt=1)


def test_before_anybody_is_counted_there_are_no_counts(commune: int) -> None:
    assert counts_on(day("1980-01-01")) == {}
    target = one(Target, code="T1.degree").id
    assert trend([target], [day("1980-01-01")], [commune]) == {target: [NOBODY]}
    assert trend([target], [ON], []) == {target: [NOBODY]}


def test_the_sum_of_no_counts_is_nobody() -> None:
    assert summed([]) == NOBODY
    assert summed([Count(met=1), Count(met=2, exempt=1)]) == Count(met=3, exempt=1)


def test_the_course_of_a_unit_remembers_those_who_were_below_it_and_are_no_more(commune: int) -> None:
    target, province = one(Target, code="T1.degree").id, unit_id("province")
    add_post(add_official(), unit="merged", valid_to=MERGER)
    db.session.commit()
    found = courses_of([target], [day("2025-06-30"), MERGER], province)[target]
    assert [count.total for count in found] == [5, 3]
    assert courses_of([target], [day("2025-06-30"), MERGER], commune)[target] == [
        Count(met=1, met_verified=1, unmet=2, unknown=1, exempt=0),
        Count(met=2, met_verified=1, unmet=0, unknown=1, exempt=1),
    ]


def test_a_unit_that_does_not_stand_has_nobody_below_it(commune: int) -> None:
    target, district = one(Target, code="T1.degree").id, unit_id("district")
    one(UnitPeriod, unit_id=district).valid_to = day("2025-06-01")
    db.session.commit()
    days = [day("2025-05-31"), day("2025-06-30")]
    assert [count.total for count in courses_of([target], days, district)[target]] == [4, 0]
    assert courses_of([target], days, commune)[target][1].total == 4
