"""The queue of what waits for verification, one by one and several at once; and revoking what was verified."""

from functools import partial

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm.exc import StaleDataError

from models.qualifications import Qualification
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.changes.actions import HEARD
from registry.changes.offer import flash_done
from registry.evidence.queries import scans_behind
from registry.qualifications.queries import SECTIONS, issued_words, name_of, qualification_for, text_of
from registry.qualifications.words import details, section_title
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import commits
from registry.verification import actions, queries, words
from registry.verification.asked import asked_of
from registry.verification.forms import CopiesForm, StepForm
from registry.verification.steps import ALLOWED, BY_ANOTHER, Step, steps_from
from registry.verification.undoing import settle

blueprint = Blueprint("verification", __name__, url_prefix="/verification")


@blueprint.get("")
@requires(Permission.QUALIFICATIONS_VERIFY)
def index() -> ResponseReturnValue:
    """The queue, first what closes a gap."""
    account = current_account()
    asked, view = asked_of(account)
    page = queries.waiting_page(account, asked, request.args.get("after"), request.args.get("before"))
    ids = [one.id for one in page.rows]
    return render_template(
        "verification/index.html",
        asked=asked,
        view=view,
        page=page,
        scans=scans_behind(ids),
        closing=queries.closing(ids),
        units=queries.units_of([one.official_id for one in page.rows]),
        own=queries.own_waiting(account, asked),
        domains={domain.value: section_title(domain) for _number, domain in SECTIONS},
        states=words.waiting_states(),
        name_of=name_of,
        issued_words=issued_words,
    )


@blueprint.get("/<public_id>")
@requires(Permission.QUALIFICATIONS_VERIFY)
def show(public_id: str) -> ResponseReturnValue:
    """One of the queue: its scans, its fields, what may be decided."""
    return _show(qualification_for(current_account(), public_id), None)


@blueprint.post("/<public_id>/<step>")
@requires(Permission.QUALIFICATIONS_VERIFY)
@commits
def decide(public_id: str, step: str) -> ResponseReturnValue:
    """Take a step and go on to the next one that waits."""
    account = current_account()
    form = StepForm(Step(step)) if step in set(Step) else abort(404)
    qualification = qualification_for(account, public_id)
    asked, _view = asked_of(account)
    following = queries.neighbours(account, asked, qualification).next
    try:
        if form.validate_on_submit() and form.accepts(partial(_decide, qualification)):
            flash_done(_("%(text)s: %(state)s.", text=text_of(qualification), state=words.done(qualification.state)))
            return redirect(_onwards(form.step, qualification, following, asked))
    except StaleDataError:
        db.session.rollback()
        form.refuse(Refused("", actions.CHANGED))
        qualification = qualification_for(account, public_id)
    return _show(qualification, form)


@blueprint.get("/copies")
@requires(Permission.QUALIFICATIONS_VERIFY)
def preview() -> ResponseReturnValue:
    """Several that were chosen, `?item=` as often as there are: which can be said to be checked, and which not and why."""
    account = current_account()
    asked, _view = asked_of(account)
    chosen = queries.chosen(account, request.args.getlist("item"))
    own = queries.touched_by(account, [one.id for one in chosen])
    scans = scans_behind([one.id for one in chosen])
    reasons = {one.id: _why_not(one, one.id in own, one.id in scans) for one in chosen}
    good = [one for one in chosen if not reasons[one.id]]
    left = [(one, reasons[one.id]) for one in chosen if reasons[one.id]]
    return render_template("verification/preview.html", good=good, left=left, asked=asked, name_of=name_of, scans=scans)


@blueprint.post("/copies")
@requires(Permission.QUALIFICATIONS_VERIFY)
@commits
def check_copies() -> ResponseReturnValue:
    """Say of those that were shown that their copies were seen: all, or none when one of them has changed."""
    asked, _view = asked_of(current_account())
    try:
        seen = CopiesForm(request.form.getlist("item")).details()
        chosen = queries.chosen(current_account(), seen)
        if len(chosen) != len(seen):
            abort(404)
        number = actions.check_copies([(one, seen[one.public_id]) for one in chosen], current_account())
        flash_done(ngettext("Đã đối chiếu %(num)s mục.", "Đã đối chiếu %(num)s mục.", number))
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.message, "warning")
    except StaleDataError:
        db.session.rollback()
        flash(actions.CHANGED, "warning")
    return redirect(url_for("verification.index", **asked.arguments))


def init_app(app: Flask) -> None:
    """Give pages of rooms below the steps behind a record, and undo its limits."""
    app.jinja_env.globals.update(
        steps_of_official=queries.steps_of_official, steps_behind=queries.steps_behind, still_holds=queries.still_holds
    )
    app.jinja_env.globals.update(step_words=words.step_words)
    if settle not in HEARD:
        HEARD.append(settle)


def _decide(qualification: Qualification, decision: actions.Decision) -> object:
    return actions.decide(qualification, decision, current_account())


def _onwards(step: Step, qualification: Qualification, following: str | None, asked: queries.Asked) -> str:
    """Where to go after a step: to the next one that waits, or back to the record whose qualification was revoked."""
    if step not in BY_ANOTHER:
        return url_for("profile.show", public_id=qualification.official.public_id, _anchor="m32")
    if following is None:
        return url_for("verification.index", **asked.arguments)
    return url_for("verification.show", public_id=following, **asked.arguments)


def _why_not(one: Qualification, own: bool, scanned: bool) -> str:
    if (one.state, Step.CHECK) not in ALLOWED:
        return _("không còn ở trạng thái khai báo")
    if own:
        return _("do bạn nhập, sửa hoặc gửi bản chụp")
    return "" if scanned else _("chưa có bản chụp để đối chiếu")


def _show(qualification: Qualification, sent: StepForm | None) -> str:
    """The page; a form that was refused stands there with what was typed."""
    account = current_account()
    asked, _view = asked_of(account)
    own = bool(queries.touched_by(account, [qualification.id]))
    offered = [step for step in steps_from(qualification) if not (own and step in BY_ANOTHER)]
    forms = {step.value: StepForm(step, qualification.version, formdata=None) for step in offered}
    if sent is not None:
        sent.seen.raw_data, sent.seen.data = None, str(qualification.version)
        forms = {**forms, sent.step.value: sent}
    return render_template(
        "verification/show.html",
        qualification=qualification,
        official=qualification.official,
        name=name_of(qualification),
        section=section_title(qualification.domain),
        details=details(qualification, {}),
        issued=issued_words(qualification),
        scans=scans_behind([qualification.id]).get(qualification.id, []),
        unit=queries.units_of([qualification.official_id]).get(qualification.official_id, ""),
        neighbours=queries.neighbours(account, asked, qualification),
        forms=forms,
        sent=sent,
        own=own,
        asked=asked,
        keys="keys" not in asked.arguments,
    )
