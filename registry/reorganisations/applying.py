"""Writing a plan: units and what went where first, then the posts of people, each row with a note to go back by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update

from models.base import FOREVER, Base, new_public_id
from models.officials import Assignment, End, Start
from models.planning import Planned
from models.reorganisations import Effect, Reorganisation
from models.units import Succession, Unit, UnitAlias, UnitPeriod
from registry.changes.log import note_changed, note_inserted
from registry.changes.values import plain
from registry.reorganisations.people import Catalogue, Move
from registry.reorganisations.plan import Plan, Wanted, handed_on_already, is_as_wanted
from registry.reorganisations.successors import Carried
from registry.shared.database import db, insert_many
from registry.shared.text import fold

_SLICE = 500
_NOBODY = frozenset({0})
"""No official has this id: a statement that touches nobody says so, else everybody would be judged."""


class Writer:
    """Writes the units of a plan past the session, with a note of each row. `touched` are all who ever held a post there."""

    def __init__(self, draft: Reorganisation, plan: Plan) -> None:
        self._draft, self._plan = draft, plan
        changed = [*plan.ends, *(plan.keys[key] for key in plan.wanted if key in plan.keys)]
        holders: set[int] = set()
        for some in _slices(changed):
            holders.update(db.session.scalars(select(Assignment.official_id).where(Assignment.unit_id.in_(some)).distinct()))
        self.touched = frozenset(holders)
        self._effects: list[dict[str, Any]] = []

    def write(self, carried: Sequence[Carried], ids: Mapping[str, str]) -> int:
        """Everything of the units, and the plan of successors that goes with them; gives back how many rows were written."""
        plan = self._plan
        for unit_id in plan.ends:
            self._cut(unit_id)
        new = [unit for key, unit in plan.wanted.items() if key not in plan.keys]
        for unit in new:
            plan.keys[unit.key] = self._add(Unit, None, {"key": unit.key})
        for unit in plan.wanted.values():
            self._place(unit)
        self._hand_on()
        for one in carried:
            self._carry(one, ids)
        if self._effects:
            db.session.execute(insert(Effect), self._effects)
        return len(self._effects)

    def _place(self, unit: Wanted) -> None:
        plan, unit_id = self._plan, self._plan.keys[unit.key]
        periods = plan.names.get(unit_id, [])
        if any(one.valid_from == plan.day and is_as_wanted(one, unit, plan.keys) for one in periods):
            return
        present = next((one for one in periods if one.valid_from < plan.day < one.valid_to), None)
        if present and is_as_wanted(present, unit, plan.keys):
            return
        self._cut(unit_id)
        values = {
            "unit_id": unit_id,
            "name": unit.name,
            "tier": unit.tier,
            "parent_id": plan.keys.get(unit.parent_key),
            "code": unit.code,
            "valid_from": plan.day,
            "valid_to": FOREVER,
            "basis": f"{self._draft.title}; {plan.decision}"[:300],
            "map_x": unit.place[0],
            "map_y": unit.place[1],
        }
        self._add(UnitPeriod, unit_id, values)
        self._alias(unit_id, unit.name)

    def _cut(self, unit_id: int) -> None:
        """End the period that the day falls into, on that day."""
        day = self._plan.day
        for period in self._plan.names.get(unit_id, []):
            if period.valid_from < day < period.valid_to:
                before = {"valid_to": period.valid_to}
                statement = update(UnitPeriod.__table__).where(UnitPeriod.id == period.id).values(valid_to=day)  # type: ignore[arg-type]
                db.session.execute(statement, execution_options={"touches": self.touched or _NOBODY})
                self._note(UnitPeriod, period.id, unit_id, before, {"valid_to": day})

    def _alias(self, unit_id: int, name: str) -> None:
        known = select(UnitAlias.id).where(UnitAlias.unit_id == unit_id, UnitAlias.folded == fold(name))
        if db.session.scalar(known) is None:
            self._add(UnitAlias, unit_id, {"unit_id": unit_id, "folded": fold(name)})

    def _hand_on(self) -> None:
        plan, known = self._plan, handed_on_already(self._plan)
        for source in plan.sources:
            after = plan.keys.get(source.into_key)
            if after and after != source.unit_id and (source.unit_id, after) not in known:
                values = {"predecessor_id": source.unit_id, "successor_id": after, "day": plan.day, "extent": source.extent}
                self._add(Succession, source.unit_id, {**values, "basis": plan.decision})

    def _carry(self, one: Carried, ids: Mapping[str, str]) -> None:
        row, after = one.row, one.changes(self._plan)
        before = {name: getattr(row, name) for name in after}
        db.session.execute(update(Planned.__table__).where(Planned.id == row.id).values(**after))  # type: ignore[arg-type]
        self._note(Planned, row.id, row.unit_id, before, after)
        if one.into and not one.begins_later(self._plan):
            values = {"public_id": ids.get(row.public_id) or new_public_id(), **one.follower(self._plan)}
            self._add(Planned, values["unit_id"], values)

    def _add(self, kind: type[Base], unit_id: int | None, values: Mapping[str, Any]) -> int:
        table: Any = kind.__table__
        statement = insert(table).values(**values).execution_options(touches=self.touched or _NOBODY)
        row_id: int = db.session.execute(statement).inserted_primary_key[0]  # type: ignore[attr-defined]
        self._note(kind, row_id, unit_id or row_id, None, values)
        return row_id

    def _note(self, kind: type[Base], row: int, unit_id: int, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
        said = {"reorganisation_id": self._draft.id, "kind": kind.__tablename__, "row": row, "unit_id": unit_id}
        values = {name: plain(value) for name, value in after.items()}
        self._effects.append(
            {**said, "before": before and {name: plain(value) for name, value in before.items()}, "after": values}
        )


def move_people(moves: Sequence[Move], plan: Plan, catalogue: Catalogue, ids: Mapping[str, str]) -> set[int]:
    """Write where posts go, past the session, with a note of each; gives back whose they are."""
    officials = {move.post.official_id for move in moves}
    begun = [move for move in moves if move.post.valid_from < plan.day]
    ahead = [move for move in moves if move.post.valid_from >= plan.day and move.into]
    _end(begun, plan, officials)
    rows = [_follower(move, plan, catalogue, ids) for move in begun if move.into]
    insert_many(Assignment, [{**row, "version": 1} for row in rows], officials)
    for row in rows:
        note_inserted(Assignment, row["official_id"], row, "")
    for move in ahead:
        _redirect(move, plan, catalogue, officials)
    return officials


def _end(moves: Sequence[Move], plan: Plan, officials: set[int]) -> None:
    after = {"valid_to": plan.day, "ended_by": End.REORGANISED, "end_decision": plan.decision}
    for some in _slices([move.post.id for move in moves]):
        statement = update(Assignment.__table__).where(Assignment.id.in_(some)).values(**after, version=Assignment.version + 1)  # type: ignore[arg-type]
        db.session.execute(statement, execution_options={"touches": officials})
    for move in moves:
        post = move.post
        before = {"valid_to": post.valid_to, "ended_by": post.ended_by, "end_decision": post.end_decision}
        note_changed(Assignment, post.official_id, post.public_id, before, after)


def _follower(move: Move, plan: Plan, catalogue: Catalogue, ids: Mapping[str, str]) -> dict[str, Any]:
    post = move.post
    return {
        "public_id": ids.get(post.public_id) or new_public_id(),
        "official_id": post.official_id,
        **_seat(move, plan, catalogue),
        "kind": post.kind,
        "valid_from": plan.day,
        "valid_to": post.valid_to,
        "decision": plan.decision,
        "started_by": Start.REORGANISED,
        "ended_by": post.ended_by,
        "end_decision": post.end_decision,
    }


def _seat(move: Move, plan: Plan, catalogue: Catalogue) -> dict[str, Any]:
    category = move.post.category if move.position_id == move.post.position_id else catalogue.rows[move.position_id or 0].category
    seat = {"unit_id": plan.keys[move.into], "position_id": move.position_id, "category": category}
    return {**seat, "division": move.division or None}


def _redirect(move: Move, plan: Plan, catalogue: Catalogue, officials: set[int]) -> None:
    """A post that begins on the day or later is held at the other unit from its beginning."""
    post, after = move.post, _seat(move, plan, catalogue)
    before = {name: getattr(post, name) for name in after}
    statement = update(Assignment.__table__).where(Assignment.id == post.id).values(**after, version=Assignment.version + 1)  # type: ignore[arg-type]
    db.session.execute(statement, execution_options={"touches": officials})
    note_changed(Assignment, post.official_id, post.public_id, before, after)


def _slices(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _SLICE):
        yield ids[start : start + _SLICE]
