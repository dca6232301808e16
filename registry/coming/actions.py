"""Deciding another day than the rule has, and the secret address of a calendar. Callers commit."""

import hashlib
import secrets

from sqlalchemy import delete, select

from models.accounts import Account
from models.base import FOREVER
from models.officials import Official
from models.planning import CalendarLink, Due, DueDay
from registry.audit.actions import record
from registry.coming.due import Coming
from registry.coming.records import OtherDay
from registry.shared.clock import now
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

__all__ = ["OtherDay", "decide_day", "end_calendar", "make_calendar", "take_back_day", "token_hash"]


def token_hash(token: str) -> str:
    """What is kept of the token of a calendar."""
    return hashlib.sha256(token.encode()).hexdigest()


def decide_day(official: Official, matter: Coming, other: OtherDay, by: Account | None) -> DueDay:
    """Write down another day for what comes due, or an exemption; what was decided before stays in the trail.

    Refused when a change or a term would come due earlier than by its rule, or when somebody would be exempt from retiring.
    """
    of_post = matter.kind is not Due.RETIREMENT
    if of_post and matter.by_rule and other.day <= matter.by_rule:
        raise Refused("day", f"Theo quy định đến hạn ngày {vn_date(matter.by_rule)}; ngày lùi đến phải sau ngày đó.")
    if not of_post and other.day == FOREVER:
        raise Refused("day", "Hãy ghi ngày nghỉ hưu.")
    hold(official)
    row = matter.decided or DueDay(
        official_id=official.id,
        kind=matter.kind,
        unit_id=matter.holder.unit_id if of_post else None,
        position_id=matter.holder.position_id if of_post else None,
    )
    before = _day(row) if matter.decided else _said(matter)
    row.day, row.reason, row.decision = other.day, other.reason, other.decision
    db.session.add(row)
    db.session.flush()
    changes = {"due": [None, matter.kind.value], "day": [before, _day(row)], "reason": [None, row.reason]}
    record("due.decided", official.full_name, by=by, official=official, changes={**changes, "decision": [None, row.decision]})
    return row


def take_back_day(row: DueDay, by: Account | None) -> None:
    """The day by the rule holds again. The trail keeps what was decided, and undo brings it back."""
    official = row.official
    record(
        "due.by_rule",
        official.full_name,
        by=by,
        official=official,
        changes={"due": [None, row.kind.value], "day": [_day(row), None]},
    )
    db.session.delete(row)
    db.session.flush()


def make_calendar(account: Account) -> str:
    """Make the secret address of one's calendar; gives its token of 192 random bits, which is told once and not kept.

    An earlier one leads nowhere from now on.
    """
    token = secrets.token_urlsafe(24)
    db.session.execute(delete(CalendarLink).where(CalendarLink.account_id == account.id))
    db.session.add(CalendarLink(account_id=account.id, token_hash=token_hash(token), made_at=now()))
    record("calendar.made", account.name, by=account)
    return token


def end_calendar(account: Account) -> None:
    """Take the address back. Refused when there is none."""
    ended = db.session.scalars(select(CalendarLink).where(CalendarLink.account_id == account.id)).one_or_none()
    if ended is None:
        raise Refused("", "Chưa có địa chỉ lịch nào.")
    db.session.delete(ended)
    record("calendar.ended", account.name, by=account)


def _day(row: DueDay) -> str:
    return "được miễn" if row.day == FOREVER else vn_date(row.day)


def _said(matter: Coming) -> str | None:
    return vn_date(matter.by_rule) or None
