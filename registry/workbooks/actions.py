"""Bringing a roster in: keep the file, carry out the comparison, or give it up. Callers commit."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import text

from models.accounts import Account
from models.imports import BatchState, ImportBatch
from models.units import Unit
from registry.audit.actions import record
from registry.readers.facts import RosterFile
from registry.readers.layout import Layout
from registry.readers.roster import read_roster
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.numbers import vn_number
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.workbooks.compare import Plan
from registry.workbooks.memory import Remembered, remember, remembered_layout
from registry.workbooks.writing import write_rows

Counts = dict[str, int]

MOST_ROWS = 20_000
"""People in a roster that pages take; the command takes any number."""

_TURN = 7_301_956_482
"""Number of the lock of PostgreSQL that rosters take their turns by; any will do that nothing else uses."""

_DECIDED = "Danh sách này đã được ghi hoặc đã bỏ."


@dataclass(frozen=True)
class Upload:
    """A roster file as it was sent; `unit` is that of rows which name none."""

    filename: str
    content: bytes
    unit: Unit | None = None


def keep_roster(upload: Upload, by: Account) -> ImportBatch:
    """Keep a roster file as it came. Nothing in it touches the registry before it is applied.

    Columns are read as the sender had the same headings read before. Refused, at the field `file`, when it is no table file;
    one in which no list of people is found is kept, so that its sender can say where it stands.
    """
    layout = remembered_layout(upload.content, by)
    roster = read_roster(upload.content, upload.filename, layout)
    if not roster.readable:
        raise Refused("file", roster.errors[0].reason)
    _check_size(roster, "file")
    batch = ImportBatch(
        filename=_plain_name(upload.filename),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        content=upload.content,
        unit_id=upload.unit.id if upload.unit else None,
        uploaded_by_id=by.id,
        uploaded_at=now(),
        state=BatchState.UPLOADED,
        counts={"read": len(roster.rows)},
        layout=layout.as_json() if layout else None,
    )
    db.session.add(batch)
    db.session.flush()
    record("roster.uploaded", batch.filename, by=by, unit=upload.unit, changes={"read": [None, len(roster.rows)]})
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
    """Carry out the plan of a kept roster. Refused when it was decided already, and as in `apply_plan`."""
    if batch.state is not BatchState.UPLOADED:
        raise Refused("", _DECIDED)
    counts = apply_plan(plan, batch.filename, by, accept_good_rows=accept_good_rows)
    batch.state, batch.decided_at, batch.counts = BatchState.APPLIED, now(), counts
    return counts


def discard_batch(batch: ImportBatch, by: Account) -> None:
    """Give a roster up. Refused when it was decided already."""
    if batch.state is not BatchState.UPLOADED:
        raise Refused("", _DECIDED)
    batch.state, batch.decided_at = BatchState.DISCARDED, now()
    record("roster.discarded", batch.filename, by=by)


def apply_plan(plan: Plan, source: str, by: Account | None, *, accept_good_rows: bool) -> Counts:
    """Write every row that is added or updated: all of them, or none.

    Refused while any row or the file has an error, unless the good rows were asked for and there are any. One trail entry for the
    roster and one for each official changed. Raises `StaleDataError` when a record changed since the comparison.
    """
    rejected = plan.count("rejected")
    if plan.errors and not accept_good_rows:
        raise Refused("", f"Còn {rejected} dòng có lỗi; chưa ghi dòng nào." if rejected else "Tệp có lỗi; chưa ghi dòng nào.")
    if not plan.rows or rejected == len(plan.rows):
        raise Refused("", "Không có dòng nào ghi được.")
    write_rows(plan, source, by)
    record("roster.applied", source, by=by, changes={word: [None, number] for word, number in plan.counts.items()})
    return plan.counts
