"""Which units an account sees: where it sits, what hangs below, and the past of units that went whole into these."""

from collections.abc import Set as AbstractSet

from sqlalchemy import select

from models.accounts import Account
from models.units import Extent, Succession
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import Tree, heirs_between, tree_on


def seat_of(account: Account, tree: Tree) -> int:
    """Id of the unit that the account belongs to on the day of the tree.

    It is the unit that the administrator chose; when that one has ended, the one that took it over whole, and so on. Of a
    unit that was split up or just ended nobody follows: the account stays where it is and sees no living unit.
    """
    if account.unit_id in tree.units:
        return account.unit_id
    heirs = dict(_handed_on(tree))
    unit_id, passed = account.unit_id, {account.unit_id}
    while unit_id not in tree.units and heirs.get(unit_id, unit_id) not in passed:
        unit_id = heirs[unit_id]
        passed.add(unit_id)
    return unit_id if unit_id in tree.units else account.unit_id


def past_of(units: AbstractSet[int], tree: Tree) -> set[int]:
    """Units that stand no more and went whole into these, over as many steps as there are."""
    found = set(units)
    for before, after in reversed(_handed_on(tree)):
        if after in found and before not in tree.units:
            found.add(before)
    return found - units


def units_of(account: Account) -> set[int]:
    """Ids of the units whose people are the account's today: its own, those below, and what went whole into them."""
    tree = tree_on(today())
    own = tree.subtree(seat_of(account, tree))
    return own | past_of(own, tree)


def same_seat(account: Account) -> set[int]:
    """Ids of the units whose accounts are colleagues today: its own, and those that went whole into it."""
    tree = tree_on(today())
    seat = seat_of(account, tree)
    return {seat} | past_of({seat}, tree)


def scope_on(account: Account, tree: Tree) -> set[int]:
    """Ids of the units that the account sees on the day of the tree.

    The rights are those of today: who has taken a unit over
    whole sees its past, with everything that hung below it then; who will take one over does not see it yet.
    """
    now = tree if tree.on == today() else tree_on(today())
    seat = seat_of(account, now)
    seen = tree.subtree(seat)
    if tree is now:
        return seen
    if tree.on > now.on:
        return seen - _others_till_then(now.subtree(seat), now, tree)
    for unit_id in past_of(now.subtree(seat), now) & tree.units.keys():
        seen |= tree.subtree(unit_id)
    return seen


def _others_till_then(own: AbstractSet[int], now: Tree, then: Tree) -> set[int]:
    """Units of a day to come that are others' until then: hung elsewhere today, or new and made of what is others' today."""
    made = heirs_between(now.on, then.on).items()
    followers = {heir for unit_id, heirs in made if unit_id in now.units and unit_id not in own for heir in heirs}
    return (now.units.keys() | followers) - own


def _handed_on(tree: Tree) -> list[tuple[int, int]]:
    """Which unit went whole into which, until the day of the tree, oldest first."""
    statement = select(Succession.predecessor_id, Succession.successor_id)
    whole = statement.where(Succession.extent == Extent.WHOLE, Succession.day <= tree.on)
    return [(before, after) for before, after in db.session.execute(whole.order_by(Succession.day, Succession.id))]
