"""Archived files: taking out of use and back, and making one of two."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.officials import Official
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.archive import actions
from registry.archive.forms import ArchiveForm
from registry.archive.queries import archived, candidates, side_by_side
from registry.changes.offer import flash_done
from registry.officials.queries import archived_for, official_for
from registry.shared.database import db
from registry.shared.editing import Place, shown
from registry.shared.refusal import Refused
from registry.shared.transaction import commits

blueprint = Blueprint("archive", __name__, url_prefix="/officials")


@blueprint.get("/archived")
@requires(Permission.ARCHIVE_READ)
def index() -> ResponseReturnValue:
    """The archived files that the account may see."""
    page = archived(current_account(), request.args.get("after"), request.args.get("before"))
    return render_template("archive/index.html", page=page)


@blueprint.route("/<public_id>/archive", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def archive(public_id: str) -> ResponseReturnValue:
    """Take a file out of use, with a reason."""
    official, form = official_for(current_account(), public_id), ArchiveForm()
    if form.validate_on_submit() and form.accepts(partial(actions.archive, official, by=current_account())):
        flash_done(_("Đã lưu hồ sơ của %(name)s.", name=official.full_name))
        return redirect(url_for("archive.index"))
    note = _(
        "Lưu hồ sơ rút người này khỏi mọi danh sách và số liệu, kể cả của những ngày đã qua; dùng cho hồ sơ mở nhầm. "
        "Người đã nghỉ hưu hay chuyển đi không cần lưu: chức vụ đã kết thúc là đủ. Không hồ sơ nào bị xóa."
    )
    back = url_for("profile.show", public_id=public_id, _anchor="who")
    return shown(form, Place(_("Lưu hồ sơ"), official.full_name, back, "form-file", note))


@blueprint.post("/<public_id>/restore")
@requires(Permission.RECORDS_WRITE)
@commits
def restore(public_id: str) -> ResponseReturnValue:
    """Take an archived file into use again."""
    official = archived_for(current_account(), public_id)
    try:
        actions.restore(official, current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
        return redirect(url_for("archive.index"))
    flash_done(_("Đã đưa hồ sơ của %(name)s trở lại sử dụng.", name=official.full_name))
    return redirect(url_for("profile.show", public_id=public_id))


@blueprint.post("/<public_id>/unmerge")
@requires(Permission.RECORDS_WRITE)
@commits
def unmerge(public_id: str) -> ResponseReturnValue:
    """Take a merger back, as long as nothing was built on it."""
    official = archived_for(current_account(), public_id)
    try:
        actions.unmerge(official, current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
        return redirect(url_for("archive.index"))
    flash_done(_("Đã tách lại hai hồ sơ."))
    return redirect(url_for("profile.show", public_id=public_id))


@blueprint.route("/<public_id>/merge", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def merge(public_id: str) -> ResponseReturnValue:
    """Find the other file of the same person, see both side by side, and keep one."""
    official, account = official_for(current_account(), public_id), current_account()
    words = request.args.get("q", "")
    other = official_for(account, request.args["other"]) if "other" in request.args else None
    form = FlaskForm()
    if other is None:
        found = candidates(official, words, account)
        return render_template("archive/choose.html", official=official, found=found, words=words)
    refusal = ""
    if form.validate_on_submit():
        refusal = _merged(official, other)
        if not refusal:
            kept = request.form["keep"]
            return redirect(url_for("profile.show", public_id=kept))
    rows = side_by_side(official, other)
    return render_template("archive/merge.html", official=official, other=other, rows=rows, form=form, refusal=refusal)


def _merged(one: Official, other: Official) -> str:
    """Merge into the file that is to be kept; gives why not."""
    files = {one.public_id: (one, other), other.public_id: (other, one)}
    keep, give = files.get(request.form.get("keep", "")) or abort(400)
    try:
        with db.session.begin_nested():
            moved = actions.merge(keep, give, current_account())
    except Refused as refusal:
        return refusal.message
    flash_done(_("Đã gộp hai hồ sơ: %(count)s bản ghi chuyển sang hồ sơ này.", count=moved))
    return ""
