"""The queue of what does not fit together, and the decisions about it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.findings import Finding, FindingState
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.findings import actions, queries, words
from registry.findings.forms import ReasonForm
from registry.shared.addresses import inside
from registry.shared.database import db
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits
from registry.units.scope import View, view_of

blueprint = Blueprint("findings", __name__, url_prefix="/findings")


@blueprint.get("/")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """What waits in the files of one's units, narrowed by the conditions in the address."""
    account, view = current_account(), view_of(current_account(), day().today)
    wanted = _wanted(view)
    return render_template(
        "findings/index.html",
        page=queries.queue(account, wanted, request.args.get("after"), request.args.get("before")),
        counts=queries.counts(account, wanted),
        wanted=wanted,
        view=view,
        given=_given(),
        kinds=words.kinds(),
        states=words.states(),
        units=_units_below(view),
        proposed=queries.proposed_count(account),
    )


@blueprint.get("/<public_id>")
@requires(Permission.OFFICIALS_READ)
def show(public_id: str) -> ResponseReturnValue:
    """One finding: what does not fit, where to mend it, who decided what."""
    finding = queries.finding_for(current_account(), public_id)
    return _shown(finding, ReasonForm(finding, formdata=None))


@blueprint.post("/<public_id>/take")
@requires(Permission.RECORDS_WRITE)
@commits
def take(public_id: str) -> ResponseReturnValue:
    """Become the one who looks into it."""
    return _done(public_id, actions.take, _("Đã nhận việc này."))


@blueprint.post("/<public_id>/accept")
@requires(Permission.RECORDS_WRITE)
@commits
def accept(public_id: str) -> ResponseReturnValue:
    """Say that it is right as it stands, and why."""
    finding = queries.finding_for(current_account(), public_id)
    form = ReasonForm(finding)
    try:
        stale = form.version.data != str(finding.version)
        if not stale and form.validate_on_submit() and form.accepts(partial(_accept, finding)):
            flash(_("Đã ghi kết luận: đúng như vậy."), "success")
            return redirect(_way_back())
    except StaleDataError:
        db.session.rollback()
        finding, stale = queries.finding_for(current_account(), public_id), True
    if stale:
        form.form_errors.append(_("Điểm này vừa thay đổi. Hãy xem lại rồi kết luận."))
        form.version.raw_data, form.version.data = None, str(finding.version)
    return _shown(finding, form)


@blueprint.post("/<public_id>/reopen")
@requires(Permission.RECORDS_WRITE)
@commits
def reopen(public_id: str) -> ResponseReturnValue:
    """Take a decision back."""
    return _done(public_id, actions.reopen, _("Đã mở lại để xem xét."))


def _accept(finding: Finding, reason: str) -> None:
    actions.accept(finding, reason, current_account())


def _done(public_id: str, action: Callable[..., object], said: str) -> ResponseReturnValue:
    finding = queries.finding_for(current_account(), public_id)
    try:
        action(finding, current_account())
        db.session.flush()
        flash(said, "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    except StaleDataError:
        db.session.rollback()
        flash(_("Có người vừa quyết định về điểm này."), "warning")
    return redirect(_way_back(url_for("findings.show", public_id=public_id)))


def _way_back(otherwise: str = "") -> str:
    return inside(request.form.get("back")) or otherwise or url_for("findings.index")


def _shown(finding: Finding, form: ReasonForm) -> ResponseReturnValue:
    item = queries.item_of(finding, current_account())
    back = inside(request.values.get("back")) or url_for("findings.index")
    return render_template("findings/show.html", item=item, form=form, kinds=words.kinds(), states=words.states(), back=back)


def _wanted(view: View) -> queries.Wanted:
    asked = request.args
    state = asked.get("state", "")
    return queries.Wanted(
        FindingState(state) if state in (FindingState.OPEN, FindingState.ACCEPTED) else FindingState.OPEN,
        asked.get("kind", "") if asked.get("kind") in words.kinds() else "",
        None if view.whole else frozenset(view.units),
        asked.get("owner", "") if asked.get("owner") in ("me", "nobody") else "",
    )


def _given() -> dict[str, Any]:
    return {name: request.args[name] for name in ("state", "kind", "unit", "owner") if request.args.get(name)}


def _units_below(view: View) -> list[Any]:
    """Units to choose from, in order of name: those that the account sees below its own."""
    return sorted((view.tree.units[one] for one in view.seen if one in view.tree.units), key=lambda unit: unit.name)
