"""The coded lists: proposals that wait, each list with its uses, an entry with what changing it touches, what fields offer."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.terms import Term, TermKind
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.shared.editing import decided
from registry.shared.forms import Form
from registry.shared.numbers import vn_number
from registry.shared.transaction import commits
from registry.terms import actions, queries, words
from registry.terms.forms import MergeForm, RefusalForm, TermForm

REFUSED = _l("Đơn vị đề nghị đọc được câu này khi nhập lại tên ấy.")

blueprint = Blueprint("terms", __name__, url_prefix="/reference/terms")


@blueprint.context_processor
def _frame() -> dict[str, Any]:
    return {"kinds": words.kinds(), "state_words": words.states(), "waiting": queries.waiting()}


@blueprint.get("/")
@requires(Permission.REFERENCE_READ)
def index() -> ResponseReturnValue:
    """The proposals that wait, or the list named in the address."""
    typed = request.args.get("q", "").strip()[:100]
    if "kind" not in request.args:
        return render_template("terms/proposals.html", lines=queries.proposals(), kind=None)
    kind = _kind(request.args["kind"])
    return render_template("terms/list.html", lines=queries.listed(kind, typed), kind=kind, typed=typed, most=queries.LISTED)


@blueprint.get("/options")
@requires(Permission.RECORDS_WRITE)
def options() -> ResponseReturnValue:
    """At most twenty entries for a typed beginning: the part that a field of a form asks for."""
    kind, typed = _kind(request.args.get("kind", "")), request.args.get(request.args.get("field", "q"), "")[:100]
    found = queries.options(kind, typed, current_account())
    return render_template("terms/_options.html", found=found, typed=typed.strip(), named=request.args.get("field", "q"))


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.REFERENCE_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Add an entry to a list."""
    kind = _kind(request.args.get("kind", ""))
    form = TermForm(kind)
    if form.validate_on_submit() and form.accepts(partial(actions.add_term, kind, by=current_account())):
        flash(_("Đã thêm “%(name)s”.", name=form.details().name), "success")
        return redirect(url_for("terms.index", kind=kind.value))
    return render_template("terms/new.html", form=form, kind=kind)


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@requires(Permission.REFERENCE_WRITE)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """An entry with what changing it would touch; sent, it corrects the entry or accepts the proposal."""
    term = queries.term_for(public_id)
    form = TermForm(term.kind, term)
    action = actions.accept if term.state == "proposed" else actions.change_term
    if form.is_submitted() and decided(form, lambda: term.version, partial(action, term, by=current_account())):
        return _back(term, _("Đã ghi “%(name)s” vào danh mục.", name=term.name))
    return _shown(term, form=form)


@blueprint.post("/<public_id>/merge")
@requires(Permission.REFERENCE_WRITE)
@commits
def merge(public_id: str) -> ResponseReturnValue:
    """Let another entry stand for this one."""
    term = queries.term_for(public_id)
    form = MergeForm(term.kind, term)
    touched = queries.effect(term)
    if decided(form, lambda: term.version, partial(actions.merge, term, by=current_account())):
        said = _("Đã gộp “%(name)s”. %(records)s bản ghi mang tên mới.", name=term.name, records=vn_number(touched.records))
        return _back(term, said)
    return _shown(term, merging=form)


@blueprint.post("/<public_id>/refuse")
@requires(Permission.REFERENCE_WRITE)
@commits
def refuse(public_id: str) -> ResponseReturnValue:
    """Say no to a proposal, with the reason."""
    term = queries.term_for(public_id)
    form = RefusalForm(term, REFUSED)
    if decided(form, lambda: term.version, partial(actions.refuse, term, by=current_account())):
        return _back(term, _("Không nhận “%(name)s” vào danh mục.", name=term.name))
    return _shown(term, refusing=form)


def _kind(word: str) -> TermKind:
    return TermKind(word) if word in set(TermKind) else abort(404)


def _back(term: Term, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("terms.index") if queries.waiting() else url_for("terms.index", kind=term.kind.value))


def _shown(term: Term, **forms: Form[Any]) -> ResponseReturnValue:
    """The page of an entry with the forms of all decisions; the one that was refused as it was sent."""
    given: dict[str, Form[Any]] = {
        "form": TermForm(term.kind, term, formdata=None),
        "merging": MergeForm(term.kind, term, formdata=None),
        "refusing": RefusalForm(term, REFUSED, formdata=None),
        **forms,
    }
    return render_template("terms/show.html", term=term, kind=term.kind, effect=queries.effect(term), **given)
