"""Taking workbooks along from the page: whose, with what in the trail, and what a worker makes."""

import io
import zipfile

import pytest
from flask import Flask

from models.accounts import Role
from models.base import FOREVER
from models.jobs import Job, JobState
from models.units import UnitPeriod
from registry.jobs.lease import Progress
from registry.kits import actions, views
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.downloads import XLSX
from tests.support import make
from tests.support.jobs import run_waiting
from tests.support.visitor import Visitor
from tests.workbooks.bringing import AN, bring, officer, roster, trail, unit
from tests.workbooks.returning import opened

ELSEWHERE = {**AN, "number": "042085000077", "name": "Trần Văn Khác", "unit": "Xã Cẩm Xuyên", "diploma": "C1"}


@pytest.fixture
def department(app: Flask) -> Visitor:
    bring(roster(AN, ELSEWHERE))
    return Visitor(app, use_cookies=True).enter_as(officer("tinh-ha-tinh", Role.DEPARTMENT))


def _take(visitor: Visitor, what: str, unit: str = "xa-cam-binh") -> bytes:
    answer = visitor.post(f"/workbooks/{what}", data={"unit": unit, "csrf_token": visitor.csrf_token()})
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    return bytes(answer.data)


def test_an_officer_takes_the_own_unit_along_and_is_not_asked_which(visitor: Visitor) -> None:
    bring(roster(AN, ELSEWHERE))
    visitor.enter_as(officer("xa-cam-binh"))
    answer = visitor.submit("/workbooks", form="/workbooks/kit")
    names = {cell.value for row in opened(answer.data)["Hồ sơ"].iter_rows() for cell in row}
    assert AN["name"] in names and ELSEWHERE["name"] not in names
    assert [entry.changes for entry in trail("kit.given")] == [{"officials": [None, 1]}]


def test_a_foreign_unit_is_no_choice(visitor: Visitor) -> None:
    visitor.enter_as(officer("xa-cam-binh"))
    answer = visitor.post("/workbooks/kit", data={"unit": "xa-cam-xuyen", "csrf_token": visitor.csrf_token()})
    assert answer.mimetype == "text/html" and trail("kit.given") == []


def test_an_empty_template_has_nobody_in_it_and_is_read_as_a_roster(department: Visitor) -> None:
    sheet = opened(_take(department, "template"))["Hồ sơ"]
    assert [sheet.cell(6, column).value for column in range(1, 10)] == [None] * 9
    assert len(trail("kit.template_given")) == 1


@pytest.mark.parametrize(("what", "action"), [("export", "unit.exported"), ("kit", "kit.given")])
def test_the_workbook_of_a_large_unit_is_left_to_a_worker_who_makes_it_before_it_writes(
    department: Visitor, monkeypatch: pytest.MonkeyPatch, what: str, action: str
) -> None:
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    events: list[str] = []
    made, finishing = actions.kit_of, Progress.finishing
    monkeypatch.setattr(actions, "kit_of", lambda *args, **more: events.append("made") or made(*args, **more))
    monkeypatch.setattr(Progress, "finishing", lambda self: events.append("writes") or finishing(self))
    answer = department.post(f"/workbooks/{what}", data={"unit": "xa-cam-binh", "csrf_token": department.csrf_token()})
    assert answer.headers["Location"] == "/jobs"
    run_waiting()
    job = db.session.query(Job).one()
    assert job.state is JobState.DONE and job.result and events == ["made", "writes"]
    assert ("Mọi văn bằng" in opened(job.result).sheetnames) is (what == "export")
    assert len(trail(action)) == 1


def test_the_department_gets_a_kit_for_every_commune_at_once(department: Visitor) -> None:
    department.submit("/workbooks", form="/workbooks/kits")
    run_waiting()
    job = db.session.query(Job).one()
    assert (job.state, job.message) == (JobState.DONE, "Đã lập 69 tệp.")
    fetched = department.submit("/jobs", form=f"/jobs/{job.public_id}/result")
    with zipfile.ZipFile(io.BytesIO(fetched.data)) as archive:
        names = archive.namelist()
        assert len(names) == 69 and any("xa-cam-binh" in name for name in names)
    assert len(trail("kits.given")) == len(trail("job.result_taken")) == 1


def test_an_officer_of_one_commune_is_told_to_take_the_one(visitor: Visitor) -> None:
    visitor.enter_as(officer("xa-cam-binh"))
    visitor.post("/workbooks/kits", data={"csrf_token": visitor.csrf_token()})
    assert "chỉ có một xã, phường" in visitor.get("/workbooks").text


@pytest.mark.parametrize("how", ["stays", "leaves", "split"])
def test_a_result_is_closed_to_whoever_may_not_see_everybody_in_it_any_more(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Since it was made one of the people went to another commune, or the commune ended and nobody took it over whole."""
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    home = unit("xa-cam-binh")
    post = make.assignment(make.official(), home)
    account = visitor.enter_as(officer("xa-cam-binh"))
    account.post("/workbooks/export", data={"unit": home.key, "csrf_token": account.csrf_token()})
    run_waiting()
    job = db.session.query(Job).one()
    if how == "leaves":
        post.valid_to = today()
        make.assignment(post.official, unit("xa-cam-due"), valid_from=today())
    elif how == "split":
        (period,) = db.session.query(UnitPeriod).filter_by(unit_id=home.id, valid_to=FOREVER)
        period.valid_to = post.valid_to = today()
        make.assignment(post.official, unit("xa-cam-due"), valid_from=today())
    answer = account.submit("/jobs", form=f"/jobs/{job.public_id}/result")
    assert (answer.mimetype == XLSX) is (how == "stays")
    assert len(trail("job.result_taken")) == (how == "stays")
    if how != "stays":
        assert "Trong tệp có người mà tài khoản không còn được xem" in account.get("/jobs").text
