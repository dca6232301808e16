"""What waits for verification, what was decided before, and whether it still holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, bindparam, case, exists, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from models.accounts import Account
from models.audit import AuditEntry
from models.changes import RowChange
from models.evidence import Evidence
from models.officials import Assignment, AssignmentKind, Official
from models.qualifications import Domain, Qualification, State
from models.targets import Reckoned, Standing
from models.verification import Verification
from registry.officials.queries import readable_by
from registry.qualifications.content import content_of
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.paging import Order, Page, Statement, count, page_of
from registry.units.queries import tree_on
from registry.verification.steps import WAITING

PAGE = 50
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Asked:
    """What the queue is narrowed to; None means all. `units` is None for everything the account sees."""

    units: frozenset[int] | None = None
    domain: Domain | None = None
    state: State | None = None
    scanned: bool | None = None
    gap: bool = False
    arguments: dict[str, Any] = field(default_factory=dict)
    """The same as parts of the address."""


@dataclass(frozen=True)
class Neighbours:
    """The one before and the one behind in the queue, by public id, and how many wait."""

    previous: str | None
    next: str | None
    total: int


_LOADED = (
    joinedload(Qualification.official),
    joinedload(Qualification.level),
    joinedload(Qualification.certificate_type),
    joinedload(Qualification.language),
    joinedload(Qualification.entered_by),
)


def waiting_page(account: Account, asked: Asked, after: str | None, before: str | None) -> Page[Qualification]:
    """A page of the queue, from behind or up to the qualification with a public id. First whose verification closes a gap."""
    place = _place(after or before)
    statement = _waiting(account, asked, Qualification.id, Qualification.public_id)
    page = page_of(statement, _ORDER, PAGE, after=None if before else place, before=place if before else None)
    return page.showing(loaded([row.id for row in page.rows]))


def neighbours(account: Account, asked: Asked, qualification: Qualification) -> Neighbours:
    """Where one stands in the queue, whether it still waits or not."""
    statement = _waiting(account, asked, Qualification.public_id)
    key, place = tuple_(*_KEY), tuple_(*(_place(qualification.public_id) or (0, 0)))
    behind = db.session.scalar(statement.where(key > place).order_by(*_KEY).limit(1))
    ahead = db.session.scalar(statement.where(key < place).order_by(*(part.desc() for part in _KEY)).limit(1))
    return Neighbours(ahead, behind, count(statement))


def own_waiting(account: Account, asked: Asked) -> int:
    """How many of the queue the account had a hand in, so that others must decide on them."""
    return count(select(Qualification.id).where(*_narrowed(account, asked), _touched(account)))


def touched_by(account: Account, qualifications: Collection[int]) -> set[int]:
    """Which of these the account entered or ever changed, gave or took scans of, or whose holder it gave another name or number.

    The notes of actions know also who changed one before its last change; the queue does not ask them, for speed.
    """
    touched = or_(_touched(account), _once_changed(account))
    return set(db.session.scalars(select(Qualification.id).where(Qualification.id.in_(qualifications), touched)))


def chosen(account: Account, public_ids: Collection[str]) -> list[Qualification]:
    """Those of these qualifications that the account may read, in order of the register."""
    statement = (
        select(Qualification)
        .join(Official, Official.id == Qualification.official_id)
        .where(Qualification.public_id.in_(list(public_ids)[:MOST_AT_ONCE]), readable_by(account))
        .order_by(Qualification.id)
        .options(*_LOADED)
    )
    return list(db.session.scalars(statement))


def closing(qualifications: Collection[int]) -> set[int]:
    """Which of these would close a gap: their official meets a target by what was declared, and not by what was verified."""
    return set(db.session.scalars(select(Qualification.id).where(Qualification.id.in_(qualifications), _CLOSES)))


def units_of(officials: Collection[int]) -> dict[int, str]:
    """Where these officials hold their main posts today, by their ids."""
    tree = tree_on(today())
    held = select(Assignment.official_id, Assignment.unit_id).where(Assignment.official_id.in_(officials), *_MAIN_TODAY)
    return {official: tree.units[unit].name for official, unit in db.session.execute(held) if unit in tree.units}


def loaded(ids: Sequence[int]) -> list[Qualification]:
    """Qualifications with all that names them, in the order given."""
    found = {one.id: one for one in db.session.scalars(select(Qualification).where(Qualification.id.in_(ids)).options(*_LOADED))}
    return [found[each] for each in ids if each in found]


def steps_behind(qualifications: Collection[int]) -> dict[int, list[Verification]]:
    """What was decided of these qualifications, the last first."""
    statement = (
        select(Verification)
        .where(Verification.qualification_id.in_(qualifications))
        .options(joinedload(Verification.by))
        .order_by(Verification.id.desc())
    )
    steps: dict[int, list[Verification]] = {}
    for step in db.session.scalars(statement):
        steps.setdefault(step.qualification_id, []).append(step)
    return steps


def steps_of_official(official: Official) -> dict[int, list[Verification]]:
    """What was decided of the qualifications of an official, by the id of the qualification."""
    ids = db.session.scalars(select(Qualification.id).where(Qualification.official_id == official.id)).all()
    return steps_behind(ids)


def still_holds(step: Verification) -> bool:
    """Whether what a step was about is still what stands there: fields, names of catalogue entries, scans."""
    return bool(step.content == content_of(step.qualification))


def waiting_now(account: Account) -> ColumnElement[bool]:
    """Condition on `Qualification`: it waits, and the account may read it."""
    read = select(Official.id).where(Official.archived_at.is_(None), readable_by(account))
    return and_(Qualification.state.in_(WAITING), Qualification.official_id.in_(read))


def _waiting(account: Account, asked: Asked, *columns: Any) -> Statement:
    statement: Statement = select(*columns)
    return statement.where(*_narrowed(account, asked), ~_touched(account))


def _narrowed(account: Account, asked: Asked) -> list[ColumnElement[bool]]:
    found = [waiting_now(account)]
    if asked.state:
        found.append(Qualification.state == asked.state)
    if asked.domain:
        found.append(Qualification.domain == asked.domain)
    if asked.scanned is not None:
        found.append(_SCANNED if asked.scanned else ~_SCANNED)
    if asked.gap:
        found.append(_CLOSES)
    if asked.units is not None:
        at_unit = Assignment.unit_id.in_(asked.units)
        found.append(exists().where(Assignment.official_id == Qualification.official_id, at_unit, *_MAIN_TODAY))
    return found


def _touched(account: Account) -> ColumnElement[bool]:
    """Condition on `Qualification`: never null, so that its opposite means what it says."""
    mine = or_(Evidence.added_by_id == account.id, Evidence.removed_by_id == account.id)
    return or_(
        func.coalesce(Qualification.entered_by_id, 0) == account.id,
        func.coalesce(Qualification.changed_by_id, 0) == account.id,
        Qualification.id.in_(select(Evidence.qualification_id).where(mine)),
    )


def _once_changed(account: Account) -> ColumnElement[bool]:
    mine = and_(AuditEntry.id == RowChange.entry_id, AuditEntry.account_id == account.id, RowChange.before.is_not(None))
    changed = exists().where(
        mine,
        RowChange.kind == Qualification.__tablename__,
        RowChange.record == Qualification.public_id,
        RowChange.after["changed_by_id"].as_integer() == account.id,
    )
    named = or_(*(RowChange.after[name].as_string().is_not(None) for name in ("full_name", "personal_number")))
    renamed = exists().where(
        mine, RowChange.kind == Official.__tablename__, RowChange.official_id == Qualification.official_id, named
    )
    return or_(changed, renamed)


_today = bindparam("today", callable_=today, type_=Date)  # read when the statement runs
_MAIN_TODAY = (Assignment.valid_from <= _today, Assignment.valid_to > _today, Assignment.kind == AssignmentKind.MAIN)
# Sets that the database makes once for the whole list, instead of a question for each of its rows.
_SCANNED = Qualification.id.in_(select(Evidence.qualification_id).where(Evidence.removed_at.is_(None)))
_LACKING = select(Standing.official_id).where(
    Standing.valid_from <= _today,
    Standing.valid_to > _today,
    Standing.declared == int(Reckoned.MET),
    Standing.verified != int(Reckoned.MET),
)
_CLOSES = Qualification.official_id.in_(_LACKING)
"""Somebody who meets a target by what was declared, and would not by what was verified."""

_KEY = (case((_CLOSES, 0), else_=1), Qualification.id)
_ORDER = Order(_KEY, lambda row: str(row.public_id))


def _place(public_id: str | None) -> tuple[int, int] | None:
    """The values of the order of one qualification."""
    row = db.session.execute(select(*_KEY).where(Qualification.public_id == (public_id or ""))).first()
    return (row[0], row[1]) if row else None
