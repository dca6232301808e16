"""Annual plans: versions, lines, budgets, steps to the signature, and the workbook."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.training_plans import AnnualPlan, PlanState, Survey
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.annual import actions, words
from registry.annual.documents import plan_workbook, time_words
from registry.annual.forms import BudgetForm, LineForm, PlanForm
from registry.annual.queries import budgets_of, line_for, lines_of, plan_for, plans_for, quotas_of, results_of, steps_of
from registry.enrolments.doing import done
from registry.reviews.queries import unit_of
from registry.shared.clock import today
from registry.shared.dates import read_day
from registry.shared.downloads import XLSX, download
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.text import clean
from registry.shared.transaction import commits
from registry.units.queries import name_of, name_on, unit_names

blueprint = Blueprint("annual", __name__, url_prefix="/training/plans")


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words, "time_words": time_words}


@blueprint.get("")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """The plans of the units in sight, in all their versions."""
    names = unit_names()
    rows = [(plan, name_on(names[plan.unit_id], today())) for plan in plans_for(current_account())]
    return render_template("annual/index.html", rows=rows)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_NOMINATE)
@commits
def new() -> ResponseReturnValue:
    """Begin the plan of one's own unit for a year, or its next version."""
    account, made = current_account(), list[AnnualPlan]()
    unit, form = unit_of(account), PlanForm(data={"year": today().year + 1})

    def make(details: tuple[int, str, Survey | None]) -> None:
        year, title, survey = details
        made.append(actions.make_plan(actions.NewPlan(unit, year, title, survey), account))

    if form.validate_on_submit() and form.accepts(make):
        return redirect(_address(made[0]))
    return render_template("annual/new.html", form=form, unit_name=name_of(unit.id, today()))


@blueprint.get("/<public_id>")
@requires(Permission.OFFICIALS_READ)
def show(public_id: str) -> ResponseReturnValue:
    """A version: its lines with quotas, its budgets, and how it came to its state."""
    plan = plan_for(current_account(), public_id)
    lines = lines_of(plan)
    return render_template(
        "annual/show.html",
        plan=plan,
        unit_name=name_of(plan.unit_id, today()),
        lines=lines,
        quotas=quotas_of(plan),
        budgets=budgets_of(plan),
        results=results_of(plan),
        steps=steps_of(plan),
        seats=sum(line.seats for line in lines),
        cost=sum(line.cost for line in lines),
        moves=actions.MOVES.get(plan.state, ()),
        budget_form=BudgetForm(formdata=None),
    )


@blueprint.get("/<public_id>/workbook")
@requires(Permission.OFFICIALS_READ)
def workbook(public_id: str) -> ResponseReturnValue:
    """The plan in the columns of the official form; no names are in it."""
    plan = plan_for(current_account(), public_id)
    content = plan_workbook(plan, lines_of(plan), quotas_of(plan), name_of(plan.unit_id, today()))
    return download(content, f"ke-hoach-{plan.year}-{plan.number}.xlsx", XLSX)


@blueprint.route("/<public_id>/lines/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_NOMINATE)
@commits
def add_line(public_id: str) -> ResponseReturnValue:
    """Add a line."""
    plan = plan_for(current_account(), public_id)
    form, place = LineForm(plan), Place(_("Thêm lớp vào kế hoạch"), plan.title, _address(plan), "form-line", above=_above())
    if form.validate_on_submit() and form.accepts(partial(actions.add_line, plan, by=current_account())):
        flash(_("Đã thêm lớp vào kế hoạch."), "success")
        return redirect(_address(plan))
    return shown(form, place)


@blueprint.route("/lines/<public_id>", methods=["GET", "POST"])
@requires(Permission.TRAINING_NOMINATE)
@commits
def edit_line(public_id: str) -> ResponseReturnValue:
    """Change a line. When somebody else saved meanwhile, both are shown."""
    line = line_for(current_account(), public_id)
    form = LineForm(line.plan, line)
    removal = url_for("annual.remove_line", public_id=public_id)
    removing, above = _("Bỏ lớp này khỏi kế hoạch"), _above()
    heads = (_("Sửa lớp trong kế hoạch"), line.plan.title, _address(line.plan), "form-line")
    place = Place(*heads, removal=removal, removing=removing, above=above)
    if goes_on():
        pass
    elif form.is_stale(line.version):
        present = LineForm(line.plan, line, formdata=None)
        present.show(line)
        return conflict(form, present, place)
    elif form.validate_on_submit() and form.accepts(partial(actions.change_line, line, by=current_account())):
        flash(_("Đã lưu lớp trong kế hoạch."), "success")
        return redirect(_address(line.plan))
    elif not form.is_submitted():
        form.show(line)
    return shown(form, place)


@blueprint.post("/lines/<public_id>/remove")
@requires(Permission.TRAINING_NOMINATE)
@commits
def remove_line(public_id: str) -> ResponseReturnValue:
    """Take a line out."""
    line, account = line_for(current_account(), public_id), current_account()
    return done(lambda: actions.remove_line(line, account), _address(line.plan), _("Đã bỏ lớp khỏi kế hoạch."))


@blueprint.post("/<public_id>/budget")
@requires(Permission.TRAINING_NOMINATE)
@commits
def budget(public_id: str) -> ResponseReturnValue:
    """Write down how much there is from a source."""
    plan, form, account = plan_for(current_account(), public_id), BudgetForm(), current_account()
    if not form.validate_on_submit():
        flash(" ".join(str(said) for errors in form.errors.values() for said in errors), "warning")
        return redirect(_address(plan))
    return done(partial(actions.set_budget, plan, *form.details(), account), _address(plan), _("Đã ghi nguồn kinh phí."))


@blueprint.post("/<public_id>/move")
@requires(Permission.TRAINING_NOMINATE)
@commits
def move(public_id: str) -> ResponseReturnValue:
    """Bring a version to another state: `state`, a `note`, and for a signature `decision` and `signed_on`."""
    plan, account, sent = plan_for(current_account(), public_id), current_account(), request.form
    if sent.get("state") not in set(PlanState):
        abort(400)
    note, decision = (clean(sent.get(name, ""))[:most] or None for name, most in (("note", 600), ("decision", 120)))
    step = actions.Move(PlanState(sent["state"]), note, decision, read_day(sent.get("signed_on", "")))
    said = _("Kế hoạch chuyển sang: %(state)s.", state=words.STATES[step.state][2])
    return done(lambda: actions.move_plan(plan, step, account), _address(plan), said)


def _above() -> tuple[str, str]:
    return _("Kế hoạch năm"), url_for("annual.index")


def _address(plan: AnnualPlan) -> str:
    return url_for("annual.show", public_id=plan.public_id)
