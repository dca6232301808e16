"""Letters to issuing bodies: choose, write, take along as paper and workbook, record what came back."""

from functools import partial

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.qualifications import Qualification
from models.units import Unit
from models.verification import Inquiry
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.changes.offer import flash_done
from registry.inquiries import actions, queries
from registry.inquiries.documents import Asked, letter_pdf, list_workbook
from registry.inquiries.forms import AnswerForm
from registry.qualifications.queries import issued_words, name_of
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.shared.downloads import PDF, XLSX, download
from registry.shared.refusal import Refused
from registry.shared.text import fold
from registry.shared.transaction import commits, transaction
from registry.summaries.offices import Issue, Office, office_of
from registry.units.queries import tree_on
from registry.units.rights import seat_of
from registry.verification import words
from registry.verification.queries import touched_by
from registry.verification.steps import WAITING

blueprint = Blueprint("inquiries", __name__, url_prefix="/inquiries")


@blueprint.get("")
@requires(Permission.QUALIFICATIONS_VERIFY)
def index() -> ResponseReturnValue:
    """Open letters with their age, and bodies that could be asked."""
    account = current_account()
    return render_template(
        "inquiries/index.html",
        open=queries.letters_for(account, closed=False),
        closed=queries.letters_for(account, closed=True),
        issuers=queries.issuers_for(account),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.QUALIFICATIONS_VERIFY)
@commits
def new() -> ResponseReturnValue:
    """Choose what to ask one body (`?institution=`) about, and write the letter."""
    account, institution = current_account(), request.args.get("institution", "")
    offered = queries.unasked(account, institution)
    seat = seat_of(account, tree := tree_on(today()))
    if not offered or seat not in tree.units:
        abort(404)
    if request.method == "POST":
        wanted = set(request.form.getlist("item"))
        chosen = [one for one in offered if one.public_id in wanted]
        try:
            unit = db.session.get_one(Unit, seat)
            inquiry = actions.make_inquiry(institution, chosen, unit, account)
            return redirect(url_for("inquiries.show", public_id=inquiry.public_id))
        except Refused as refusal:
            flash(refusal.message, "warning")
    return render_template(
        "inquiries/new.html", institution=institution, offered=offered, name_of=name_of, issued_words=issued_words
    )


@blueprint.get("/<public_id>")
@requires(Permission.QUALIFICATIONS_VERIFY)
def show(public_id: str) -> ResponseReturnValue:
    """A letter: what it asks about, and what was answered."""
    return _show(queries.inquiry_for(current_account(), public_id), AnswerForm(formdata=None))


@blueprint.post("/<public_id>/answer")
@requires(Permission.QUALIFICATIONS_VERIFY)
@commits
def answer(public_id: str) -> ResponseReturnValue:
    """Record what came back: verify or refuse each qualification that it speaks of, all or none."""
    account = current_account()
    inquiry = queries.inquiry_for(account, public_id)
    form = AnswerForm().about(queries.asked_about(inquiry, account), request.form)
    try:
        if form.validate_on_submit() and form.accepts(partial(_answer, inquiry)):
            flash_done(_("Đã ghi trả lời của %(institution)s.", institution=inquiry.institution))
            return redirect(url_for("inquiries.show", public_id=public_id))
    except StaleDataError:
        db.session.rollback()
        form.refuse(Refused("", _("Có mục vừa được người khác sửa. Hãy xem lại rồi ghi.")))
        inquiry = queries.inquiry_for(account, public_id)
    return _show(inquiry, form)


@blueprint.post("/<public_id>/close")
@requires(Permission.QUALIFICATIONS_VERIFY)
@commits
def close(public_id: str) -> ResponseReturnValue:
    """Wait for the answer no longer."""
    try:
        actions.close_inquiry(queries.inquiry_for(current_account(), public_id), current_account())
        flash(_("Đã đóng công văn. Những mục chưa có trả lời có thể hỏi lại."), "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(url_for("inquiries.index"))


@blueprint.post("/<public_id>/letter")
@requires(Permission.QUALIFICATIONS_VERIFY)
def letter(public_id: str) -> ResponseReturnValue:
    """The letter on paper; leaves an entry in the trail."""
    inquiry = queries.inquiry_for(current_account(), public_id)
    pdf = letter_pdf(inquiry.institution, _asked(inquiry), Issue(_office(inquiry), (inquiry.institution,), now()))
    return _taken(inquiry, pdf, "pdf", PDF)


@blueprint.post("/<public_id>/list")
@requires(Permission.QUALIFICATIONS_VERIFY)
def workbook(public_id: str) -> ResponseReturnValue:
    """The list of a letter as a workbook, with room for the answer; leaves an entry in the trail."""
    inquiry = queries.inquiry_for(current_account(), public_id)
    return _taken(inquiry, list_workbook(inquiry.institution, _asked(inquiry), _office(inquiry).name), "xlsx", XLSX)


def _taken(inquiry: Inquiry, content: bytes, ending: str, mimetype: str) -> Response:
    name = f"{_filename(inquiry)}.{ending}"
    with transaction():
        actions.note_taken(inquiry, name, current_account())
    return download(content, name, mimetype)


def _answer(inquiry: Inquiry, answer: actions.Answer) -> object:
    return actions.record_answer(inquiry, answer, current_account())


def _show(inquiry: Inquiry, form: AnswerForm) -> str:
    account = current_account()
    asked = queries.asked_about(inquiry, account)
    ids = [one.id for one in asked]
    return render_template(
        "inquiries/show.html",
        inquiry=inquiry,
        form=form,
        asked=asked,
        answers=queries.answers_to(inquiry, ids),
        own=touched_by(account, ids),
        waiting=[one for one in asked if one.state in WAITING and not inquiry.closed_at],
        days=(today() - queries.made_on(inquiry)).days,
        sent=request.form,
        name_of=name_of,
        issued_words=issued_words,
        step_words=words.step_words,
    )


def _asked(inquiry: Inquiry) -> list[Asked]:
    return [_line(one) for one in queries.asked_about(inquiry, current_account())]


def _line(one: Qualification) -> Asked:
    person = one.official
    born = partial_date(person.born_on, person.born_precision)
    return Asked(person.full_name, born, name_of(one), one.number or "", one.register_number or "", issued_words(one))


def _office(inquiry: Inquiry) -> Office:
    """Who writes, as it stands today; 404 when the unit that asked has ended."""
    tree = tree_on(today())
    unit = tree.units.get(inquiry.unit_id)
    return office_of(unit, tree) if unit else abort(404)


def _filename(inquiry: Inquiry) -> str:
    """`xac-minh-truong-dai-hoc-vinh-2026-11-23`."""
    return f"xac-minh-{fold(inquiry.institution).replace(' ', '-')[:80]}-{queries.made_on(inquiry).isoformat()}"
