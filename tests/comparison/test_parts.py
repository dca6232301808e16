"""Between two days the parts sum to what the figures of the two days say, for random provinces and edits, at every unit."""

import os

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.targets import Target, TargetVersion
from models.units import Extent, Succession, Unit
from registry.comparison.parts import Comparison, between_days
from registry.compliance.figures import courses_of
from registry.judgement.change import NOTHING, Cause, Worth
from registry.judgement.codec import write_rule
from registry.judgement.rules import Holds
from registry.shared.database import db
from tests.compliance.edits import DAYS, edits
from tests.compliance.made import day, rule
from tests.compliance.records import MERGER, add_official, add_post, add_qualification, add_version, one, settle, unit_id
from tests.support.databases import undone

EVE = day("2025-06-30")
FEWER = settings(max_examples=max(6, int(os.environ.get("EXAMPLES", "200")) // 30), deadline=None)
"""The pure reading is drawn at length in tests/compliance; here it is held against the tables."""


def effects(comparison: Comparison) -> dict[Cause, Worth]:
    return {part.cause: part.effect for part in comparison.parts}


@FEWER
@given(data=st.data())
def test_the_parts_lead_from_the_figure_of_one_day_to_that_of_the_other(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        settle(people=6)
        for edit in data.draw(st.lists(edits, max_size=10), label="edits"):
            edit(data.draw)
            db.session.flush()
        db.session.commit()
        days = sorted(data.draw(st.sets(st.sampled_from(DAYS), min_size=2, max_size=2), label="days"))
        unit = data.draw(st.sampled_from(list(db.session.scalars(select(Unit.id)))))
        target = data.draw(st.sampled_from(list(db.session.scalars(select(Target.id)))))
        found = between_days(target, days[0], days[1], unit)
        counts = [Worth(one.total, one.met, one.met_verified) for one in courses_of([target], days, unit)[target]]
        assert [found.worth_before, found.worth_after] == counts
        assert sum((part.effect for part in found.parts), NOTHING) == counts[1] - counts[0]
        assert not effects(found).keys() & {Cause.CORRECTED, Cause.VERIFIED, Cause.REVOKED}
        for part in found.parts:
            behind = found.behind(part.cause)
            assert len(behind) == part.people and sum(behind.values(), NOTHING) == part.effect


def test_a_merger_is_a_reorganisation_for_the_commune_that_takes_over_and_none_for_the_province(app: Flask) -> None:
    assert app
    settle(people=0)
    clerk = add_official()
    add_qualification(clerk)
    add_post(clerk, unit="merged", valid_to=MERGER)
    add_post(clerk, begins="2025-07-01")
    taken_over = {"predecessor_id": unit_id("merged"), "successor_id": unit_id("commune"), "day": MERGER}
    db.session.add(Succession(**taken_over, extent=Extent.WHOLE))
    db.session.commit()
    target = one(Target, code="T1.degree").id
    assert effects(between_days(target, EVE, MERGER, unit_id("commune"))) == {Cause.REORGANISED: Worth(1, 1, 1)}
    assert effects(between_days(target, EVE, MERGER, unit_id("merged"))) == {Cause.REORGANISED: Worth(-1, -1, -1)}
    assert between_days(target, EVE, MERGER, unit_id("province")).parts == []


def test_who_served_in_a_district_to_its_last_day_was_reorganised_and_who_left_before_moved(app: Flask) -> None:
    assert app
    settle(people=0)
    stayed, gone = (add_official(born_on=day("1990-01-01")) for _ in range(2))
    add_post(stayed, "director", "district", valid_to=MERGER)
    add_post(gone, "director", "district", valid_to=day("2025-03-01"))
    add_post(stayed, begins="2025-07-01")
    add_post(gone, begins="2025-03-01")
    db.session.commit()
    found = between_days(one(Target, code="T2").id, day("2024-12-31"), MERGER, unit_id("province"))
    behind = {cause: list(found.behind(cause)) for cause in effects(found)}
    assert behind == {Cause.MOVED: [gone.id], Cause.REORGANISED: [stayed.id]}


def test_when_the_rule_changes_those_count_too_who_come_in_by_it_and_are_gone_by_the_day(app: Flask) -> None:
    assert app
    settle(people=0)
    director = add_official()
    add_post(director, "director", "department", valid_to=MERGER)
    target = one(Target, code="T1.degree")
    version = one(TargetVersion, target_id=target.id)
    version.valid_to = MERGER
    add_version(target, write_rule(rule(Holds("degree", 4))), MERGER, number=2)
    db.session.commit()
    found = between_days(target.id, EVE, MERGER, unit_id("province"))
    assert effects(found) == {Cause.LEFT: Worth(-1), Cause.RULE: Worth(1)}
    assert found.difference == NOTHING
