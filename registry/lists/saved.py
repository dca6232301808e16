"""Reading saved views: one's own, and those that an account of the unit, or of one above it, shares."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.lists import SavedView
from registry.lists.asked import Arguments, Asked
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import Tree, tree_on
from registry.units.rights import past_of, seat_of


@dataclass(frozen=True)
class Kept:
    """A view as the page offers it."""

    public_id: str
    name: str
    shared: bool
    own: bool
    version: int
    arguments: Arguments
    current: bool


def views_for(account: Account, asked: Asked) -> list[Kept]:
    """The views of this list that the account may open, its own first, by name.

    A view holds conditions and no rows: what it shows is what the account sees anyway. A unit that the account does not see, or
    that does not stand on the day, is left out of the conditions.
    """
    tree = asked.view.tree if asked.on == today() else tree_on(today())
    statement = select(SavedView).where(SavedView.kind == asked.listing.kind, _open_to(account, tree))
    views = sorted(db.session.scalars(statement), key=lambda view: (view.owner_id != account.id, view.name.lower(), view.id))
    here = asked.arguments
    return [
        Kept(view.public_id, view.name, view.shared, view.owner_id == account.id, view.version, within, within == here)
        for view in views
        for within in (_in_sight(view.arguments, asked),)
    ]


def own_view(account: Account, public_id: str, kind: str | None = None) -> SavedView:
    """A view of the account's own, of a list when its kind is told; 404 for another one, also for a shared one."""
    view = db.session.scalar(select(SavedView).where(SavedView.public_id == public_id, SavedView.owner_id == account.id))
    if view is None or kind not in (None, view.kind):
        raise NotFound
    return view


def _open_to(account: Account, tree: Tree) -> ColumnElement[bool]:
    seat = seat_of(account, tree)
    above = {unit.id for unit in tree.ancestors(seat)} or {seat}
    shared = and_(SavedView.shared, SavedView.unit_id.in_(above | past_of(above, tree)))
    return or_(SavedView.owner_id == account.id, shared)


def _in_sight(arguments: Arguments, asked: Asked) -> Arguments:
    unit = asked.view.tree.by_key(str(arguments.get("unit", "")))
    hidden = "unit" in arguments and (unit is None or unit.id not in asked.view.seen)
    return {name: value for name, value in arguments.items() if not (hidden and name == "unit")}
