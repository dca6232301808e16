"""Work that a request did and nobody committed: it would be lost in silence, so the test fails."""

from typing import Any

from flask import Flask, request
from flask.typing import ResponseValue

from registry.shared.database import db, listen


def _flushed(session: Any, _context: Any) -> None:
    session.info["unsaved"] = True


def _executed(state: Any) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["unsaved"] = True


def _settled(session: Any, transaction: Any) -> None:
    if transaction.parent is None:  # a savepoint settles nothing
        session.info.pop("unsaved", None)


def watch(app: Flask) -> None:
    """After every request that was answered as done, nothing may wait to be committed."""
    factory = db.session.session_factory
    listen(factory, "after_flush", _flushed)
    listen(factory, "do_orm_execute", _executed)
    listen(factory, "after_transaction_end", _settled)

    @app.after_request
    def nothing_is_left(response: ResponseValue) -> ResponseValue:
        session = db.session()
        waiting = [*session.new, *session.dirty, *session.deleted]
        assert not waiting, f"{request.method} {request.path} left unsaved: {waiting}"
        assert not session.info.get("unsaved"), f"{request.method} {request.path} wrote and committed nothing"
        return response
