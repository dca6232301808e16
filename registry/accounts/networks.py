"""Wrong passwords by network: one name is guarded by its account, many names from one place only here. Callers commit."""

import datetime as dt
import ipaddress

from sqlalchemy import delete, func, select

from models.accounts import FailedTry
from registry.audit.actions import record
from registry.shared.clock import now
from registry.shared.database import db

REST = dt.timedelta(minutes=15)
TRIES = 30
"""Wrong passwords in a quarter of an hour after which a network rests. An office behind one address stays far below."""


def network_of(address: str | None) -> str:
    """What counts as one place: an IPv4 address, or the /64 that a single subscriber of IPv6 holds."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def count(network: str) -> int | None:
    """Count a try before its password is checked; gives its id, or None while the network rests.

    What is refused is not counted, so a network wakes up a quarter of an hour after its oldest wrong password, whatever goes on.
    """
    db.session.execute(delete(FailedTry).where(FailedTry.at <= now() - REST))
    before = db.session.scalar(select(func.count()).where(FailedTry.network == network)) or 0
    if before >= TRIES:
        return None
    attempt = FailedTry(network=network, at=now())
    db.session.add(attempt)
    db.session.flush()
    if before + 1 == TRIES:
        record("account.network_rests", network, by=None)
    return attempt.id


def forgive(attempt_id: int | None) -> None:
    """The password was right: this try does not count, those before it do."""
    db.session.execute(delete(FailedTry).where(FailedTry.id == attempt_id))
