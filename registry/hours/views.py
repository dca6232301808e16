"""Lesson hours of a year against the minimum: the people of a unit, a workbook, and the rule itself."""

import datetime as dt
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.programmes import HoursRule
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.hours import actions, words
from registry.hours.documents import hours_workbook
from registry.hours.forms import RuleForm, title_of
from registry.hours.queries import Asked, all_people, numbers, people_page, rule_of, rule_with, rules
from registry.shared.downloads import XLSX, download
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.pages import day
from registry.shared.transaction import commits, transaction
from registry.units.scope import View, view_of

blueprint = Blueprint("hours", __name__, url_prefix="/training-hours")


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.get("")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """Who of the unit in view has how many hours in a year; `?state=below` those who lack some."""
    view, asked, minimum = _asked()
    account = current_account()
    return render_template(
        "hours/index.html",
        view=view,
        asked=asked,
        rule=rule_of(asked.year),
        rules=rules(),
        numbers=numbers(asked, account, minimum),
        page=people_page(asked, account, minimum, request.args.get("after"), request.args.get("before")),
        unit=request.args.get("unit"),
    )


@blueprint.post("/export")
@requires(Permission.OFFICIALS_READ)
def export() -> ResponseReturnValue:
    """All of them as a workbook; leaves an entry in the trail."""
    view, asked, minimum = _asked()
    lines, unit = all_people(asked, current_account(), minimum), view.unit
    with force_locale("vi"):  # the trail is kept in one language
        subject = _("Số tiết năm %(year)s", year=asked.year)
    with transaction():
        note_list(subject, by=current_account(), on=asked.on, people=len(lines), unit_id=unit.id if unit else None)
    names = {one.id: one.name for one in view.tree.units.values()}
    workbook = hours_workbook(lines, asked, minimum, names, unit.name if unit else "")
    return download(workbook, f"so-tiet-{asked.year}.xlsx", XLSX)


@blueprint.route("/rules/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def renew() -> ResponseReturnValue:
    """Write the minimum that holds from a year on."""
    form = RuleForm()
    if form.validate_on_submit() and form.accepts(partial(actions.renew_rule, by=current_account())):
        flash(_("Đã ghi mức tối thiểu mới."), "success")
        return redirect(_back())
    if not form.is_submitted():
        form.show(next(iter(rules()), None))
    return shown(form, _place(None))


@blueprint.route("/rules/<public_id>", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def change(public_id: str) -> ResponseReturnValue:
    """Correct a version of the minimum. When somebody else saved meanwhile, both are shown."""
    rule = rule_with(public_id)
    form, place = RuleForm(rule), _place(rule)
    if goes_on():
        pass
    elif form.is_stale(rule.version):
        present = RuleForm(rule, formdata=None)
        present.show(rule)
        return conflict(form, present, place)
    elif form.validate_on_submit() and form.accepts(partial(actions.change_rule, rule, by=current_account())):
        flash(_("Đã lưu mức tối thiểu; số tiết đã tính lại."), "success")
        return redirect(_back())
    elif not form.is_submitted():
        form.show(rule)
    return shown(form, place)


def _asked() -> tuple[View, Asked, int]:
    """The year asked for, on the day of it that is nearest to the day in view."""
    year = min(max(request.args.get("year", day().on.year, int) or 0, 2000), 2100)
    on = min(max(day().on, dt.date(year, 1, 1)), dt.date(year, 12, 31))
    view, only, rule = view_of(current_account(), on), request.args.get("state", ""), rule_of(year)
    asked = Asked(frozenset(view.units), on, only if only in words.ONLY else "")
    return view, asked, rule.minimum if rule else 0


def _back() -> str:
    return url_for("hours.index", _anchor="rules")


def _place(rule: HoursRule | None) -> Place:
    above = _("Đào tạo, bồi dưỡng"), url_for("classes.index")
    return Place(title_of(rule), _("Số tiết tối thiểu"), _back(), "form-hours", above=above)
