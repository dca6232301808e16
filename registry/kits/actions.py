"""Giving workbooks out: each leaves one entry in the trail, because they carry personal data away. Callers commit."""

from flask_babel import force_locale

from models.accounts import Account
from models.jobs import Job
from models.units import Unit
from registry.audit.actions import record
from registry.jobs.actions import ask
from registry.kits.content import staff_of
from registry.kits.documents import Made, workbook
from registry.kits.lists import lists_for
from registry.kits.units import communes_of, kit_of, units_below
from registry.shared.clock import today
from registry.shared.refusal import Refused
from registry.units.queries import name_of


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
