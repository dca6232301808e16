"""Where work is committed: a mark on views, and a context for commands, jobs and seeds. Nothing else commits."""

import contextlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec

from flask import Flask, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from registry.shared.database import PATIENCE, db, writing

P = ParamSpec("P")


def commits(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Mark a view that writes: committed when it answers below 400, rolled back otherwise. Never on GET-only routes."""

    @wraps(view)
    def committing(*args: P.args, **kwargs: P.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
        return response

    committing.__dict__["commits"] = True
    return committing


def init_app(app: Flask) -> None:
    """Take SQLite's write lock from the first statement of every request that may write."""

    @app.before_request
    def begin() -> None:
        view: Any = app.view_functions.get(request.endpoint or "")
        if request.method not in {"GET", "HEAD", "OPTIONS"} and getattr(view, "commits", False):
            request.environ["registry.writing"] = stack = contextlib.ExitStack()
            stack.enter_context(writing())

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        stack = request.environ.pop("registry.writing", None)
        if stack is not None:
            stack.close()


@contextlib.contextmanager
def transaction(patience: float = PATIENCE) -> Iterator[None]:
    """All or nothing for commands, jobs and seeds: commits at the end, rolls back on any exception.

    On SQLite another writer is waited for up to `patience` seconds; then OperationalError.
    """
    with writing(patience):
        db.session.rollback()
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextlib.contextmanager
def rehearsal() -> Iterator[None]:
    """What is written inside can be read inside, and is never kept: begins anew, and always rolls back."""
    with writing():
        db.session.rollback()
        try:
            yield
        finally:
            db.session.rollback()
