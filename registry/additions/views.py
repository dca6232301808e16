"""Positions and units that offices ask for: asking, what became of it, deciding."""

from functools import partial
from typing import Any

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.additions import Addition, AdditionKind
from models.terms import TermState
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.additions import actions, queries, words
from registry.additions.forms import AcceptPositionForm, AcceptUnitForm, AskForm, MergeForm
from registry.careers.words import TIERS
from registry.compliance.vocabulary import category_name
from registry.shared.editing import decided
from registry.shared.forms import Form
from registry.shared.transaction import commits
from registry.terms.forms import RefusalForm
from registry.terms.queries import waiting
from registry.terms.words import kinds as lists
from registry.terms.words import states

REFUSED = _l("Đơn vị đề nghị đọc được câu này.")

blueprint = Blueprint("additions", __name__, url_prefix="/reference/additions")


@blueprint.context_processor
def _frame() -> dict[str, Any]:
    named = {"name_of_key": queries.name_of_key, "category_name": category_name, "tiers": TIERS}
    return {"kinds": lists(), "state_words": states(), "waiting": waiting(), "kind": "additions", "asked": words.kinds(), **named}


@blueprint.get("/")
@requires(Permission.RECORDS_WRITE)
def index() -> ResponseReturnValue:
    """What waits and what was decided: of one's own unit, of all for the Department."""
    account = current_account()
    waits, done = (queries.additions_for(account, waiting=which) for which in (True, False))
    return render_template("additions/index.html", waits=waits, done=done)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Ask for a position or a unit; the address may carry its name."""
    word = request.args.get("kind", "")
    kind = AdditionKind(word) if word in set(AdditionKind) else abort(404)
    form = AskForm(kind, request.args.get("name", "").strip()[:200])
    if form.validate_on_submit() and form.accepts(partial(actions.propose, by=current_account())):
        flash(
            _("Đã gửi đề nghị bổ sung “%(name)s”. Sở Nội vụ quyết định; kết quả hiện ở trang này.", name=form.name.data),
            "success",
        )
        return redirect(url_for("additions.index"))
    return render_template("additions/new.html", form=form, title=words.titles()[kind])


@blueprint.get("/<public_id>")
@requires(Permission.REFERENCE_WRITE)
def show(public_id: str) -> ResponseReturnValue:
    """What is asked for, with the forms of all decisions."""
    return _shown(queries.addition_for(public_id))


@blueprint.post("/<public_id>/accept")
@requires(Permission.REFERENCE_WRITE)
@commits
def accept(public_id: str) -> ResponseReturnValue:
    """Make the position or unit that was asked for, as the Department words it."""
    addition = queries.addition_for(public_id)
    form = _accepting(addition)
    if decided(form, lambda: addition.version, partial(actions.ACCEPT[addition.kind], addition, by=current_account())):
        return _back(
            _("Đã thêm “%(name)s” vào danh mục.", name=queries.name_of_key(addition.kind, addition.became) or addition.name)
        )
    return _shown(addition, form=form)


@blueprint.post("/<public_id>/merge")
@requires(Permission.REFERENCE_WRITE)
@commits
def merge(public_id: str) -> ResponseReturnValue:
    """Let an entry of the catalogue stand for what was asked for."""
    addition = queries.addition_for(public_id)
    form = MergeForm(addition)
    if decided(form, lambda: addition.version, partial(actions.merge, addition, by=current_account())):
        into = queries.name_of_key(addition.kind, addition.became)
        return _back(_("Từ nay “%(name)s” được hiểu là “%(into)s”.", name=addition.name, into=into))
    return _shown(addition, merging=form)


@blueprint.post("/<public_id>/refuse")
@requires(Permission.REFERENCE_WRITE)
@commits
def refuse(public_id: str) -> ResponseReturnValue:
    """Say no, with the reason."""
    addition = queries.addition_for(public_id)
    form = RefusalForm(addition, REFUSED)
    if decided(form, lambda: addition.version, partial(actions.refuse, addition, by=current_account())):
        return _back(_("Không nhận “%(name)s” vào danh mục.", name=addition.name))
    return _shown(addition, refusing=form)


def init_app(app: Flask) -> None:
    """Give the frame of the coded lists the number that waits here."""
    app.jinja_env.globals.update(additions_waiting=queries.waiting)


def _accepting(addition: Addition, **options: Any) -> AcceptPositionForm | AcceptUnitForm:
    kind = AcceptPositionForm if addition.kind is AdditionKind.POSITION else AcceptUnitForm
    return kind(addition, **options)


def _back(said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("additions.index"))


def _shown(addition: Addition, **forms: Form[Any]) -> ResponseReturnValue:
    """The page with the forms of all decisions; the one that was refused as it was sent."""
    given: dict[str, Form[Any]] = {
        "form": _accepting(addition, formdata=None),
        "merging": MergeForm(addition, formdata=None),
        "refusing": RefusalForm(addition, REFUSED, formdata=None),
        **forms,
    }
    return render_template("additions/show.html", addition=addition, waits=addition.state is TermState.PROPOSED, **given)
