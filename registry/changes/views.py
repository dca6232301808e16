"""Undo, one click after the action."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.audit import AuditEntry
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.changes import actions
from registry.changes.queries import entry_for, file_of
from registry.shared.addresses import inside
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import commits

blueprint = Blueprint("changes", __name__, url_prefix="/actions")


@blueprint.post("/<public_id>/undo")
@requires(Permission.RECORDS_WRITE)
@commits
def undo(public_id: str) -> ResponseReturnValue:
    """Take an action back as a whole, and go on where it was done."""
    entry = entry_for(current_account(), public_id)
    try:
        actions.undo(entry, current_account())
        db.session.flush()
        flash(_("Đã hoàn tác: %(subject)s.", subject=entry.subject), "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    except StaleDataError:
        db.session.rollback()
        flash(_("Có người vừa sửa cùng hồ sơ này, nên chưa hoàn tác gì."), "warning")
    return redirect(_onward(entry, inside(request.form.get("back")) or url_for("dashboard.index")))


def _onward(entry: AuditEntry, back: str) -> str:
    """The page one came from; when that is the page of a record that is gone again: the file, or the list of files."""
    file = file_of(entry, back)
    if file is None:
        return back
    return url_for("directory.index") if file.archived_at else url_for("profile.show", public_id=file.public_id)
