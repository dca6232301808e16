"""Ranks, absences, appraisals, discipline and the facts about a person, in place on the record."""

from functools import partial
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.officials import Official
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.changes.offer import flash_done
from registry.officials.queries import official_for
from registry.service import actions
from registry.service.forms import FORMS, ItemForm, ReturnForm
from registry.service.items import KINDS
from registry.service.person import PARTS, FactsForm
from registry.service.queries import item_for, names_of
from registry.service.words import ABSENCES, ADDITIONS, EDITS
from registry.shared.database import db
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.transaction import commits

blueprint = Blueprint("service", __name__)

_KIND = f"<any({', '.join(map(repr, KINDS))}):kind>"
_PART = f"<any({', '.join(map(repr, PARTS))}):part>"


@blueprint.route(f"/officials/<public_id>/{_KIND}/new", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def new(public_id: str, kind: str) -> ResponseReturnValue:
    """Add an item to a file."""
    official, form = official_for(current_account(), public_id), _form(kind)
    if form.validate_on_submit() and form.accepts(partial(actions.record_item, official, by=current_account())):
        return _saved(official, _("Đã ghi vào hồ sơ."), KINDS[kind].section)
    return shown(form, _place(official, str(ADDITIONS[kind]), kind))


@blueprint.route(f"/{_KIND}/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def edit(kind: str, public_id: str) -> ResponseReturnValue:
    """Correct an item. When somebody else did so meanwhile, both versions are shown and nothing is written."""
    item, form = item_for(current_account(), kind, public_id), _form(kind)
    place = _place(item.official, str(EDITS[kind]), kind, url_for("service.remove", kind=kind, public_id=public_id))
    if goes_on():
        pass
    elif form.is_stale(item.version):
        return conflict(form, _stored(kind, item), place)
    elif form.validate_on_submit():
        try:
            if form.accepts(partial(actions.change_item, item, by=current_account())):
                return _saved(item.official, _("Đã sửa hồ sơ."), KINDS[kind].section)
        except StaleDataError:
            db.session.rollback()
            return conflict(form, _stored(kind, item_for(current_account(), kind, public_id)), place)
    elif not form.is_submitted():
        form.show(item)
    return shown(form, place)


@blueprint.post(f"/{_KIND}/<public_id>/remove")
@requires(Permission.RECORDS_WRITE)
@commits
def remove(kind: str, public_id: str) -> ResponseReturnValue:
    """Take away an item that was entered by mistake."""
    item = item_for(current_account(), kind, public_id)
    official = item.official
    actions.remove_item(item, current_account())
    return _saved(official, _("Đã gỡ khỏi hồ sơ."), KINDS[kind].section)


@blueprint.route("/absences/<public_id>/return", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def come_back(public_id: str) -> ResponseReturnValue:
    """Record the return from an absence."""
    absence, form = item_for(current_account(), "absences", public_id), ReturnForm()
    if form.validate_on_submit() and form.accepts(lambda typed: actions.return_from(absence, *typed, by=current_account())):
        return _saved(absence.official, _("Đã ghi ngày trở lại làm việc."), "m33")
    title = _("Trở lại sau khi %(absence)s", absence=ABSENCES[absence.kind])
    return shown(form, _place(absence.official, title, "absences"))


@blueprint.route(f"/officials/<public_id>/facts/{_PART}", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def facts(public_id: str, part: str) -> ResponseReturnValue:
    """Correct the facts about a person. When somebody else did so meanwhile, both versions are shown."""
    official = official_for(current_account(), public_id)
    form, place = _facts_form(part, official), _facts_place(part, official)
    if goes_on():
        pass
    elif form.is_stale(official.version):
        return conflict(form, _stored_facts(part, official), place)
    elif form.validate_on_submit():
        try:
            if form.accepts(partial(actions.change_facts, official, by=current_account())):
                return _saved(official, _("Đã sửa hồ sơ."), place.section)
        except StaleDataError:
            db.session.rollback()
            return conflict(form, _stored_facts(part, official_for(current_account(), public_id)), place)
    elif not form.is_submitted():
        form.show(official)
    return shown(form, place)


def _form(kind: str, **options: Any) -> ItemForm[Any]:
    form = FORMS[kind](**options)
    form.offer()
    return form


def _stored(kind: str, item: Any) -> ItemForm[Any]:
    form = _form(kind, formdata=None)
    form.show(item)
    return form


def _facts_form(part: str, official: Official, **options: Any) -> FactsForm[Any]:
    form = PARTS[part][0](**options)
    form.offer(official)
    return form


def _stored_facts(part: str, official: Official) -> FactsForm[Any]:
    form = _facts_form(part, official, formdata=None)
    form.show(official)
    return form


def _place(official: Official, title: str, kind: str, removal: str = "") -> Place:
    return Place(title, official.full_name, _back(official, KINDS[kind].section), KINDS[kind].slot, removal=removal)


def _facts_place(part: str, official: Official) -> Place:
    form, title, section = PARTS[part]
    offers = {name: names_of(kind) for name, kind in form.TYPED.items()}
    return Place(str(title), official.full_name, _back(official, section), f"form-{part}", offers=offers)


def _back(official: Official, section: str) -> str:
    return url_for("profile.show", public_id=official.public_id, _anchor=section)


def _saved(official: Official, words: str, section: str) -> ResponseReturnValue:
    flash_done(words, f"at-{section}")
    return redirect(_back(official, section))
