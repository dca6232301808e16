"""Pages of the establishment: numbers by unit, the map of tiles by number and by branch of study, recording what was assigned."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from models.units import Tier, Unit
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.establishment import actions, queries, words
from registry.establishment.documents import establishment_workbook, service_workbook
from registry.establishment.forms import HeadcountForm, QuotaForm, assigned_in, counted_in
from registry.establishment.headcounts import SPANS, Line, headcount_of, lines_for, targets_for
from registry.establishment.reasons import gaps_of
from registry.establishment.words import branch_words
from registry.reference.words import tiers
from registry.shared.database import db
from registry.shared.downloads import XLSX, download
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.numbers import vn_number
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits
from registry.units.queries import Tree, UnitOnDay, tree_on
from registry.units.rights import scope_on

blueprint = Blueprint("establishment", __name__, url_prefix="/organisation/establishment")


@blueprint.get("")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """Assigned and present, on the map of tiles and unit by unit; `?branch=` shows who is trained for what."""
    tree = tree_on(day().on)
    lines = queries.lines_on(tree, scope_on(current_account(), tree))
    communes = [line for line in lines if line.unit.tier is Tier.COMMUNE]
    branch = request.args.get("branch", "")
    return render_template(
        "establishment/index.html",
        lines=lines,
        communes=communes,
        placed=[line for line in communes if line.unit.place],
        sums=queries.sums_of(communes or lines),
        branch=branch if branch in branch_words() else "",
        branches=branch_words(),
        tiers=tiers(),
    )


@blueprint.get("/numbers.xlsx")
@requires(Permission.FIGURES_READ)
def numbers() -> ResponseReturnValue:
    """The same as a workbook; no names are in it."""
    tree = tree_on(day().on)
    lines = queries.lines_on(tree, scope_on(current_account(), tree))
    return download(establishment_workbook(lines, tree), f"bien-che-{tree.on.isoformat()}.xlsx", XLSX)


@blueprint.post("/numbers")
@requires(Permission.ORGANISATION_WRITE)
@commits
def numbers_in() -> ResponseReturnValue:
    """What was assigned to many units for the year of the day, from a workbook."""
    tree, sent = tree_on(day().on), request.files.get("file")
    try:
        with db.session.begin_nested():
            many = assigned_in(sent.read() if sent else b"", _coded(tree), tree.on.year)
            changed = actions.assign_many(many, current_account())
        flash(_("Đã ghi %(count)s số biên chế năm %(year)s.", count=vn_number(changed), year=tree.on.year), "success")
    except Refused as refusal:
        flash(refusal.message, "error")
    return redirect(url_for("establishment.index"))


@blueprint.get("/service")
@requires(Permission.FIGURES_READ)
def service() -> ResponseReturnValue:
    """Budget-paid people of public service units: how far they were cut, read both ways, and the numbers of each unit."""
    tree = tree_on(day().on)
    targets = targets_for(current_account(), tree.on)
    return render_template(
        "establishment/service.html", targets=targets, lines=_service_lines(tree), years=_years(tree), words=words, rows=gaps_of
    )


@blueprint.get("/service.xlsx")
@requires(Permission.FIGURES_READ)
def service_numbers() -> ResponseReturnValue:
    """The same as a workbook, to be sent back with other numbers of the year of the day."""
    tree = tree_on(day().on)
    workbook = service_workbook(_service_lines(tree), targets_for(current_account(), tree.on), _years(tree), tree.on)
    return download(workbook, f"bien-che-su-nghiep-{tree.on.isoformat()}.xlsx", XLSX)


@blueprint.post("/service/numbers")
@requires(Permission.FIGURES_REPORT)
@commits
def service_in() -> ResponseReturnValue:
    """The numbers of many units for the year of the day, from a workbook."""
    tree, sent = tree_on(day().on), request.files.get("file")
    try:
        with db.session.begin_nested():
            many = counted_in(sent.read() if sent else b"", _coded(tree), tree.on.year)
            changed = actions.count_services(many, current_account())
        flash(_("Đã ghi biên chế sự nghiệp năm %(year)s của %(count)s đơn vị.", count=changed, year=tree.on.year), "success")
    except Refused as refusal:
        flash(refusal.message, "error")
    return redirect(url_for("establishment.service"))


@blueprint.route("/service/<unit_key>", methods=["GET", "POST"])
@requires(Permission.FIGURES_REPORT)
@commits
def count(unit_key: str) -> ResponseReturnValue:
    """The numbers of one unit for the year of the day. When somebody else changed them meanwhile, both are shown."""
    tree = tree_on(day().on)
    unit, year = _unit(tree, unit_key), tree.on.year
    row, form = headcount_of(unit.id, year), HeadcountForm()
    form.of(db.session.get_one(Unit, unit.id), year)
    back = url_for("establishment.service", _anchor="units")
    place = Place(_("Biên chế sự nghiệp năm %(year)s", year=year), unit.name, back, "form-count", above=_above())
    if goes_on():
        pass
    elif row and form.is_stale(row.version):
        stored = HeadcountForm(formdata=None)
        stored.show(row)
        return conflict(form, stored, place)
    elif form.validate_on_submit() and form.accepts(partial(actions.count_service, by=current_account())):
        flash(_("Đã ghi biên chế sự nghiệp của %(unit)s.", unit=unit.name), "success")
        return redirect(back)
    elif row and not form.is_submitted():
        form.show(row)
    return shown(form, place)


@blueprint.route("/<unit_key>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
@commits
def edit(unit_key: str) -> ResponseReturnValue:
    """What one unit was assigned for the year of the day."""
    tree = tree_on(day().on)
    unit = _unit(tree, unit_key)
    quota = queries.quota_of(unit.id, tree.on.year)
    form, back = QuotaForm(obj=quota), url_for("establishment.index")
    form.of(db.session.get_one(Unit, unit.id), tree.on.year)
    if form.validate_on_submit() and form.accepts(partial(actions.assign, by=current_account())):
        flash(_("Đã ghi biên chế của %(unit)s.", unit=unit.name), "success")
        return redirect(back)
    return render_template("establishment/edit.html", form=form, unit=unit, year=tree.on.year, cancel_url=back)


def _unit(tree: Tree, key: str) -> UnitOnDay:
    unit = tree.by_key(key)
    if unit is None:
        raise NotFound
    return unit


def _above() -> tuple[str, str]:
    return _("Biên chế sự nghiệp"), url_for("establishment.service")


def _years(tree: Tree) -> list[int]:
    """The base years that have begun, and the year of the day."""
    return sorted({year for span in SPANS.values() for year in span if year <= tree.on.year} | {tree.on.year})


def _service_lines(tree: Tree) -> list[Line]:
    return lines_for(tree, scope_on(current_account(), tree), _years(tree))


def _coded(tree: Tree) -> list[tuple[Unit, str, str]]:
    rows = {unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.id.in_(tree.units)))}
    return [(rows[unit.id], unit.code, unit.name) for unit in tree.units.values()]
