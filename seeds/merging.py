"""The made-up province lives through the reorganisation of 01/07/2025, by the same action as a real one."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import insert, select

from models.positions import Position
from models.reorganisations import PlannedMove, PlannedSource, PlannedUnit, Reorganisation
from registry.changes.log import forget_notes
from registry.reorganisations.actions import apply
from registry.reorganisations.queries import register_step
from registry.shared.clock import now
from registry.shared.database import db
from seeds.province.before import mains_of
from seeds.province.careers import COMMUNES_FORMED
from seeds.province.dice import Dice
from seeds.province.people import Person, Post

DECISION = "NQ 1665/NQ-UBTVQH15"
TITLE = "Sắp xếp đơn vị hành chính cấp xã, kết thúc hoạt động của cấp huyện"


def joined(person: Person) -> list[tuple[Post, Post | None]]:
    """The posts of a person, each with the main one that the reorganisation makes of it; that one is no row of its own."""
    mains = mains_of(person)
    follows = {
        id(one): other for one, other in pairwise(mains) if one.ends == other.begins == COMMUNES_FORMED and one.unit != other.unit
    }
    made = {id(other) for other in follows.values()}
    return [(post, follows.get(id(post))) for post in person.posts if id(post) not in made]


def merge_communes(moves: Mapping[str, Post], ids: Mapping[str, str], dice: Dice) -> None:
    """Prepare the draft from the reference data, each post going where `moves` says (by public id), and apply it.

    `ids` has the public id of the post that follows, so that the province is the same every time.
    """
    forget_notes()  # what is planted has no way back; what follows has one
    draft = Reorganisation(public_id=dice.public_id(), title=TITLE, decision=DECISION, day=COMMUNES_FORMED, made_at=now())
    db.session.add(draft)
    db.session.flush()
    step = register_step(draft.day)
    units = ({**_unit(one), "reorganisation_id": draft.id} for one in step.wanted)
    sources = (
        {"reorganisation_id": draft.id, "unit_id": unit_id, "into_key": key, "extent": extent}
        for unit_id, key, extent in step.sources
    )
    _insert(PlannedUnit, units)
    _insert(PlannedSource, sources)
    _insert(PlannedMove, _placed(draft.id, moves))
    apply(draft, None, ids={**ids, draft.public_id: dice.public_id()})


def _unit(one: Any) -> dict[str, Any]:
    x, y = one.place
    names = {"key": one.key, "name": one.name, "tier": one.tier, "parent_key": one.parent_key, "code": one.code}
    return {**names, "map_x": x, "map_y": y}


def _placed(draft_id: int, moves: Mapping[str, Post]) -> Iterable[dict[str, Any]]:
    positions = dict(db.session.execute(select(Position.key, Position.id)).all())
    for post, other in moves.items():
        seat = {"into_key": other.unit, "position_id": positions[other.position], "division": other.division}
        yield {"reorganisation_id": draft_id, "post": post, **seat}


def _insert(kind: Any, rows: Iterable[dict[str, Any]]) -> None:
    waiting = list(rows)
    for start in range(0, len(waiting), 4000):
        db.session.execute(insert(kind), waiting[start : start + 4000])
