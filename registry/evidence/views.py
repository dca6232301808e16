"""Scans: beside the fields of a qualification, sent in, shown, taken away."""

from flask import Blueprint, Flask, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from models.evidence import Evidence
from models.qualifications import Qualification
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.changes.actions import HEARD, KEPT
from registry.changes.offer import flash_done
from registry.evidence import actions, queries, store
from registry.evidence.forms import ScansForm
from registry.evidence.limits import FILE_BYTES, FILES_PER_QUALIFICATION, LARGE, SMALL
from registry.evidence.pictures import draws_pdf
from registry.evidence.washing import JPEG, PDF, Unfit
from registry.qualifications.queries import issued_words, name_of, qualification_for
from registry.qualifications.words import details
from registry.shared.addresses import inside
from registry.shared.database import db
from registry.shared.downloads import in_sandbox
from registry.shared.refusal import Refused
from registry.shared.transaction import commits, transaction

blueprint = Blueprint("evidence", __name__)


@blueprint.get("/qualifications/<public_id>/evidence")
@requires(Permission.OFFICIALS_READ)
def index(public_id: str) -> ResponseReturnValue:
    """The scans of a qualification beside its fields."""
    return _index(qualification_for(current_account(), public_id), ScansForm(formdata=None))


@blueprint.post("/qualifications/<public_id>/evidence")
@requires(Permission.RECORDS_WRITE)
def upload(public_id: str) -> ResponseReturnValue:
    """Send scans in. The files are read before the transaction that writes, so that nobody waits for the write lock."""
    qualification_for(current_account(), public_id)
    form, done = ScansForm(), False
    if form.validate_on_submit():
        db.session.rollback()
        try:
            scans = form.details()
            with transaction():
                done = bool(actions.add_scans(qualification_for(current_account(), public_id), scans, current_account()))
                flash_done(_("Đã thêm %(number)s bản chụp.", number=len(scans)))
        except Refused as refusal:
            form.refuse(refusal)
    if not done:
        return _index(qualification_for(current_account(), public_id), form)
    return redirect(_back() or url_for("evidence.index", public_id=public_id))


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Said at the field when the page is known, like every other fault of the files."""
    form = ScansForm(formdata=None)
    form.refuse(
        Refused("scans", _("Các tệp cộng lại quá lớn. Hãy gửi ít tệp hơn mỗi lần, mỗi tệp dưới %(size)s MB.", size=_most()))
    )
    return _index(qualification_for(current_account(), (request.view_args or {})["public_id"]), form), 413


@blueprint.get("/evidence/<public_id>/file")
@requires(Permission.OFFICIALS_READ)
def file(public_id: str) -> ResponseReturnValue:
    """A scan as it is kept: a picture is shown, a PDF is handed out."""
    scan = queries.evidence_for(current_account(), public_id)
    try:
        content = store.read(scan.file.sha256)
    except store.Damaged:
        abort(404)
    _note_viewed(scan)
    return in_sandbox(content, scan.name, scan.file.media_type, shown=scan.file.media_type != PDF)


@blueprint.get("/evidence/<public_id>/picture")
@requires(Permission.OFFICIALS_READ)
def picture(public_id: str) -> Response:
    """A page (`?page=`, the first when not said) of a scan as a picture: for reading, or small with `?size=small`."""
    scan = queries.evidence_for(current_account(), public_id)
    asked = request.args.get("page", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    if not 1 <= page <= scan.file.pages:
        abort(404)
    try:
        small = request.args.get("size") == "small"
        content = queries.page_picture(scan.file, page, SMALL if small else LARGE)
    except (Unfit, store.Damaged):
        abort(404)
    if not small:  # which nobody can read
        _note_viewed(scan)
    return in_sandbox(content, f"{scan.name}-{page}.jpg", JPEG, shown=True)


@blueprint.post("/evidence/<public_id>/remove")
@requires(Permission.RECORDS_WRITE)
@commits
def remove(public_id: str) -> ResponseReturnValue:
    """Take a scan away; it stays to be seen among those taken away."""
    scan = queries.evidence_for(current_account(), public_id)
    try:
        actions.remove_scan(scan, current_account())
        db.session.flush()
        flash_done(_("Đã gỡ %(name)s. Bản chụp vẫn được lưu để đối chiếu khi cần.", name=scan.name))
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(_back() or url_for("evidence.index", public_id=scan.qualification.public_id))


def init_app(app: Flask) -> None:
    """Give the pages of rooms below the scans that stand behind a record, and undo a say about them."""
    KEPT[Evidence.__tablename__] = actions.take_back
    if actions.put_back not in HEARD:
        HEARD.append(actions.put_back)
    app.jinja_env.globals.update(
        scans_of_official=queries.scans_of_official,
        scans_behind=queries.scans_behind,
        draws_pdf=draws_pdf,
        largest_scan=_most(),
        most_scans=FILES_PER_QUALIFICATION,
    )


def _index(qualification: Qualification, form: ScansForm) -> str:
    return render_template(
        "evidence/index.html",
        form=form,
        qualification=qualification,
        official=qualification.official,
        name=name_of(qualification),
        details=details(qualification, {}),
        issued=issued_words(qualification),
        scans=queries.scans_behind([qualification.id]).get(qualification.id, []),
        removed=queries.removed_from(qualification),
    )


def _note_viewed(scan: Evidence) -> None:
    """The trail of reading: in a short transaction of its own, and only when it has nothing to say of this hour."""
    if not queries.viewed_lately(scan, current_account()):
        with transaction():
            actions.note_viewed(scan, current_account())


def _back() -> str | None:
    return inside(request.form.get("back"))


def _most() -> int:
    return FILE_BYTES // 2**20
