"""The steps of the wizard, each as rows of the draft: rename, re-parent, merge, split, abolish a tier, create, end."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.units import Extent, Tier
from registry.reorganisations.actions import Step
from registry.reorganisations.plan import Plan, Wanted
from registry.reorganisations.queries import unit_called
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold


@dataclass(frozen=True)
class NewUnit:
    """A unit as somebody words it: name, tier, what it hangs under (key), code."""

    name: str
    tier: Tier
    parent_key: str
    code: str | None = None


def rename(plan: Plan, unit_key: str, name: str, code: str | None) -> Step:
    """A unit goes on under another name."""
    return Step([_kept(plan, unit_key, name=name, code=code)])


def rehang(plan: Plan, unit_key: str, parent_key: str) -> Step:
    """A unit goes on under another one."""
    return Step([_kept(plan, unit_key, parent_key=parent_key)])


def create(plan: Plan, unit: NewUnit) -> Step:
    """A unit begins that nothing passes into."""
    return Step([_new(plan, unit)])


def merge(plan: Plan, lines: Sequence[str], unit: NewUnit | None, into_key: str = "") -> Step:
    """Units become a new one, or go into one that goes on. A line is a name or code; `(một phần)` after it says a part."""
    sources = []
    wanted = [] if unit is None else [_new(plan, unit)]
    key = wanted[0].key if wanted else into_key
    for line in lines:
        name, part = _part(line)
        unit_id = unit_called(name, plan.eve, "units")
        if plan.eve.units[unit_id].key != key:
            sources.append((unit_id, key, Extent.PART if part else Extent.WHOLE))
    if not sources:
        raise Refused("units", "Hãy ghi các đơn vị được nhập vào, mỗi dòng một đơn vị.")
    return Step(wanted, _beside_others(plan, sources))


def _beside_others(plan: Plan, sources: list[tuple[int, str, Extent]]) -> list[tuple[int, str, Extent]]:
    """With a part, what the draft says already of where other parts go stays."""
    partly = {unit_id for unit_id, _key, extent in sources if extent is Extent.PART}
    already = [(one.unit_id, one.into_key, one.extent) for one in plan.sources if one.unit_id in partly and one.into_key]
    return [*(one for one in already if one[2] is Extent.PART), *sources]


def split(plan: Plan, unit_key: str, lines: Sequence[str]) -> Step:
    """A unit becomes several; a line is a name, and after a semicolon a code."""
    unit = plan.eve.by_key(unit_key)
    if unit is None or len(lines) < 2:
        raise Refused("units", "Hãy ghi ít nhất hai đơn vị mới, mỗi dòng một đơn vị.")
    above = plan.eve.units.get(unit.parent_id or 0)
    wanted: list[Wanted] = []
    for line in lines:
        name, _, code = line.partition(";")
        taken = {one.key for one in wanted}
        new = NewUnit(clean(name), unit.tier, above.key if above else "", clean(code) or None)
        wanted.append(_new(plan, new, taken))
    return Step(wanted, [(unit.id, one.key, Extent.PART) for one in wanted])


def end(plan: Plan, unit_key: str) -> Step:
    """A unit ends and nobody follows."""
    unit = plan.eve.by_key(unit_key)
    if unit is None:
        raise Refused("unit", "Đơn vị này không hoạt động vào ngày đó.")
    return Step([], [(unit.id, "", Extent.WHOLE)])


def abolish(plan: Plan, tier: Tier) -> Step:
    """A whole tier ends; what hangs below moves up by itself."""
    spoken_of = {one.unit_id for one in plan.sources}
    units = [unit for unit in plan.eve.of_tiers([tier]) if unit.id not in spoken_of]
    if not units or tier is Tier.PROVINCE:
        raise Refused("tier", "Không có đơn vị nào của cấp này để bỏ.")
    return Step([], [(unit.id, "", Extent.WHOLE) for unit in units])


def _kept(plan: Plan, key: str, *, name: str = "", parent_key: str = "", code: str | None = None) -> Wanted:
    unit = plan.wanted.get(key) or plan.standing.get(key)
    if unit is None:
        raise Refused("unit", "Đơn vị này không hoạt động vào ngày đó.")
    own = unit.code if unit.code != key else None
    return Wanted(key, clean(name) or unit.name, unit.tier, parent_key or unit.parent_key, code or own, _place(plan, key))


def _place(plan: Plan, key: str) -> tuple[int | None, int | None]:
    unit = plan.eve.by_key(key)
    return unit.place or (None, None) if unit else (None, None)


def _new(plan: Plan, unit: NewUnit, taken: set[str] | None = None) -> Wanted:
    if not clean(unit.name):
        raise Refused("name", "Hãy ghi tên đơn vị mới.")
    if unit.parent_key not in plan.standing:
        raise Refused("parent", "Đơn vị cấp trên không hoạt động vào ngày đó.")
    return Wanted(key_for(unit.name, plan, taken or set()), clean(unit.name), unit.tier, unit.parent_key, unit.code)


def key_for(name: str, plan: Plan, taken: set[str]) -> str:
    """A key that no unit has: the folded name, with the year, then a number. The draft's own unit of that name keeps its key."""
    base = fold(name).replace(" ", "-")[:50] or "don-vi"
    own = next((unit.key for unit in plan.wanted.values() if unit.name == clean(name) and unit.key not in plan.keys), None)
    if own and own not in taken:
        return own
    used = plan.keys.keys() | plan.wanted.keys() | taken
    year = plan.day.year
    for key in (base, f"{base}-{year}", *(f"{base}-{year}-{number}" for number in range(2, 100))):
        if key not in used:
            return key
    raise Refused("name", "Đã có quá nhiều đơn vị cùng tên.")


def _part(line: str) -> tuple[str, bool]:
    name, _, rest = line.partition("(")
    return name.strip(), "phan" in fold(rest).split()
