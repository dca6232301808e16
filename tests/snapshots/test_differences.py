"""What would be different today: by cause, summing to the difference, whatever was done to the records since."""

import datetime as dt

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.accounts import Role
from models.qualifications import State
from models.targets import Target, TargetVersion
from models.units import Unit
from registry.compliance.figures import courses_of
from registry.judgement.change import NOTHING, Cause, Worth
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.snapshots.actions import SnapshotDetails, freeze
from registry.snapshots.differences import FrozenState, compared, present_state
from registry.snapshots.queries import Frozen
from tests.comparison.test_parts import FEWER
from tests.compliance.edits import DAYS, edits
from tests.compliance.records import settle
from tests.snapshots import world
from tests.snapshots.world import World
from tests.support import make
from tests.support.databases import undone


@pytest.fixture
def small(app: Flask) -> World:
    assert app
    return world.build()


def today(small: World, frozen: Frozen) -> dict[Cause, Worth]:
    db.session.commit()
    state = FrozenState(frozen, "T1")
    found = compared(state, present_state(state), small.province.id)
    assert sum((part.effect for part in found.parts), NOTHING) == found.difference
    return {part.cause: part.effect for part in found.parts}


def test_nothing_is_different_before_anything_is_done(small: World) -> None:
    assert today(small, Frozen(small.freeze())) == {}


def test_each_cause_is_told_by_what_was_done_to_the_records(small: World) -> None:
    frozen = Frozen(small.freeze())
    small.degrees["binh"].state = State.VERIFIED
    assert today(small, frozen) == {Cause.VERIFIED: Worth(0, 0, 1)}
    small.degrees["an"].state = State.REVOKED
    assert today(small, frozen)[Cause.REVOKED] == Worth(0, -1, -1)
    small.degree_of(small.chi)
    make.official_at(small.unit, "Phạm Văn Dũng")
    assert today(small, frozen)[Cause.CORRECTED] == Worth(1, 1, 0)


def test_a_file_that_went_into_the_archive_is_a_correction(small: World) -> None:
    frozen = Frozen(small.freeze())
    small.an.archived_at = now()
    assert today(small, frozen) == {Cause.CORRECTED: Worth(-1, -1, -1)}


def test_a_rule_of_another_wording_is_told_from_corrections(small: World) -> None:
    frozen = Frozen(small.freeze())
    version = db.session.scalars(select(TargetVersion)).one()
    version.rule = {**version.rule, "requirement": {"holds": {"domain": "degree", "rank": 5}}}
    small.degree_of(small.chi)
    assert today(small, frozen) == {Cause.CORRECTED: Worth(0, 1), Cause.RULE: Worth(0, -3, -1)}


def test_two_snapshots_are_compared_by_what_each_knew(small: World) -> None:
    first = Frozen(small.freeze("Một"))
    small.degrees["binh"].state = State.VERIFIED
    small.degree_of(small.chi, issued_on=dt.date(2026, 3, 1))
    second = Frozen(small.freeze("Hai", dt.date(2026, 6, 30)))
    small.degrees["an"].state = State.REVOKED
    db.session.commit()
    found = compared(FrozenState(first, "T1"), FrozenState(second, "T1"), small.province.id)
    assert {part.cause: part.effect for part in found.parts} == {Cause.GAINED: Worth(0, 1), Cause.VERIFIED: Worth(0, 0, 1)}


@FEWER
@given(data=st.data())
def test_the_parts_lead_from_what_was_frozen_to_what_is_counted_now(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        settle(people=5)
        department = make.account(Role.DEPARTMENT)
        for edit in data.draw(st.lists(edits, max_size=6), label="edits before"):
            edit(data.draw)
            db.session.flush()
        db.session.commit()
        on = data.draw(st.sampled_from(DAYS), label="day")
        try:
            frozen = Frozen(freeze(SnapshotDetails("Chốt", on), department))
        except Refused:
            return  # nobody is counted on the day
        db.session.commit()
        unit = data.draw(st.sampled_from(list(db.session.scalars(select(Unit.id)))))
        code = data.draw(st.sampled_from([rule.code for rule in frozen.rules]))
        target = db.session.scalars(select(Target.id).where(Target.code == code)).one()
        was = _figure(target, on, unit)
        for edit in data.draw(st.lists(edits, min_size=1, max_size=6), label="edits since"):
            edit(data.draw)
            db.session.flush()
        db.session.commit()
        state = FrozenState(frozen, code)
        found = compared(state, present_state(state), unit)
        assert [found.worth_before, found.worth_after] == [was, _figure(target, on, unit)]
        assert sum((part.effect for part in found.parts), NOTHING) == found.difference


def _figure(target: int, on: dt.date, unit: int) -> Worth:
    count = courses_of([target], [on], unit)[target][0]
    return Worth(count.total, count.met, count.met_verified)
