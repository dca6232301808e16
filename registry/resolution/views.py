"""Pages of the whole resolution: every sentence on a day, one indicator with its history, entering and correcting values."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.resolution import Indicator, IndicatorValue
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.compliance.describe import threshold_words
from registry.compliance.figures import figures_at
from registry.establishment.headcounts import targets_for
from registry.establishment.words import measure_word, share_words
from registry.resolution import actions, words
from registry.resolution.documents import whole_workbook
from registry.resolution.forms import ValueForm, WithdrawalForm
from registry.resolution.queries import Whole, history_of, indicator_with, value_with, whole_on
from registry.shared.database import db
from registry.shared.downloads import XLSX, download
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.pages import day
from registry.shared.transaction import commits
from registry.units.scope import View, view_of

blueprint = Blueprint("resolution", __name__, url_prefix="/resolution")


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.get("")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """Every sentence of the resolution that demands something, with its figures and reported values on the day."""
    view, whole = _asked()
    missing = sum(1 for reading in whole.readings if reading.value is None)
    return render_template(
        "resolution/index.html",
        view=view,
        whole=whole,
        missing=missing,
        threshold_words=threshold_words,
        cuts={target.code: target for target in targets_for(current_account(), day().on)},
        cut_words=(measure_word, share_words),
    )


@blueprint.get("/whole.xlsx")
@requires(Permission.FIGURES_READ)
def export() -> ResponseReturnValue:
    """The same as a workbook; no names are in it."""
    view, whole = _asked()
    on, unit = day().on, view.unit
    return download(whole_workbook(whole, on, unit.name if unit else ""), f"nghi-quyet-{on.isoformat()}.xlsx", XLSX)


@blueprint.get("/<code>")
@requires(Permission.FIGURES_READ)
def show(code: str) -> ResponseReturnValue:
    """One reported indicator: what is demanded, and all its values with their documents and corrections."""
    indicator = indicator_with(code)
    return render_template("resolution/show.html", indicator=indicator, history=history_of(indicator))


@blueprint.route("/<code>/new", methods=["GET", "POST"])
@requires(Permission.FIGURES_REPORT)
@commits
def new(code: str) -> ResponseReturnValue:
    """Enter what was reported for a day."""
    indicator, form = indicator_with(code), ValueForm()
    if form.validate_on_submit() and form.accepts(partial(actions.enter_value, indicator, by=current_account())):
        return _saved(indicator, _("Đã ghi số liệu báo cáo."))
    return shown(form, _place(indicator, _("Nhập số liệu báo cáo")))


@blueprint.route("/values/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.FIGURES_REPORT)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """Correct a value. When somebody else did so meanwhile, both versions are shown and nothing is written."""
    value, form = value_with(public_id), ValueForm()
    place = _place(value.indicator, _("Đính chính số liệu báo cáo"))
    if goes_on():
        pass
    elif form.is_stale(value.version):
        return conflict(form, _stored(value), place)
    elif form.validate_on_submit():
        try:
            if form.accepts(partial(actions.correct_value, value, by=current_account())):
                return _saved(value.indicator, _("Đã đính chính; giá trị trước được giữ lại."))
        except StaleDataError:
            db.session.rollback()
            return conflict(form, _stored(value_with(public_id)), place)
    elif not form.is_submitted():
        form.show(value)
    return shown(form, place)


@blueprint.route("/values/<public_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.FIGURES_REPORT)
@commits
def withdraw(public_id: str) -> ResponseReturnValue:
    """Let a value that should not stand there count nowhere, with the reason."""
    value, form = value_with(public_id), WithdrawalForm()
    if form.validate_on_submit() and form.accepts(partial(actions.withdraw_value, value, by=current_account())):
        return _saved(value.indicator, _("Đã rút số liệu; vẫn đọc được trong lịch sử."))
    return shown(form, _place(value.indicator, _("Rút số liệu báo cáo")))


def _asked() -> tuple[View, Whole]:
    on = day().on
    view = view_of(current_account(), on)
    return view, whole_on(on, figures_at(on, view.units))


def _stored(value: IndicatorValue) -> ValueForm:
    form = ValueForm(formdata=None)
    form.show(value)
    return form


def _back(indicator: Indicator) -> str:
    return url_for("resolution.show", code=indicator.code, _anchor="values")


def _place(indicator: Indicator, title: str) -> Place:
    note = _("Mức của nghị quyết: %(goal)s.", goal=words.goal_words(indicator))
    above = (_("Nghị quyết"), url_for("resolution.index"))
    return Place(title, words.title_of(indicator), _back(indicator), "form-value", note=note, above=above)


def _saved(indicator: Indicator, done: str) -> ResponseReturnValue:
    flash(done, "success")
    return redirect(_back(indicator))
