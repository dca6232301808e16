"""Pages of reorganisations: the drafts, the wizard that fills one, where people go, the rehearsal, applying and taking back."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from models.reorganisations import Reorganisation, Stage
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.reference.words import tiers
from registry.reorganisations import actions, queries, words
from registry.reorganisations.documents import people_workbook, units_workbook
from registry.reorganisations.forms import FileForm, HeaderForm, PlaceForm, StepForm, header_of
from registry.reorganisations.people import How, catalogue_of, moves_of
from registry.reorganisations.plan import plan_of
from registry.reorganisations.reading import placements_in, step_in
from registry.reorganisations.rehearsing import rehearse as rehearsed
from registry.shared.database import db
from registry.shared.downloads import XLSX, download
from registry.shared.numbers import vn_number
from registry.shared.refusal import Refused
from registry.shared.transaction import commits

blueprint = Blueprint("reorganisations", __name__, url_prefix="/organisation/reorganisations")

SHOWN = 100
"""So many posts without a place are listed; the workbook has all."""


@blueprint.get("")
@requires(Permission.ORGANISATION_WRITE)
def index() -> ResponseReturnValue:
    """Drafts and applied reorganisations."""
    return render_template("reorganisations/index.html", drafts=queries.drafts(), stages=words.stages())


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Begin a draft."""
    form = HeaderForm()
    if form.validate_on_submit():
        draft = actions.begin(form.details(), current_account())
        return redirect(_at(draft))
    return render_template("reorganisations/header.html", form=form, draft=None, cancel_url=url_for("reorganisations.index"))


