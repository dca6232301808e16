"""The long work of this room: the kits of all communes in one archive, the kit or the full export of a large unit."""

import io
import zipfile
from dataclasses import replace

from sqlalchemy import select

from models.jobs import Job
from models.units import Unit
from registry.access.permissions import Permission, allowed
from registry.audit.actions import record
from registry.jobs.kinds import Kind
from registry.jobs.lease import Progress
from registry.kits.actions import MAKERS, give
from registry.kits.content import staff_of
from registry.kits.units import communes_of, kit_of, units_below
from registry.officials.queries import readable_ids
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.downloads import XLSX
from registry.shared.refusal import Refused
from registry.units.queries import name_of, tree_on
from registry.units.rights import scope_on

ZIP = "application/zip"
_SLICE = 1000


def make_kits(job: Job, progress: Progress) -> None:
    """One kit for each commune that the owner sees, in a zip archive."""
    _check_owner(job)
    target, people = io.BytesIO(), list[int]()
    communes = communes_of(job.owner)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # workbooks are packed already
        for done, unit_id in enumerate(communes):
            unit, name = db.session.get_one(Unit, unit_id), name_of(unit_id, today())
            progress.tell(done, len(communes), f"Đang lập tệp của {name}")
            staff = staff_of(units_below(unit))
            people += staff
            archive.writestr(file_name("ho-so", unit), kit_of(unit, staff))
            db.session.expire_all()
    with progress.finishing() as ending:
        _note_people(job, people)
        record("kits.given", job.title, by=job.owner, changes={"officials": [None, len(people)], "units": [None, len(communes)]})
        ending.message = f"Đã lập {len(communes)} tệp."
        ending.attach(target.getvalue(), f"ho-so-cac-xa-{today():%Y-%m-%d}.zip", ZIP)


def make_kit(job: Job, progress: Progress) -> None:
    """The kit of a large unit."""
    _make("kit", "ho-so", job, progress)


def make_export(job: Job, progress: Progress) -> None:
    """The full export of a unit."""
    _make("export", "toan-bo-ho-so", job, progress)


def _make(what: str, name: str, job: Job, progress: Progress) -> None:
    """A workbook of a unit's people. Made before anything is written: it takes long, and SQLite has one writer at a time."""
    _check_owner(job)
    unit = db.session.scalars(select(Unit).where(Unit.key == job.arguments["unit"])).one()
    if unit.id not in scope_on(job.owner, tree_on(today())):
        raise Refused("", "Đơn vị này nằm ngoài phạm vi của tài khoản.")
    progress.tell(0, 0, "Đang xuất hồ sơ")
    made, unit_id = MAKERS[what](unit), unit.id
    with progress.finishing() as ending:
        _note_people(job, made.people or [])
        made = replace(made, unit=db.session.get_one(Unit, unit_id))
        ending.attach(give(made, job.owner), file_name(name, made.unit), XLSX)
        ending.message = "Đã xuất."


def file_name(what: str, unit: Unit) -> str:
    """The name of a workbook: what it is, whose, of which day."""
    return f"{what}-{unit.key}-{today():%Y-%m-%d}.xlsx"


def _note_people(job: Job, people: list[int]) -> None:
    """Whom the result covers is kept with the job, for who fetches it later."""
    job.arguments = {**job.arguments, "people": people}


def still_sees(job: Job) -> bool:
    """Whether the owner of a result may still read everybody in it: since then people may have left, or units been split."""
    people = job.arguments.get("people")
    if people is None:
        return False
    parts = (people[start : start + _SLICE] for start in range(0, len(people), _SLICE))
    return all(readable_ids(job.owner, some) >= set(some) for some in parts)


def _check_owner(job: Job) -> None:
    if not job.owner.active or not allowed(job.owner.role, Permission.ROSTERS_IMPORT):
        raise Refused("", "Tài khoản không còn quyền xuất hồ sơ.")


KINDS = {
    "kits.all": Kind(make_kits, open_to=still_sees),
    "unit.kit": Kind(make_kit, open_to=still_sees),
    "unit.export": Kind(make_export, open_to=still_sees),
}
