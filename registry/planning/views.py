"""Planning for posts: the plan of a unit or the province, and one line of it."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.officials import Official
from models.planning import Planned
from models.units import Tier
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.careers.queries import positions_for, units_for
from registry.changes.offer import flash_done
from registry.officials.queries import official_for
from registry.planning import actions, words
from registry.planning.documents import plan_workbook
from registry.planning.forms import PlanForm, RemovalForm
from registry.planning.queries import SHOWN, Asked, described, plan_for, planned, rows_of
from registry.shared.database import db
from registry.shared.downloads import XLSX, download
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.pages import day
from registry.shared.transaction import commits, transaction
from registry.units.scope import View, view_of

blueprint = Blueprint("planning", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.get("/planning")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """Who stands in the plan for posts of the unit in view, or works there and stands in it for another."""
    view, asked = _asked()
    rows = rows_of(planned(asked, current_account()))
    place = min(request.args.get("from", 0, int) or 0, max(len(rows) - 1, 0))
    place = max(place - place % SHOWN, 0)
    lines = described(rows[place : place + SHOWN], asked.on)
    return render_template(
        "planning/index.html",
        view=view,
        asked=asked,
        lines=lines,
        place=place,
        total=len(rows),
        size=SHOWN,
    )


@blueprint.post("/planning/export")
@requires(Permission.OFFICIALS_READ)
def export() -> ResponseReturnValue:
    """The whole plan in view as a workbook; leaves an entry in the trail."""
    view, asked = _asked()
    lines = described(rows_of(planned(asked, current_account())), asked.on)
    with force_locale("vi"):  # the trail is kept in one language
        subject = _("Quy hoạch cán bộ")
    unit = view.unit
    with transaction():
        note_list(subject, by=current_account(), on=asked.on, people=len(lines), unit_id=unit.id if unit else None)
    workbook = plan_workbook(lines, asked, unit.name if unit else "")
    return download(workbook, f"quy-hoach-{asked.on.isoformat()}.xlsx", XLSX)


@blueprint.route("/officials/<public_id>/plans/new", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def new(public_id: str) -> ResponseReturnValue:
    """Put an official into the plan for a post; the post may stand in the address."""
    official, form = official_for(current_account(), public_id), _form()
    form.suggest(request.args.get("unit"), request.args.get("position"), day().today)
    if form.validate_on_submit() and form.accepts(partial(actions.plan, official, by=current_account())):
        return _saved(official, _("Đã ghi vào quy hoạch."))
    return shown(form, _place(official, _("Ghi vào quy hoạch")))


@blueprint.route("/plans/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """Correct a line. When somebody else did so meanwhile, both versions are shown and nothing is written."""
    row, form = plan_for(current_account(), public_id), _form()
    place = _place(row.official, _("Sửa quy hoạch"))
    if goes_on():
        pass
    elif form.is_stale(row.version):
        return conflict(form, _stored(row), place)
    elif form.validate_on_submit():
        try:
            if form.accepts(partial(actions.change_plan, row, by=current_account())):
                return _saved(row.official, _("Đã sửa quy hoạch."))
        except StaleDataError:
            db.session.rollback()
            return conflict(form, _stored(plan_for(current_account(), public_id)), place)
    elif not form.is_submitted():
        form.show(row)
    return shown(form, place)


@blueprint.route("/plans/<public_id>/end", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def leave(public_id: str) -> ResponseReturnValue:
    """Take somebody out of the plan, with the reason."""
    row, form = plan_for(current_account(), public_id), RemovalForm()
    if form.validate_on_submit() and form.accepts(partial(actions.leave_plan, row, by=current_account())):
        return _saved(row.official, _("Đã đưa ra khỏi quy hoạch."))
    return shown(form, _place(row.official, _("Đưa ra khỏi quy hoạch: %(post)s", post=row.position.title)))


def _asked() -> tuple[View, Asked]:
    view = view_of(current_account(), day().on)
    return view, Asked(frozenset(view.units), day().on, request.args.get("show") == "former")


def _form(**options: object) -> PlanForm:
    form = PlanForm(**options)
    form.offer(units_for(current_account()), positions_for((Tier.COMMUNE, Tier.DEPARTMENT, Tier.PROVINCE)))
    return form


def _stored(row: Planned) -> PlanForm:
    form = _form(formdata=None)
    form.show(row)
    return form


def _place(official: Official, title: str) -> Place:
    return Place(title, official.full_name, _back(official), "form-plan")


def _back(official: Official) -> str:
    return url_for("profile.show", public_id=official.public_id, _anchor="plans")


def _saved(official: Official, done: str) -> ResponseReturnValue:
    flash_done(done, "at-plans")
    return redirect(_back(official))
