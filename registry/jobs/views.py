"""One's long work: how far it is, calling it off, fetching what came out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.jobs import actions, queries
from registry.shared.addresses import inside
from registry.shared.downloads import download
from registry.shared.refusal import Refused
from registry.shared.transaction import commits

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")


@blueprint.get("")
@requires(Permission.SELF)
def index() -> ResponseReturnValue:
    """One's jobs, newest first."""
    page = queries.jobs_of(current_account(), request.args.get("after"), request.args.get("before"))
    return render_template("jobs/index.html", page=page, queries=queries)


@blueprint.get("/<public_id>/progress")
@requires(Permission.SELF)
def progress(public_id: str) -> ResponseReturnValue:
    """The progress of a job, asked for again and again by the page that shows it; when it has ended, the page is to load anew."""
    job = queries.job_for(current_account(), public_id)
    if not queries.is_running(job):
        return "", 200, {"HX-Refresh": "true"}
    return render_template("jobs/_progress.html", job=job, long=queries.waits_long(job))


@blueprint.post("/<public_id>/cancel")
@requires(Permission.SELF)
@commits
def cancel(public_id: str) -> ResponseReturnValue:
    """Call a job off."""
    try:
        actions.cancel(queries.job_for(current_account(), public_id), current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(inside(request.form.get("back")) or url_for("jobs.index"))


@blueprint.post("/<public_id>/result")
@requires(Permission.SELF)
@commits
def result(public_id: str) -> ResponseReturnValue:
    """The file that a job made."""
    job = queries.job_for(current_account(), public_id, with_result=True)
    try:
        content = actions.take_result(job, current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
        return redirect(url_for("jobs.index"))
    return download(content, job.result_name or "", job.result_type or "application/octet-stream")
