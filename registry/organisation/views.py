"""Pages of the organisation: the tree of a day with search, and each unit with its people, figures, history and lineage."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.units import Unit
from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.compliance.figures import figures_at
from registry.organisation import actions, queries
from registry.organisation.forms import CodeForm
from registry.reference.words import tiers
from registry.shared.database import db
from registry.shared.pages import EARLIEST, day
from registry.shared.transaction import commits
from registry.units.queries import tree_on
from registry.units.rights import scope_on

blueprint = Blueprint("organisation", __name__, url_prefix="/organisation")


@blueprint.get("")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """The tree as it stood on the day, or what a search finds on any day."""
    tree, typed = tree_on(day().on), request.args.get("q", "").strip()[:100]
    if typed:
        return render_template("organisation/found.html", hits=queries.search(typed, tree.on), typed=typed, tiers=tiers())
    seen = scope_on(current_account(), tree)
    roots = queries.branches(tree, seen)
    return render_template("organisation/index.html", roots=roots, total=len(tree.units), typed="", tiers=tiers())


@blueprint.get("/units/<unit_key>")
@requires(Permission.FIGURES_READ)
def show(unit_key: str) -> ResponseReturnValue:
    """A unit: what it is and was for everybody, its people and figures for those who see it."""
    tree = tree_on(day().on)
    page = queries.unit_page(unit_key, tree)
    seen = page.on_day is not None and page.id in scope_on(current_account(), tree)
    return render_template(
        "organisation/show.html",
        page=page,
        seen=seen,
        figures=figures_at(tree.on, tree.subtree(page.id)) if seen else [],
        posts=queries.posts_at(page.id, tree.on, current_account()) if seen and may(Permission.OFFICIALS_READ) else [],
        people=queries.headcounts(tree).get(page.id, 0) if seen else None,
        tiers=tiers(),
        earliest=EARLIEST,
    )


@blueprint.route("/units/<unit_key>/code", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
@commits
def code(unit_key: str) -> ResponseReturnValue:
    """Give a unit its identification code."""
    page = queries.unit_page(unit_key, tree_on(day().on))
    back, form = url_for("organisation.show", unit_key=unit_key), CodeForm()
    unit = db.session.get_one(Unit, page.id)
    if form.validate_on_submit() and form.accepts(partial(actions.give_code, unit, by=current_account())):
        flash(_("Đã ghi mã định danh của %(unit)s.", unit=page.name), "success")
        return redirect(back)
    return render_template("organisation/code.html", form=form, page=page, cancel_url=back)
