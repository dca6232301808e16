"""Pages of the targets: all of them, and one with its course, components, units and people."""

import datetime as dt

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from models.targets import Reckoned
from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.compliance.benchmarks import benchmarks_of
from registry.compliance.catalogue import TargetOnDay, target_with, targets_on
from registry.compliance.describe import outline, rule_sentence, threshold_words
from registry.compliance.documents import list_name, people_workbook
from registry.compliance.figures import course_to, figure_of, unit_figures
from registry.compliance.people import Asked, all_people, lacking, people_page
from registry.compliance.vocabulary import vocabulary
from registry.officials.queries import unnamed_at
from registry.officials.words import unnamed_words
from registry.shared.downloads import XLSX, download
from registry.shared.pages import day
from registry.shared.transaction import transaction
from registry.standings.measure import Counts, counts_on
from registry.units.scope import View, view_of

blueprint = Blueprint("compliance", __name__, url_prefix="/targets")

_STANDINGS = {
    "met": Reckoned.MET,
    "unmet": Reckoned.UNMET,
    "unknown": Reckoned.UNKNOWN,
    "exempt": Reckoned.EXEMPT,
}


@blueprint.get("/")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """The measured targets with their components."""
    on = day().on
    view, counts, words = view_of(current_account(), on), counts_on(on), vocabulary()
    rows = [
        (figure_of(target, counts, view.units, on), rule_sentence(target.rule, words), _parts(target, counts, view, on))
        for target in targets_on(on)
    ]
    return render_template("compliance/index.html", rows=rows, view=view)


@blueprint.get("/<code>")
@requires(Permission.FIGURES_READ)
def show(code: str) -> ResponseReturnValue:
    """One target, or one component of a target, at the unit in view."""
    on = day().on
    view = view_of(current_account(), on)
    target, parent = target_with(code, on)
    counts = counts_on(on, [each.id for each in target.every_one])
    figure = figure_of(target, counts, view.units, on)
    course = course_to(on, target.id, view.unit_id)
    asked = _asked(target, view)
    seen = may(Permission.OFFICIALS_READ)
    page = people_page(asked, current_account(), request.args.get("after"), request.args.get("before")) if seen else None
    return render_template(
        "compliance/show.html",
        figure=figure,
        parent=parent,
        course=course,
        parts=_parts(target, counts, view, on),
        rows=unit_figures(target, counts, view.tree, view.units, on),
        outline=outline(target.rule, vocabulary()),
        threshold=threshold_words(target.rule.threshold),
        benchmarks=benchmarks_of(figure, view.units),
        view=view,
        standing=_standing(),
        people=page,
        lacks=lacking(asked, current_account(), [part.id for part in target.components]) if seen else {},
        chosen=request.args.get("lacking"),
        unnamed=unnamed_words(unnamed_at(current_account(), view.units, on)) if seen else "",
    )


@blueprint.post("/<code>/people")
@requires(Permission.OFFICIALS_READ)
def people(code: str) -> ResponseReturnValue:
    """The list of people as shown, as a workbook. Taking names along is itself an entry, hence no GET.

    The entry has a transaction of its own, after the workbook: making it takes long, and SQLite has one writer at a time.
    """
    on, account = day().on, current_account()
    view = view_of(account, on)
    target, _parent = target_with(code, on)
    rows = all_people(_asked(target, view), account)
    with force_locale("vi"):  # the trail is kept in one language
        subject = list_name(target, _standing(), request.args.get("lacking"))
    workbook = people_workbook(target, rows, on, view.unit)
    with transaction():
        note_list(subject, by=account, on=on, people=len(rows), unit_id=view.unit.id if view.unit else None)
    return download(workbook, f"{target.code}-{_standing()}-{on.isoformat()}.xlsx", XLSX)


def _standing() -> str:
    standing = request.args.get("standing", "unmet")
    return standing if standing in _STANDINGS else abort(404)


def _asked(target: TargetOnDay, view: View) -> Asked:
    wanted = request.args.get("lacking")
    part = next((part.id for part in target.components if part.component == wanted), None)
    if wanted and part is None:
        abort(404)
    return Asked(target.id, view.tree, frozenset(view.units), _STANDINGS[_standing()], part)


def _parts(target: TargetOnDay, counts: Counts, view: View, on: dt.date) -> list[object]:
    return [figure_of(part, counts, view.units, on) for part in target.components]
