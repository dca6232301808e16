"""An action is taken back as a whole: every record becomes what it was, or nothing changes and the reason is said."""

import datetime as dt
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.changes import RowChange
from models.officials import Official
from models.qualifications import Domain, Qualification, State
from registry.changes.actions import undo, undo_by_file
from registry.changes.log import latest_entry, note_inserted
from registry.changes.queries import was_undone
from registry.officials.actions import add_official
from registry.officials.records import OfficialDetails
from registry.qualifications.actions import change_qualification, record_qualification
from registry.qualifications.records import QualificationDetails, details_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.standings import keeping
from tests.support import make
from tests.support.visitor import Visitor

LAW = QualificationDetails(Domain.DEGREE, field="Luật", issued_on=dt.date(2011, 6, 1))


@pytest.fixture
def by(app: Flask) -> Account:  # noqa: ARG001  the context is what counts
    return make.account()


def _last(by: Account) -> AuditEntry:
    db.session.commit()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.account_id == by.id).order_by(AuditEntry.id.desc())).first()
    assert entry
    return entry


def test_an_added_qualification_goes_again(by: Account) -> None:
    record_qualification(make.official(), LAW, by)
    entry = _last(by)
    undo(entry, by)
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Qualification)) == 0
    assert was_undone(entry)


def test_a_correction_goes_back_to_all_that_was_there_its_verified_state_included(by: Account) -> None:
    held = make.qualification(make.official(), field="Luật", state=State.VERIFIED, skill_scores={"reading": "5.5"})
    db.session.commit()
    change_qualification(held, replace(details_of(held), field="Kinh tế", issued_on=None), by)
    assert held.state is State.DECLARED
    undo(_last(by), by)
    db.session.commit()
    assert (held.field, held.issued_on, held.state) == ("Luật", dt.date(2010, 6, 30), State.VERIFIED)
    assert held.skill_scores == {"reading": "5.5"}


def test_what_was_changed_since_is_not_overwritten(by: Account) -> None:
    held = make.qualification(make.official(), field="Luật")
    db.session.commit()
    change_qualification(held, replace(details_of(held), field="Kinh tế"), by)
    entry = _last(by)
    change_qualification(held, replace(details_of(held), field="Kế toán"), by)
    db.session.commit()
    with pytest.raises(Refused, match="đã được sửa sau đó"):
        undo(entry, by)
    assert held.field == "Kế toán"


def test_a_change_of_another_field_since_does_not_stand_in_the_way(by: Account) -> None:
    held = make.qualification(make.official(), field="Luật")
    db.session.commit()
    change_qualification(held, replace(details_of(held), field="Kinh tế"), by)
    entry = _last(by)
    held.note = "Đã gọi điện"
    db.session.commit()
    undo(entry, by)
    assert (held.field, held.note) == ("Luật", "Đã gọi điện")
    undoings = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "action.undone")
    assert db.session.scalar(undoings) == 1


def test_an_action_is_undone_once(by: Account) -> None:
    record_qualification(make.official(), LAW, by)
    entry = _last(by)
    undo(entry, by)
    db.session.commit()
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo(entry, by)


def test_undoing_can_itself_be_undone(by: Account) -> None:
    held = record_qualification(make.official(), LAW, by)
    known = held.public_id
    undo(_last(by), by)
    undo(_last(by), by)
    db.session.commit()
    again = db.session.scalars(select(Qualification)).one()
    assert (again.public_id, again.field, again.issued_on, again.domain) == (known, "Luật", LAW.issued_on, Domain.DEGREE)


def test_an_opened_file_is_archived_and_found_no_more(by: Account) -> None:
    official = add_official(OfficialDetails("Trần Thị Mới", "042190000001"), by)
    undo(_last(by), by)
    db.session.commit()
    assert official.archived_at is not None and official.archive_reason


def test_the_verdicts_go_back_too(by: Account) -> None:
    make.target()
    degree = make.level()
    official = make.official_at(make.unit())
    db.session.commit()
    record_qualification(official, replace(LAW, level_id=degree.id), by)
    entry = _last(by)
    undo(entry, by)
    db.session.commit()
    assert keeping.differences() == set()


def test_a_file_that_was_changed_since_stays_and_the_others_go_back(by: Account) -> None:
    one, other = (make.qualification(make.official(), field="Luật") for _ in range(2))
    db.session.commit()
    one.field = other.field = "Kinh tế"
    make_entry = AuditEntry(at=dt.datetime.now(dt.UTC), action="roster.applied", subject="x.xlsx", account_id=by.id, changes={})
    db.session.add(make_entry)
    db.session.commit()
    other.field = "Kế toán"
    db.session.commit()
    outcome = undo_by_file(make_entry, by)
    assert (one.field, other.field) == ("Luật", "Kế toán")
    assert [obstacle.official_id for obstacle in outcome.obstacles] == [other.official_id]


