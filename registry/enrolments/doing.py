"""Doing one thing from a button: what was done is said, and a refusal leaves nothing half done."""

from collections.abc import Callable

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from registry.shared.database import db
from registry.shared.refusal import Refused


def done(action: Callable[[], object], back: str, said: str = "") -> ResponseReturnValue:
    """Run the action and go back; `said` is told, or what the action gives. A refusal undoes what it did and is told instead."""
    try:
        with db.session.begin_nested():
            outcome = action()
        flash(said or str(outcome), "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(back)