@blueprint.route("/<public_id>/decision", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """Change what the decision of a draft is called, its number or its day."""
    draft = queries.draft_for(public_id)
    form = HeaderForm(data=header_of(draft))
    if form.validate_on_submit() and form.accepts(partial(actions.change_header, draft, by=current_account())):
        return redirect(_at(draft))
    return render_template("reorganisations/header.html", form=form, draft=draft, cancel_url=_at(draft))


@blueprint.get("/<public_id>")
@requires(Permission.ORGANISATION_WRITE)
def show(public_id: str) -> ResponseReturnValue:
    """A draft by what comes out of it, what stands in its way, and how far its people are placed."""
    draft = queries.draft_for(public_id)
    plan = plan_of(draft)
    applied = draft.stage is Stage.APPLIED
    moves = [] if applied else moves_of(draft, plan, catalogue_of(draft))
    return render_template(
        "reorganisations/show.html",
        draft=draft,
        groups=queries.groups_of(plan),
        problems=[] if applied else plan.problems,
        counts=Counter(move.how.value for move in moves if not move.post.archived),
        file=FileForm(),
        words=words,
        tiers=tiers(),
    )


@blueprint.route("/<public_id>/steps/<kind>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
@commits
def step(public_id: str, kind: str) -> ResponseReturnValue:
    """One step of the wizard."""
    draft = queries.draft_for(public_id)
    if kind not in StepForm.SHOWN:
        raise NotFound
    form = StepForm(kind, plan_of(draft))
    if form.validate_on_submit() and form.accepts(partial(actions.add_step, draft, by=current_account())):
        flash(_("Đã ghi bước “%(step)s” vào bản dự thảo.", step=words.steps()[kind]), "success")
        return redirect(_at(draft))
    return render_template("reorganisations/step.html", form=form, draft=draft, kind=kind, words=words, cancel_url=_at(draft))


@blueprint.post("/<public_id>/drop")
@requires(Permission.ORGANISATION_WRITE)
@commits
def drop(public_id: str) -> ResponseReturnValue:
    """Take out of a draft what it says of one unit."""
    draft = queries.draft_for(public_id)
    return _done(
        draft, partial(actions.drop_step, draft, request.form.get("key", ""), current_account()), _("Đã bỏ khỏi dự thảo.")
    )


@blueprint.post("/<public_id>/from-register")
@requires(Permission.ORGANISATION_WRITE)
@commits
def fill(public_id: str) -> ResponseReturnValue:
    """Take into a draft what the reference data say already of its day."""
    draft = queries.draft_for(public_id)
    step = queries.register_step(draft.day)
    said = _("Đã lấy %(units)s đơn vị mới hoặc thay đổi từ danh mục.", units=vn_number(len(step.wanted)))
    return _done(draft, partial(actions.add_step, draft, step, current_account()), said)


@blueprint.get("/<public_id>/units.xlsx")
@requires(Permission.ORGANISATION_WRITE)
def units(public_id: str) -> ResponseReturnValue:
    """The units of a draft as a workbook that comes back."""
    draft = queries.draft_for(public_id)
    return download(units_workbook(draft.title, plan_of(draft)), f"sap-xep-don-vi-{draft.day.isoformat()}.xlsx", XLSX)


@blueprint.post("/<public_id>/units")
@requires(Permission.ORGANISATION_WRITE)
@commits
def units_in(public_id: str) -> ResponseReturnValue:
    """The units of a draft from a workbook: it says all there is."""
    draft, form = queries.draft_for(public_id), FileForm()
    if not form.validate_on_submit():
        return _refused(draft, " ".join(str(one) for one in form.file.errors))
    plan = plan_of(draft)
    return _done(
        draft,
        lambda: actions.add_step(draft, step_in(form.details(), plan), current_account(), anew=True),
        _("Đã ghi các đơn vị từ tệp vào bản dự thảo."),
    )


@blueprint.get("/<public_id>/people")
@requires(Permission.ORGANISATION_WRITE)
def people(public_id: str) -> ResponseReturnValue:
    """Where people go: what is open first, what positions become, and the workbook of all."""
    draft = queries.draft_for(public_id)
    plan, catalogue = plan_of(draft), catalogue_of(draft)
    moves = [move for move in moves_of(draft, plan, catalogue) if not move.post.archived]
    waiting = [move for move in moves if move.how is How.OPEN]
    return render_template(
        "reorganisations/people.html",
        draft=draft,
        plan=plan,
        catalogue=catalogue,
        waiting=waiting[:SHOWN],
        counts=Counter(move.how.value for move in moves),
        by_hand=[move for move in moves if move.how in (How.HAND, How.ENDS)][:SHOWN],
        choices=queries.position_choices(moves, plan, catalogue),
        file=FileForm(),
        words=words,
    )


@blueprint.post("/<public_id>/people.xlsx")
@requires(Permission.ORGANISATION_WRITE)
@commits
def people_out(public_id: str) -> ResponseReturnValue:
    """Everybody whose unit ends, with where they go, as a workbook; taking names along is an entry of the trail."""
    draft = queries.draft_for(public_id)
    plan, catalogue = plan_of(draft), catalogue_of(draft)
    moves = moves_of(draft, plan, catalogue)
    number = len({move.post.official_id for move in moves if not move.post.archived})
    note_list(draft.title, by=current_account(), on=draft.day, people=number, unit_id=None)
    content = people_workbook(draft.title, moves, plan, catalogue)
    return download(content, f"bo-tri-nhan-su-{draft.day.isoformat()}.xlsx", XLSX)


@blueprint.post("/<public_id>/people")
@requires(Permission.ORGANISATION_WRITE)
@commits
def people_in(public_id: str) -> ResponseReturnValue:
    """Where people go, from the workbook that went out."""
    draft, form = queries.draft_for(public_id), FileForm()
    back = url_for("reorganisations.people", public_id=public_id)
    if not form.validate_on_submit():
        return _refused(draft, " ".join(str(one) for one in form.file.errors), back)
    plan, catalogue = plan_of(draft), catalogue_of(draft)
    moves = moves_of(draft, plan, catalogue)
    try:
        placements = placements_in(form.details(), moves, plan, catalogue)
        actions.place_people(draft, placements, current_account())
    except Refused as refusal:
        return _refused(draft, refusal.message, back)
    flash(_("Đã ghi nơi đến của %(posts)s chức vụ từ tệp.", posts=vn_number(len(placements))), "success")
    return redirect(back)


@blueprint.route("/<public_id>/people/<post>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
@commits
def place(public_id: str, post: str) -> ResponseReturnValue:
    """Where one post goes, by hand."""
    draft = queries.draft_for(public_id)
    plan, catalogue = plan_of(draft), catalogue_of(draft)
    move = next((one for one in moves_of(draft, plan, catalogue) if one.post.public_id == post), None)
    if move is None:
        raise NotFound
    back, form = url_for("reorganisations.people", public_id=public_id), PlaceForm()
    form.offer(move, plan, catalogue)
    if form.validate_on_submit() and form.accepts(lambda one: actions.place_people(draft, [one], current_account())):
        flash(_("Đã ghi nơi đến của %(name)s.", name=move.post.name), "success")
        return redirect(back)
    return render_template(
        "reorganisations/place.html", form=form, draft=draft, move=move, plan=plan, catalogue=catalogue, cancel_url=back
    )


@blueprint.post("/<public_id>/positions")
@requires(Permission.ORGANISATION_WRITE)
@commits
def positions(public_id: str) -> ResponseReturnValue:
    """Which positions of before become which, for all who hold them."""
    draft = queries.draft_for(public_id)
    catalogue = catalogue_of(draft)
    keys = {row.key: row.id for row in catalogue.rows.values()}
    chosen = {keys[name]: keys.get(value) for name, value in request.form.items() if name in keys}
    back = url_for("reorganisations.people", public_id=public_id)
    return _done(
        draft, partial(actions.choose_positions, draft, chosen, current_account()), _("Đã ghi cách chuyển chức vụ."), back
    )


@blueprint.get("/<public_id>/rehearsal")
@requires(Permission.ORGANISATION_WRITE)
def rehearse(public_id: str) -> ResponseReturnValue:
    """What the reorganisation would do. Nothing of it is kept."""
    found = rehearsed(queries.draft_for(public_id))
    draft = queries.draft_for(public_id)  # the session began anew
    return render_template("reorganisations/rehearsal.html", draft=draft, found=found, words=words, shown=SHOWN)


@blueprint.post("/<public_id>/apply")
@requires(Permission.ORGANISATION_WRITE)
@commits
def apply(public_id: str) -> ResponseReturnValue:
    """Apply a draft as one action."""
    draft = queries.draft_for(public_id)
    said = _("Đã áp dụng. Bộ máy mới có từ ngày đã ghi; các ngày trước không đổi.")
    return _done(draft, partial(actions.apply, draft, current_account()), said)


@blueprint.post("/<public_id>/undo")
@requires(Permission.ORGANISATION_WRITE)
@commits
def undo(public_id: str) -> ResponseReturnValue:
    """Take an applied reorganisation back as a whole."""
    draft = queries.draft_for(public_id)
    return _done(draft, partial(actions.undo, draft, current_account()), _("Đã hoàn tác cả đợt; đây lại là bản dự thảo."))


@blueprint.post("/<public_id>/discard")
@requires(Permission.ORGANISATION_WRITE)
@commits
def discard(public_id: str) -> ResponseReturnValue:
    """Throw a draft away."""
    draft = queries.draft_for(public_id)
    return _done(
        draft, partial(actions.discard, draft, current_account()), _("Đã bỏ bản dự thảo."), url_for("reorganisations.index")
    )


def _done(draft: Reorganisation, action: Callable[[], object], said: str, back: str = "") -> ResponseReturnValue:
    """Run the action; a refusal undoes what it did and is said on the page of the draft."""
    address = _at(draft)
    try:
        with db.session.begin_nested():
            action()
    except Refused as refusal:
        return _refused(draft, refusal.message, back or address)
    flash(said, "success")
    return redirect(back or address)


def _refused(draft: Reorganisation, message: str, back: str = "") -> ResponseReturnValue:
    flash(message, "error")
    return redirect(back or _at(draft))


def _at(draft: Reorganisation) -> str:
    return url_for("reorganisations.show", public_id=draft.public_id)
