"""Doing a job: take it, do it, and say how it ended, whatever happens on the way."""

import contextlib
from collections.abc import Callable
from functools import partial

import structlog
from sqlalchemy import select

from models.jobs import Job, JobState
from registry.jobs.keeping import again, give_up
from registry.jobs.kinds import KINDS
from registry.jobs.lease import Cancelled, Lost, Progress, claim, renewed
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import transaction

_log = structlog.get_logger("registry.jobs")


def run(public_id: str, *, beating: bool = False) -> None:
    """Do a job if it waits. `beating` renews its lease from a thread, as a worker needs it."""
    progress = claim(public_id)
    if progress is None:
        return
    with renewed(progress) if beating else contextlib.nullcontext():
        _work(progress)


def _work(progress: Progress) -> None:
    job = db.session.get_one(Job, progress.job_id)
    try:
        KINDS[job.kind].work(job, progress)
    except Lost:
        db.session.rollback()
    except Cancelled:
        _end(progress, partial(give_up, state=JobState.CANCELLED, message=""))
    except Refused as refusal:
        _end(progress, partial(give_up, state=JobState.FAILED, message=refusal.message))
    except Exception:
        _log.exception("job_failed", job=progress.job_id)
        _end(progress, again)


def _end(progress: Progress, how: Callable[[Job], None]) -> None:
    """End a run that came to nothing, unless the job is somebody else's by now."""
    db.session.rollback()
    with transaction():
        job = db.session.scalar(select(Job).where(progress.held).with_for_update())
        if job is not None:
            how(job)
