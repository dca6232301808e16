"""Preparing a reorganisation in rows, applying it as one action, taking it back as a whole."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, update

from models.accounts import Account
from models.reorganisations import PlannedMove, PlannedPosition, PlannedSource, PlannedUnit, Reorganisation, Stage
from models.units import Extent
from registry.audit.actions import record
from registry.reorganisations.applying import Writer, move_people
from registry.reorganisations.people import How, Move, catalogue_of, moves_of
from registry.reorganisations.plan import Plan, Wanted, plan_of
from registry.reorganisations.successors import Carried, carried_by, stuck
from registry.reorganisations.undoing import doubled_mains, take_back
from registry.shared.clock import now
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused
from registry.shared.text import clean

_DRAFTS = (PlannedMove, PlannedPosition, PlannedSource, PlannedUnit)


@dataclass(frozen=True)
class Header:
    """What the decision is called, its number, and the first day of the new organisation."""

    title: str
    decision: str
    day: dt.date


@dataclass(frozen=True)
class Step:
    """Rows that a step of the draft adds: units as they shall be, and what passes into which (unit id, key or "", extent)."""

    wanted: Sequence[Wanted] = ()
    sources: Sequence[tuple[int, str, Extent]] = ()


@dataclass(frozen=True)
class Placement:
    """Where a post goes by hand: public id of the post, key of the unit or "" when it ends, position, office."""

    post: str
    into_key: str
    position_id: int | None = None
    division: str | None = None


@dataclass(frozen=True)
class Applied:
    """What was written: units and the rows about them, posts that moved, posts that ended."""

    rows: int
    moved: int
    ended: int
    officials: frozenset[int]
    carried: list[Carried]
    """What became of the plan of successors at units that ended."""


def begin(header: Header, by: Account | None) -> Reorganisation:
    """Begin a draft."""
    draft = Reorganisation(**_plain(header), made_by_id=by.id if by else None, made_at=now())
    db.session.add(draft)
    record(
        "reorganisation.drafted",
        draft.title,
        by=by,
        changes={"day": [None, vn_date(draft.day)], "decision": [None, draft.decision]},
    )
    db.session.flush()
    return draft


def change_header(draft: Reorganisation, header: Header, by: Account | None) -> None:
    """Change title, number or day of a draft."""
    _check_draft(draft)
    values = _plain(header)
    changes = {
        name: [_said(getattr(draft, name)), _said(value)] for name, value in values.items() if getattr(draft, name) != value
    }
    for name, value in values.items():
        setattr(draft, name, value)
    record("reorganisation.changed", draft.title, by=by, changes=changes)
    db.session.flush()


def add_step(draft: Reorganisation, step: Step, by: Account | None, *, anew: bool = False) -> None:
    """Add the rows of a step; what the draft said of the same units before gives way, and `anew` all it said."""
    _check_draft(draft)
    if anew:
        _clear(draft, (PlannedSource, PlannedUnit))
    for unit in step.wanted:
        _drop_unit(draft, unit.key)
        names = {"key": unit.key, "name": clean(unit.name), "tier": unit.tier, "parent_key": unit.parent_key, "code": unit.code}
        x, y = unit.place
        db.session.add(PlannedUnit(reorganisation_id=draft.id, **names, map_x=x, map_y=y))
    of_draft = PlannedSource.reorganisation_id == draft.id
    for unit_id in {unit_id for unit_id, _key, _extent in step.sources}:
        db.session.execute(delete(PlannedSource).where(of_draft, PlannedSource.unit_id == unit_id))
    for unit_id, key, extent in dict.fromkeys(step.sources):
        db.session.add(PlannedSource(reorganisation_id=draft.id, unit_id=unit_id, into_key=key, extent=extent))
    changes = {"units": [None, len(step.wanted)], "sources": [None, len(step.sources)]}
    record("reorganisation.changed", draft.title, by=by, changes=changes)
    db.session.flush()


def drop_step(draft: Reorganisation, key: str, by: Account | None) -> None:
    """Take out of a draft what it says of a unit: that it shall be so, what passes into it, or that it just ends."""
    _check_draft(draft)
    _drop_unit(draft, key)
    of_draft = PlannedSource.reorganisation_id == draft.id
    db.session.execute(delete(PlannedSource).where(of_draft, PlannedSource.into_key == key))
    plan = plan_of(draft)
    if key in plan.keys:
        alone = (PlannedSource.unit_id == plan.keys[key], PlannedSource.into_key == "")
        db.session.execute(delete(PlannedSource).where(of_draft, *alone))
    record("reorganisation.changed", draft.title, by=by, changes={"unit": [key, None]})
    db.session.flush()


def place_people(draft: Reorganisation, placements: Sequence[Placement], by: Account | None) -> None:
    """Decide by hand where posts go, instead of what the rules say."""
    _check_draft(draft)
    plan = plan_of(draft)
    for one in placements:
        if one.into_key and one.into_key not in plan.standing:
            raise Refused("into", f"Vào ngày {vn_date(draft.day)} không có đơn vị {one.into_key}.")
    of_draft = PlannedMove.reorganisation_id == draft.id
    posts = [one.post for one in placements]
    for start in range(0, len(posts), 500):
        db.session.execute(delete(PlannedMove).where(of_draft, PlannedMove.post.in_(posts[start : start + 500])))
    db.session.add_all(PlannedMove(reorganisation_id=draft.id, **vars(one)) for one in placements)
    record("reorganisation.changed", draft.title, by=by, changes={"moves": [None, len(placements)]})
    db.session.flush()


def choose_positions(draft: Reorganisation, chosen: dict[int, int | None], by: Account | None) -> None:
    """Say which position holders of another one hold from the day; None leaves it to the rule."""
    _check_draft(draft)
    of_draft = PlannedPosition.reorganisation_id == draft.id
    db.session.execute(delete(PlannedPosition).where(of_draft, PlannedPosition.position_id.in_(chosen)))
    for position_id, into_id in chosen.items():
        if into_id is not None:
            db.session.add(PlannedPosition(reorganisation_id=draft.id, position_id=position_id, into_id=into_id))
    record("reorganisation.changed", draft.title, by=by, changes={"positions": [None, len(chosen)]})
    db.session.flush()


def discard(draft: Reorganisation, by: Account | None) -> None:
    """Throw a draft away."""
    _check_draft(draft)
    record("reorganisation.discarded", draft.title, by=by, changes={"decision": [draft.decision, None]})
    _clear(draft, _DRAFTS)
    db.session.delete(draft)
    db.session.flush()


def apply(
    draft: Reorganisation, by: Account | None, *, rehearsing: bool = False, ids: Mapping[str, str] | None = None
) -> Applied:
    """Write the whole of a draft, with one entry in the trail. Refused while a thing is in its way or anybody has no place.

    Only `rehearsing` passes over those who have none: then nothing is kept. `ids` may give the public ids of what is
    new, by those of what it comes from: of posts, and of the entry of the trail by that of the draft.
    """
    _check_draft(draft)
    plan, catalogue = plan_of(draft), catalogue_of(draft)
    if plan.problems:
        raise Refused("", " ".join(plan.problems[:5]))
    moves = moves_of(draft, plan, catalogue)
    if not rehearsing:
        check_everybody(moves, plan)
    carried = carried_by(plan, catalogue)
    if waiting := stuck(carried, plan):
        raise Refused("", waiting)
    writer = Writer(draft, plan)
    rows = writer.write(carried, ids or {})
    written = [move for move in moves if move.how is not How.OPEN and not _is_ahead_and_ends(move, plan)]
    officials = move_people(written, plan, catalogue, ids or {})
    if doubled := doubled_mains(officials):
        raise Refused("", doubled)
    moved = sum(1 for move in written if move.into)
    applied = Applied(rows, moved, len(written) - moved, frozenset(officials | writer.touched), carried)
    entry = record("reorganisation.applied", draft.title, by=by, changes=_told(draft, plan, applied))
    entry.public_id = (ids or {}).get(draft.public_id) or entry.public_id
    db.session.flush()
    _stage(draft, Stage.APPLIED, entry.id)
    return applied


def _told(draft: Reorganisation, plan: Plan, applied: Applied) -> dict[str, list[object]]:
    told: dict[str, object] = {
        "day": vn_date(draft.day),
        "decision": draft.decision,
        "units": len(plan.wanted),
        "ended_units": len(plan.ends),
        "moved": applied.moved,
        "ended_posts": applied.ended,
    }
    if applied.carried:
        told["plans"] = len(applied.carried)
    return {name: [None, value] for name, value in told.items()}


def undo(draft: Reorganisation, by: Account | None) -> None:
    """Take an applied reorganisation back as a whole; it is a draft again. Refused with what was built on it since."""
    _lock(draft)
    if draft.stage is not Stage.APPLIED:
        raise Refused("", "Đợt sắp xếp này chưa được áp dụng.")
    obstacles = take_back(draft)
    if obstacles:
        raise Refused("", f"Không hoàn tác được: {obstacles[0]}")
    _stage(draft, Stage.DRAFT, None)
    record(
        "reorganisation.undone",
        draft.title,
        by=by,
        changes={"day": [vn_date(draft.day), None], "decision": [draft.decision, None]},
    )
    db.session.flush()


def _stage(draft: Reorganisation, stage: Stage, entry_id: int | None) -> None:
    """Past the session: the version guards what people type, and they typed nothing."""
    applied_at = now() if stage is Stage.APPLIED else None
    values = {"stage": stage, "entry_id": entry_id, "applied_at": applied_at}
    db.session.execute(update(Reorganisation).where(Reorganisation.id == draft.id).values(**values))
    if stage is Stage.DRAFT:
        db.session.execute(delete(_EFFECTS).where(_EFFECTS.c.reorganisation_id == draft.id))
    db.session.flush()
    db.session.expire_all()  # rows were written past the session


_EFFECTS = Reorganisation.metadata.tables["reorganisation_effect"]


def _lock(draft: Reorganisation) -> None:
    """Nobody else changes or applies it meanwhile, and what is known of it is of now."""
    db.session.flush()
    hold(draft)
    db.session.refresh(draft)


def _check_draft(draft: Reorganisation) -> None:
    _lock(draft)
    if draft.stage is not Stage.DRAFT:
        raise Refused("", "Đợt sắp xếp này đã được áp dụng; hãy hoàn tác trước khi sửa.")


def check_everybody(moves: Sequence[Move], plan: Plan) -> None:
    """Refuse while anybody has no place, or a post that is to begin would go nowhere."""
    waiting = [move.post for move in moves if move.how is How.OPEN and not move.post.archived]
    if waiting:
        names = ", ".join(dict.fromkeys(post.name for post in waiting[:5]))
        raise Refused("", f"Còn {len(waiting)} chức vụ chưa có chỗ, trong đó có của {names}.")
    ahead = next((one.post for one in moves if one.how is not How.OPEN and _is_ahead_and_ends(one, plan)), None)
    if ahead:
        since = vn_date(ahead.valid_from)
        raise Refused("", f"{ahead.name} có chức vụ ghi trước từ ngày {since} ở đơn vị sẽ kết thúc; hãy gỡ hoặc chọn nơi.")


def _is_ahead_and_ends(move: Move, plan: Plan) -> bool:
    """A post that was to begin at a unit that will not stand any more, and goes nowhere."""
    return not move.into and move.post.valid_from >= plan.day


def _drop_unit(draft: Reorganisation, key: str) -> None:
    db.session.execute(delete(PlannedUnit).where(PlannedUnit.reorganisation_id == draft.id, PlannedUnit.key == key))


def _clear(
    draft: Reorganisation, kinds: Sequence[type[PlannedMove] | type[PlannedPosition] | type[PlannedSource] | type[PlannedUnit]]
) -> None:
    for kind in kinds:
        db.session.execute(delete(kind).where(kind.reorganisation_id == draft.id))


def _plain(header: Header) -> dict[str, object]:
    return {"title": clean(header.title), "decision": clean(header.decision), "day": header.day}


def _said(value: object) -> object:
    return vn_date(value) if isinstance(value, dt.date) else value
