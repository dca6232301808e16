"""Bringing a roster in: keep the file, carry out the comparison, or give it up. Callers commit."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import text

from models.accounts import Account
from models.imports import BatchState, ImportBatch
from models.jobs import Job
from models.units import Unit
from registry.audit.actions import record
from registry.changes.actions import Undone, undo_by_file
from registry.changes.log import latest_entry
from registry.jobs.actions import ask
from registry.jobs.queries import is_running
from registry.kits.errors import errors_workbook
from registry.kits.seal import is_kit
from registry.readers.facts import RosterFile
from registry.readers.layout import Layout
from registry.readers.roster import read_roster
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.numbers import vn_number
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.workbooks.compare import Plan, Telling, reasons_of
from registry.workbooks.decisions import Decisions
from registry.workbooks.memory import Remembered, remember, remembered_layout
from registry.workbooks.outside import propose_names
from registry.workbooks.writing import write_rows

Counts = dict[str, int]

MOST_ROWS = 20_000
"""People in a roster that pages take; the command takes any number."""

_TURN = 7_301_956_482
"""Number of the lock of PostgreSQL that rosters take their turns by; any will do that nothing else uses."""

MOST_TOLD = 200
"""Files that an undone roster remembers as left as they are."""

_DECIDED = "Danh sách này đã được ghi hoặc đã bỏ."


@dataclass(frozen=True)
class Upload:
    """A roster file as it was sent; `unit` is that of rows which name none."""

    filename: str
    content: bytes
    unit: Unit | None = None


@dataclass(frozen=True)
class Received:
    """What was found in a file that was sent: how many rows, read how, and whether it is a workbook of ours."""

    rows: int
    layout: Layout | None
    kit: bool


@dataclass(frozen=True)
class LeftRows:
    """A workbook of the rows that were not taken, and how many they are."""

    filename: str
    content: bytes
    rows: int


def received(upload: Upload, by: Account) -> Received:
    """Read a roster file, which may take seconds and is done before the transaction that keeps it.

    Columns are read as the sender had the same headings read before. Refused, at the field `file`, when it is no table file;
    one in which no list of people is found is kept, so that its sender can say where it stands.
    """
    layout = remembered_layout(upload.content, by)
    roster = read_roster(upload.content, upload.filename, layout)
    if not roster.readable:
        raise Refused("file", roster.errors[0].reason)
    _check_size(roster, "file")
    return Received(len(roster.rows), layout, is_kit(upload.content))


def keep_roster(upload: Upload, by: Account, read: Received | None = None) -> ImportBatch:
    """Keep a roster file as it came. Nothing in it touches the registry before it is applied. Refused as by `received`."""
    read = read or received(upload, by)
    batch = ImportBatch(
        filename=_plain_name(upload.filename),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        content=upload.content,
        unit_id=upload.unit.id if upload.unit else None,
        uploaded_by_id=by.id,
        uploaded_at=now(),
        state=BatchState.UPLOADED,
        counts={"read": read.rows},
        kit=read.kit,
        layout=read.layout.as_json() if read.layout else None,
    )
    db.session.add(batch)
    db.session.flush()
    record("roster.uploaded", batch.filename, by=by, unit=upload.unit, changes={"read": [None, read.rows]})
    return batch


def _check_size(roster: RosterFile, field: str) -> None:
    if len(roster.rows) > MOST_ROWS:
        raise Refused(field, f"Danh sách có hơn {vn_number(MOST_ROWS)} dòng. Hãy chia thành nhiều tệp, ví dụ theo đơn vị.")


def read_otherwise(batch: ImportBatch, layout: Layout, remembered: Remembered, by: Account) -> RosterFile:
    """Have a kept roster read as its sender says, and remember the columns for the next file with the same headings.

    Refused when it was decided already, and when so many rows come to light that it would have been refused as a file.
    """
    if batch.state is not BatchState.UPLOADED:
        raise Refused("", _DECIDED)
    roster = read_roster(batch.content, batch.filename, layout)
    _check_size(roster, "")
    before = (batch.counts or {}).get("read", 0)
    batch.layout, batch.counts = layout.as_json(), {"read": len(roster.rows)}
    remember(remembered, by)
    record("roster.read_otherwise", batch.filename, by=by, unit=batch.unit, changes={"read": [before, len(roster.rows)]})
    return roster


def _plain_name(filename: str) -> str:
    """The name alone, whatever path or control characters a browser may send, short enough to be kept."""
    name = clean("".join(char if char.isprintable() else " " for char in filename)).replace("\\", "/").rsplit("/", 1)[-1]
    return name[-255:] or "danh-sach.xlsx"


def take_turn() -> None:
    """Let one roster be compared and written at a time; the others wait. Ends with the transaction.

    SQLite has one writer anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def apply_batch(batch: ImportBatch, plan: Plan, by: Account, *, accept_good_rows: bool) -> Counts:
    """Carry out the plan of a kept roster that a worker has taken up. Refused when nobody asked, and as in `apply_plan`."""
    if batch.state is not BatchState.APPLYING:
        raise Refused("", _DECIDED)
    counts = apply_plan(plan, batch.filename, by, accept_good_rows=accept_good_rows)
    batch.state, batch.decided_at, batch.counts = BatchState.APPLIED, now(), counts
    entry = latest_entry()
    batch.entry_id = entry.id if entry else None
    return counts


