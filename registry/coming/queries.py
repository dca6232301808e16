"""What comes due in a view, one matter of one official, and whose calendar an address is."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Official
from models.planning import CalendarLink, Due, DueDay
from registry.access.permissions import Permission, allowed
from registry.coming.actions import token_hash
from registry.coming.due import Asked, Coming, coming, coming_of
from registry.coming.ics import Event
from registry.coming.words import KINDS
from registry.officials.queries import post_words, readable_by
from registry.shared.ages import add_months
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import Tree, tree_on
from registry.units.rights import scope_on
from registry.units.scope import View

MONTHS = (3, 6, 12, 24, 60)
USUAL = 12
AHEAD = 24
"""Months that a calendar looks ahead."""


@dataclass(frozen=True)
class Listed:
    """Something coming in words."""

    one: Coming
    post: str
    unit_name: str
    overdue: bool

    @property
    def month(self) -> str:
        """`2027-03`: groups lines by month in the order of time."""
        return f"{self.one.due:%Y-%m}"


@dataclass(frozen=True)
class Horizon:
    """All that comes within some months at the units in view, and how many of each kind."""

    everything: list[Coming]
    tree: Tree

    @property
    def numbers(self) -> Mapping[Due, int]:
        """Kind → how many."""
        return Counter(one.kind for one in self.everything)

    def listed(self, kind: Due | None) -> list[Listed]:
        """Those of a kind, or all, the nearest first."""
        return [listed(one, self.tree) for one in self.everything if kind in (None, one.kind)]


def listed(one: Coming, tree: Tree) -> Listed:
    """One in words."""
    unit = tree.units.get(one.holder.unit_id)
    post = post_words(one.holder.title, one.holder.division)
    return Listed(one, post, unit.name if unit else "", one.due < tree.on)


def horizon(view: View, months: int, account: Account) -> Horizon:
    """What comes within some months of the day of the view, of people whom the account may read."""
    on = view.tree.on
    asked = Asked(on, add_months(on, months), frozenset(view.units), readable_by(account))
    return Horizon(coming(asked), view.tree)


def matter_of(official: Official, kind: Due, on: dt.date) -> Coming:
    """What of this kind comes due for an official; 404 when nothing does."""
    found = next((one for one in coming_of(official, on) if one.kind is kind), None)
    if found is None:
        raise NotFound
    return found


def due_day_for(account: Account, public_id: str) -> DueDay:
    """The decision with this public id; 404 unless the account may read the file."""
    statement = select(DueDay).join(Official, Official.id == DueDay.official_id)
    row = db.session.scalar(statement.where(DueDay.public_id == public_id, readable_by(account)))
    if row is None:
        raise NotFound
    return row


def link_of(account: Account) -> CalendarLink | None:
    """The address of the account's calendar, if it has one."""
    return db.session.scalars(select(CalendarLink).where(CalendarLink.account_id == account.id)).one_or_none()


def owner_of(token: str) -> Account | None:
    """Whose calendar it is; nobody's when the address was taken back, or its owner may not sign in or read files any more."""
    link = db.session.scalars(select(CalendarLink).where(CalendarLink.token_hash == token_hash(token))).one_or_none()
    if link is None or not link.account.active or not allowed(link.account.role, Permission.OFFICIALS_READ):
        return None
    return link.account


def events_of(account: Account | None) -> list[Event]:
    """The calendar of an account as its rights are today: name, what and day of each, and nothing else of anybody.

    Nobody's calendar is empty, so that programs drop what they had from an address that was taken back.
    """
    if account is None:
        return []
    on = today()
    asked = Asked(on, add_months(on, AHEAD), frozenset(scope_on(account, tree_on(on))), readable_by(account))
    return [
        Event(f"{one.kind}-{one.holder.public_id}-{one.holder.post_id}", one.due, f"{KINDS[one.kind]}: {one.holder.full_name}")
        for one in coming(asked)
    ]
