"""Saying that something was done, with the way back beside it."""

from flask import flash

from registry.changes.log import latest_entry


def flash_done(words: str, place: str = "success") -> None:
    """Say what was just done, and offer to undo it. `place` is a category of `layouts/_flashes.html`.

    Called in the transaction of the action, after it.
    """
    entry = latest_entry()
    flash(words, f"{place} undo-{entry.public_id}" if entry else place)
