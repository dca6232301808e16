"""Sessions kept on the server: the cookie holds a random token, the table knows whose it is and whether it still counts."""

import datetime as dt
import hashlib
import secrets

from flask import Flask, current_app, request
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from models.accounts import Account, Role, SignIn
from registry.access.guard import PUBLIC, declared_access
from registry.shared.clock import aware, now
from registry.shared.database import db
from registry.shared.transaction import transaction

LONGEST = dt.timedelta(hours=12)
"""A session ends after this time even when it never idles: a working day."""

_SEEN_STEP = dt.timedelta(minutes=1)
_PATIENCE = 0.2


class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """The account of a request as Flask-Login sees it, identified by the token of its session."""

    def __init__(self, account: Account, token: str, seen_at: dt.datetime) -> None:
        self.account = account
        self.token = token
        self.seen_at = seen_at

    @property
    def role(self) -> Role:
        """Role of the account."""
        return self.account.role

    def get_id(self) -> str:  # the name that Flask-Login calls
        """The token that goes into the cookie."""
        return self.token


def init_app(app: Flask, idle: dt.timedelta) -> None:
    """Find the visitor of each request, and move the idle clock of the session. Comes after the guard."""
    app.config["SESSION_IDLE"] = idle
    manager = LoginManager(app)
    manager.session_protection = None  # sessions live on the server; a changed address must not end them
    manager.user_loader(find)

    @app.before_request
    def keep_awake() -> None:
        guarded = request.endpoint is not None and declared_access(app, request.endpoint) != PUBLIC
        if guarded and current_user.seen_at + _SEEN_STEP < now():
            _keep_awake(current_user.token)


def _keep_awake(token: str) -> None:
    """A short transaction of its own, before the view has done anything: pages that only read have no other.

    While somebody else writes for long, for instance a roster, the page does not wait: the next request moves the clock.
    """
    try:
        with transaction(_PATIENCE):
            touch(token)
    except OperationalError:
        db.session.rollback()


def begin(account: Account) -> Visitor:
    """Open a session; the caller commits."""
    token = secrets.token_urlsafe(32)
    db.session.add(SignIn(token_hash=_digest(token), account_id=account.id, began_at=now(), seen_at=now()))
    return Visitor(account, token, now())


def find(token: str) -> Visitor | None:
    """The visitor of a live session; None when it was ended, idled or ran out, or its account was disabled."""
    live = select(SignIn).where(SignIn.token_hash == _digest(token), still_open())
    sign_in = db.session.scalar(live.options(joinedload(SignIn.account)))
    if sign_in is None or not sign_in.account.active:
        return None
    return Visitor(sign_in.account, token, aware(sign_in.seen_at))


def still_open() -> ColumnElement[bool]:
    """Condition on `SignIn`: neither ended, nor idle for too long, nor open for longer than any session may be."""
    awake = SignIn.seen_at >= now() - current_app.config["SESSION_IDLE"]
    return and_(SignIn.ended_at.is_(None), awake, SignIn.began_at >= now() - LONGEST)


def touch(token: str) -> None:
    """Note that the session is in use, at most once a minute; the caller commits."""
    stale = (SignIn.token_hash == _digest(token)) & (SignIn.seen_at < now() - _SEEN_STEP)
    db.session.execute(update(SignIn).where(stale).values(seen_at=now()))


def end(token: str) -> None:
    """End one session; the caller commits."""
    _end(SignIn.token_hash == _digest(token))


def end_all(account: Account, but: str = "") -> int:
    """End every session of an account, except the one with the token `but`; gives their number. The caller commits."""
    return _end((SignIn.account_id == account.id) & (SignIn.token_hash != _digest(but)))


def _end(which: ColumnElement[bool]) -> int:
    ended = db.session.execute(update(SignIn).where(which, SignIn.ended_at.is_(None)).values(ended_at=now()))
    return int(ended.rowcount)  # type: ignore[attr-defined]  # what an update gives has it


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
