"""Versions follow each other without gap or overlap, whatever is published and withdrawn in whatever order."""

import datetime as dt

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from models.base import FOREVER
from models.targets import TargetVersion
from registry.rules.versions import built_upon, take_effect, versions_of, withdraw
from registry.shared.database import db
from tests.compliance.edits import FEW
from tests.support import make
from tests.support.databases import undone

DAYS = [dt.date(year, 1, 1) for year in range(2020, 2027)]


def _publish(target_id: int, number: int, begins: dt.date) -> TargetVersion:
    version = TargetVersion(
        target_id=target_id, number=number, rule={}, basis_document="NQ", wording="x", valid_from=begins, published_at=None
    )
    take_effect(version)
    return version


def _replayed(published: list[tuple[int, dt.date]], until: dt.date) -> dict[dt.date, int | None]:
    """Which version is in force on each day when those that stand are published one after the other: the naive reading."""
    force: dict[dt.date, int | None] = {on: 1 if dt.date(2021, 1, 1) <= on < until else None for on in DAYS}
    lasts: dict[int | None, list[dt.date]] = {}
    for number, begins in published:
        here = force[begins]
        lasts = {one: [on for on in DAYS if force[on] == one] for one in set(force.values())}
        taken = [on for on in lasts[here] if on >= begins]
        # of a gap only the days up to the next version
        run = [on for on in taken if all(force[day] == here for day in DAYS if begins <= day <= on)]
        force.update(dict.fromkeys(run, number))
    return force


@FEW
@given(data=st.data())
def test_after_any_publishing_and_withdrawing_the_days_are_those_of_what_stands(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        target = make.target()  # version 1 since 2021, for ever or with nothing after it
        until = data.draw(st.sampled_from([FOREVER, *DAYS[2:]]), label="until")
        versions_of(target.id)[0].valid_to = until
        standing: list[tuple[int, dt.date]] = []
        for number in range(2, 2 + data.draw(st.integers(1, 6), label="published")):
            begins = data.draw(st.sampled_from(DAYS), label="begins")
            _publish(target.id, number, begins)
            standing.append((number, begins))
            for version in versions_of(target.id)[::-1]:
                free = version.number > 1 and version.withdrawn_at is None and not built_upon(version)
                if free and data.draw(st.booleans(), label=f"withdraw {version.number}"):
                    withdraw(version)
                    standing = [one for one in standing if one[0] != version.number]
            db.session.expire_all()
            force = {on: [one.number for one in versions_of(target.id) if one.valid_from <= on < one.valid_to] for on in DAYS}
            assert force == {on: [one] if one else [] for on, one in _replayed(standing, until).items()}


def test_a_version_of_the_same_first_day_replaces_the_other_and_gives_the_days_back(app: Flask) -> None:  # noqa: ARG001
    target = make.target()
    second = _publish(target.id, 2, dt.date(2021, 1, 1))
    first = versions_of(target.id)[0]
    assert (first.valid_from, first.valid_to) == (dt.date(2021, 1, 1), dt.date(2021, 1, 1))
    withdraw(second)
    first = versions_of(target.id)[0]
    assert first.valid_to == dt.date(9999, 12, 31)
