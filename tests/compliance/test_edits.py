"""Whatever people do to the records, and in whatever order it is kept or undone, the stored standings are true."""

import datetime as dt

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from registry.shared.database import db
from registry.standings import keeping
from tests.compliance import records
from tests.compliance.edits import DAYS, FEW, edits
from tests.support.databases import undone


def _assert_true(days: list[dt.date]) -> None:
    assert keeping.differences() == set()
    for on in days:
        assert records.standings_stored(on) == records.standings_read_again(on), on


@FEW
@given(data=st.data())
def test_after_every_commit_the_standings_are_those_of_a_second_reading(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        records.settle()
        db.session.commit()
        for _ in range(data.draw(st.integers(1, 4), label="commits")):
            for edit in data.draw(st.lists(edits, min_size=1, max_size=4), label="edits"):
                edit(data.draw)
                db.session.flush()
            db.session.commit()
            _assert_true(data.draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=2), label="days"))
        stored = {on: records.standings_stored(on) for on in DAYS}
        keeping.rebuild()
        assert {on: records.standings_stored(on) for on in DAYS} == stored


@FEW
@given(data=st.data())
def test_what_is_rolled_back_leaves_no_trace(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        records.settle()
        db.session.commit()
        stored = {on: records.standings_stored(on) for on in DAYS}
        for edit in data.draw(st.lists(edits, min_size=1, max_size=4), label="edits"):
            edit(data.draw)
            db.session.flush()
        db.session.rollback()
        db.session.commit()
        assert {on: records.standings_stored(on) for on in DAYS} == stored
        assert keeping.differences() == set()


@FEW
@given(data=st.data())
def test_savepoints_that_are_kept_count_and_those_undone_do_not(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        records.settle()
        db.session.commit()
        for _ in range(data.draw(st.integers(1, 4), label="savepoints")):
            savepoint = db.session.begin_nested()
            for edit in data.draw(st.lists(edits, min_size=1, max_size=2), label="edits"):
                edit(data.draw)
                db.session.flush()
            if data.draw(st.booleans(), label="kept"):
                savepoint.commit()
            else:
                savepoint.rollback()
                # Rows that an edit loaded and let go may come back with the version that was undone.
                db.session.expire_all()
        db.session.commit()
        _assert_true(DAYS[-1:])
