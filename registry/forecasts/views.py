"""The forecast of a target: the fan, who makes it, and both as workbooks."""

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.compliance.catalogue import target_with
from registry.compliance.figures import Figure, courses_of, month_ends, shares
from registry.forecasts.chart import Drawing, drawn
from registry.forecasts.days import allowed, last_day_of_forecast
from registry.forecasts.documents import group_workbook, lines_workbook
from registry.forecasts.outlook import GROUPS, LINES
from registry.forecasts.people import everybody, people_page
from registry.forecasts.queries import Outlook, outlook
from registry.forecasts.words import ASSUMED, GROUP_WORDS, LINE_NAMES
from registry.officials.words import unnamed_words
from registry.shared.clock import today
from registry.shared.dates import read_day
from registry.shared.downloads import XLSX, download
from registry.shared.transaction import transaction
from registry.units.scope import View, view_of

blueprint = Blueprint("forecasts", __name__, url_prefix="/targets")


@dataclass(frozen=True)
class _Asked:
    """A forecast of this request: the unit in view, the day that was asked for, and whether it could be used."""

    view: View
    outlook: Outlook
    refused: bool

    @property
    def unit_name(self) -> str:
        return self.view.unit.name if self.view.unit else ""

    @property
    def figures(self) -> dict[str, Figure]:
        """The figure of the last day along each line."""
        until = self.outlook.days[-1]
        return {line: Figure(self.outlook.target, self.outlook.then(line), until) for line in LINES}


@blueprint.get("/<code>/forecast")
@requires(Permission.FIGURES_READ)
def show(code: str) -> ResponseReturnValue:
    """The fan of a target at the unit in view, and what makes it."""
    asked, group = _asked(code), _group()
    page = None
    if may(Permission.OFFICIALS_READ):
        page = people_page(asked.outlook, group, current_account(), request.args.get("page", 1, int))
    return render_template(
        "forecasts/show.html",
        asked=asked,
        outlook=asked.outlook,
        target=asked.outlook.target,
        view=asked.view,
        now=Figure(asked.outlook.target, asked.outlook.now, asked.outlook.days[0]),
        figures=asked.figures,
        drawing=_drawing(asked),
        lines=LINES,
        line_names=LINE_NAMES,
        assumed=ASSUMED,
        groups=GROUPS,
        words=GROUP_WORDS,
        group=group,
        people=page,
        unnamed=unnamed_words(page.unnamed) if page else "",
    )


@blueprint.get("/<code>/forecast/figures")
@requires(Permission.FIGURES_READ)
def figures(code: str) -> ResponseReturnValue:
    """The three lines as a workbook, without names."""
    asked = _asked(code)
    return download(lines_workbook(asked.outlook, asked.unit_name), f"{code}-forecast.xlsx", XLSX)


@blueprint.post("/<code>/forecast/people")
@requires(Permission.OFFICIALS_READ)
def people(code: str) -> ResponseReturnValue:
    """The people of a group as a workbook; the entry has a transaction of its own, after the workbook."""
    asked, group, account = _asked(code), _group(), current_account()
    rows = everybody(asked.outlook, group, account)
    workbook = group_workbook(asked.outlook, group, rows, asked.unit_name)
    with force_locale("vi"):  # the trail is kept in one language
        subject = _("Dự báo %(code)s: %(group)s", code=code, group=GROUP_WORDS[group].name)
    unit_id = asked.view.unit.id if asked.view.unit else None
    with transaction():
        note_list(subject, by=account, on=asked.outlook.days[-1], people=len(rows), unit_id=unit_id)
    return download(workbook, f"{code}-{group}.xlsx", XLSX)


def _asked(code: str) -> _Asked:
    since = today()
    view = view_of(current_account(), since)
    deadline = target_with(code, since)[0].version.deadline
    typed = request.args.get("to", "").strip()
    until = read_day(typed)
    good = allowed(until, since)
    last: dt.date = until if good and until else last_day_of_forecast([deadline], since)
    return _Asked(view, outlook(target_with(code, last)[0], view.unit_id, since, last), refused=bool(typed) and not good)


def _group() -> str:
    group = request.args.get("group", "retires")
    return group if group in GROUP_WORDS else abort(404)


def _drawing(asked: _Asked) -> Drawing | None:
    found, past = asked.outlook, month_ends(asked.outlook.days[0])
    history = shares(past, courses_of([found.target.id], past, asked.view.unit_id)[found.target.id])
    lines = {line: shares(found.days, found.lines[line]) for line in LINES}
    return drawn(history, lines, found.target.rule.threshold.percent)