def test_rows_inserted_past_the_session_go_as_well(by: Account) -> None:
    held = make.qualification(make.official(), field="Luật")
    values = {"public_id": held.public_id, "field": "Luật", "domain": Domain.DEGREE}
    db.session.commit()
    db.session.query(RowChange).delete()
    note_inserted(Qualification, held.official_id, values, "Sheet1, dòng 9")
    db.session.add(AuditEntry(at=dt.datetime.now(dt.UTC), action="roster.applied", subject="x", account_id=by.id, changes={}))
    entry = _last(by)
    assert db.session.scalars(select(RowChange.place)).one() == "Sheet1, dòng 9"
    undo(entry, by)
    assert db.session.scalar(select(func.count()).select_from(Qualification)) == 0


def test_a_rolled_back_action_leaves_no_notes(by: Account) -> None:
    official = make.official()
    db.session.commit()
    record_qualification(official, LAW, by)
    db.session.rollback()
    make.official()
    db.session.commit()
    assert latest_entry() is None
    assert db.session.scalar(select(func.count()).select_from(RowChange)) == 0


def test_the_page_offers_undo_and_the_button_does_it(visitor: Visitor) -> None:
    unit = make.unit()
    official, level = make.official_at(unit), make.level()
    visitor.enter_as(make.account(Role.HR_OFFICER, unit))
    path = f"/officials/{official.public_id}/qualifications/new?domain=degree"
    visitor.submit(path, {"level": level.key, "field": "Luật", "issued_on": "2011"})
    page = visitor.get(f"/officials/{official.public_id}").text
    assert "Hoàn tác" in page
    number = db.session.scalars(select(AuditEntry.public_id).order_by(AuditEntry.id.desc())).first()
    answer = visitor.post(f"/actions/{number}/undo", data={"csrf_token": visitor.csrf_token(), "back": "//evil.example"})
    assert answer.headers["Location"] == "/"
    assert db.session.scalar(select(func.count()).select_from(Qualification)) == 0


def test_undo_leads_on_when_the_page_one_stands_on_went_with_the_record(visitor: Visitor) -> None:
    unit = make.unit()
    official, level = make.official_at(unit), make.level()
    visitor.enter_as(make.account(Role.HR_OFFICER, unit))
    file = f"/officials/{official.public_id}"
    visitor.submit(f"{file}/qualifications/new?domain=degree", {"level": level.key, "field": "Luật", "issued_on": "2011"})
    degree = db.session.scalars(select(Qualification.public_id)).one()
    number = db.session.scalars(select(AuditEntry.public_id).order_by(AuditEntry.id.desc())).first()
    back = {"csrf_token": visitor.csrf_token(), "back": f"/qualifications/{degree}/evidence"}
    assert visitor.post(f"/actions/{number}/undo", data=back).headers["Location"] == file


def test_undoing_an_opened_file_leads_to_the_list(visitor: Visitor) -> None:
    unit = make.unit()
    clerk = make.account(Role.HR_OFFICER, unit)
    official = add_official(OfficialDetails("Lê Thị Mai", "042199000321"), clerk)
    make.assignment(official, unit)
    number = _last(clerk).public_id
    visitor.enter_as(clerk)
    back = {"csrf_token": visitor.csrf_token(), "back": f"/officials/{official.public_id}"}
    assert visitor.post(f"/actions/{number}/undo", data=back).headers["Location"] == "/officials"


def test_nobody_undoes_what_a_colleague_did(visitor: Visitor) -> None:
    unit = make.unit()
    official = make.official_at(unit)
    record_qualification(official, LAW, make.account(Role.HR_OFFICER, unit))
    db.session.commit()
    number = db.session.scalars(select(AuditEntry.public_id).order_by(AuditEntry.id.desc())).first()
    visitor.enter_as(make.account(Role.HR_OFFICER, unit))
    assert visitor.post(f"/actions/{number}/undo", data={"csrf_token": visitor.csrf_token()}).status_code == 404


def test_taking_a_record_away_can_be_undone_with_its_values(by: Account) -> None:
    official = make.official()
    held = make.qualification(official, field="Luật", expires_on=dt.date(2030, 1, 1))
    db.session.commit()
    db.session.delete(held)
    db.session.add(AuditEntry(at=dt.datetime.now(dt.UTC), action="x", subject="x", account_id=by.id, changes={}))
    undo(_last(by), by)
    again = db.session.scalars(select(Qualification)).one()
    assert (again.official_id, again.field, again.expires_on) == (official.id, "Luật", dt.date(2030, 1, 1))
    assert isinstance(again.official, Official)
