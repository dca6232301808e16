"""What a draft comes to: which units end, begin or change on the day, what hangs where, and everything that stands in the way."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy import select

from models.base import FOREVER
from models.reorganisations import PlannedSource, PlannedUnit, Reorganisation
from models.units import Extent, Succession, Tier, Unit, UnitPeriod
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.units.queries import Tree, UnitOnDay, name_on, tree_on, unit_names

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """A unit as it shall be from the day."""

    key: str
    name: str
    tier: Tier
    parent_key: str
    code: str | None
    place: tuple[int | None, int | None] = (None, None)


@dataclass
class Plan:
    """A draft against what is on record. It may be applied when there are no `problems`."""

    day: dt.date
    decision: str
    eve: Tree
    """The organisation on the last day of the old one."""
    known: Tree
    """The organisation of the day as it is on record, without the draft."""
    keys: dict[str, int]
    """Key → id of every unit there is."""
    names: dict[int, list[UnitPeriod]]
    sources: list[PlannedSource]
    wanted: dict[str, Wanted]
    """By key, those that are re-hung because what was above them ends included."""
    problems: list[str] = field(default_factory=list)

    @cached_property
    def ends(self) -> dict[int, UnitOnDay | None]:
        """Units that end on the day, as they stood on the eve."""
        kept = {self.keys.get(key) for key in self.wanted}
        return {source.unit_id: self.eve.units.get(source.unit_id) for source in self.sources if source.unit_id not in kept}

    @cached_property
    def heirs(self) -> dict[int, list[tuple[str, Extent]]]:
        """Unit → what follows it, and how much of it."""
        found: dict[int, list[tuple[str, Extent]]] = {}
        for source in self.sources:
            if source.into_key:
                found.setdefault(source.unit_id, []).append((source.into_key, source.extent))
        return found

    def heir(self, unit_id: int) -> str:
        """Key of the one unit that takes a unit over whole; empty when none or several do."""
        whole = [key for key, extent in self.heirs.get(unit_id, []) if extent is Extent.WHOLE]
        return whole[0] if len(whole) == 1 else ""

    @cached_property
    def standing(self) -> dict[str, Wanted]:
        """Key → every unit that stands on the day, when the draft is applied."""
        found = {
            unit.key: Wanted(unit.key, unit.name, unit.tier, self._key_of(unit.parent_id), unit.code)
            for unit in self.known.units.values()
            if unit.id not in self.ends
        }
        return found | self.wanted

    def _key_of(self, unit_id: int | None) -> str:
        unit = self.known.units.get(unit_id or 0) or self.eve.units.get(unit_id or 0)
        return unit.key if unit else ""

    def name_then(self, unit_id: int) -> str:
        """The name a unit bore on the eve."""
        return name_on(self.names[unit_id], self.day - _DAY)


def plan_of(draft: Reorganisation) -> Plan:
    """The plan of a draft, with all that stands in its way."""
    of_draft = select(PlannedSource).where(PlannedSource.reorganisation_id == draft.id).order_by(PlannedSource.id)
    sources = list(db.session.scalars(of_draft))
    units = db.session.scalars(select(PlannedUnit).where(PlannedUnit.reorganisation_id == draft.id).order_by(PlannedUnit.id))
    wanted = {one.key: Wanted(one.key, one.name, one.tier, one.parent_key, one.code, (one.map_x, one.map_y)) for one in units}
    keys = dict(db.session.execute(select(Unit.key, Unit.id)).all())
    eve, known = tree_on(draft.day - _DAY), tree_on(draft.day)
    plan = Plan(draft.day, draft.decision, eve, known, keys, unit_names(), sources, wanted)
    _hang_anew(plan)
    plan.problems += [*_empty(plan), *_of_ends(plan), *_of_units(plan), *_of_heirs(plan), *_of_the_tree(plan)]
    return plan


def _hang_anew(plan: Plan) -> None:
    """Units that stay while what is above them ends hang under the nearest one above that stays."""
    ends = plan.ends
    for unit in list(plan.known.units.values()):
        if unit.parent_id in ends and unit.id not in ends and unit.key not in plan.wanted:
            above = _above(plan, unit.parent_id or 0)
            if above:
                code = next(one.code for one in plan.names[unit.id] if one.valid_from <= plan.day < one.valid_to)
                plan.wanted[unit.key] = Wanted(unit.key, unit.name, unit.tier, above, code, unit.place or (None, None))
    for key, wanted in plan.wanted.items():
        if plan.keys.get(wanted.parent_key) in ends:
            plan.wanted[key] = replace(wanted, parent_key=_above(plan, plan.keys[wanted.parent_key]))
    plan.__dict__.pop("ends", None)  # worked out before the new ones were wanted
    plan.__dict__.pop("standing", None)


def _above(plan: Plan, unit_id: int) -> str:
    """Key of the nearest unit above one that ends, which does not."""
    return next((one.key for one in plan.eve.ancestors(unit_id) if one.id not in plan.ends), "")


def _empty(plan: Plan) -> Iterable[str]:
    if not plan.sources and not plan.wanted:
        yield "Đợt sắp xếp chưa có thay đổi nào."


def _of_ends(plan: Plan) -> Iterable[str]:
    for unit_id, unit in plan.ends.items():
        name = plan.name_then(unit_id)
        if unit is None:
            yield f"{name} không hoạt động vào ngày {vn_date(plan.day - _DAY)}."
        later = next((one for one in plan.names[unit_id] if one.valid_from >= plan.day), None)
        if later:
            yield f"{name} đã được ghi là “{later.name}” từ ngày {vn_date(later.valid_from)}, nên không kết thúc ngày này được."
        if unit and unit.parent_id is None:
            yield f"{name} là gốc của cây tổ chức, không kết thúc được."


def _of_units(plan: Plan) -> Iterable[str]:
    for key, unit in plan.wanted.items():
        periods = plan.names.get(plan.keys.get(key, 0), [])
        later = next((one for one in periods if one.valid_from > plan.day), None)
        if later:
            yield f"{unit.name} đã có thay đổi được ghi từ ngày {vn_date(later.valid_from)}."
        same_day = next((one for one in periods if one.valid_from == plan.day), None)
        if same_day and not is_as_wanted(same_day, unit, plan.keys):
            yield f"{unit.name}: từ ngày {vn_date(plan.day)} sổ đã ghi là “{same_day.name}”, không giống bản dự thảo."
        if not unit.name.strip():
            yield "Có đơn vị mới chưa ghi tên."
    yield from _alike(plan)


def _alike(plan: Plan) -> Iterable[str]:
    """Two units that would stand beside each other with one code, or under one parent with one name."""
    codes: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    for key, unit in plan.standing.items():
        if (
            unit.code
            and unit.code != key
            and codes.setdefault(unit.code, key) != key
            and {key, codes[unit.code]} & set(plan.wanted)
        ):
            yield f"Mã {unit.code} của {unit.name} trùng với mã của {plan.standing[codes[unit.code]].name}."
        place = (unit.parent_key, unit.name.casefold())
        if names.setdefault(place, key) != key and {key, names[place]} & set(plan.wanted):
            yield f"Có hai đơn vị cùng tên {unit.name} cùng trực thuộc một đơn vị."


def _of_heirs(plan: Plan) -> Iterable[str]:
    for unit_id, heirs in plan.heirs.items():
        name = plan.name_then(unit_id)
        for key, _extent in heirs:
            if key not in plan.standing:
                yield f"{name} chuyển vào đơn vị có mã {key}, mà đơn vị này không hoạt động vào ngày {vn_date(plan.day)}."
        if len([1 for _key, extent in heirs if extent is Extent.WHOLE]) > 1:
            yield f"{name} được ghi là chuyển toàn bộ vào hai đơn vị."
        if {Extent.WHOLE, Extent.PART} <= {extent for _key, extent in heirs}:
            yield f"{name} vừa chuyển toàn bộ vừa chuyển một phần."


def _of_the_tree(plan: Plan) -> Iterable[str]:
    for key, unit in plan.wanted.items():
        if unit.parent_key not in plan.standing and unit.tier is not Tier.PROVINCE:
            yield f"{unit.name} trực thuộc một đơn vị không hoạt động vào ngày {vn_date(plan.day)}."
        above, passed = unit.parent_key, {key}
        while above and above not in passed:
            passed.add(above)
            above = plan.standing[above].parent_key if above in plan.standing else ""
        if above:
            yield f"{unit.name} trực thuộc chính mình qua {plan.standing[above].name}."


def is_as_wanted(period: UnitPeriod, unit: Wanted, keys: dict[str, int]) -> bool:
    """Whether a period says already what is wanted of the unit."""
    parent_id = keys.get(unit.parent_key)
    said = (period.name, period.tier, period.parent_id, period.code)
    return said == (unit.name, unit.tier, parent_id, unit.code) and period.valid_to == FOREVER


def handed_on_already(plan: Plan) -> dict[tuple[int, int], Succession]:
    """What went where on the day, as it is on record: (predecessor, successor) → row."""
    rows = db.session.scalars(select(Succession).where(Succession.day == plan.day))
    return {(row.predecessor_id, row.successor_id): row for row in rows}
