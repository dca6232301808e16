"""Bonds of those sent to study: who still serves, who broke off, what is paid back, and how each was settled."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.accounts import Account
from models.classes import Bond
from models.officials import Official
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.bonds import actions, words
from registry.bonds.documents import bonds_workbook
from registry.bonds.forms import BondForm, ReleaseForm, RepaymentForm
from registry.bonds.queries import SHOWN, Line, bond_for, line_of, lines_in, numbers
from registry.bonds.reckoning import Standing
from registry.changes.offer import flash_done
from registry.officials.queries import official_for
from registry.shared.downloads import XLSX, download
from registry.shared.editing import EditForm, Place, conflict, goes_on, shown
from registry.shared.pages import day
from registry.shared.transaction import commits, transaction
from registry.units.scope import View, view_of

blueprint = Blueprint("bonds", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"bond_words": words}


@blueprint.get("/bonds")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """The bonds of the people of the unit in view; `?standing=` narrows, those that run unless told."""
    view, chosen, everything = _asked()
    lines = _narrowed(everything, chosen)
    place = min(max(request.args.get("from", 0, int) or 0, 0), max(len(lines) - 1, 0))
    place -= place % SHOWN
    return render_template(
        "bonds/index.html",
        view=view,
        chosen=chosen,
        numbers=numbers(everything),
        lines=lines[place : place + SHOWN],
        place=place,
        size=SHOWN,
        total=len(lines),
        unit=request.args.get("unit"),
    )


@blueprint.post("/bonds/export")
@requires(Permission.OFFICIALS_READ)
def export() -> ResponseReturnValue:
    """All of them as a workbook; leaves an entry in the trail."""
    view, chosen, everything = _asked()
    lines, unit = _narrowed(everything, chosen), view.unit
    with force_locale("vi"):  # the trail is kept in one language
        subject = _("Cam kết phục vụ")
    with transaction():
        note_list(subject, by=current_account(), on=day().on, people=len(lines), unit_id=unit.id if unit else None)
    workbook = bonds_workbook(lines, day().on, unit.name if unit else "")
    return download(workbook, f"cam-ket-phuc-vu-{day().on.isoformat()}.xlsx", XLSX)


@blueprint.route("/officials/<public_id>/bonds/new", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def new(public_id: str) -> ResponseReturnValue:
    """Write down a bond that no class of the registry brought."""
    official, form = official_for(current_account(), public_id), BondForm()
    if form.validate_on_submit() and form.accepts(partial(actions.add_bond, official, by=current_account())):
        return _saved(official, _("Đã ghi cam kết phục vụ."))
    if not form.is_submitted():
        form.show(None)
    return shown(form, _place(official, _("Ghi cam kết phục vụ")))


@blueprint.route("/bonds/<public_id>", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def change(public_id: str) -> ResponseReturnValue:
    """Correct a bond. When somebody else saved meanwhile, both are shown."""
    bond, form = bond_for(current_account(), public_id), BondForm()
    place = _place(bond.official, _("Sửa cam kết phục vụ"))
    if goes_on():
        pass
    elif form.is_stale(bond.version):
        present = BondForm(formdata=None)
        present.show(bond)
        return conflict(form, present, place)
    elif form.validate_on_submit() and form.accepts(partial(actions.change_bond, bond, by=current_account())):
        return _saved(bond.official, _("Đã sửa cam kết phục vụ."))
    elif not form.is_submitted():
        form.show(bond)
    return shown(form, place)


@blueprint.route("/bonds/<public_id>/release", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def release(public_id: str) -> ResponseReturnValue:
    """Release somebody from a bond, with the reason."""
    bond = bond_for(current_account(), public_id)
    return _settled(bond, ReleaseForm(), actions.release_bond, _("Miễn cam kết phục vụ"))


@blueprint.route("/bonds/<public_id>/repay", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def repay(public_id: str) -> ResponseReturnValue:
    """Write down that what is owed was paid back."""
    bond = bond_for(current_account(), public_id)
    return _settled(bond, RepaymentForm(), actions.repay_bond, _("Ghi đã đền bù"))


def _settled(
    bond: Bond, form: EditForm[actions.Settlement], action: Callable[[Bond, actions.Settlement, Account], None], title: str
) -> ResponseReturnValue:
    by = current_account()
    if form.validate_on_submit() and form.accepts(lambda settled: action(bond, settled, by)):
        return _saved(bond.official, _("Đã ghi: %(what)s.", what=title))
    return shown(form, _place(bond.official, title, words.outcome_words(line_of(bond, day().today))))


def _asked() -> tuple[View, Standing | None, list[Line]]:
    view, chosen = view_of(current_account(), day().on), request.args.get("standing", Standing.RUNNING.value)
    return view, Standing(chosen) if chosen in set(Standing) else None, lines_in(view, current_account())


def _narrowed(lines: list[Line], chosen: Standing | None) -> list[Line]:
    return [line for line in lines if chosen in (None, line.standing)]


def _back(official: Official) -> str:
    return url_for("profile.show", public_id=official.public_id, _anchor="training")


def _place(official: Official, title: str, note: str = "") -> Place:
    return Place(title, official.full_name, _back(official), "form-bond", note)


def _saved(official: Official, done: str) -> ResponseReturnValue:
    flash_done(done, "at-training")
    return redirect(_back(official))
