"""The unit that a page looks at: the one asked for in the address, inside what the account may see on the day."""

import datetime as dt
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import NotFound

from models.accounts import Account
from registry.shared.clock import today
from registry.units.queries import Tree, UnitOnDay, tree_on
from registry.units.rights import scope_on, seat_of


@dataclass(frozen=True)
class View:
    """The tree of the day, what the account sees of it, and the unit in view (None before it stood) with everything below.

    Before the account's own unit stood, `units` are those that went whole into it since.
    """

    account: Account
    """Whose view it is."""

    tree: Tree
    seen: set[int]
    unit: UnitOnDay | None
    units: set[int]
    unit_id: int
    """Of the unit in view, whether it stood or not."""

    @property
    def whole(self) -> bool:
        """Whether the unit in view is the account's own, not a part chosen in the address."""
        return self.units == self.seen

    @property
    def trail(self) -> list[UnitOnDay]:
        """The way down to the unit in view, as far as the account sees it."""
        above = list(self.tree.ancestors(self.unit.id)) if self.unit else []
        return [unit for unit in reversed(above) if unit.id in self.seen]


def view_of(account: Account, on: dt.date) -> View:
    """The view of this request; `?unit=` chooses a unit by key. A unit out of sight or not standing on the day is 404."""
    return view_in(tree_on(on), account)


def view_in(tree: Tree, account: Account) -> View:
    """The same in a tree that is at hand."""
    seen, seat = scope_on(account, tree), seat_of(account, tree_on(today()))
    key = request.args.get("unit")
    if not key:
        return View(account, tree, seen, tree.units.get(seat), seen, seat)
    unit = tree.by_key(key)
    if unit is None or unit.id not in seen:
        raise NotFound
    return View(account, tree, seen, unit, tree.subtree(unit.id), unit.id)
