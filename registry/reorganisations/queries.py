"""Reorganisations as pages list them: drafts and applied ones, the rows of one by what comes out of it, positions to choose."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.positions import Position
from models.reorganisations import Effect, PlannedSource, PlannedUnit, Reorganisation, Stage
from models.units import Extent, Succession, Tier, Unit, UnitPeriod
from registry.reorganisations.actions import Step
from registry.reorganisations.people import Catalogue, Move
from registry.reorganisations.plan import Plan, Wanted
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import fold
from registry.units.queries import Tree, tree_on, unit_names


@dataclass(frozen=True)
class From:
    """What passes into a unit."""

    name: str
    key: str
    part: bool


@dataclass(frozen=True)
class Group:
    """A unit of the draft with what passes into it. `kind`: new, changed, receives, rehung; or ends, with nobody to follow."""

    kind: str
    key: str
    name: str
    before: str
    """The name until then, when it changes."""
    tier: Tier
    parent: str
    code: str
    sources: list[From]


@dataclass(frozen=True)
class PositionChoice:
    """A position held at units that end: what it becomes, and how many posts it concerns."""

    position: Position
    tier: Tier
    posts: int
    becomes: Position | None
    offered: list[Position]


def drafts() -> list[Reorganisation]:
    """All, newest day first."""
    statement = select(Reorganisation).order_by(Reorganisation.day.desc(), Reorganisation.id.desc())
    return list(db.session.scalars(statement))


def draft_for(public_id: str) -> Reorganisation:
    """The reorganisation with this public id; 404 for another one."""
    draft = db.session.scalar(select(Reorganisation).where(Reorganisation.public_id == public_id))
    if draft is None:
        raise NotFound
    return draft


def reorganised_units() -> set[str]:
    """Keys of the units of which a reorganisation that is applied has written something."""
    statement = (
        select(Unit.key)
        .join(Effect, Effect.unit_id == Unit.id)
        .join(Reorganisation, Reorganisation.id == Effect.reorganisation_id)
        .where(Reorganisation.stage == Stage.APPLIED)
    )
    return set(db.session.scalars(statement.distinct()))


def groups_of(plan: Plan) -> list[Group]:
    """The draft by what comes out of it, in order of tier and name; what just ends comes last."""
    into: dict[str, list[From]] = {}
    for source in plan.sources:
        unit = plan.eve.units.get(source.unit_id)
        said = From(plan.name_then(source.unit_id), unit.key if unit else "", source.extent is Extent.PART)
        into.setdefault(source.into_key, []).append(said)
    found = [_group(unit, plan, into.get(key, [])) for key, unit in plan.wanted.items()]
    others = {key for key in into if key and key not in plan.wanted} & plan.standing.keys()
    found += [_group(plan.standing[key], plan, into[key], "receives") for key in sorted(others)]
    found.sort(key=lambda group: (list(Tier).index(group.tier), fold(group.name)))
    ends = [source for source in plan.sources if not source.into_key]
    return found + [_end(source.unit_id, plan) for source in ends]


def _group(unit: Wanted, plan: Plan, sources: list[From], kind: str = "") -> Group:
    known = plan.eve.by_key(unit.key)
    parent = plan.standing.get(unit.parent_key)
    before = known.name if known and known.name != unit.name else ""
    kind = kind or ("changed" if known else "new")
    return Group(kind, unit.key, unit.name, before, unit.tier, parent.name if parent else "", unit.code or "", sources)


def _end(unit_id: int, plan: Plan) -> Group:
    unit = plan.eve.units.get(unit_id)
    name = plan.name_then(unit_id)
    return Group("ends", unit.key if unit else "", name, "", unit.tier if unit else Tier.COMMUNE, "", "", [])


def position_choices(moves: Sequence[Move], plan: Plan, catalogue: Catalogue) -> list[PositionChoice]:
    """Positions whose holders move to another tier or catalogue, those that nobody decided yet first."""
    counted: Counter[tuple[int, Tier]] = Counter()
    for move in moves:
        unit = plan.standing.get(move.into or plan.heir(move.post.unit_id))
        row = catalogue.rows[move.post.position_id]
        if unit and not (catalogue.in_force(row) and row.tier is unit.tier):
            counted[row.id, unit.tier] += 1
    found = []
    for (position_id, tier), posts in counted.items():
        becomes = catalogue.becomes(position_id, tier)
        offered = [row for row in catalogue.rows.values() if row.tier is tier and catalogue.in_force(row)]
        found.append(
            PositionChoice(catalogue.rows[position_id], tier, posts, catalogue.rows[becomes] if becomes else None, offered)
        )
    return sorted(found, key=lambda choice: (choice.becomes is not None, choice.position.id))


def register_step(day: dt.date) -> Step:
    """What the reference data say already of a day: units that begin, change and end on it, and what passes into which."""
    eve, names = tree_on(day - dt.timedelta(days=1)), unit_names()
    begun = list(_periods(UnitPeriod.valid_from == day))
    ended = {one.unit_id for one in _periods(UnitPeriod.valid_to == day)} - {one.unit_id for one in begun}
    wanted = [
        Wanted(one.unit.key, one.name, one.tier, _parent_key(one, names), one.code, (one.map_x, one.map_y)) for one in begun
    ]
    keys = {one.unit_id: one.unit.key for periods in names.values() for one in periods}
    rows = list(db.session.scalars(select(Succession).where(Succession.day == day).order_by(Succession.id)))
    sources = [(row.predecessor_id, keys[row.successor_id], row.extent) for row in rows if row.predecessor_id in eve.units]
    alone = ended - {unit_id for unit_id, _key, _extent in sources}
    return Step(wanted, [*sources, *((unit_id, "", Extent.WHOLE) for unit_id in sorted(alone))])


def _periods(which: object) -> Iterable[UnitPeriod]:
    return db.session.scalars(select(UnitPeriod).where(which).options(joinedload(UnitPeriod.unit)).order_by(UnitPeriod.id))  # type: ignore[arg-type]


def _parent_key(period: UnitPeriod, names: dict[int, list[UnitPeriod]]) -> str:
    return names[period.parent_id][0].unit.key if period.parent_id else ""


def unit_called(typed: str, tree: Tree, field: str = "") -> int:
    """Id of the unit of the tree with this key, code or name. Refused when none or several are called so."""
    wanted = typed.strip()
    exact = [unit.id for unit in tree.units.values() if wanted in {unit.key, unit.code}]
    named = exact or [unit.id for unit in tree.units.values() if fold(unit.name) == fold(wanted)]
    if len(named) == 1:
        return named[0]
    several = "có nhiều đơn vị như vậy, hãy ghi mã" if named else "không có đơn vị như vậy vào ngày đó"
    raise Refused(field, f"“{wanted[:60]}”: {several}.")


def rows_of(draft: Reorganisation) -> tuple[list[PlannedUnit], list[PlannedSource]]:
    """The rows of a draft as they were entered."""
    units = select(PlannedUnit).where(PlannedUnit.reorganisation_id == draft.id).order_by(PlannedUnit.id)
    sources = select(PlannedSource).where(PlannedSource.reorganisation_id == draft.id).order_by(PlannedSource.id)
    return list(db.session.scalars(units)), list(db.session.scalars(sources))
