"""The first page: where every target stands, where people are missing, and at a commune who they are."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.targets import Reckoned
from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.coming.reminders import counted
from registry.coming.words import KINDS
from registry.compliance.benchmarks import benchmarks_on
from registry.compliance.catalogue import targets_on
from registry.compliance.figures import UnitFigure, cards_at, unit_figures
from registry.compliance.people import Asked, Person, people_page
from registry.reviews.queries import reminders
from registry.shared.pages import day
from registry.standings.measure import counts_on
from registry.units.scope import View, view_of

blueprint = Blueprint("dashboard", __name__)


@dataclass(frozen=True)
class Tile:
    """A commune on the map."""

    name: str
    url: str
    x: int
    y: int
    met: int
    unmet: int
    unknown: int
    total: int


@blueprint.get("/")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """The board of the unit in view."""
    on = day().on
    view = view_of(current_account(), on)
    cards = cards_at(on, view)
    targets = {target.code: target for target in targets_on(on)}
    chosen = targets.get(request.args.get("target", "T1")) or next(iter(targets.values()), None)
    rows = unit_figures(chosen, counts_on(on), view.tree, view.units, on) if chosen else []
    single = len(rows) <= 1
    return render_template(
        "dashboard/index.html",
        cards=cards,
        rows=rows,
        chosen=chosen,
        single=single,
        tiles=[] if single else _tiles(rows),
        reminders=reminders(current_account(), day().today),
        missing=_missing(view) if single and may(Permission.OFFICIALS_READ) else [],
        view=view,
        raised=_raised(view),
        national=benchmarks_on([card.figure for card in cards], view.units),
    )


def _raised(view: View) -> list[tuple[str, str, int]]:
    """Kind, its words, and how many things of it the registry brings to mind here."""
    if not may(Permission.OFFICIALS_READ):
        return []
    return [(kind.value, str(KINDS[kind]), number) for kind, number in counted(view.units, current_account()).items()]


def _tiles(rows: list[UnitFigure]) -> list[Tile]:
    return [
        Tile(
            row.unit.name,
            url_for("compliance.show", code=row.figure.target.code, unit=row.unit.key),
            *row.unit.place,
            row.figure.count.met,
            row.figure.count.unmet,
            row.figure.count.unknown,
            row.figure.count.total,
        )
        for row in rows
        if row.unit.place
    ]


def _missing(view: View) -> list[tuple[str, str, list[Person], int]]:
    """For each target with people missing here: code, title, the first of them with what each lacks, and how many there are."""
    groups = []
    for target in targets_on(view.tree.on):
        for standing in (Reckoned.UNMET, Reckoned.UNKNOWN):
            asked = Asked(target.id, view.tree, frozenset(view.units), standing)
            page = people_page(asked, current_account(), None, None)
            if page.rows:
                groups.append((target.code, standing.name.lower(), list(page.rows), page.total))
    return groups
