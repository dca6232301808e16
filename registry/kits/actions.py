"""Giving workbooks out: each leaves one entry in the trail, because they carry personal data away. Callers commit."""

from collections.abc import Collection

from flask_babel import force_locale

from models.accounts import Account
from models.jobs import Job
from models.units import Tier, Unit
from registry.audit.actions import record
from registry.jobs.actions import ask
from registry.kits.content import entries, staff_of
from registry.kits.documents import Made, workbook
from registry.kits.lists import lists_for
from registry.kits.sheets import extras_of
from registry.shared.clock import today
from registry.shared.refusal import Refused
from registry.units.queries import name_of, tree_on


def give_template(unit: Unit, by: Account) -> bytes:
    """An empty roster for a unit, with the lists that its cells choose from."""
    record("kit.template_given", name_of(unit.id, today()), by=by, unit=unit)
    with force_locale("vi"):  # the words of cells are read again
        return workbook(Made(unit.key, name_of(unit.id, today()), today(), lists_for(unit.id), sealed=False))


def give_kit(unit: Unit, by: Account) -> bytes:
    """The offline kit of a unit: its people, to be worked on and sent back."""
    people = staff_of(units_below(unit))
    record("kit.given", name_of(unit.id, today()), by=by, unit=unit, changes={"officials": [None, len(people)]})
    return kit_of(unit, people)


def give_export(unit: Unit, by: Account) -> bytes:
    """Everything on file of a unit's people."""
    people = staff_of(units_below(unit))
    record("unit.exported", name_of(unit.id, today()), by=by, unit=unit, changes={"officials": [None, len(people)]})
    with force_locale("vi"):
        return kit_of(unit, people, everything=True)


def ask_for_kits(by: Account) -> Job:
    """Let a worker make the kits of all communes that the account sees. Refused when it sees only one."""
    if len(communes_of(by)) < 2:
        raise Refused("", "Tài khoản chỉ có một xã, phường; hãy tải tệp của đơn vị đó.")
    return ask("kits.all", "Tệp làm việc ngoại tuyến của mọi xã, phường", by)


def ask_for_export(unit: Unit, by: Account) -> Job:
    """Let a worker make the full export of a large unit."""
    return ask("unit.export", f"Xuất toàn bộ hồ sơ: {name_of(unit.id, today())}", by, unit=unit.key)


def units_below(unit: Unit) -> Collection[int]:
    """Ids of a unit and everything below it today."""
    return tree_on(today()).subtree(unit.id)


def communes_of(account: Account) -> list[int]:
    """Ids of the communes that an account sees today, in order of code."""
    tree = tree_on(today())
    seen = tree.subtree(account.unit_id)
    return [unit.id for unit in tree.of_tiers([Tier.COMMUNE]) if unit.id in seen]


def kit_of(unit: Unit, people: list[int], *, everything: bool = False) -> bytes:
    """The workbook of a unit's people; with everything on file beside the roster, for the full export."""
    with force_locale("vi"):
        extras = extras_of(people) if everything else []
        return workbook(Made(unit.key, name_of(unit.id, today()), today(), lists_for(unit.id), entries(people), extras))
