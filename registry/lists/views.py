"""Saved views of all lists: another name, sharing, deleting."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.lists import actions
from registry.lists.saved import own_view
from registry.shared.addresses import inside
from registry.shared.refusal import Refused
from registry.shared.transaction import commits

blueprint = Blueprint("lists", __name__, url_prefix="/views")


@blueprint.post("/<public_id>")
@requires(Permission.OFFICIALS_READ)
@commits
def change(public_id: str) -> ResponseReturnValue:
    """Give a view of one's own another name, share it or keep it for oneself."""
    account = current_account()
    view = own_view(account, public_id)
    try:
        actions.change_view(view, request.form.get("name", ""), "shared" in request.form, account)
        flash(_("Đã lưu chế độ xem “%(name)s”.", name=view.name), "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    return _back()


@blueprint.post("/<public_id>/delete")
@requires(Permission.OFFICIALS_READ)
@commits
def delete(public_id: str) -> ResponseReturnValue:
    """Keep a view of one's own no longer."""
    account = current_account()
    view = own_view(account, public_id)
    actions.delete_view(view, account)
    flash(_("Đã xoá chế độ xem “%(name)s”.", name=view.name), "success")
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(inside(request.form.get("back")) or url_for("dashboard.index"))
