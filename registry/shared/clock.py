"""The present: the instant in UTC, and today as the province's calendar has it."""

import contextlib
import datetime as dt
import zoneinfo
from collections.abc import Iterator
from contextvars import ContextVar

HA_TINH = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")

_stopped: ContextVar[dt.datetime | None] = ContextVar("stopped_clock", default=None)


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return _stopped.get() or dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The calendar day in Hà Tĩnh."""
    return now().astimezone(HA_TINH).date()


def aware(instant: dt.datetime) -> dt.datetime:
    """The instant with its zone: SQLite gives instants back without it; they were written in UTC."""
    return instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)


@contextlib.contextmanager
def stopped_at(instant: dt.datetime) -> Iterator[None]:
    """Inside, the clock stands at `instant` (aware). For commands that must give the same answer twice, and for tests."""
    token = _stopped.set(instant)
    try:
        yield
    finally:
        _stopped.reset(token)
