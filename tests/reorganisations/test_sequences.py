"""Random sequences of reorganisations: every day keeps its tree and its people, and nothing that was is ever changed."""

import datetime as dt
import random
from collections.abc import Callable

import pytest

from models.reorganisations import Reorganisation
from models.units import Extent, Tier
from registry.reorganisations import actions
from registry.reorganisations.actions import Placement, Step
from registry.reorganisations.people import How, catalogue_of, moves_of
from registry.reorganisations.plan import Plan, Wanted, plan_of
from registry.shared.database import db
from registry.standings import keeping
from tests.reorganisations.country import Country, dump, figures, mains, parents

FIRST = dt.date(2025, 7, 1)
STEPS = 5


class Fate:
    """Draws what happens to the units that stand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def step(self, plan: Plan) -> Step:
        kinds = (self.merge, self.split, self.rename, self.rehang, self.create, self.absorb)
        return self.random.choice(kinds)(plan)

    def _communes(self, plan: Plan, count: int) -> list[int]:
        units = [unit.id for unit in plan.known.of_tiers([Tier.COMMUNE])]
        return self.random.sample(units, min(count, len(units)))

    def _new(self, plan: Plan) -> Wanted:
        self.number += 1
        above = self.random.choice([unit.key for unit in plan.known.units.values() if unit.tier is not Tier.COMMUNE])
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

    def _kept(self, plan: Plan, unit_id: int, name: str = "", above: str = "") -> Wanted:
        unit = plan.known.units[unit_id]
        parent = plan.known.units[unit.parent_id or 0].key
        return Wanted(unit.key, name or unit.name, unit.tier, above or parent, unit.code)

    def place(self, draft: Reorganisation) -> None:
        """Whoever has no place gets one, or ends."""
        plan = plan_of(draft)
        open_ = [move for move in moves_of(draft, plan, catalogue_of(draft)) if move.how is How.OPEN]
        places = [key for key, unit in plan.standing.items() if unit.tier is Tier.COMMUNE]
        actions.place_people(draft, [Placement(move.post.public_id, self.random.choice(places)) for move in open_], None)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("seed", range(6))
def test_every_day_keeps_its_tree_its_people_and_its_figures(seed: int) -> None:
    country, fate = Country(), Fate(seed)
    everybody, known, undone = len(country.people) + 1, dict[dt.date, tuple[object, ...]](), 0
    looks: tuple[Callable[[dt.date], object], ...] = (parents, mains, figures)
    for number in range(STEPS):
        day = FIRST + dt.timedelta(days=100 * number)
        eve = day - dt.timedelta(days=1)
        known[eve] = tuple(look(eve) for look in looks)
        draft = country.draft(day=day)
        actions.add_step(draft, fate.step(plan_of(draft)), None)
        fate.place(draft)
        before = dump("reorganisation_effect")
        actions.apply(draft, None)
        if number % 3 == 2:
            db.session.commit()
            actions.undo(draft, None)
            assert dump("reorganisation_effect") == before
            undone += 1
        for earlier, seen in known.items():
            assert tuple(look(earlier) for look in looks) == seen
        assert len(mains(day)) == everybody
        parents(day)
    assert undone == 1
    assert keeping.differences() == set()
