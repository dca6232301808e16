"""What happens to jobs that do not end well: given up, tried again, taken back from a worker that died. Callers commit."""

from sqlalchemy import select, update

from models.jobs import Job, JobState
from registry.jobs.kinds import KINDS
from registry.jobs.queue import send_after_commit
from registry.shared.clock import now
from registry.shared.database import db

MOST_ATTEMPTS = 3
"""Runs after which work that never comes to an end is given up."""

_TIRED = "Không làm được sau nhiều lần thử. Hãy báo người quản trị hệ thống."


def give_up(job: Job, state: JobState, message: str) -> None:
    """End a job without success, and put right what was set when it was asked for."""
    job.state, job.message, job.ended_at, job.holder, job.lease_until = state, message[:500], now(), None, None
    db.session.flush()
    KINDS[job.kind].given_up(job)


def again(job: Job) -> None:
    """Let a job whose run came to nothing wait for the next one; one that was called off or tried too often is given up."""
    if job.cancel_asked:
        give_up(job, JobState.CANCELLED, "")
    elif job.attempts >= MOST_ATTEMPTS:
        give_up(job, JobState.FAILED, _TIRED)
    else:
        job.state, job.holder, job.lease_until = JobState.QUEUED, None, None
        send_after_commit(job.public_id)


def reap() -> int:
    """Take back the jobs whose lease ran out, and send anew what waits when nothing is on its way; gives how many ran out."""
    expired = select(Job).where(Job.state == JobState.RUNNING, Job.lease_until < now())
    jobs = db.session.scalars(expired.with_for_update(skip_locked=True)).all()
    for job in jobs:
        again(job)
    return len(jobs)


def waiting() -> list[str]:
    """Public ids of the jobs that wait, oldest first."""
    return list(db.session.scalars(select(Job.public_id).where(Job.state == JobState.QUEUED).order_by(Job.id)))


def expire() -> None:
    """Drop the results whose time is over; the job stays in the list."""
    over = update(Job).where(Job.expires_at < now(), Job.result.is_not(None)).values(result=None)
    db.session.execute(over.execution_options(synchronize_session=False))
