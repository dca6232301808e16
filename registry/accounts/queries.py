"""Reading accounts: as the frame shows the own one, and as administrators list those of their part of the province."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, true
from werkzeug.exceptions import NotFound

from models.accounts import Account, Role, SignIn
from models.units import Tier, Unit
from registry.accounts import sessions
from registry.accounts.words import role_label
from registry.shared.clock import aware, now, today
from registry.shared.database import db
from registry.shared.paging import Order, Page, page_of
from registry.shared.text import fold
from registry.units.queries import name_of, name_on, tree_on, unit_names
from registry.units.rights import seat_of

PAGE = 50

_BY_USERNAME = Order((Account.username,), lambda row: str(row.Account.username))


@dataclass(frozen=True)
class Shown:
    """An account as the frame shows it."""

    name: str
    unit_name: str
    role_label: str


@dataclass(frozen=True)
class Wanted:
    """Which accounts are looked for; None and empty mean all."""

    role: Role | None = None
    active: bool | None = None
    text: str = ""


@dataclass(frozen=True)
class Listed:
    """An account in the list."""

    public_id: str
    username: str
    name: str
    role_label: str
    unit_name: str
    active: bool
    rests: bool
    seen_at: dt.datetime | None
    """Last time the account was in use, within a minute."""


@dataclass(frozen=True)
class UnitGroup:
    """Units of one tier that an account may belong to."""

    tier: Tier
    units: list[tuple[Unit, str]]


def shown(account: Account) -> Shown:
    """Name, unit of today and role in words."""
    return Shown(account.name, name_of(seat_of(account, tree_on(today())), today()), role_label(account.role))


def kept_by(administrator: Account) -> ColumnElement[bool]:
    """Condition on `Account`: of the administrator's unit or below. The province keeps all, also those of units that ended."""
    tree = tree_on(today())
    unit = tree.units.get(administrator.unit_id)
    if unit is not None and unit.tier is Tier.PROVINCE:
        return true()
    return Account.unit_id.in_(tree.subtree(administrator.unit_id))


def account_for(administrator: Account, public_id: str) -> Account:
    """The account with this public id; 404 for one of a unit outside the administrator's scope, as for none."""
    account = db.session.scalar(select(Account).where(Account.public_id == public_id, kept_by(administrator)))
    if account is None:
        raise NotFound
    return account


def accounts_for(administrator: Account, wanted: Wanted, after: str | None, before: str | None) -> Page[Listed]:
    """A page of the accounts in the administrator's scope, by user name; the cursors are user names."""
    statement = select(Account).where(kept_by(administrator), *_conditions(wanted))
    page = page_of(statement, _BY_USERNAME, PAGE, after=[after] if after else None, before=[before] if before else None)
    return page.showing(_listed([row.Account for row in page.rows]))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.role is not None:
        found.append(Account.role == wanted.role)
    if wanted.active is not None:
        found.append(Account.active.is_(wanted.active))
    if words := fold(wanted.text):
        # Names of accounts and units are few, so they are folded here and not kept folded in the table.
        named = {unit_id for unit_id, periods in unit_names().items() if words in fold(name_on(periods, today()))}
        ids = [row.id for row in db.session.execute(select(Account.id, Account.name)) if words in fold(row.name)]
        typed = wanted.text.strip().lower()
        found.append(or_(Account.username.contains(typed, autoescape=True), Account.id.in_(ids), Account.unit_id.in_(named)))
    return found


def _listed(accounts: list[Account]) -> list[Listed]:
    last_seen = (
        select(SignIn.account_id, func.max(SignIn.seen_at))
        .where(SignIn.account_id.in_([account.id for account in accounts]))
        .group_by(SignIn.account_id)
    )
    seen: dict[int, dt.datetime] = dict(db.session.execute(last_seen).all())
    names = unit_names()
    return [
        Listed(
            account.public_id,
            account.username,
            account.name,
            role_label(account.role),
            name_on(names[account.unit_id], today()),
            account.active,
            rests(account),
            seen.get(account.id),
        )
        for account in accounts
    ]


def rests(account: Account) -> bool:
    """Whether too many wrong passwords keep the account out for now."""
    return account.locked_until is not None and aware(account.locked_until) > now()


def open_sessions(account: Account) -> int:
    """Number of sessions in which the account is signed in."""
    statement = select(func.count()).select_from(SignIn).where(SignIn.account_id == account.id, sessions.still_open())
    return db.session.scalar(statement) or 0


def units_for(administrator: Account) -> list[UnitGroup]:
    """Units of today that the administrator may give to an account, by tier from the province down, by name in a tier."""
    tree = tree_on(today())
    scope = tree.subtree(administrator.unit_id) & tree.units.keys()
    rows = {unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.id.in_(scope)))}
    groups = []
    for tier in Tier:
        standing = sorted((tree.units[key] for key in rows if tree.units[key].tier is tier), key=lambda unit: fold(unit.name))
        if standing:
            groups.append(UnitGroup(tier, [(rows[unit.id], unit.name) for unit in standing]))
    return groups
