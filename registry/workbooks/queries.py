"""Reading kept rosters, within what an account may see, and the comparison of one."""

from dataclasses import replace

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload, undefer
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.changes import RowChange
from models.imports import BatchState, ImportBatch
from models.units import Tier
from registry.kits.columns import FURTHER_SHEET, GUIDE_SHEET, LISTS_SHEET, SEAL_SHEET
from registry.readers.facts import RosterFile
from registry.readers.layout import BadLayout, Layout
from registry.readers.roster import read_roster, survey_roster
from registry.readers.survey import Survey
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.paging import Order, Page, Result, page_of
from registry.units.queries import tree_on
from registry.units.rights import seat_of
from registry.workbooks.compare import Plan, Telling, compare, silent
from registry.workbooks.decisions import Decisions
from registry.workbooks.kit import read_kit

PAGE = 25

_NEWEST_FIRST = Order((-ImportBatch.id,), lambda row: str(row.ImportBatch.public_id))


def visible_to(account: Account) -> ColumnElement[bool]:
    """Condition on `ImportBatch`: one's own; an account of the province sees all."""
    tree = tree_on(today())
    place = tree.units.get(seat_of(account, tree))
    if place is not None and place.tier is Tier.PROVINCE:
        return true()
    return ImportBatch.uploaded_by_id == account.id


def batches_for(account: Account, after: str | None, before: str | None) -> Page[Result]:
    """A page of the rosters that the account may see, newest first; the cursors are public ids."""
    statement = select(ImportBatch).where(visible_to(account)).options(joinedload(ImportBatch.uploaded_by))
    found = select(-ImportBatch.id).where(ImportBatch.public_id == (before or after or ""))
    place = db.session.scalar(found)
    if place is None:
        return page_of(statement, _NEWEST_FIRST, PAGE)
    if before:
        return page_of(statement, _NEWEST_FIRST, PAGE, before=(place,))
    return page_of(statement, _NEWEST_FIRST, PAGE, after=(place,))


def batch_for(account: Account, public_id: str, *, to_decide: bool = False) -> ImportBatch:
    """The roster with this public id; 404 for one that the account may not see, as for none.

    `to_decide` waits for whoever decides on it at the same moment, and then sees what was decided.
    """
    statement = select(ImportBatch).where(ImportBatch.public_id == public_id, visible_to(account))
    if to_decide:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    batch = db.session.scalar(statement.options(undefer(ImportBatch.content)))
    if batch is None:
        raise NotFound
    return batch


def applied_before(account: Account, batch: ImportBatch) -> ImportBatch | None:
    """The last roster with the same content, letter for letter, that was applied already."""
    statement = select(ImportBatch).where(
        ImportBatch.sha256 == batch.sha256,
        ImportBatch.state == BatchState.APPLIED,
        ImportBatch.id != batch.id,
        visible_to(account),
    )
    return db.session.scalar(statement.order_by(ImportBatch.decided_at.desc()).limit(1))


def roster_of(batch: ImportBatch) -> RosterFile:
    """What a kept file says, read as its sender said."""
    roster = read_roster(batch.content, batch.filename, layout_of(batch))
    if not batch.kit:
        return roster
    ours = {SEAL_SHEET, LISTS_SHEET, GUIDE_SHEET, FURTHER_SHEET}  # said to be passed over, and are not
    return replace(roster, problems=tuple(one for one in roster.problems if one.row or one.sheet not in ours))


def plan_of(batch: ImportBatch, account: Account, tell: Telling = silent) -> Plan:
    """A kept roster held against the registry as it is now, within what the account may write, with what was decided on it."""
    kit = read_kit(batch.content, account) if batch.kit else None
    decisions = Decisions.of(batch.decisions)
    return compare(roster_of(batch), account, batch.unit, decisions=decisions, kit=kit, tell=tell)


def records_stamp() -> tuple[int, int]:
    """Equal at two moments between which nobody changed a record: every change is noted.

    Counted as well: on PostgreSQL a change with a lower number may be committed after one with a higher number.
    """
    number, last = db.session.execute(select(func.count(), func.coalesce(func.max(RowChange.id), 0))).one()
    return number, last


def layout_of(batch: ImportBatch) -> Layout | None:
    """How the sender had the file read, None when it is read by its own headings."""
    try:
        return Layout.of(batch.layout) if batch.layout else None
    except BadLayout:  # kept by a version that knew other columns: the file's own headings still stand
        return None


def survey_of(batch: ImportBatch) -> Survey:
    """The tables and columns of a kept roster, as it is read now."""
    return survey_roster(batch.content, layout_of(batch))
