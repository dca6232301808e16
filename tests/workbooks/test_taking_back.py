"""A whole roster is taken back: what was opened is archived, what was changed goes back, what was built on stays and is said."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.changes import RowChange
from models.imports import BatchState, ImportBatch
from models.officials import Assignment, Official
from models.qualifications import Domain, Qualification
from models.verification import Verification
from registry.changes.outlook import outlook
from registry.changes.queries import provenance
from registry.qualifications.actions import record_qualification
from registry.qualifications.records import QualificationDetails
from registry.shared.clock import now
from registry.shared.database import db
from registry.standings import keeping
from registry.workbooks.actions import Upload, ask_to_apply, ask_to_undo, keep_roster
from registry.workbooks.queries import plan_of
from tests.readers.rosters import written
from tests.support.jobs import run_waiting
from tests.support.markup import parsed, text_of
from tests.support.visitor import Visitor
from tests.workbooks.bringing import AN, Person, number_of, officer, official, papers, posts, roster, trail

CHI = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}


@pytest.fixture
def by(app: Flask) -> Account:  # noqa: ARG001  the context is what counts
    return officer("xa-cam-binh")


def _brought(by: Account, *people: Person) -> ImportBatch:
    batch = keep_roster(Upload("danh-sach.xlsx", written(roster(*people))), by)
    ask_to_apply(batch, plan_of(batch, by).fingerprint, by, good_rows=False)
    run_waiting()
    assert batch.state is BatchState.APPLIED
    return batch


def _taken_back(batch: ImportBatch, by: Account) -> ImportBatch:
    ask_to_undo(batch, by)
    run_waiting()
    return batch


def test_every_inserted_row_is_noted_with_sheet_and_row(by: Account) -> None:
    batch = _brought(by, AN, CHI)
    notes = db.session.scalars(select(RowChange).where(RowChange.entry_id == batch.entry_id)).all()
    assert len(notes) == number_of(Official) + number_of(Assignment) + number_of(Qualification)
    assert {note.place for note in notes if note.official_id == official(CHI).id} == {"Danh sách, dòng 3"}


def test_a_value_says_where_it_came_from_the_last_time_it_was_said(by: Account) -> None:
    _brought(by, AN)
    _brought(by, CHI, {**AN, "school": "Đại học Huế"})
    degree = papers(Domain.DEGREE)[0].public_id
    known = provenance(official())
    said, other = known[degree, "institution"], known[degree, "field"]
    assert (said.place, other.place) == ("Danh sách, dòng 3", "Danh sách, dòng 2")
    assert "danh-sach.xlsx" in said.words and said.by == by.name and said.at > other.at


def test_the_record_page_tells_it(visitor: Visitor, by: Account) -> None:
    _brought(by, AN)
    page = text_of(parsed(visitor.enter_as(by).get(f"/officials/{official().public_id}").text))
    assert "Nhập danh sách vào sổ: danh-sach.xlsx, Danh sách, dòng 2" in page


def test_people_that_the_roster_opened_are_archived_and_have_no_posts_and_papers(by: Account) -> None:
    batch = _taken_back(_brought(by, AN, CHI), by)
    assert (batch.state, number_of(Official)) == (BatchState.UNDONE, 2)
    assert official().archived_at is not None
    assert (number_of(Assignment), number_of(Qualification), keeping.differences()) == (0, 0, set())
    assert len(trail("action.undone")) == 1


def test_people_that_were_there_are_as_they_were(by: Account) -> None:
    _brought(by, AN)
    batch = _brought(by, {**AN, "school": "Đại học Huế", "name": "Nguyễn Văn Ân", "post": "Trưởng phòng", "since": "01/09/2026"})
    _taken_back(batch, by)
    assert (official().full_name, papers(Domain.DEGREE)[0].institution) == ("Nguyễn Văn An", "Trường Đại học Vinh")
    assert [until for _unit, _post, _since, until in posts()] == [dt.date(9999, 12, 31)]
    assert official().archived_at is None


def test_who_was_changed_since_stays_is_said_before_and_after(by: Account) -> None:
    batch = _brought(by, AN, CHI)
    assert batch.entry
    assert (outlook(batch.entry).files, outlook(batch.entry).kept) == (2, 0)
    entry = AuditEntry(at=now(), action="official.changed", subject="x", account_id=by.id, changes={})
    db.session.add(entry)
    official(CHI).full_name = "Lê Thị Chí"
    db.session.commit()
    ahead = outlook(batch.entry)
    assert (ahead.files, ahead.opened, [name for _, name in ahead.named]) == (1, 2, ["Lê Thị Chí"])
    _taken_back(batch, by)
    assert official(CHI).archived_at is None and official().archived_at is not None
    assert batch.counts and [name for name, _reason in batch.counts["kept"]] == ["Lê Thị Chí"]


def test_a_file_that_somebody_added_to_since_stays(by: Account) -> None:
    batch = _brought(by, AN, CHI)
    record_qualification(official(), QualificationDetails(Domain.DIGITAL, issued_on=dt.date(2026, 1, 5)), by)
    db.session.commit()
    assert batch.entry and outlook(batch.entry).kept == 1
    _taken_back(batch, by)
    assert (official().archived_at, official(CHI).archived_at is None) == (None, False)


def test_what_was_verified_since_stays(by: Account) -> None:
    batch = _brought(by, AN, CHI)
    degree = papers(Domain.DEGREE)[0]
    step = {"before": "declared", "after": "checked", "content": {}, "at": now(), "by_id": by.id}
    db.session.add(Verification(qualification_id=degree.id, **step))
    db.session.commit()
    assert batch.entry and outlook(batch.entry).kept == 1
    _taken_back(batch, by)
    assert papers(Domain.DEGREE) != [] and official().archived_at is None


def test_where_nothing_can_go_back_the_roster_stays_written_and_the_reason_is_said(visitor: Visitor, by: Account) -> None:
    batch = _brought(by, AN)
    record_qualification(official(), QualificationDetails(Domain.DIGITAL, issued_on=dt.date(2026, 1, 5)), by)
    db.session.commit()
    _taken_back(batch, by)
    assert batch.state is BatchState.APPLIED
    assert "không hoàn tác được gì" in visitor.enter_as(by).get(f"/rosters/{batch.public_id}").text


def test_the_page_offers_it_and_shows_what_became_of_it(visitor: Visitor, by: Account) -> None:
    batch = _brought(by, AN, CHI)
    visitor.enter_as(by)
    address = f"/rosters/{batch.public_id}"
    assert "2 hồ sơ trở lại như trước lần nhập" in text_of(parsed(visitor.get(address).text))
    visitor.submit(address, form=f"{address}/undo")
    assert "Đang hoàn tác lần nhập" in visitor.get(address).text
    assert visitor.post(f"{address}/undo", data={"csrf_token": visitor.csrf_token()}).status_code == 302
    run_waiting()
    shown = text_of(parsed(visitor.get(address).text))
    assert "Đã hoàn tác lần nhập này" in shown and "bản ghi đã trở lại như trước lần nhập" in shown
    assert "Đã hoàn tác" in visitor.get("/rosters").text
    assert len(trail("action.undone")) == 1


def test_a_roster_that_was_taken_back_can_be_brought_in_again_and_opens_the_same_files(visitor: Visitor, by: Account) -> None:
    _taken_back(_brought(by, AN), by)
    batch = keep_roster(Upload("lai.xlsx", written(roster(AN))), by)
    assert plan_of(batch, by).counts["unsure"] == 1
    visitor.enter_as(by)
    address = f"/rosters/{batch.public_id}"
    visitor.post(f"{address}/decide", data={"all": "archived:reopen", "csrf_token": visitor.csrf_token()})
    visitor.submit(address, form=f"{address}/apply")
    run_waiting()
    assert (number_of(Official), official().archived_at, number_of(Qualification)) == (1, None, 5)


def test_a_stranger_takes_nothing_back(app: Flask, by: Account) -> None:
    batch = _brought(by, AN)
    stranger = Visitor(app, use_cookies=True).enter_as(officer("xa-cam-xuyen", Role.HR_OFFICER))
    answer = stranger.post(f"/rosters/{batch.public_id}/undo", data={"csrf_token": stranger.csrf_token()})
    assert answer.status_code == 404
