"""Exemptions: all of them, writing one down, ending it, taking it back."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.units import Tier
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.careers.queries import positions_for, units_for
from registry.compliance.vocabulary import vocabulary
from registry.exemptions import actions
from registry.exemptions.forms import EndingForm, ExemptionForm, RemovalForm, level_words
from registry.exemptions.queries import Act, act_with, acts_on, targets_to_choose
from registry.officials.queries import official_for
from registry.shared.editing import Place, shown
from registry.shared.pages import day
from registry.shared.transaction import commits

blueprint = Blueprint("exemptions", __name__, url_prefix="/exemptions")


@blueprint.get("")
@requires(Permission.REFERENCE_READ)
def index() -> ResponseReturnValue:
    """Those in force on the day, then all others."""
    acts, words = acts_on(day().on), vocabulary()
    groups = [
        (_("Đang áp dụng"), [act for act in acts if act.in_force(day().on)]),
        (_("Chưa hoặc không còn áp dụng"), [act for act in acts if not act.in_force(day().on)]),
    ]
    return render_template("exemptions/index.html", groups=groups, said=lambda act: level_words(act.first.levels or {}, words))


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.TARGETS_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Exempt holders of a position, an area or a person; `?official=` names one."""
    named, account = request.args.get("official"), current_account()
    person = official_for(account, named) if named else None
    form = ExemptionForm().within(account, person)
    form.offer(targets_to_choose(), units_for(account), positions_for(Tier), vocabulary())
    if form.validate_on_submit() and form.accepts(partial(actions.exempt, by=account)):
        flash(_("Đã ghi loại trừ; số liệu đã tính lại."), "success")
        return redirect(url_for("exemptions.index"))
    owner = person.full_name if person else _("Loại trừ")
    note = _("Được loại trừ không bao giờ tính là đạt. Chọn chức danh, địa bàn hoặc một người; chọn nhiều thì phải đúng cả.")
    return shown(form, Place(_("Ghi loại trừ"), owner, _back(), "form-exemption", note=note, above=_above()))


@blueprint.route("/<key>/end", methods=["GET", "POST"])
@requires(Permission.TARGETS_WRITE)
@commits
def end(key: str) -> ResponseReturnValue:
    """Let one hold no more from a day on."""
    act, form = act_with(key, day().on), EndingForm()
    if form.validate_on_submit() and form.accepts(partial(actions.end_exemption, act, by=current_account())):
        flash(_("Đã ghi ngày kết thúc; số liệu đã tính lại."), "success")
        return redirect(_back())
    return shown(form, _place(act, _("Kết thúc loại trừ")))


@blueprint.route("/<key>/remove", methods=["GET", "POST"])
@requires(Permission.TARGETS_WRITE)
@commits
def remove(key: str) -> ResponseReturnValue:
    """Take away one that was written down wrongly."""
    act, form = act_with(key, day().on), RemovalForm()
    if form.validate_on_submit() and form.accepts(partial(actions.remove_exemption, act, by=current_account())):
        flash(_("Đã gỡ loại trừ ghi nhầm; số liệu đã tính lại."), "success")
        return redirect(_back())
    return shown(form, _place(act, _("Gỡ loại trừ ghi nhầm")))


def _back() -> str:
    return url_for("exemptions.index")


def _above() -> tuple[str, str]:
    return _("Chỉ tiêu"), url_for("compliance.index")


def _place(act: Act, title: str) -> Place:
    return Place(title, f"{', '.join(act.codes)} · {act.first.basis}", _back(), "form-exemption", above=_above())
