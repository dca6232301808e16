"""The page of one's long work: progress, calling off, fetching the result, and nobody else's."""

import pytest
from flask import Flask

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.jobs import Job, JobState
from registry.jobs import actions, keeping, kinds
from registry.jobs.kinds import Kind
from registry.jobs.lease import Progress, claim
from registry.shared.clock import now
from registry.shared.database import db
from tests.support import make
from tests.support.jobs import run_waiting
from tests.support.markup import parsed, text_of
from tests.support.visitor import Visitor


def _makes_a_file(_job: Job, progress: Progress) -> None:
    with progress.finishing() as ending:
        ending.message = "Đã xuất 3 tệp."
        ending.attach(b"PK", "Tệp các xã.zip", "application/zip")


@pytest.fixture
def owner(app: Flask) -> Account:  # noqa: ARG001  the context is what counts
    return make.account(Role.DEPARTMENT)


@pytest.fixture
def job(owner: Account, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.setitem(kinds.KINDS, "trial", Kind(_makes_a_file))
    asked = actions.ask("trial", "Xuất tệp của các xã", owner)
    db.session.commit()
    return asked


def test_the_page_shows_how_far_a_job_is_and_asks_again(visitor: Visitor, owner: Account, job: Job) -> None:
    progress = claim(job.public_id)
    assert progress
    progress.tell(20, 69, "Đang xuất Xã Cẩm Bình")
    page = visitor.enter_as(owner).get("/jobs").text
    assert "Đang xuất Xã Cẩm Bình" in page and "20/69" in page
    part = visitor.get(f"/jobs/{job.public_id}/progress")
    assert f'hx-get="/jobs/{job.public_id}/progress"' in part.text and 'value="28"' in part.text


def test_when_the_job_has_ended_the_page_loads_anew_and_offers_the_result(visitor: Visitor, owner: Account, job: Job) -> None:
    run_waiting()
    visitor.enter_as(owner)
    assert visitor.get(f"/jobs/{job.public_id}/progress").headers["HX-Refresh"] == "true"
    shown = text_of(parsed(visitor.get("/jobs").text))
    assert "Đã xong" in shown and "Đã xuất 3 tệp." in shown
    fetched = visitor.submit("/jobs", form=f"/jobs/{job.public_id}/result")
    assert fetched.data == b"PK" and "attachment" in fetched.headers["Content-Disposition"]
    assert [entry.subject for entry in db.session.query(AuditEntry).filter_by(action="job.result_taken")] == ["Tệp các xã.zip"]


def test_a_job_is_called_off_from_the_page(visitor: Visitor, owner: Account, job: Job) -> None:
    visitor.enter_as(owner).submit("/jobs", form=f"/jobs/{job.public_id}/cancel")
    run_waiting()
    assert job.state is JobState.CANCELLED
    assert "Đã hủy" in visitor.get("/jobs").text


def test_nobody_else_sees_follows_stops_or_fetches_it(app: Flask, job: Job) -> None:
    run_waiting()
    stranger = Visitor(app, use_cookies=True).enter_as(make.account(Role.DEPARTMENT, job.owner.unit))
    assert "Xuất tệp của các xã" not in stranger.get("/jobs").text
    assert stranger.get(f"/jobs/{job.public_id}/progress").status_code == 404
    for act in ("cancel", "result"):
        answer = stranger.post(f"/jobs/{job.public_id}/{act}", data={"csrf_token": stranger.csrf_token()})
        assert answer.status_code == 404


def test_whoever_changed_office_does_not_get_what_the_old_one_might_see(visitor: Visitor, owner: Account, job: Job) -> None:
    run_waiting()
    owner.role, owner.unit_id = Role.HR_OFFICER, make.unit().id
    visitor.enter_as(owner)
    token = {"csrf_token": visitor.csrf_token()}
    assert visitor.post(f"/jobs/{job.public_id}/result", data=token).status_code == 404


def test_a_result_that_is_over_is_said_to_be(visitor: Visitor, owner: Account, job: Job) -> None:
    run_waiting()
    job.expires_at = now()
    keeping.expire()
    assert "kết quả đã hết hạn" in visitor.enter_as(owner).get("/jobs").text
    visitor.post(f"/jobs/{job.public_id}/result", data={"csrf_token": visitor.csrf_token()})
    assert "kết quả chỉ giữ 24 giờ" in visitor.get("/jobs").text


def test_who_has_no_jobs_is_told_what_comes_here(visitor: Visitor, owner: Account) -> None:
    assert "Chưa có việc nào" in visitor.enter_as(owner).get("/jobs").text
