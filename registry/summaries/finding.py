"""What may be printed: units to choose from, and officials found by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.units import Tier
from registry.directory.search import words_of
from registry.officials.queries import BY_NAME, post_words, readable_by
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.units.queries import UnitOnDay
from registry.units.scope import View

MOST = 10


@dataclass(frozen=True)
class Match:
    """An official whose summary may be printed."""

    public_id: str
    name: str
    born: str
    post: str
    unit_name: str


@dataclass(frozen=True)
class Matches:
    """The first officials found, and whether there are more."""

    people: Sequence[Match]
    more: bool


@dataclass(frozen=True)
class UnitGroup:
    """Units of one tier."""

    tier: Tier
    units: Sequence[UnitOnDay]


def matches(account: Account, typed: str, view: View) -> Matches:
    """Officials whom the account may read and who are called so, with their main post on the day; nothing typed finds nobody."""
    words = words_of(typed)
    if not words:
        return Matches([], False)
    called = and_(*(Official.search_text.like(f"% {word}%") for word in words))  # folded words have no wildcards
    statement = select(Official).where(called, readable_by(account)).order_by(*BY_NAME.columns).limit(MOST + 1)
    officials = db.session.scalars(statement).all()
    posts = _main_posts([official.id for official in officials[:MOST]], view)
    people = [
        Match(
            official.public_id,
            official.full_name,
            partial_date(official.born_on, official.born_precision),
            *posts.get(official.id, ("", "")),
        )
        for official in officials[:MOST]
    ]
    return Matches(people, len(officials) > MOST)


def _main_posts(officials: Collection[int], view: View) -> dict[int, tuple[str, str]]:
    """Post and unit of each official on the day; who holds none is left out."""
    on, units = view.tree.on, view.tree.units
    statement = (
        select(Assignment.official_id, Position.title, Assignment.division, Assignment.unit_id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.official_id.in_(officials), Assignment.kind == AssignmentKind.MAIN)
        .where(Assignment.valid_from <= on, Assignment.valid_to > on, Assignment.unit_id.in_(units))
    )
    return {
        official_id: (post_words(title, division), units[unit_id].name)
        for official_id, title, division, unit_id in db.session.execute(statement)
    }


def unit_groups(view: View) -> list[UnitGroup]:
    """The units that the account sees on the day, from the province down."""
    groups = [UnitGroup(tier, [unit for unit in view.tree.of_tiers([tier]) if unit.id in view.seen]) for tier in Tier]
    return [group for group in groups if group.units]
