"""Reading one's jobs. Nobody else's: a result may hold personal data."""

from typing import TypeGuard

from sqlalchemy import select
from sqlalchemy.orm import undefer
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.jobs import Job, JobState
from registry.shared.clock import aware, now
from registry.shared.database import db
from registry.shared.paging import Order, Page, Result, page_of

PAGE = 25
SLOW = 15
"""Seconds of waiting after which a page says that perhaps no worker is running."""

_NEWEST_FIRST = Order((-Job.id,), lambda row: str(row.Job.public_id))


def jobs_of(account: Account, after: str | None, before: str | None) -> Page[Result]:
    """A page of the account's jobs, newest first; the cursors are public ids."""
    statement = select(Job).where(Job.owner_id == account.id)
    place = db.session.scalar(select(-Job.id).where(Job.public_id == (before or after or "")))
    if place is None:
        return page_of(statement, _NEWEST_FIRST, PAGE)
    if before:
        return page_of(statement, _NEWEST_FIRST, PAGE, before=(place,))
    return page_of(statement, _NEWEST_FIRST, PAGE, after=(place,))


def job_for(account: Account, public_id: str, *, with_result: bool = False) -> Job:
    """The account's job with this public id; 404 for anybody else's, as for none.

    A result is for the same person in the same office: whoever has another role or unit by now does not get it.
    """
    statement = select(Job).where(Job.public_id == public_id, Job.owner_id == account.id)
    job = db.session.scalar(statement.options(undefer(Job.result)) if with_result else statement)
    if job is None or (with_result and job.arguments.get("as") != {"role": account.role.value, "unit": account.unit_id}):
        raise NotFound
    return job


def is_running(job: Job | None) -> TypeGuard[Job]:
    """Whether there is something to wait for."""
    return job is not None and job.state in (JobState.QUEUED, JobState.RUNNING)


def waits_long(job: Job) -> bool:
    """Whether nobody took the job for so long that perhaps no worker is running."""
    return job.state is JobState.QUEUED and (now() - aware(job.made_at)).total_seconds() > SLOW


def has_result(job: Job) -> bool:
    """Whether its file can still be fetched."""
    return job.result_name is not None and job.expires_at is not None and aware(job.expires_at) > now()
