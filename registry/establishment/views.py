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
from registry.establishment import actions, queries
from registry.establishment.documents import establishment_workbook
from registry.establishment.forms import QuotaForm, assigned_in
from registry.establishment.words import branch_words
from registry.reference.words import tiers
from registry.shared.database import db
from registry.shared.downloads import XLSX, download
from registry.shared.numbers import vn_number
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits
from registry.units.queries import Tree, tree_on
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


@blueprint.route("/<unit_key>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
@commits
def edit(unit_key: str) -> ResponseReturnValue:
    """What one unit was assigned for the year of the day."""
    tree = tree_on(day().on)
    unit = tree.by_key(unit_key)
    if unit is None:
        raise NotFound
    quota = queries.quota_of(unit.id, tree.on.year)
    form, back = QuotaForm(obj=quota), url_for("establishment.index")
    form.of(db.session.get_one(Unit, unit.id), tree.on.year)
    if form.validate_on_submit() and form.accepts(partial(actions.assign, by=current_account())):
        flash(_("Đã ghi biên chế của %(unit)s.", unit=unit.name), "success")
        return redirect(back)
    return render_template("establishment/edit.html", form=form, unit=unit, year=tree.on.year, cancel_url=back)


def _coded(tree: Tree) -> list[tuple[Unit, str, str]]:
    rows = {unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.id.in_(tree.units)))}
    return [(rows[unit.id], unit.code, unit.name) for unit in tree.units.values()]
