"""Rosters in: send a file, look at what it would change, write it or give it up."""

from pathlib import PurePath
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from models.imports import BatchState, ImportBatch
from models.jobs import Job
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.accounts.queries import units_for
from registry.changes.outlook import outlook
from registry.changes.queries import entry_for
from registry.jobs.queries import is_running, waits_long
from registry.shared.downloads import XLSX, download
from registry.shared.refusal import Refused
from registry.shared.transaction import commits, transaction
from registry.sheets.gate import MAX_FILE_BYTES
from registry.workbooks import actions, queries
from registry.workbooks.compare import WAITING
from registry.workbooks.decisions import Decisions
from registry.workbooks.forms import DecisionForm, RosterForm, answers_in
from registry.workbooks.layout_form import Corrected, LayoutForm, layout_form
from registry.workbooks.lexicon import NO_POSITION, NO_UNIT
from registry.workbooks.preview import FILTERS, preview, refused

blueprint = Blueprint("workbooks", __name__, url_prefix="/rosters")


@blueprint.context_processor
def _proposable() -> dict[str, object]:
    """Reasons that a proposal to the catalogue does away with, and what is to be proposed."""
    return {"proposable": {NO_UNIT: "unit", NO_POSITION: "position"}}


@blueprint.get("")
@requires(Permission.ROSTERS_IMPORT)
def index() -> ResponseReturnValue:
    """Send a roster, and the rosters sent so far."""
    return _index(_form())


@blueprint.post("")
@requires(Permission.ROSTERS_IMPORT)
def upload() -> ResponseReturnValue:
    """Keep the file that was sent and show what it would change; one that nobody can be read from is refused at its field."""
    form = _form()
    if form.validate_on_submit():
        try:
            return redirect(url_for("workbooks.show", public_id=_kept(form.details())))
        except Refused as refusal:
            form.refuse(refusal)
    return _index(form)


def _kept(sent: actions.Upload) -> str:
    """Read before the transaction that writes: a file may take seconds, and SQLite has one writer at a time."""
    read = actions.received(sent, current_account())
    with transaction():
        return actions.keep_roster(sent, current_account(), read).public_id


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Said at the field, like every other fault of the file."""
    form = RosterForm(formdata=None)
    form.offer(units_for(current_account()))
    form.refuse(Refused("file", _("Tệp lớn hơn %(size)s MB. Hãy chia thành nhiều tệp nhỏ hơn.", size=MAX_FILE_BYTES // 2**20)))
    return _index(form), 413


@blueprint.get("/<public_id>")
@requires(Permission.ROSTERS_IMPORT)
def show(public_id: str) -> ResponseReturnValue:
    """What a roster would change, row by row; how far its writing is; or what became of it."""
    batch = queries.batch_for(current_account(), public_id)
    if is_running(batch.job):
        return _running(batch, batch.job)
    if batch.state is not BatchState.UPLOADED:
        return _decided(batch)
    wanted = request.args.get("rows", "")
    if wanted and wanted not in FILTERS:
        abort(404)
    plan = queries.plan_of(batch, current_account())
    if not plan.rows:
        return redirect(url_for("workbooks.layout", public_id=public_id))
    return render_template(
        "workbooks/show.html",
        batch=batch,
        preview=preview(plan, wanted, _page("page"), _page("problems"), dict(Decisions.of(batch.decisions).kinds)),
        wanted=wanted,
        twin=queries.applied_before(current_account(), batch),
        url=_url,
        decide_url=_url("workbooks.decide"),
    )


@blueprint.get("/<public_id>/progress")
@requires(Permission.ROSTERS_IMPORT)
def progress(public_id: str) -> ResponseReturnValue:
    """How far the writing of a roster is, for whoever may see it; when it has ended, the page is to load anew."""
    job = queries.batch_for(current_account(), public_id).job
    if not is_running(job):
        return "", 200, {"HX-Refresh": "true"}
    address = url_for("workbooks.progress", public_id=public_id)
    return render_template("jobs/_progress.html", job=job, long=waits_long(job), progress_url=address)


@blueprint.post("/<public_id>/decide")
@requires(Permission.ROSTERS_IMPORT)
@commits
def decide(public_id: str) -> ResponseReturnValue:
    """Keep what was decided on rows, one by one or for all of a kind; nothing is written yet."""
    batch = queries.batch_for(current_account(), public_id, to_decide=True)
    try:
        actions.decide(batch, Decisions.of(batch.decisions).with_answers(*answers_in(request.form)))
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(_url() + "#rows")


@blueprint.get("/<public_id>/layout")
@requires(Permission.ROSTERS_IMPORT)
def layout(public_id: str) -> ResponseReturnValue:
    """How the file is read, table by table and column by column, to be put right."""
    batch = queries.batch_for(current_account(), public_id)
    if batch.state is not BatchState.UPLOADED:
        return redirect(url_for("workbooks.show", public_id=public_id))
    return _layout(batch, layout_form(queries.survey_of(batch), units_for(current_account())))


@blueprint.post("/<public_id>/layout")
@requires(Permission.ROSTERS_IMPORT)
@commits
def read_otherwise(public_id: str) -> ResponseReturnValue:
    """Read the file as its sender says. Where headings moved, the columns under them are shown first."""
    batch = queries.batch_for(current_account(), public_id, to_decide=True)
    form, said = layout_form(queries.survey_of(batch), units_for(current_account())), []

    def correct(corrected: Corrected) -> None:
        said.append(corrected)
        actions.read_otherwise(batch, corrected.layout, corrected.remembered, current_account())

    if not (form.validate_on_submit() and form.accepts(correct)):
        return _layout(batch, form)
    if said[-1].again:
        flash(_("Đã đọc lại tiêu đề. Hãy xem các cột được hiểu thế nào."), "info")
        return redirect(url_for("workbooks.layout", public_id=public_id))
    return redirect(url_for("workbooks.show", public_id=public_id))


@blueprint.post("/<public_id>/apply")
@requires(Permission.ROSTERS_IMPORT)
@commits
def apply(public_id: str) -> ResponseReturnValue:
    """Let a worker write a roster: what was shown, and nothing else. When the registry has changed since, it is shown anew."""
    batch = queries.batch_for(current_account(), public_id, to_decide=True)
    form = DecisionForm()
    if not form.validate_on_submit():
        abort(400)
    decision = form.details()
    try:
        actions.ask_to_apply(batch, decision.seen, current_account(), good_rows=decision.accept_good_rows)
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(url_for("workbooks.show", public_id=public_id))


@blueprint.post("/<public_id>/discard")
@requires(Permission.ROSTERS_IMPORT)
@commits
def discard(public_id: str) -> ResponseReturnValue:
    """Give a roster up."""
    batch = queries.batch_for(current_account(), public_id, to_decide=True)
    try:
        actions.discard_batch(batch, current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(url_for("workbooks.show", public_id=public_id))


@blueprint.post("/<public_id>/undo")
@requires(Permission.ROSTERS_IMPORT)
@commits
def undo(public_id: str) -> ResponseReturnValue:
    """Let a worker take a written roster back."""
    batch = queries.batch_for(current_account(), public_id, to_decide=True)
    try:
        if batch.entry and batch.entry.public_id:
            entry_for(current_account(), batch.entry.public_id)  # 404 where a file is not in sight any more
        actions.ask_to_undo(batch, current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(url_for("workbooks.show", public_id=public_id))


@blueprint.post("/<public_id>/errors")
@requires(Permission.ROSTERS_IMPORT)
def errors(public_id: str) -> ResponseReturnValue:
    """The sender's own rows that were not taken, each with its reason, ready to be put right and sent again."""
    batch = queries.batch_for(current_account(), public_id)
    try:
        left = actions.left_rows(batch, queries.plan_of(batch, current_account()))
    except Refused as refusal:
        flash(refusal.message, "warning")
        return redirect(url_for("workbooks.show", public_id=public_id))
    with transaction():
        content = actions.take_errors(left, current_account())
    return download(content, f"loi-{PurePath(left.filename).stem}.xlsx", XLSX)


