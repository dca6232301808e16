"""Where the people of units that end go: by rule, or as somebody decided for a post by hand."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position, StaffCategory
from models.reorganisations import PlannedMove, PlannedPosition, Reorganisation
from models.units import Tier
from registry.reorganisations.plan import Plan
from registry.shared.database import db
from registry.shared.text import fold


class How(enum.StrEnum):
    """Who decided where a post goes."""

    RULE = "rule"
    HAND = "hand"
    ENDS = "ends"
    """By hand: the post ends, and no other follows by the reorganisation."""
    OPEN = "open"
    """Nobody yet."""


@dataclass(frozen=True)
class Held:
    """A post at a unit that ends, held on the day or later."""

    id: int
    public_id: str
    official_id: int
    official: str
    """Public id of the holder."""
    name: str
    archived: bool
    unit_id: int
    position_id: int
    kind: AssignmentKind
    category: StaffCategory
    division: str | None
    valid_from: dt.date
    valid_to: dt.date
    ended_by: Any
    end_decision: str | None


@dataclass(frozen=True)
class Move:
    """Where a post goes. `into` is the key of a unit, empty when it ends or nobody decided; `missing` says what is still open."""

    post: Held
    how: How
    into: str = ""
    position_id: int | None = None
    division: str | None = None
    missing: str = ""


class Catalogue:
    """Positions, and which of the day one becomes at a unit of a tier."""

    def __init__(self, day: dt.date, chosen: dict[int, int]) -> None:
        self.rows = {row.id: row for row in db.session.scalars(select(Position).order_by(Position.id))}
        self._day, self._chosen = day, chosen
        self._titles: dict[tuple[Tier, str], int] = {}
        for row in self.rows.values():
            if self.in_force(row):
                self._titles.setdefault((row.tier, fold(row.title)), row.id)

    def in_force(self, position: Position) -> bool:
        """Whether the catalogue of the day has it."""
        return position.valid_from <= self._day < position.valid_to

    def becomes(self, position_id: int, tier: Tier) -> int | None:
        """The chosen position, else the same one, else one of the same title; None when the day has none of these on the tier."""
        for candidate in (self._chosen.get(position_id), position_id):
            row = self.rows.get(candidate or 0)
            if row and self.in_force(row) and row.tier is tier:
                return row.id
        return self._titles.get((tier, fold(self.rows[position_id].title)))

    def titled(self, title: str, tier: Tier) -> int | None:
        """The position of the day with this title on the tier."""
        return self._titles.get((tier, fold(title)))


def catalogue_of(draft: Reorganisation) -> Catalogue:
    """The catalogue with the choices of the draft."""
    statement = select(PlannedPosition.position_id, PlannedPosition.into_id).where(PlannedPosition.reorganisation_id == draft.id)
    return Catalogue(draft.day, dict(db.session.execute(statement).all()))


def moves_of(draft: Reorganisation, plan: Plan, catalogue: Catalogue) -> list[Move]:
    """Where every post goes that is held on the day or later at a unit that ends, by official."""
    statement = select(PlannedMove).where(PlannedMove.reorganisation_id == draft.id)
    decided = {move.post: move for move in db.session.scalars(statement)}
    found, taken = [], dict[tuple[int, str, int], list[Held]]()
    for post in _held(plan.ends, plan.day):
        move = _move(post, plan, catalogue, decided.get(post.public_id))
        seat = (post.official_id, move.into, move.position_id or 0)
        if move.into and move.position_id and any(_at_once(post, other) for other in taken.get(seat, ())):
            move = Move(post, How.RULE)  # two posts that become one and the same
        taken.setdefault(seat, []).append(post)
        found.append(move)
    return found


def _at_once(one: Held, other: Held) -> bool:
    return one.valid_from < other.valid_to and other.valid_from < one.valid_to


def _held(units: Iterable[int], day: dt.date) -> list[Held]:
    """Main posts come first, so that a concurrent one that becomes the same gives way."""
    of = Assignment
    columns = (of.unit_id, of.position_id, of.kind, of.category, of.division, of.valid_from, of.valid_to, of.ended_by)
    statement = (
        select(of.id, of.public_id, of.official_id, Official.public_id, Official.full_name, Official.archived_at, *columns)
        .add_columns(of.end_decision)
        .join(Official, Official.id == of.official_id)
        .where(of.unit_id.in_(list(units)), of.valid_to > day)
        .order_by(Official.sort_key, Official.id, (of.kind != AssignmentKind.MAIN), of.valid_from, of.id)
    )
    return [
        Held(id, public_id, official_id, official, name, archived is not None, *rest)
        for id, public_id, official_id, official, name, archived, *rest in db.session.execute(statement)
    ]


def _move(post: Held, plan: Plan, catalogue: Catalogue, decided: PlannedMove | None) -> Move:
    if decided and not decided.into_key:
        return Move(post, How.ENDS)
    into = decided.into_key if decided else plan.heir(post.unit_id)
    how = How.HAND if decided else How.RULE
    unit = plan.standing.get(into)
    if unit is None:
        return Move(post, How.OPEN, missing="chưa có đơn vị")
    wanted = decided.position_id if decided and decided.position_id else None
    position_id = wanted or catalogue.becomes(post.position_id, unit.tier)
    if position_id is None:
        return Move(post, How.OPEN, into, missing="chưa có chức danh")
    row = catalogue.rows[position_id]
    if not catalogue.in_force(row) or row.tier is not unit.tier:
        return Move(post, How.OPEN, into, missing="chức danh không có ở cấp này vào ngày này")
    division = decided.division if decided and decided.division is not None else post.division
    return Move(post, how, into, position_id, division)
