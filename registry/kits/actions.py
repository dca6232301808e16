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

_GIVEN = {"kit": "kit.given", "export": "unit.exported"}
_TITLES = {"kit": "Tệp làm việc ngoại tuyến", "export": "Xuất toàn bộ hồ sơ"}


def give_template(unit: Unit, by: Account) -> bytes:
    """An empty roster for a unit, with the lists that its cells choose from."""
    record("kit.template_given", name_of(unit.id, today()), by=by, unit=unit)
    with force_locale("vi"):  # the words of cells are read again
        return workbook(Made(unit.key, name_of(unit.id, today()), today(), lists_for(unit.id), sealed=False))


def give(what: str, unit: Unit, by: Account) -> bytes:
    """The offline kit of a unit (`kit`: its people, to be worked on and sent back), or everything on file of them (`export`)."""
    people = staff_of(units_below(unit))
    note_given(what, unit, len(people), by)
    return kit_of(unit, people, everything=what == "export")


def note_given(what: str, unit: Unit, people: int, by: Account) -> None:
    """Leave the entry of a kit or an export of so many people."""
    record(_GIVEN[what], name_of(unit.id, today()), by=by, unit=unit, changes={"officials": [None, people]})


def ask_for_kits(by: Account) -> Job:
    """Let a worker make the kits of all communes that the account sees. Refused when it sees only one."""
    if len(communes_of(by)) < 2:
        raise Refused("", "Tài khoản chỉ có một xã, phường; hãy tải tệp của đơn vị đó.")
    return ask("kits.all", "Tệp làm việc ngoại tuyến của mọi xã, phường", by)


def ask_for(what: str, unit: Unit, by: Account) -> Job:
    """Let a worker make the kit or the full export of a large unit."""
    return ask(f"unit.{what}", f"{_TITLES[what]}: {name_of(unit.id, today())}", by, unit=unit.key)
