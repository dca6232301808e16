"""The session of an official who came by a link: signed in the cookie, and held against the link at each request.

There is one at a time: opening the door again, and leaving, ends the one before, also in a copy of its cookie.
"""

import datetime as dt

from flask import session
from sqlalchemy import select

from models.proposals import SelfLink
from registry.proposals.actions import token_hash
from registry.proposals.queries import is_open
from registry.shared.clock import aware, now
from registry.shared.database import db

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=12)
_LINK, _SEEN, _SINCE = "self link", "self link seen", "self link since"


def link_of(token: str) -> SelfLink | None:
    """The link with this token, if it leads anywhere."""
    link = db.session.scalar(select(SelfLink).where(SelfLink.token_hash == token_hash(token)))
    return link if link and is_open(link) else None


def enter(link: SelfLink) -> None:
    """Let the visitor in; whoever was signed in on this machine is not any more."""
    session.clear()
    session[_LINK], session[_SEEN], session[_SINCE] = link.public_id, now().timestamp(), _opened(link)


def leave() -> None:
    """Let nobody in any more."""
    if link := present_link():
        link.seen_at = now()
    session.pop(_LINK, None)


def _opened(link: SelfLink) -> float:
    return aware(link.seen_at).timestamp() if link.seen_at else 0


def present_link() -> SelfLink | None:
    """The link by which this visitor is in.

    None for others, after half an hour without a request, after twelve hours, when the visitor left or came in anew elsewhere,
    and once the link has ended.
    """
    public_id, seen = session.get(_LINK), session.get(_SEEN, 0)
    if public_id is None or now().timestamp() - seen > IDLE.total_seconds():
        return None
    link = db.session.scalar(select(SelfLink).where(SelfLink.public_id == public_id))
    if link is None or not is_open(link) or session.get(_SINCE) != _opened(link):
        return None
    if now().timestamp() - _opened(link) > LONGEST.total_seconds():
        return None
    session[_SEEN] = now().timestamp()
    return link
