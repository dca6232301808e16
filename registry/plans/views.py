"""Plans that close a gap: made from targets and classes, worked out, saved, copied, taken along."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.plans import GapPlan
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.plans import actions
from registry.plans.documents import plan_workbook
from registry.plans.forms import ClassForm, PlanForm
from registry.plans.queries import class_for, classes_of, plan_for, plans_for, sent
from registry.plans.words import certainty_words, shortfall_words
from registry.plans.working import work_out
from registry.shared.clock import today
from registry.shared.downloads import XLSX, download
from registry.shared.refusal import Refused
from registry.shared.transaction import commits, transaction

blueprint = Blueprint("plans", __name__, url_prefix="/targets/plans")


@blueprint.get("/")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """All plans that the account may see."""
    return render_template("plans/index.html", plans=plans_for(current_account()))


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Begin a plan."""
    form, made = PlanForm(), list[GapPlan]()
    if form.validate_on_submit() and form.accepts(lambda details: made.append(actions.make_plan(details, current_account()))):
        return redirect(url_for("plans.show", public_id=made[0].public_id))
    return render_template("plans/new.html", form=form)


@blueprint.get("/<public_id>")
@requires(Permission.OFFICIALS_READ)
def show(public_id: str) -> ResponseReturnValue:
    """A plan: its classes, what it reaches and costs, who goes where and why."""
    account = current_account()
    plan = plan_for(account, public_id)
    return render_template(
        "plans/show.html",
        plan=plan,
        classes=classes_of(plan),
        result=plan.result,
        people=sent(plan.result, account) if plan.result else [],
        certainty=certainty_words(plan.result) if plan.result else "",
        shortfall_words=shortfall_words,
    )


@blueprint.route("/<public_id>/classes", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def add_class(public_id: str) -> ResponseReturnValue:
    """Put a class on offer."""
    plan, form = plan_for(current_account(), public_id), ClassForm()
    if form.validate_on_submit() and form.accepts(partial(actions.add_class, plan, by=current_account())):
        flash(_("Đã thêm lớp “%(title)s”.", title=form.title.data), "success")
        return _to(plan)
    return render_template("plans/class.html", form=form, plan=plan)


@blueprint.post("/classes/<public_id>/remove")
@requires(Permission.RECORDS_WRITE)
@commits
def remove_class(public_id: str) -> ResponseReturnValue:
    """Take a class away."""
    one = class_for(current_account(), public_id)
    plan = one.plan
    return _tried(plan, lambda: actions.remove_class(one, current_account()), _("Đã bỏ lớp “%(title)s”.", title=one.title))


@blueprint.post("/<public_id>/work-out")
@requires(Permission.RECORDS_WRITE)
def run(public_id: str) -> ResponseReturnValue:
    """Work a plan out. It is kept in a transaction of its own, because SQLite has one writer at a time and this takes long."""
    plan = plan_for(current_account(), public_id)
    version, result = plan.version, work_out(plan, today())
    try:
        with transaction():
            account = current_account()
            actions.keep_result(plan_for(account, public_id), result, version, account)
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(url_for("plans.show", public_id=public_id, _anchor="result"))


@blueprint.post("/<public_id>/save")
@requires(Permission.RECORDS_WRITE)
@commits
def save(public_id: str) -> ResponseReturnValue:
    """Keep a plan as it is."""
    plan = plan_for(current_account(), public_id)
    return _tried(plan, lambda: actions.save_plan(plan, current_account()), _("Đã lưu phương án."))


@blueprint.post("/<public_id>/copy")
@requires(Permission.RECORDS_WRITE)
@commits
def copy(public_id: str) -> ResponseReturnValue:
    """Begin a draft with the inputs of a plan."""
    plan = plan_for(current_account(), public_id)
    try:
        return _to(actions.copy_plan(plan, current_account()))
    except Refused as refusal:
        flash(refusal.message, "warning")
        return _to(plan)


@blueprint.post("/<public_id>/people")
@requires(Permission.OFFICIALS_READ)
def people(public_id: str) -> ResponseReturnValue:
    """A worked-out plan as a workbook; names taken along are an entry."""
    account = current_account()
    plan = plan_for(account, public_id)
    if plan.result is None:
        return _to(plan)
    rows = sent(plan.result, account)
    workbook, unit_id, name = plan_workbook(plan, plan.result, rows), plan.unit_id, plan.name
    with transaction():
        note_list(name, by=account, on=today(), people=len(rows), unit_id=unit_id)
    return download(workbook, f"{public_id}.xlsx", XLSX)


def _tried(plan: GapPlan, action: Callable[[], object], done: str) -> ResponseReturnValue:
    try:
        action()
        flash(done, "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    return _to(plan)


def _to(plan: GapPlan) -> ResponseReturnValue:
    return redirect(url_for("plans.show", public_id=plan.public_id))
