"""Random sequences of reorganisations and of edits between them: every day keeps its tree and its people, the past its figures.

`EXAMPLES` in the environment draws more of them than the handful of the suite.
"""

import datetime as dt
import os
import random
from collections.abc import Callable

import pytest

from models.positions import Position
from models.reorganisations import Reorganisation
from models.units import Extent, Tier
from registry.reorganisations import actions, steps
from registry.reorganisations.actions import Placement, Step
from registry.reorganisations.people import How, catalogue_of, moves_of
from registry.reorganisations.plan import Plan, Wanted, plan_of
from registry.shared.clock import stopped_at
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.standings import keeping
from tests.reorganisations.country import Country, dump, figures, mains, parents, verdicts
from tests.reorganisations.edits import Office
from tests.support import make

FIRST = dt.date(2025, 7, 1)
STEPS = 5
SPAN = dt.timedelta(days=100)
TODAY = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
"""The first reorganisations are entered after their day, the last ahead of it."""


class Fate:
    """Draws what happens to the units that stand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def step(self, plan: Plan) -> Step:
        kinds = (self.merge, self.split, self.rename, self.rehang, self.create, self.absorb, self.end, self.abolish)
        return self.random.choice(kinds)(plan)

    def _communes(self, plan: Plan, count: int) -> list[int]:
        units = sorted(unit.id for unit in plan.known.of_tiers([Tier.COMMUNE]))  # keys are others in each run
        return self.random.sample(units, min(count, len(units)))

    def _new(self, plan: Plan) -> Wanted:
        self.number += 1
        above = self.random.choice([unit.key for _id, unit in sorted(plan.known.units.items()) if unit.tier is not Tier.COMMUNE])
        return Wanted(f"xa-{self.number}", f"Xã số {self.number}", Tier.COMMUNE, above, None)

    def merge(self, plan: Plan) -> Step:
        new = self._new(plan)
        return Step([new], [(unit, new.key, Extent.WHOLE) for unit in self._communes(plan, self.random.randint(1, 3))])

    def split(self, plan: Plan) -> Step:
        new = [self._new(plan), self._new(plan)]
        return Step(new, [(unit, one.key, Extent.PART) for unit in self._communes(plan, 1) for one in new])

    def rename(self, plan: Plan) -> Step:
        return Step([self._kept(plan, unit, f"Tên mới {self.random.random()}") for unit in self._communes(plan, 1)])

    def rehang(self, plan: Plan) -> Step:
        above = self._new(plan).parent_key
        return Step([self._kept(plan, unit, "", above) for unit in self._communes(plan, 2)])

    def create(self, plan: Plan) -> Step:
        return Step([self._new(plan)])

    def absorb(self, plan: Plan) -> Step:
        units = self._communes(plan, 2)
        if len(units) < 2:
            return self.create(plan)
        return Step([], [(units[0], plan.known.units[units[1]].key, Extent.WHOLE)])

    def end(self, plan: Plan) -> Step:
        units = self._communes(plan, 2)
        return Step([], [(units[0], "", Extent.WHOLE)]) if len(units) > 1 else self.create(plan)

    def abolish(self, plan: Plan) -> Step:
        try:
            return steps.abolish(plan, Tier.DISTRICT)
        except Refused:
            return self.merge(plan)

    def _kept(self, plan: Plan, unit_id: int, name: str = "", above: str = "") -> Wanted:
        unit = plan.known.units[unit_id]
        parent = plan.known.units[unit.parent_id or 0].key
        return Wanted(unit.key, name or unit.name, unit.tier, above or parent, unit.code)

    def place(self, draft: Reorganisation, position: Position) -> None:
        """Whoever has no place gets one."""
        plan = plan_of(draft)
        open_ = [move for move in moves_of(draft, plan, catalogue_of(draft)) if move.how is How.OPEN]
        standing = sorted(plan.standing.items(), key=lambda one: one[1].name)
        places = [key for key, unit in standing if unit.tier is Tier.COMMUNE]
        actions.place_people(
            draft, [Placement(move.post.public_id, self.random.choice(places), position.id) for move in open_], None
        )


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("seed", range(int(os.environ.get("EXAMPLES", "6"))))
def test_every_day_keeps_its_tree_its_people_and_its_figures(seed: int) -> None:
    with stopped_at(TODAY):
        _live_through(seed)
    assert keeping.differences() == set()


def _live_through(seed: int) -> None:
    country, fate = Country(), Fate(seed)
    office = Office(fate.random, [country.clerk, make.position("Trưởng phòng", Tier.COMMUNE)])
    everybody, known = len(country.people) + 1, dict[dt.date, tuple[object, ...]]()
    looks: tuple[Callable[[dt.date], object], ...] = (parents, mains, figures, verdicts)
    for number in range(STEPS):
        day = FIRST + SPAN * number
        for _ in range(4 if number else 0):  # some are of days behind the coming reorganisation
            office.edit(day - SPAN, day + SPAN / 2)
        eve = day - dt.timedelta(days=1)
        known[eve] = tuple(look(eve) for look in looks)
        draft = country.draft(day=day)
        actions.add_step(draft, fate.step(plan_of(draft)), None)
        fate.place(draft, country.clerk)
        _apply(draft, back=number % 3 == 2)
        for earlier, seen in known.items():
            assert tuple(look(earlier) for look in looks) == seen
        for later in (day, day + SPAN / 3, day + SPAN * STEPS):
            assert len(mains(later)) == everybody
            assert all(unit in parents(later) for unit, _position in mains(later).values())


def _apply(draft: Reorganisation, *, back: bool) -> None:
    """Apply a draft, and perhaps take it back; refused or taken back it leaves everything as it was."""
    before = dump("reorganisation_effect")
    try:
        with db.session.begin_nested():
            actions.apply(draft, None)
    except Refused:
        assert dump("reorganisation_effect") == before
        return
    db.session.commit()
    if back:
        actions.undo(draft, None)
        assert dump("reorganisation_effect") == before
