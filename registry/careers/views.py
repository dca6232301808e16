"""Careers: a new colleague, dated changes, ends, and corrections, on pages of their own and in place on the record."""

import datetime as dt
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.officials import Assignment, End, Official
from models.units import Tier
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.careers import actions
from registry.careers.forms import CorrectionForm, EndForm, EventForm, OpeningForm
from registry.careers.posts import said
from registry.careers.queries import alike, divisions_used, gaps_in, moved_later, positions_for, post_for, unit_of, units_for
from registry.careers.words import ENDING, EVENTS, LEAVING
from registry.changes.offer import flash_done
from registry.officials.queries import official_for
from registry.officials.words import STARTS
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.refusal import Refused
from registry.shared.transaction import commits

blueprint = Blueprint("careers", __name__)

_EVENT = f"<any({', '.join(repr(word) for word in EVENTS)}):event>"
_TIERS = (Tier.COMMUNE, Tier.DEPARTMENT, Tier.PROVINCE, Tier.DISTRICT)


@blueprint.route("/officials/new", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Open the file of a new colleague; people who may be the same are shown first."""
    form = OpeningForm()
    form.offer(units_for(current_account()), positions_for(_TIERS), EVENTS["appointment"].starts)
    form.suggest(current_account().unit.key)
    likely = None
    if form.validate_on_submit():
        likely = alike(form.full_name.data or "", form.born_on.data, current_account())
        if not (likely.people or likely.elsewhere) or form.seen.data == likely.seen:
            opened: list[Official] = []
            if form.accepts(lambda opening: opened.append(actions.open_file(opening, current_account()))):
                flash_done(_("Đã mở hồ sơ của %(name)s.", name=opened[0].full_name))
                return redirect(url_for("profile.show", public_id=opened[0].public_id))
            likely = None
    form.seen.raw_data, form.seen.data = None, likely.seen if likely else ""
    return render_template("careers/new.html", form=form, likely=likely, divisions=divisions_used(current_account()))


@blueprint.route(f"/officials/<public_id>/career/{_EVENT}", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def change(public_id: str, event: str) -> ResponseReturnValue:
    """Record a dated change that gives a post."""
    official, kind = official_for(current_account(), public_id), EVENTS[event]
    form = EventForm(kind)
    form.offer(units_for(None if kind.anywhere else current_account()), positions_for(_TIERS), kind.starts)
    act = actions.transfer if event == "transfer" else actions.appoint
    if form.validate_on_submit() and form.accepts(lambda details: act(official, details, current_account())):
        return _saved(official, _("Đã ghi: %(what)s từ ngày %(day)s.", what=kind.verb, day=vn_date(form.valid_from.data)))
    if not kind.anywhere:
        form.suggest(unit_of(official))
    return shown(form, _place(official, str(kind.title), str(kind.note)))


@blueprint.route("/officials/<public_id>/career/end", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """Record that somebody leaves: retirement, resignation …; all posts end."""
    official = official_for(current_account(), public_id)
    form = EndForm()
    form.offer(LEAVING)
    if form.validate_on_submit() and form.accepts(partial(_leave, official)):
        return _saved(official, _("Đã ghi thôi giữ mọi chức vụ từ ngày %(day)s.", day=vn_date(form.day.data)))
    note = _("Mọi chức vụ và thời gian vắng mặt đang có kết thúc vào ngày này. Hồ sơ vẫn ở nguyên, không cần lưu.")
    return shown(form, _place(official, _("Ghi nghỉ hưu, thôi việc, thôi giữ chức vụ"), note))


@blueprint.route("/posts/<public_id>/end", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def end_post(public_id: str) -> ResponseReturnValue:
    """End one post, or return from a secondment."""
    post = post_for(current_account(), public_id)
    form = EndForm()
    form.offer(ENDING)
    if form.validate_on_submit() and form.accepts(partial(_finish, post)):
        return _saved(post.official, _("Đã ghi thôi giữ %(post)s.", post=said(post)))
    return shown(form, _place(post.official, _("Kết thúc: %(post)s", post=said(post)), ""))


@blueprint.route("/posts/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def correct(public_id: str) -> ResponseReturnValue:
    """Put right what was written down wrongly. When somebody else did so meanwhile, both versions are shown."""
    post = post_for(current_account(), public_id)
    form, place = _correction(post), _correction_place(post)
    if goes_on():
        pass
    elif form.is_stale(post.version):
        return _conflict(form, post)
    elif form.validate_on_submit():
        try:
            if form.accepts(partial(actions.correct_post, post, by=current_account())):
                return _saved(post.official, _("Đã đính chính: %(post)s.", post=said(post)))
        except StaleDataError:
            db.session.rollback()
            return _conflict(form, post_for(current_account(), public_id))
    elif not form.is_submitted():
        form.show(post)
    return shown(form, place)


@blueprint.post("/posts/<public_id>/remove")
@requires(Permission.RECORDS_WRITE)
@commits
def remove(public_id: str) -> ResponseReturnValue:
    """Take away a post that was never held."""
    post = post_for(current_account(), public_id)
    official, words = post.official, said(post)
    try:
        actions.remove_post(post, current_account())
    except Refused as refusal:
        flash(refusal.message, "warning")
        return redirect(url_for("profile.show", public_id=official.public_id, _anchor="m33"))
    return _saved(official, _("Đã gỡ khỏi hồ sơ: %(post)s.", post=words))


def _leave(official: Official, typed: tuple[dt.date, End, str | None]) -> None:
    actions.end_service(official, *typed, by=current_account())


def _finish(post: Assignment, typed: tuple[dt.date, End, str | None]) -> None:
    actions.end_post(post, *typed, by=current_account())


def _correction(post: Assignment, **options: Any) -> CorrectionForm:
    form = CorrectionForm(**options)
    units = units_for(current_account())
    if not any(post.unit.key == key for group in units.values() for key, _name in group):
        units = units_for(None)
    form.offer(units, positions_for(_TIERS), STARTS)
    return form


def _correction_place(post: Assignment) -> Place:
    note = _(
        "Đính chính là sửa điều đã ghi sai (sai ngày, sai đơn vị): quá khứ được viết lại cho đúng. "
        "Nếu chức vụ thật sự thay đổi từ một ngày, hãy ghi thay đổi (bổ nhiệm, điều động …) để giữ cả quá trình."
    )
    removal = url_for("careers.remove", public_id=post.public_id)
    return _place(post.official, _("Đính chính: %(post)s", post=said(post)), note, removal)


def _conflict(form: CorrectionForm, post: Assignment) -> ResponseReturnValue:
    present = _correction(post, formdata=None)
    present.show(post)
    return conflict(form, present, _correction_place(post))


def _place(official: Official, title: str, note: str, removal: str = "") -> Place:
    back = url_for("profile.show", public_id=official.public_id, _anchor="m33")
    offers = {"division": divisions_used(current_account())}
    return Place(title, official.full_name, back, "form-career", note, removal, offers)


def _saved(official: Official, words: str) -> ResponseReturnValue:
    for gap in gaps_in(official):
        words += " " + _(
            "Còn trống chức vụ chính từ %(first)s đến hết %(last)s.", first=vn_date(gap.first), last=vn_date(gap.last)
        )
    for post in moved_later(official):
        words += " " + _(
            "Từ ngày %(day)s vẫn là “%(post)s” theo đợt sắp xếp đã ghi trước; hãy đính chính chức vụ đó nếu không còn đúng.",
            day=vn_date(post.valid_from),
            post=said(post),
        )
    flash_done(words, "at-m33")
    return redirect(url_for("profile.show", public_id=official.public_id, _anchor="m33"))
