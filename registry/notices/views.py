"""Reminders of training on screen."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.enrolments.doing import done
from registry.mail.outbox import carried
from registry.notices import actions, words
from registry.notices.queries import notices_for
from registry.shared.transaction import commits

blueprint = Blueprint("notices", __name__)


@blueprint.get("/training-reminders")
@requires(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """What of training is brought to mind of the account."""
    account = current_account()
    return render_template("notices/index.html", rows=notices_for(account), words=words, email=account.email, carried=carried())


@blueprint.post("/training-reminders/address")
@requires(Permission.TRAINING_READ)
@commits
def address() -> ResponseReturnValue:
    """Say where one's reminders are mailed to."""
    typed, account = request.form.get("email", ""), current_account()
    return done(lambda: actions.set_address(account, typed), url_for("notices.index"), _("Đã lưu địa chỉ nhận thư nhắc việc."))
