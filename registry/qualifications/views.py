"""Adding and correcting qualifications: as pages of their own, and in place on the record of the official."""

from functools import partial

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from models.officials import Official
from models.qualifications import Domain, Qualification
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.changes.offer import flash_done
from registry.officials.queries import official_for
from registry.qualifications.actions import change_qualification, record_qualification
from registry.qualifications.forms import FIELDS, MORE, QualificationForm
from registry.qualifications.queries import (
    SECTIONS,
    certificate_types_in,
    courses_used,
    languages,
    levels_in,
    proposed_in,
    qualification_for,
    text_of,
)
from registry.qualifications.records import QualificationDetails
from registry.qualifications.words import addition, section_title
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.transaction import commits

blueprint = Blueprint("qualifications", __name__)


@blueprint.route("/officials/<public_id>/qualifications/new", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def new(public_id: str) -> ResponseReturnValue:
    """Add a qualification; without a domain in the address, choose one first."""
    official = official_for(current_account(), public_id)
    if "domain" not in request.args:
        return render_template("qualifications/choose.html", official=official, sections=SECTIONS, title_of=section_title)
    form, added = _form(_domain(request.args["domain"])), list[Qualification]()
    if _goes_on(form):
        pass
    elif form.validate_on_submit() and form.accepts(lambda given: added.append(_record(official, given))):
        if request.form.get("then") == "scans":
            flash_done(_("Đã ghi: %(text)s. Hãy thêm bản chụp.", text=text_of(added[0])))
            return _to_scans(added[0])
        return _saved(official, _("Đã ghi thêm một mục, ở trạng thái khai báo. %(reading)s", reading=form.reads().words), form)
    return _shown(form, official)


@blueprint.route("/qualifications/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """Correct a qualification. When somebody else did so meanwhile, both versions are shown and nothing is written."""
    qualification = qualification_for(current_account(), public_id)
    form = _form(qualification.domain, qualification)
    if _goes_on(form):
        pass
    elif form.is_submitted() and form.version.data != str(qualification.version):
        return _conflict(form, qualification)
    elif form.validate_on_submit():
        source = f"{current_account().name} sửa ngày {vn_date(today())}"  # kept with the qualification, hence in one language
        try:
            if form.accepts(partial(change_qualification, qualification, by=current_account(), source=source)):
                return _saved(qualification.official, _("Đã ghi: %(text)s.", text=text_of(qualification)), form)
        except StaleDataError:
            db.session.rollback()
            return _conflict(form, qualification_for(current_account(), public_id))
    return _shown(form, qualification.official, qualification)


@blueprint.post("/officials/<public_id>/qualifications/reading")
@requires(Permission.RECORDS_WRITE)
def reading(public_id: str) -> ResponseReturnValue:
    """How the entry is read as it stands; nothing is written."""
    official_for(current_account(), public_id)
    return render_template("qualifications/_reads.html", reads=_form(_domain(request.args.get("domain", ""))).reads())


def _record(official: Official, given: QualificationDetails) -> Qualification:
    return record_qualification(official, given, current_account())


def _domain(word: str) -> Domain:
    return Domain(word) if word in set(Domain) else abort(404)


def _form(domain: Domain, stored: Qualification | None = None) -> QualificationForm:
    form = QualificationForm(domain, stored)
    form.offer(levels_in(domain), certificate_types_in(domain), languages())
    return form


def _goes_on(form: QualificationForm) -> bool:
    """Whether the form was sent only to be shown again: with the usual end of validity, or to go on from two versions."""
    if request.form.get("again") == "expires_on":
        form.suggest_expiry()
    return "again" in request.form


def _in_place() -> bool:
    return "HX-Request" in request.headers


def _shown(form: QualificationForm, official: Official, stored: Qualification | None = None) -> ResponseReturnValue:
    """The form, as a part of the record when the record asks for it."""
    response = make_response(
        render_template(
            "qualifications/_form.html" if _in_place() else "qualifications/form.html",
            form=form,
            official=official,
            stored=stored,
            title=_("Sửa: %(text)s", text=text_of(stored)) if stored else addition(form.domain),
            number={domain: number for number, domain in SECTIONS}[form.domain],
            names=FIELDS[form.domain],
            more=MORE[form.domain],
            reads=form.reads(),
            courses=[] if form.domain is Domain.DEGREE else courses_used(form.domain, current_account()),
            in_place=_in_place(),
        )
    )
    return _kept_in_place(response, form)


def _saved(official: Official, words: str, form: QualificationForm) -> ResponseReturnValue:
    """Back to the record, or on to the next entry of the same section when that was asked for."""
    proposed = proposed_in(form.details())
    if proposed:
        said = _("Danh mục chưa có %(names)s: đã gửi đề nghị bổ sung.", names=", ".join(f"“{name}”" for name in proposed))
        words = f"{words} {said}"
    on = form.domain.value if request.form.get("then") == "more" else None
    if on and not _in_place():
        flash_done(words)
        return redirect(url_for("qualifications.new", public_id=official.public_id, domain=on))
    flash_done(words, "at-m32")
    return redirect(url_for("profile.show", public_id=official.public_id, add=on, _anchor="m32"))


def _to_scans(qualification: Qualification) -> ResponseReturnValue:
    """To the page of scans, as a whole page also for a form in place."""
    address = url_for("evidence.index", public_id=qualification.public_id)
    return ("", 200, {"HX-Redirect": address}) if _in_place() else redirect(address)


def _conflict(form: QualificationForm, stored: Qualification) -> ResponseReturnValue:
    """What is on record beside what was typed; sending again from here writes over it knowingly."""
    present = QualificationForm(stored.domain, stored, formdata=None)
    present.offer(levels_in(stored.domain), certificate_types_in(stored.domain), languages())
    present.show(stored)
    rows = [(label, theirs, mine) for (_n, label, theirs), (_m, _l, mine) in zip(present.said(), form.said(), strict=True)]
    form.version.raw_data, form.version.data = None, str(stored.version)
    page = render_template(
        "qualifications/conflict.html", form=form, rows=rows, official=stored.official, stored=stored, in_place=_in_place()
    )
    return _kept_in_place(make_response(page, 409), form)


def _kept_in_place(response: Response, form: QualificationForm) -> Response:
    """Tell htmx that this goes where the form stood, not where the saved record would go."""
    if _in_place():
        response.headers["HX-Retarget"] = f"#form-{form.domain.value}"
        response.headers["HX-Reswap"] = "innerHTML"
        response.headers["HX-Reselect"] = ".inline-form"
    return response