def ask_to_apply(batch: ImportBatch, seen: str, by: Account, *, good_rows: bool) -> Job:
    """Let a worker write a roster, as it was seen. Refused when it was decided already."""
    if batch.state is not BatchState.UPLOADED:
        raise Refused("", _DECIDED)
    title = f"Ghi danh sách {batch.filename} vào sổ"
    job = ask("roster.apply", title, by, batch=batch.public_id, seen=seen, good_rows=good_rows)
    batch.state, batch.job_id = BatchState.APPLYING, job.id
    return job


def ask_to_undo(batch: ImportBatch, by: Account) -> Job:
    """Let a worker take a written roster back. Refused when it is not written, or somebody asked already."""
    if batch.state is not BatchState.APPLIED or batch.entry_id is None:
        raise Refused("", "Danh sách này không ở trạng thái đã ghi, nên không có gì để hoàn tác.")
    if is_running(batch.job):
        raise Refused("", "Việc hoàn tác danh sách này đang chạy.")
    job = ask("roster.undo", f"Hoàn tác danh sách {batch.filename}", by, batch=batch.public_id)
    batch.job_id = job.id
    return job


def undo_batch(batch: ImportBatch, by: Account, tell: Telling) -> Undone:
    """Take a written roster back file by file. Refused when nothing can be taken back."""
    if batch.entry is None:
        raise Refused("", "Danh sách này không ở trạng thái đã ghi, nên không có gì để hoàn tác.")
    outcome = undo_by_file(batch.entry, by, tell)
    if not outcome.records:
        raise Refused("", "Mọi hồ sơ đã được sửa sau lần nhập này, nên không hoàn tác được gì.")
    kept = [[one.name, one.reason] for one in outcome.obstacles]
    batch.state = BatchState.UNDONE
    batch.counts = {**(batch.counts or {}), "undone": outcome.records, "kept": kept[:MOST_TOLD], "kept_files": len(kept)}
    return outcome


def left_rows(batch: ImportBatch, plan: Plan) -> LeftRows:
    """The rows that were not taken, as they were sent, with the reasons in front. Refused when there are none."""
    reasons = reasons_of(plan)
    if not reasons:
        raise Refused("", "Không có dòng nào bị để lại.")
    content = errors_workbook(batch.content, [reading.table for reading in plan.tables], reasons)
    return LeftRows(batch.filename, content, sum(1 for said in reasons.values() if said))


def take_errors(left: LeftRows, by: Account) -> bytes:
    """Let the rows that were not taken go, to be put right."""
    record("roster.errors_taken", left.filename, by=by, changes={"rows": [None, left.rows]})
    return left.content


def decide(batch: ImportBatch, decisions: Decisions) -> None:
    """Keep what was decided on rows. Refused when the roster is written or given up."""
    if batch.state is not BatchState.UPLOADED:
        raise Refused("", _DECIDED)
    batch.decisions = decisions.stored()


def discard_batch(batch: ImportBatch, by: Account) -> None:
    """Give a roster up. Refused when it was decided already."""
    if batch.state is not BatchState.UPLOADED:
        raise Refused("", _DECIDED)
    batch.state, batch.decided_at = BatchState.DISCARDED, now()
    record("roster.discarded", batch.filename, by=by)


def apply_plan(plan: Plan, source: str, by: Account | None, *, accept_good_rows: bool) -> Counts:
    """Write every row that is added or updated: all of them, or none.

    Refused while any row or the file has an error or a row waits for a decision, unless the good rows were asked for and there
    are any. One trail entry for the roster and one for each official changed. Raises `StaleDataError` when a record changed
    since the comparison.
    """
    rejected = plan.count("rejected")
    if plan.waiting and not accept_good_rows:
        raise Refused("", f"Còn {plan.waiting} dòng chờ quyết định; chưa ghi dòng nào.")
    if plan.errors and not accept_good_rows:
        raise Refused("", f"Còn {rejected} dòng có lỗi; chưa ghi dòng nào." if rejected else "Tệp có lỗi; chưa ghi dòng nào.")
    if not plan.rows or rejected + plan.waiting == len(plan.rows):
        raise Refused("", "Không có dòng nào ghi được.")
    propose_names(plan.to_write, by)
    # The entry of the roster comes first of its own: what is written is noted under it as it goes.
    record("roster.applied", source, by=by, changes={word: [None, number] for word, number in plan.counts.items()})
    write_rows(plan, source, by)
    return plan.counts
