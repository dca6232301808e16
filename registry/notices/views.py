"""Reminders of training on screen."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.notices import words
from registry.notices.queries import notices_for

blueprint = Blueprint("notices", __name__)


@blueprint.get("/training-reminders")
@requires(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """What of training is brought to mind of the account."""
    return render_template("notices/index.html", rows=notices_for(current_account()), words=words)
