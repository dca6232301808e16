"""Giving workbooks out: each leaves one entry in the trail, because they carry personal data away. Callers commit.

A workbook is made first and given then: making takes long, and SQLite has one writer at a time.
"""

from dataclasses import dataclass

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

_GIVEN = {"template": "kit.template_given", "kit": "kit.given", "export": "unit.exported"}
_TITLES = {"kit": "Tệp làm việc ngoại tuyến", "export": "Xuất toàn bộ hồ sơ"}


@dataclass(frozen=True)
class Workbook:
    """A workbook that was made and not yet given: what it is, of `_GIVEN`; of which unit it is; who is in it."""

    what: str
    unit: Unit
    content: bytes
    people: list[int] | None = None
    """Ids of officials; None: a template."""


def template_of(unit: Unit) -> Workbook:
    """An empty roster for a unit, with the lists that its cells choose from."""
    with force_locale("vi"):  # the words of cells are read again
        made = Made(unit.key, name_of(unit.id, today()), today(), lists_for(unit.id), sealed=False)
        return Workbook("template", unit, workbook(made))


def offline_kit_of(unit: Unit) -> Workbook:
    """The offline kit of a unit: its people, to be worked on and sent back."""
    people = staff_of(units_below(unit))
    return Workbook("kit", unit, kit_of(unit, people), people)


def export_of(unit: Unit) -> Workbook:
    """Everything on file of a unit's people."""
    people = staff_of(units_below(unit))
    with force_locale("vi"):
        return Workbook("export", unit, kit_of(unit, people, everything=True), people)


MAKERS = {"kit": offline_kit_of, "export": export_of}


def give(made: Workbook, by: Account) -> bytes:
    """Let a workbook go."""
    changes = {} if made.people is None else {"officials": [None, len(made.people)]}
    record(_GIVEN[made.what], name_of(made.unit.id, today()), by=by, unit=made.unit, changes=changes)
    return made.content


def ask_for_kits(by: Account) -> Job:
    """Let a worker make the kits of all communes that the account sees. Refused when it sees only one."""
    if len(communes_of(by)) < 2:
        raise Refused("", "Tài khoản chỉ có một xã, phường; hãy tải tệp của đơn vị đó.")
    return ask("kits.all", "Tệp làm việc ngoại tuyến của mọi xã, phường", by)


def ask_for(what: str, unit: Unit, by: Account) -> Job:
    """Let a worker make the kit or the full export of a large unit."""
    return ask(f"unit.{what}", f"{_TITLES[what]}: {name_of(unit.id, today())}", by, unit=unit.key)
