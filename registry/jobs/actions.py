"""Asking for long work, calling it off, fetching what came out. Callers commit."""

from typing import Any

from models.accounts import Account
from models.jobs import Job, JobState
from registry.audit.actions import record
from registry.jobs.keeping import give_up
from registry.jobs.kinds import KINDS
from registry.jobs.queue import send_after_commit
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused

_RUNNING = frozenset({JobState.QUEUED, JobState.RUNNING})


def ask(kind: str, title: str, by: Account, **arguments: Any) -> Job:
    """Ask for long work. It begins after the commit of this transaction.

    The role and unit of whoever asks are kept: a result goes to the same person in the same office only.
    """
    made_as = {"role": by.role.value, "unit": by.unit_id}
    job = Job(kind=kind, title=title[:300], owner_id=by.id, arguments={**arguments, "as": made_as}, made_at=now())
    db.session.add(job)
    db.session.flush()
    send_after_commit(job.public_id)
    return job


def cancel(job: Job, by: Account) -> None:
    """Call work off: one that waits ends at once, one that runs stops when it tells its progress next. Refused when it ended."""
    if job.state not in _RUNNING:
        raise Refused("", "Việc này đã kết thúc.")
    if job.state is JobState.QUEUED:
        give_up(job, JobState.CANCELLED, "")
    job.cancel_asked = True
    record("job.cancelled", job.title, by=by)


def take_result(job: Job, by: Account) -> bytes:
    """The file that a job made, with an entry in the trail: it holds personal data.

    Refused when there is none any more, and when somebody in it is out of the owner's sight by now.
    """
    if job.result is None or job.result_name is None:
        raise Refused("", "Tệp kết quả không còn: kết quả chỉ giữ 24 giờ.")
    if not KINDS[job.kind].open_to(job):
        raise Refused("", "Trong tệp có người mà tài khoản không còn được xem; hãy lập lại tệp.")
    record("job.result_taken", job.result_name, by=by)
    return job.result
