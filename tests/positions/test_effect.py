"""What an appointment would change is what it changes: appointed for real, the figures are those that were foretold."""

import datetime as dt

import pytest
from flask import Flask
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.accounts import Account
from models.officials import Official
from models.positions import Position
from models.units import Tier, Unit
from registry.careers.actions import AssignmentDetails, appoint, transfer
from registry.compliance.catalogue import targets_on
from registry.compliance.figures import unit_figure
from registry.positions.effect import what_if
from registry.positions.gap import file_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.standings.measure import Count, counts_on
from registry.units.queries import tree_on
from registry.units.scope import View
from tests.compliance.edits import DAYS, edits
from tests.compliance.records import one, settle
from tests.support import make
from tests.support.databases import undone

Figures = dict[tuple[int, int], Count]


def _view(on: dt.date) -> View:
    tree = tree_on(on)
    root = one(Unit, key="province").id
    return View(Account(), tree, set(tree.units), tree.units.get(root), set(tree.units), root)


def _figures(view: View) -> Figures:
    """Every target at every unit."""
    counts, on = counts_on(view.tree.on), view.tree.on
    return {
        (unit, target.id): unit_figure(target, counts, view.tree, unit, on).count
        for unit in view.tree.units
        for target in targets_on(on)
    }


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_the_figures_foretold_are_those_after_appointing_for_real(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        settle(people=4)
        for edit in data.draw(st.lists(edits, max_size=8)):
            edit(data.draw)
        on = data.draw(st.sampled_from(DAYS))
        db.session.commit()
        view = _view(on)
        official = data.draw(st.sampled_from(list(db.session.scalars(select(Official).order_by(Official.id)))))
        positions = list(db.session.scalars(select(Position).order_by(Position.id)))
        places = [(key, one) for key in sorted(view.tree.units) for one in positions if one.tier is view.tree.units[key].tier]
        unit_id, position = data.draw(st.sampled_from(places))
        unit = db.session.get_one(Unit, unit_id)
        held = [post for post in file_of(official).posts if post.main]
        assume(all(one is other or one.ends <= other.begins or other.ends <= one.begins for one in held for other in held))
        before = _figures(view)
        try:
            foretold = what_if(official, unit, position, view)
            act = transfer if foretold.left and foretold.left.id != unit.id else appoint
            act(official, AssignmentDetails(unit, position, on, decision="1/QĐ"), None)
        except Refused:
            assume(False)
        db.session.commit()
        after = _figures(view)
        concerned = {one.id for one in (foretold.left, foretold.unit) if one}
        changed = {key: (before[key], after[key]) for key in after if key[0] in concerned and before[key] != after[key]}
        assert {(one.unit.id, one.target.id): (one.before.count, one.after.count) for one in foretold.effects} == changed


def test_a_position_of_another_tier_and_the_post_that_is_held_are_refused(app: Flask) -> None:
    assert app.testing
    province = make.province()
    unit, position = make.unit("Sở Thử", parent=province), make.position()
    official = make.official("Nguyễn Thị Lan")
    make.assignment(official, unit, position)
    tree = tree_on(dt.date(2026, 6, 1))
    view = View(Account(), tree, set(tree.units), tree.units[unit.id], set(tree.units), unit.id)
    for other in (make.position("Chủ tịch thử", Tier.COMMUNE), position):
        with pytest.raises(Refused) as refused:
            what_if(official, unit, other, view)
        assert refused.value.field == "position"
    assert what_if(official, unit, make.position("Chuyên viên khác"), view).effects == []


def test_whoever_holds_no_post_is_seen_with_all_papers(app: Flask) -> None:
    assert app.testing
    province = make.province()
    unit, position = make.unit("Sở Thử", parent=province), make.position()
    make.standard(position)
    official = make.official("Lê Văn Nghỉ")
    make.qualification(official, level_id=make.level(rank=4, name="Đại học").id)
    tree = tree_on(dt.date(2026, 6, 1))
    foretold = what_if(
        official, unit, position, View(Account(), tree, set(tree.units), tree.units[unit.id], set(tree.units), unit.id)
    )
    assert (foretold.comparison.standing, foretold.left) == ("met", None)
