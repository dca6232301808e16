"""Reading what offices ask the catalogue to have, and what it has already."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.additions import Addition, AdditionKind
from models.positions import Position, PositionAlias
from models.terms import TermState
from models.units import Tier, Unit, UnitAlias
from registry.access.permissions import Permission, allowed
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.text import fold
from registry.units.queries import UnitOnDay, tree_on
from registry.units.rights import same_seat

SHOWN = 50
_WAITS = Addition.state == TermState.PROPOSED


def additions_for(account: Account, *, waiting: bool) -> list[Addition]:
    """What waits, the oldest first, or what was decided, the latest first; of one's own unit, of all for who decides."""
    statement = select(Addition).where(_WAITS if waiting else ~_WAITS).options(joinedload(Addition.proposed_by))
    if not allowed(account.role, Permission.REFERENCE_WRITE):
        colleagues = select(Account.id).where(Account.unit_id.in_(same_seat(account)))
        statement = statement.where(Addition.proposed_by_id.in_(colleagues))
    order = Addition.id if waiting else Addition.decided_at.desc()
    return list(db.session.scalars(statement.order_by(order).limit(SHOWN)))


def addition_for(public_id: str) -> Addition:
    """The one with this public id, for who decides; 404 for none."""
    addition = db.session.scalar(select(Addition).where(Addition.public_id == public_id))
    if addition is None:
        raise NotFound
    return addition


def waiting() -> int:
    """How many wait for the Department."""
    return db.session.scalar(select(func.count()).where(_WAITS)) or 0


def positions_worded(folded: str, tier: Tier) -> list[Position]:
    """The positions of a tier in force today that a wording means everywhere."""
    statement = select(Position).join(PositionAlias, PositionAlias.position_id == Position.id)
    meant = (PositionAlias.folded == folded, PositionAlias.unit_id.is_(None), Position.tier == tier)
    return list(db.session.scalars(statement.where(*meant, *_in_force()).distinct()))


def units_worded(folded: str) -> list[UnitOnDay]:
    """The units standing today that a wording means."""
    tree = tree_on(today())
    statement = select(UnitAlias.unit_id).where(UnitAlias.folded == folded).distinct()
    return [tree.units[unit_id] for unit_id in db.session.scalars(statement) if unit_id in tree.units]


def parents() -> list[tuple[str, str]]:
    """Key and name of the units under which another one may hang today, the highest tier first."""
    return _named(unit for unit in tree_on(today()).units.values() if unit.tier is not Tier.COMMUNE)


def targets(kind: AdditionKind) -> list[tuple[str, str]]:
    """Key and name of what another name may be merged into: positions in force, units that stand."""
    if kind is AdditionKind.UNIT:
        return _named(tree_on(today()).units.values())
    found = db.session.scalars(select(Position).where(*_in_force()))
    return [(one.key, one.title) for one in sorted(found, key=lambda one: (_PLACE[one.tier], fold(one.title)))]


def _in_force() -> tuple[ColumnElement[bool], ...]:
    return Position.valid_from <= today(), Position.valid_to > today()


_PLACE = {tier: place for place, tier in enumerate(Tier)}


def _named(units: Iterable[UnitOnDay]) -> list[tuple[str, str]]:
    return [(unit.key, unit.name) for unit in sorted(units, key=lambda unit: (_PLACE[unit.tier], fold(unit.name)))]


def name_of_key(kind: AdditionKind, key: str | None) -> str:
    """The position or unit of a key by its name; empty when there is none (any more)."""
    if kind is AdditionKind.POSITION:
        return db.session.scalar(select(Position.title).where(Position.key == key)) or ""
    unit = tree_on(today()).by_key(key or "")
    return unit.name if unit else ""


def unit_keyed(key: str) -> Unit | None:
    """The unit with this key."""
    return db.session.scalar(select(Unit).where(Unit.key == key))
