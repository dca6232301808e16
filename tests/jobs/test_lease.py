"""A job has one effect, whoever runs it, how often, and whatever dies on the way."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask

from models.accounts import Account
from models.jobs import Job, JobState
from models.units import Unit
from registry.jobs import actions, keeping, kinds
from registry.jobs.kinds import Kind
from registry.jobs.lease import Lost, Progress, claim
from registry.jobs.running import run
from registry.shared.clock import aware, now, stopped_at
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.support import make
from tests.support.jobs import run_waiting

Work = Callable[[Job, Progress], None]


def _adds_a_unit(_job: Job, progress: Progress) -> None:
    progress.tell(1, 2, "Đang thêm")
    with progress.finishing() as ending:
        db.session.add(Unit(key="moi"))
        ending.message = "Đã thêm."


@pytest.fixture
def owner(app: Flask) -> Account:  # noqa: ARG001  the context is what counts
    return make.account()


@pytest.fixture
def asked(owner: Account, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Job]:
    """Ask for work of a kind that does what is given."""

    def ask(work: Work = _adds_a_unit, given_up: Callable[[Job], None] = lambda _job: None) -> Job:
        monkeypatch.setitem(kinds.KINDS, "trial", Kind(work, given_up))
        job = actions.ask("trial", "Thử", owner)
        db.session.commit()
        return job

    return ask


def _units() -> int:
    return db.session.query(Unit).filter_by(key="moi").count()


def _later(seconds: int) -> dt.datetime:
    return now() + dt.timedelta(seconds=seconds)


def test_work_is_done_once_and_says_what_came_out(asked: Callable[..., Job]) -> None:
    job = asked()
    run(job.public_id)
    run(job.public_id)
    db.session.expire_all()
    assert (job.state, job.message, job.attempts, _units()) == (JobState.DONE, "Đã thêm.", 1, 1)


def test_of_two_claims_one_gets_the_job(asked: Callable[..., Job]) -> None:
    job = asked()
    assert claim(job.public_id) is not None
    assert claim(job.public_id) is None


def test_a_run_that_lost_its_lease_keeps_nothing(asked: Callable[..., Job]) -> None:
    job = asked()
    slow = claim(job.public_id)
    assert slow
    with stopped_at(_later(61)):
        assert keeping.reap() == 1
        db.session.commit()
        run(job.public_id)
    with pytest.raises(Lost), slow.finishing():
        db.session.add(Unit(key="moi"))
    assert _units() == 1


def test_a_lease_that_is_lost_between_the_start_and_the_end_of_finishing_undoes_the_work(asked: Callable[..., Job]) -> None:
    job = asked()
    slow = claim(job.public_id)
    assert slow
    with pytest.raises(Lost):
        _adds_a_unit_and_loses_the_lease(job, slow)
    assert _units() == 0


def _adds_a_unit_and_loses_the_lease(job: Job, progress: Progress) -> None:
    with progress.finishing():
        db.session.add(Unit(key="moi"))
        db.session.flush()
        db.session.query(Job).filter_by(id=job.id).update({"holder": "somebody else"})


def test_telling_progress_renews_the_lease_and_shows(asked: Callable[..., Job]) -> None:
    job = asked()
    progress = claim(job.public_id)
    assert progress
    with stopped_at(_later(50)):
        progress.tell(3, 10, "Đối chiếu")
    db.session.expire_all()
    assert (job.done, job.total, job.message) == (3, 10, "Đối chiếu")
    assert job.lease_until and aware(job.lease_until) > _later(100)


def test_work_is_called_off_at_its_next_telling(asked: Callable[..., Job], owner: Account) -> None:
    given_up: list[str] = []

    def called_off(job: Job, progress: Progress) -> None:
        actions.cancel(job, owner)
        db.session.commit()
        _adds_a_unit(job, progress)

    job = asked(called_off, lambda ended: given_up.append(ended.title))
    run(job.public_id)
    db.session.expire_all()
    assert (job.state, _units(), given_up) == (JobState.CANCELLED, 0, ["Thử"])


def test_work_that_waits_is_called_off_at_once(asked: Callable[..., Job], owner: Account) -> None:
    job = asked()
    actions.cancel(job, owner)
    db.session.commit()
    run_waiting()
    assert (job.state, _units()) == (JobState.CANCELLED, 0)
    with pytest.raises(Refused):
        actions.cancel(job, owner)


def test_a_refusal_ends_the_job_with_its_sentence(asked: Callable[..., Job]) -> None:
    def refused(_job: Job, progress: Progress) -> None:
        with progress.finishing():
            db.session.add(Unit(key="moi"))
            raise Refused("", "Không được.")

    job = asked(refused)
    run(job.public_id)
    db.session.expire_all()
    assert (job.state, job.message, _units()) == (JobState.FAILED, "Không được.", 0)


def test_work_that_breaks_is_tried_three_times_and_then_given_up(asked: Callable[..., Job]) -> None:
    def broken(_job: Job, _progress: Progress) -> None:
        raise RuntimeError("broken")

    job = asked(broken)
    for _ in range(5):
        run_waiting()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert "nhiều lần thử" in job.message


def test_work_whose_workers_die_every_time_is_given_up(asked: Callable[..., Job]) -> None:
    job = asked()
    for round_ in range(1, 4):
        with stopped_at(_later(100 * round_)):
            assert claim(job.public_id)
        with stopped_at(_later(100 * round_ + 61)):
            keeping.reap()
            db.session.commit()
    db.session.expire_all()
    assert job.state is JobState.FAILED


def test_a_lease_that_is_renewed_is_not_taken_back(asked: Callable[..., Job]) -> None:
    job = asked()
    assert claim(job.public_id)
    assert keeping.reap() == 0
    assert job.state is JobState.RUNNING


def test_a_result_goes_when_its_time_is_over(asked: Callable[..., Job]) -> None:
    def makes_a_file(_job: Job, progress: Progress) -> None:
        with progress.finishing() as ending:
            ending.attach(b"file", "tep.zip", "application/zip")

    job = asked(makes_a_file)
    run(job.public_id)
    keeping.expire()
    db.session.expire_all()
    assert job.result == b"file"
    with stopped_at(_later(25 * 3600)):
        keeping.expire()
    db.session.expire_all()
    assert job.result is None and job.result_name == "tep.zip"
