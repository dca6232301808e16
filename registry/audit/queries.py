"""Reading the trail, within what an account may see of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from models.accounts import Account
from models.audit import AuditEntry
from models.officials import Assignment, Official
from models.positions import Position
from models.qualifications import CertificateType, Language, Level
from models.service import Rank
from models.units import Tier, UnitPeriod
from registry.audit.words import action_label, field_label, value_label
from registry.shared.clock import HA_TINH, aware, today
from registry.shared.database import db
from registry.shared.paging import Page
from registry.shared.text import fold
from registry.units.queries import name_on, tree_on, unit_names
from registry.units.rights import past_of, seat_of

PAGE = 50

Names = Mapping[str, Mapping[object, str]]


@dataclass(frozen=True)
class Wanted:
    """Which entries are looked for; None and empty mean all. Days are days in Hà Tĩnh, both included."""

    account: str = ""
    action: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""


@dataclass(frozen=True)
class Change:
    """A field in words, before and after; `before` is None where nothing was there."""

    field: str
    before: str | None
    after: str


_BY_LINK = frozenset({"link.opened", "link.refused", "proposal.made", "proposal.withdrawn"})
"""Done by whoever holds the link of an official, without an account."""


@dataclass(frozen=True)
class Entry:
    """An entry of the trail in words. Its number is its place in the trail."""

    number: int
    at: dt.datetime
    username: str | None
    """None: a command on the server, or somebody who did not get in."""
    name: str
    action: str
    subject: str
    official: str
    official_id: str | None
    """Public id, for the address of the file."""
    unit: str
    changes: list[Change]


def entries_for(account: Account, wanted: Wanted, after: int | None = None, before: int | None = None) -> Page[Entry]:
    """A page of the trail, newest first; the cursors are numbers of entries.

    Not by `page_of`: millions of entries are paged backwards along the primary key itself.
    """
    matching = [_visible_to(account), *_conditions(wanted)]
    total = _count(matching)
    place: list[ColumnElement[bool]] = []
    if before is not None:
        place = [AuditEntry.id > before]
    elif after is not None:
        place = [AuditEntry.id < after]
    order = AuditEntry.id if before is not None else AuditEntry.id.desc()
    rows = _found(_selected([*matching, *place]).order_by(order).limit(PAGE))
    rows = rows[::-1] if before is not None else rows
    if not rows:
        return Page([], total, 1, None, None)
    newest, oldest = rows[0].entry.id, rows[-1].entry.id
    first = _count([*matching, AuditEntry.id > newest]) + 1
    more = first + len(rows) - 1 < total
    return Page(_entries(rows), total, first, str(newest) if first > 1 else None, str(oldest) if more else None)


def all_entries_for(account: Account, wanted: Wanted, limit: int) -> list[Entry]:
    """The newest entries that match, up to `limit`."""
    statement = _selected([_visible_to(account), *_conditions(wanted)]).order_by(AuditEntry.id.desc()).limit(limit)
    return _entries(_found(statement))


def history_of(official: Official, limit: int, *, without: str = "") -> list[Entry]:
    """The newest entries about one official, without a group of actions. The caller sees to it that the account may read them."""
    mine = [AuditEntry.official_id == official.id]
    if without:
        mine.append(AuditEntry.action.not_like(f"{without}.%"))
    return _entries(_found(_selected(mine).order_by(AuditEntry.id.desc()).limit(limit)))


def _count(matching: Iterable[ColumnElement[bool]]) -> int:
    statement = select(func.count()).select_from(AuditEntry)
    return db.session.scalar(statement.outerjoin(Official, Official.id == AuditEntry.official_id).where(*matching)) or 0


class _Row(NamedTuple):
    entry: AuditEntry
    official: Official | None


def _found(statement: Select[AuditEntry, Official]) -> list[_Row]:
    return [_Row(entry, official) for entry, official in db.session.execute(statement)]


def _selected(matching: Iterable[ColumnElement[bool]]) -> Select[AuditEntry, Official]:
    return (
        select(AuditEntry, Official)
        .outerjoin(Official, Official.id == AuditEntry.official_id)
        .where(*matching)
        .options(joinedload(AuditEntry.account))
    )


def _visible_to(account: Account) -> ColumnElement[bool]:
    """An account of the province sees all; another one what its part of the tree did or what was done to its part."""
    tree = tree_on(today())
    seat = seat_of(account, tree)
    unit = tree.units.get(seat)
    if unit is not None and unit.tier is Tier.PROVINCE:
        return true()
    own = tree.subtree(seat)
    scope = own | past_of(own, tree)
    return or_(
        AuditEntry.unit_id.in_(scope),
        AuditEntry.account_id.in_(select(Account.id).where(Account.unit_id.in_(scope))),
        AuditEntry.official_id.in_(select(Assignment.official_id).where(Assignment.unit_id.in_(scope))),
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.account:
        found.append(AuditEntry.account_id.in_(_accounts_called(wanted.account)))
    if wanted.action:
        found.append(AuditEntry.action == wanted.action)
    if wanted.since:
        found.append(AuditEntry.at >= _begin_of(wanted.since))
    if wanted.until:
        found.append(AuditEntry.at < _begin_of(wanted.until + dt.timedelta(days=1)))
    for word in fold(wanted.text).split():
        found.append(or_(AuditEntry.search_text.contains(f" {word}"), Official.search_text.contains(f" {word}")))
    return found


def _begin_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), HA_TINH).astimezone(dt.UTC)


def _accounts_called(text: str) -> list[int]:
    """Accounts are few, so their names are folded here and not kept folded in the table."""
    typed, words = text.strip().lower(), fold(text)
    rows = db.session.execute(select(Account.id, Account.username, Account.name))
    return [row.id for row in rows if typed in row.username or (words and words in fold(row.name))]


def _entries(rows: Sequence[_Row]) -> list[Entry]:
    units = unit_names()
    names = _names([row.entry.changes for row in rows], units)
    return [
        Entry(
            number=entry.id,
            at=aware(entry.at),
            username=entry.account.username if entry.account else None,
            name=entry.account.name if entry.account else _("Người mở đường dẫn") if entry.action in _BY_LINK else "",
            action=action_label(entry.action),
            subject=entry.subject,
            official=official.full_name if official else "",
            official_id=official.public_id if official else None,
            unit=name_on(units[entry.unit_id], aware(entry.at).astimezone(HA_TINH).date()) if entry.unit_id in units else "",
            changes=_changes(entry.changes, names),
        )
        for entry, official in rows
    ]


def said(changes: Mapping[str, Any]) -> list[Change]:
    """Changes, as an entry of the trail holds them, in words and in their order."""
    return _changes(changes, _names([changes], unit_names()))


def _changes(changes: Mapping[str, Any], names: Names) -> list[Change]:
    """The changes in words. A figure that stands alone came after nothing."""
    found = []
    for field, value in changes.items():
        pair = value if isinstance(value, list) and len(value) == 2 else [None, value]
        before = None if pair[0] in (None, "") else value_label(field, pair[0], names)
        found.append(Change(field_label(field), before, value_label(field, pair[1], names)))
    return found


def _names(changes: Iterable[Mapping[str, Any]], units: Mapping[int, list[UnitPeriod]]) -> Names:
    """What the ids and keys in these changes are called."""
    used = {field for each in changes for field in each}
    names: dict[str, dict[object, str]] = {}
    if "level_id" in used:
        names["level_id"] = {row.id: row.name for row in db.session.scalars(select(Level))}
    if "certificate_type_id" in used:
        names["certificate_type_id"] = {row.id: row.name for row in db.session.scalars(select(CertificateType))}
    if "rank_id" in used:
        names["rank_id"] = {row.id: row.name for row in db.session.scalars(select(Rank))}
    if used & {"language_code", "taught_in"}:
        names["language_code"] = names["taught_in"] = {row.code: row.name for row in db.session.scalars(select(Language))}
    if "position" in used:
        names["position"] = {row.key: row.title for row in db.session.scalars(select(Position))}
    if "unit" in used:
        names["unit"] = {periods[0].unit.key: periods[-1].name for periods in units.values()}
    return names
