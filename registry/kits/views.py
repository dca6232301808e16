"""Workbooks to take along: an empty template, the offline kit, the full export of a unit."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.units import Unit
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.accounts.queries import units_for
from registry.kits import actions
from registry.kits.content import staff_of
from registry.kits.forms import UnitForm
from registry.kits.making import file_name
from registry.kits.units import communes_of, units_below
from registry.shared.downloads import XLSX, download
from registry.shared.refusal import Refused
from registry.shared.transaction import commits, transaction

blueprint = Blueprint("kits", __name__, url_prefix="/workbooks")

MOST_AT_ONCE = 300
"""People whose workbook is made while the page waits; that of more is left to a worker."""


@blueprint.get("")
@requires(Permission.ROSTERS_IMPORT)
def index() -> ResponseReturnValue:
    """What can be taken along."""
    return _index(_form())


@blueprint.post("/template")
@requires(Permission.ROSTERS_IMPORT)
def template() -> ResponseReturnValue:
    """An empty roster with the lists of a unit."""
    return _given("mau-danh-sach", actions.template_of)


@blueprint.post("/kit")
@requires(Permission.ROSTERS_IMPORT)
def kit() -> ResponseReturnValue:
    """The offline kit of a unit; that of a large one is made by a worker."""
    return _large("kit") or _given("ho-so", actions.offline_kit_of)


@blueprint.post("/export")
@requires(Permission.ROSTERS_IMPORT)
def export() -> ResponseReturnValue:
    """The full export of a unit; that of a large one is made by a worker."""
    return _large("export") or _given("toan-bo-ho-so", actions.export_of)


@blueprint.post("/kits")
@requires(Permission.ROSTERS_IMPORT)
@commits
def kits() -> ResponseReturnValue:
    """The offline kits of all communes, made by a worker."""
    try:
        actions.ask_for_kits(current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
        return redirect(url_for("kits.index"))
    return redirect(url_for("jobs.index"))


def _large(what: str) -> ResponseReturnValue | None:
    """Leave the workbook of a large unit to a worker; None when the page can wait for it, or the form is not filled in well."""
    form = _form()
    if not form.validate_on_submit() or len(staff_of(units_below(form.details()))) <= MOST_AT_ONCE:
        return None
    with transaction():
        actions.ask_for(what, form.details(), current_account())
    flash(_("Đơn vị có nhiều người nên tệp được lập ở chế độ nền; lập xong thì tải ở đây."), "info")
    return redirect(url_for("jobs.index"))


def _given(what: str, made_of: Callable[[Unit], actions.Workbook]) -> ResponseReturnValue:
    form = _form()
    if not form.validate_on_submit():
        return _index(form)
    unit = form.details()
    made = made_of(unit)
    with transaction():
        content = actions.give(made, current_account())
    return download(content, file_name(what, unit), XLSX)


def _form() -> UnitForm:
    form = UnitForm()
    form.offer(units_for(current_account()))
    return form


def _index(form: UnitForm) -> str:
    return render_template("kits/index.html", form=form, communes=len(communes_of(current_account())))
