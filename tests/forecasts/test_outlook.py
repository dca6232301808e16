"""A forecast from the tables says what asking the judge about everybody says, and starts from the figure of the day."""

import datetime as dt

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.officials import Official, Sex
from models.planning import Due, DueDay
from registry.compliance.catalogue import targets_on
from registry.forecasts.outlook import GROUPS, LINES, Frame, fate_of, tallied
from registry.forecasts.queries import outlook, unit_ends
from registry.shared.database import db
from registry.shared.retirement import retires_on
from registry.standings.dossier import dossiers, targets
from registry.standings.measure import counts_on, summed
from registry.units.queries import subtrees_over, tree_on
from tests.compliance import drawing, edits
from tests.compliance.made import day
from tests.compliance.records import add_official, add_post, add_qualification, settle, unit_id
from tests.support.databases import undone

FEW = settings(max_examples=max(8, settings().max_examples // 20))


@FEW
@given(data=st.data())
def test_whoever_is_left_as_kept_would_have_been_judged_the_same(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        settle(people=4)
        for edit in data.draw(st.lists(edits.edits, max_size=10)):
            edit(data.draw)
        for official in db.session.scalars(select(Official)):
            official.sex = data.draw(st.sampled_from((Sex.MALE, Sex.FEMALE, None)))
            official.born_on = data.draw(st.sampled_from((official.born_on, day("1965-03-01"), day("1970-06-01"))))
        decided = _decided(data)
        db.session.commit()
        since = data.draw(drawing.days)
        until = data.draw(drawing.days.filter(lambda on: on != since))
        since, until = min(since, until), max(since, until)
        people = db.session.scalars(select(Official))
        ages = {row.id: retires_on(row.sex, row.born_on, decided.get(row.id)) for row in people}
        everybody, rules, top = list(dossiers()), targets(), unit_id("province")
        for target in targets_on(until):
            found = outlook(target, top, since, until)
            units = subtrees_over(top, found.days)
            frame = Frame(rules[target.id], since, until, unit_ends())
            at_work = {key: on if on and on >= since else None for key, on in ages.items()}
            fates = [fate_of(frame, each, at_work[each.official_id]) for each in everybody]
            for line in LINES:
                assert found.lines[line] == tallied([s for fate in fates for s in fate.spans(line)], found.days, units)
            kept = counts_on(since, [target.id]).get(target.id, {})
            assert found.now == summed(count for unit, count in kept.items() if unit in units[0])
            changes = [found.change(group) for group in GROUPS]
            then = found.then("middle")
            assert (found.now.met + sum(met for met, _ in changes), found.now.total + sum(n for _, n in changes)) == (
                then.met,
                then.total,
            )
            assert (len(found.groups["met"]), len(found.groups["unmet"])) == (then.met, then.total - then.met)


def _decided(data: st.DataObject) -> dict[int, dt.date]:
    """Other days of retirement than the decree's, for some."""
    found = {}
    for key in db.session.scalars(select(Official.id)):
        if on := data.draw(st.sampled_from((None, None, day("2025-05-31"), day("2027-05-31")))):
            found[key] = on
            db.session.add(DueDay(official_id=key, kind=Due.RETIREMENT, day=on, reason="Theo quyết định"))
    return found


@pytest.mark.parametrize("until", ["2026-02-01", "2027-06-30"])
def test_without_any_event_every_line_stays_at_the_figure_of_the_day(app: Flask, until: str) -> None:
    assert app
    settle(people=0)
    for _number in range(3):
        add_post(add_official(sex=Sex.FEMALE))
    add_qualification(db.session.scalars(select(Official)).first() or add_official())
    db.session.commit()
    since = day("2026-01-01")
    for target in targets_on(since):
        found = outlook(target, unit_id("province"), since, day(until))
        for line in LINES:
            assert set(found.lines[line]) == {found.now}
        tree = tree_on(since)
        kept = counts_on(since).get(target.id, {})
        assert found.now == summed(count for unit, count in kept.items() if unit in tree.subtree(unit_id("province")))


def test_a_day_that_was_decided_for_somebody_goes_before_that_of_the_decree(app: Flask) -> None:
    assert app
    settle(people=0)
    sooner, later, term = (add_official(sex=Sex.MALE, born_on=day(born)) for born in ("1980-01-01", "1965-01-01", "1980-01-01"))
    for one, on, kind in (
        (sooner, "2026-06-30", Due.RETIREMENT),
        (later, "2029-01-31", Due.RETIREMENT),
        (term, "2026-06-30", Due.TERM),
    ):
        add_post(one)
        db.session.add(DueDay(official_id=one.id, kind=kind, day=day(on), reason="Theo quyết định"))
    db.session.commit()
    found = outlook(targets_on(day("2026-01-01"))[0], unit_id("province"), day("2026-01-01"), day("2027-12-31"))
    assert [(row.official_id, row.day) for row in found.groups["retires"]] == [(sooner.id, day("2026-06-30"))]