def _form() -> RosterForm:
    form = RosterForm()
    form.offer(units_for(current_account()))
    return form


def _index(form: RosterForm) -> str:
    page = queries.batches_for(current_account(), request.args.get("after"), request.args.get("before"))
    names = {unit.id: name for group in units_for(current_account()) for unit, name in group.units}
    return render_template("workbooks/index.html", form=form, page=page, names=names, largest=MAX_FILE_BYTES // 2**20)


def _layout(batch: ImportBatch, form: LayoutForm) -> str:
    read = batch.counts or {}
    faults = [] if read.get("read") else queries.plan_of(batch, current_account()).errors
    return render_template("workbooks/layout.html", batch=batch, form=form, faults=faults)


def _decided(batch: ImportBatch) -> str:
    counts: dict[str, int] = batch.counts or {}
    left, waiting = None, sum(counts.get(word, 0) for word in WAITING)
    if batch.state is BatchState.APPLIED and (counts.get("rejected") or waiting):
        left = refused(queries.plan_of(batch, current_account()), _page("problems"))
    ahead = outlook(batch.entry) if batch.state is BatchState.APPLIED and batch.entry else None
    return render_template("workbooks/decided.html", batch=batch, left=left, waiting=waiting, ahead=ahead, url=_url)


def _running(batch: ImportBatch, job: Job) -> str:
    return render_template(
        "workbooks/running.html",
        batch=batch,
        job=job,
        long=waits_long(job),
        mine=job.owner_id == current_account().id,
        progress_url=url_for("workbooks.progress", public_id=batch.public_id),
    )


def _page(name: str) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _url(endpoint: str = "workbooks.show", **changed: Any) -> str:
    """The address of this page with some of it changed; None takes a part away."""
    kept = {name: value for name, value in request.args.items() if name in ("rows", "page", "problems")}
    return url_for(endpoint, **{**(request.view_args or {}), **kept, **changed})
