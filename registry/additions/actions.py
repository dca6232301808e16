"""Asking the catalogue for a position or a unit, and deciding on that. Callers commit."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.accounts import Account
from models.additions import Addition, AdditionKind
from models.positions import Position, PositionAlias, StaffCategory
from models.terms import TermState
from models.units import Tier, UnitAlias
from registry.additions.queries import SHOWN, additions_for, name_of_key, positions_worded, unit_keyed, units_worded
from registry.audit.actions import record
from registry.positions.actions import add_position
from registry.positions.records import PositionDetails
from registry.reorganisations import actions as reorganisations
from registry.reorganisations.plan import plan_of
from registry.reorganisations.steps import NewUnit, create
from registry.shared.clock import now
from registry.shared.database import db, hold
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold

LONGEST = 200
_DECIDED = {"accepted": "addition.accepted", "merged": "addition.merged", "refused": "addition.refused"}


@dataclass(frozen=True)
class Asked:
    """What an office asks for: a position with its category, or a unit with the key of what it hangs under."""

    kind: AdditionKind
    name: str
    tier: Tier
    category: StaffCategory | None
    parent_key: str
    note: str | None


@dataclass(frozen=True)
class UnitDetails:
    """A unit as the Department founds it: by which decision, from which day."""

    unit: NewUnit
    decision: str
    day: dt.date


def propose(asked: Asked, by: Account) -> Addition:
    """Ask for a position or unit. Refused when the catalogue has it, when it waits already, and when it was refused before."""
    folded = fold(asked.name)[:LONGEST]
    if not folded:
        raise Refused("name", "Hãy ghi tên.")
    _check_new(asked, folded)
    if len(additions_for(by, waiting=True)) >= SHOWN:
        raise Refused("", "Đang có quá nhiều đề nghị chờ Sở Nội vụ quyết định.")
    addition = Addition(
        **{**vars(asked), "name": clean(asked.name)[:LONGEST]},
        folded=folded,
        state=TermState.PROPOSED,
        proposed_by_id=by.id,
        proposed_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(addition)
    except IntegrityError:
        raise Refused("name", "Đã có đề nghị này và đang chờ Sở Nội vụ quyết định.") from None
    record(
        "addition.proposed", addition.name, by=by, changes={"kind": [None, asked.kind.value], "tier": [None, asked.tier.value]}
    )
    return addition


def accept_position(addition: Addition, details: PositionDetails, by: Account) -> Position:
    """Enter the position into the catalogue, as it was asked for or in better words; the words asked for mean it from now on.

    Refused as `add_position` is, and when somebody decided before.
    """
    _take(addition, AdditionKind.POSITION)
    position = add_position(details, by)
    _alias_position(position, addition.folded)
    _decide(addition, TermState.ACCEPTED, by, position.key)
    return position


def accept_unit(addition: Addition, details: UnitDetails, by: Account) -> str:
    """Found the unit by a reorganisation of one step, applied at once; gives its key.

    Refused as a reorganisation is, and when somebody decided before.
    """
    _take(addition, AdditionKind.UNIT)
    header = reorganisations.Header(f"Thành lập {details.unit.name}"[:LONGEST], details.decision, details.day)
    draft = reorganisations.begin(header, by)
    step = create(plan_of(draft), details.unit)
    reorganisations.add_step(draft, step, by)
    reorganisations.apply(draft, by)
    key = step.wanted[0].key
    _alias_unit(key, addition.folded)
    _decide(addition, TermState.ACCEPTED, by, key)
    return key


ACCEPT: dict[AdditionKind, Callable[..., object]] = {AdditionKind.POSITION: accept_position, AdditionKind.UNIT: accept_unit}


def merge(addition: Addition, key: str, by: Account) -> None:
    """Let a position or unit of the catalogue stand for what was asked for: whoever writes these words means it.

    Refused when there is no such one, when the words mean another one already, and when somebody decided before.
    """
    _take(addition, addition.kind)
    if addition.kind is AdditionKind.POSITION:
        position = db.session.scalar(select(Position).where(Position.key == key))
        if position is None:
            raise Refused("into", "Hãy chọn một chức danh đang có trong danh mục.")
        _alias_position(position, addition.folded)
    else:
        _alias_unit(key, addition.folded)
    _decide(addition, TermState.MERGED, by, key)


def refuse(addition: Addition, reason: str, by: Account) -> None:
    """Say no. Refused without a reason, and when somebody decided before."""
    _take(addition, addition.kind)
    if len(clean(reason)) < 5:
        raise Refused("reason", "Hãy ghi lý do, để đơn vị đề nghị biết phải ghi thế nào.")
    addition.reason = clean(reason)[:300]
    _decide(addition, TermState.REFUSED, by, None)


def _check_new(asked: Asked, folded: str) -> None:
    if asked.kind is AdditionKind.POSITION:
        known = [one.title for one in positions_worded(folded, asked.tier)]
    else:
        known = [one.name for one in units_worded(folded) if one.tier is asked.tier]
    if known:
        raise Refused("name", f"Danh mục đã có “{known[0]}” ở cấp này.")
    same = (Addition.kind == asked.kind, Addition.folded == folded, Addition.tier == asked.tier)
    refused = select(Addition).where(*same, Addition.parent_key == asked.parent_key, Addition.state == TermState.REFUSED)
    before = db.session.scalars(refused.order_by(Addition.id.desc())).first()
    if before is not None:
        raise Refused("name", f"Sở Nội vụ không nhận “{before.name}” vào danh mục: {before.reason}")


def _take(addition: Addition, kind: AdditionKind) -> None:
    """Nobody else decides meanwhile, and what is known of it is of now."""
    hold(addition)
    db.session.refresh(addition)
    if addition.state is not TermState.PROPOSED or addition.kind is not kind:
        raise Refused("", "Đề nghị này đã được quyết định.")


def _alias_position(position: Position, folded: str) -> None:
    meant = positions_worded(folded, position.tier)
    if any(one.id != position.id for one in meant):
        raise Refused("into", f"Cách ghi này đang chỉ “{meant[0].title}”.")
    if not meant:
        db.session.add(PositionAlias(position_id=position.id, folded=folded))
        db.session.flush()


def _alias_unit(key: str, folded: str) -> None:
    unit = unit_keyed(key)
    if unit is None:
        raise Refused("into", "Hãy chọn một đơn vị đang có trong danh mục.")
    others = [one for one in units_worded(folded) if one.id != unit.id]
    if others:
        raise Refused("into", f"Cách ghi này đang chỉ “{others[0].name}”.")
    if db.session.scalar(select(UnitAlias.id).where(UnitAlias.unit_id == unit.id, UnitAlias.folded == folded)) is None:
        db.session.add(UnitAlias(unit_id=unit.id, folded=folded))
        db.session.flush()


def _decide(addition: Addition, state: TermState, by: Account, key: str | None) -> None:
    addition.state, addition.became, addition.decided_by_id, addition.decided_at = state, key, by.id, now()
    db.session.flush()
    changes = {
        "kind": [None, addition.kind.value],
        "reason": [None, addition.reason],
        "name": [None, name_of_key(addition.kind, key)],
    }
    told = {name: pair for name, pair in changes.items() if pair[1]}
    record(_DECIDED[state.value], addition.name, by=by, changes=told)
