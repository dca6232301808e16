"""What the worker does by itself once a day: on its first round of the day, or on the first one after days without a worker."""

import datetime as dt
from collections.abc import Callable

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from models.jobs import DailyRun
from registry.shared.database import db
from registry.shared.transaction import transaction

DAILY: dict[str, Callable[[dt.date], object]] = {}
"""By name; each is told the day, and once is enough for all days that were missed. Filled by the factory."""

EACH_ROUND: dict[str, Callable[[], object]] = {}
"""By name: done in every round of the keeper, in transactions of its own. Filled by the factory."""

_log = structlog.get_logger("registry.jobs")


def run_due(today: dt.date) -> list[str]:
    """Do what was not done today yet; gives the names of what was done.

    The day is written in the transaction of the work: two workers never do it twice, and work that fails is tried again in
    the next round. On SQLite a long write may be going on; then the next round does it.
    """
    return [name for name, work in DAILY.items() if _done(name, work, today)]


def _done(name: str, work: Callable[[dt.date], object], today: dt.date) -> bool:
    try:
        with transaction(patience=1):
            if not _claimed(name, today):
                return False
            work(today)
            return True
    except OperationalError:
        return False
    except Exception:
        _log.exception("daily_work_failed", work=name)
        return False


def _claimed(name: str, today: dt.date) -> bool:
    """Whether the day is ours. The row stays locked until the work is committed."""
    mine = update(DailyRun).where(DailyRun.name == name, DailyRun.done_on < today).values(done_on=today)
    if db.session.execute(mine.returning(DailyRun.id)).scalar() is not None:
        return True
    if db.session.scalar(select(DailyRun.id).where(DailyRun.name == name)) is not None:
        return False
    db.session.add(DailyRun(name=name, done_on=today))
    db.session.flush()
    return True
