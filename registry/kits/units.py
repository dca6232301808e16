"""For whom a workbook is made: a unit with everything below it, the communes of an account, the people of a unit."""

from collections.abc import Collection

from flask_babel import force_locale

from models.accounts import Account
from models.units import Tier, Unit
from registry.kits.content import entries
from registry.kits.documents import Made, workbook
from registry.kits.lists import lists_for
from registry.kits.sheets import extras_of
from registry.shared.clock import today
from registry.units.queries import name_of, tree_on
from registry.units.rights import scope_on


def units_below(unit: Unit) -> Collection[int]:
    """Ids of a unit and everything below it today."""
    return tree_on(today()).subtree(unit.id)


def communes_of(account: Account) -> list[int]:
    """Ids of the communes that an account sees today, in order of code."""
    tree = tree_on(today())
    seen = scope_on(account, tree)
    return [unit.id for unit in tree.of_tiers([Tier.COMMUNE]) if unit.id in seen]


def kit_of(unit: Unit, people: list[int], *, everything: bool = False) -> bytes:
    """The workbook of a unit's people; with everything on file beside the roster, for the full export."""
    with force_locale("vi"):
        extras = extras_of(people) if everything else []
        return workbook(Made(unit.key, name_of(unit.id, today()), today(), lists_for(unit.id), entries(people), extras))
