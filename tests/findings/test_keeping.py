"""Findings follow the records in the transaction of each change; decisions stay while what was decided stays."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.evidence import Evidence, StoredFile
from models.findings import Finding, FindingState
from models.officials import Official, Precision
from models.qualifications import Domain, FormOfStudy, Qualification, State
from models.terms import TermKind
from registry.changes.actions import undo
from registry.findings import actions, keeping
from registry.officials.records import index_official
from registry.qualifications.actions import change_qualification, record_qualification
from registry.qualifications.records import QualificationDetails, details_of
from registry.shared.clock import now, stopped_at
from registry.shared.database import db, insert_many
from registry.shared.refusal import Refused
from registry.terms.actions import TermDetails, add_term, change_term
from tests.support import make

EARLY = dt.date(1995, 6, 1)
_numbers = count(1)


@pytest.fixture(autouse=True)
def _true(app: Flask) -> Iterator[None]:
    """Whatever a test does, what is stored at its end is what a second look finds."""
    assert app.testing
    with stopped_at(dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)):
        yield
        db.session.commit()
        assert keeping.differences() == set()


def _person(**values: object) -> Official:
    return make.official(**{"personal_number": f"042080{next(_numbers):06}", **values})  # type: ignore[arg-type]


def _found(official: Official, *states: FindingState) -> list[str]:
    db.session.commit()
    held = select(Finding.kind).where(Finding.official_id == official.id)
    return sorted(db.session.scalars(held.where(Finding.state.in_(states or (FindingState.OPEN,)))))


def _one() -> Finding:
    db.session.commit()
    db.session.expire_all()
    return db.session.scalars(select(Finding)).one()


def test_a_finding_comes_with_the_change_and_goes_with_the_mending() -> None:
    person = _person()
    held = make.qualification(person, issued_on=EARLY)
    assert _found(person) == ["early"]
    held.issued_on = dt.date(2002, 6, 1)
    assert _found(person) == []
    assert _found(person, FindingState.GONE) == ["early"]


def test_a_corrected_birth_date_is_looked_at_too() -> None:
    person = _person()
    make.qualification(person, issued_on=dt.date(2002, 6, 1))
    person.born_on = dt.date(1990, 1, 1)
    assert _found(person) == ["early", "number_and_birth"]


def test_an_accepted_finding_stays_accepted_while_its_values_stay() -> None:
    by, person = make.account(Role.DEPARTMENT), _person()
    held = make.qualification(person, issued_on=EARLY)
    finding = _one()
    actions.accept(finding, "Đã xem bản gốc và giấy khai sinh.", by)
    held.note = "đã hỏi"
    assert _found(person, FindingState.ACCEPTED) == ["early"]
    held.issued_on = EARLY + dt.timedelta(days=1)
    assert (_found(person), _found(person, FindingState.GONE)) == (["early"], ["early"])
    held.issued_on = EARLY
    assert _found(person, FindingState.ACCEPTED) == ["early"]


def test_a_number_of_somebody_else_is_found_at_both_and_gone_from_both() -> None:
    first, second = _person(), _person()
    values = {"number": "DHV 12345", "institution": "Trường Đại học Vinh"}
    make.qualification(first, **values)
    db.session.commit()
    held = make.qualification(second, **{**values, "institution": "TRƯỜNG  ĐẠI HỌC VINH"})
    assert (_found(first), _found(second)) == (["same_number"], ["same_number"])
    held.institution = "Đại học Huế"
    assert (_found(first), _found(second)) == ([], [])
    held.institution = "Trường Đại học Vinh"
    assert _found(first) == ["same_number"]
    held.number = "DHV 54321"
    assert (_found(first), _found(second)) == ([], [])


@pytest.mark.parametrize("deed", ["archive", "reject", "delete", "move"])
def test_the_other_one_is_looked_at_when_a_twin_leaves(deed: str) -> None:
    first, second = _person(), _person()
    values = {"number": "DHV 12345", "institution": "Trường Đại học Vinh"}
    make.qualification(first, **values)
    held = make.qualification(second, **values)
    assert _found(first) == ["same_number"]
    if deed == "archive":
        second.archived_at = now()
    elif deed == "reject":
        held.state = State.REJECTED
    elif deed == "delete":
        db.session.delete(held)
    else:
        held.official_id = first.id
    assert _found(first) == []


def test_numbers_that_say_nothing_are_not_compared() -> None:
    for number, institution in (("12", "Trường A"), ("không số", "Trường A"), ("12345", None)):
        first, second = _person(), _person()
        for person in (first, second):
            make.qualification(person, number=number, institution=institution)
        assert _found(first) == []


def _scan(held: Qualification, file: StoredFile) -> Evidence:
    row = Evidence(qualification_id=held.id, file_id=file.id, name="scan.pdf", added_at=now())
    db.session.add(row)
    return row


def test_one_scan_under_two_people_also_when_it_was_stored_twice() -> None:
    files = [
        StoredFile(sha256=f"{n:064x}", sent_sha256="a" * 64, media_type="application/pdf", size=1, pages=1, kept_at=now())
        for n in range(2)
    ]
    db.session.add_all(files)
    first, second = _person(), _person()
    _scan(make.qualification(first), files[0])
    scan = _scan(make.qualification(second, Domain.THEORY), files[1])
    assert (_found(first), _found(second)) == (["same_scan"], ["same_scan"])
    scan.removed_at = now()
    assert (_found(first), _found(second)) == ([], [])


def test_two_cities_are_known_from_the_list_and_follow_its_corrections() -> None:
    by, person = make.account(Role.DEPARTMENT), _person()
    vinh = add_term(TermKind.INSTITUTION, TermDetails("Trường Đại học Vinh", "Nghệ An", "VN"), by)
    add_term(TermKind.INSTITUTION, TermDetails("Học viện Tài chính", "Hà Nội", "VN"), by)
    span = {"form_of_study": FormOfStudy.FULL_TIME, "studied_from": dt.date(2000, 9, 1), "studied_to": dt.date(2004, 6, 1)}
    for school in ("Trường Đại học Vinh", "Học viện Tài chính"):
        make.qualification(person, institution=school, field=school, issued_on=dt.date(2004, 6, 1), **span)
    assert _found(person) == ["two_places"]
    change_term(vinh, TermDetails("Trường Đại học Vinh", "Hà Nội", "VN"), by)
    assert _found(person) == []


def test_a_revoked_degree_flags_what_rests_on_it_until_it_is_given_back() -> None:
    person = _person()
    degree, master = make.level(rank=4), make.level(rank=5, name="Thạc sĩ")
    theory = make.level(Domain.THEORY, "Trung cấp", 2)
    held = make.qualification(person, level_id=degree.id, issued_on=dt.date(2002, 6, 1))
    make.qualification(person, level_id=master.id)
    make.qualification(person, Domain.THEORY, level_id=theory.id)
    assert _found(person) == []
    held.state = State.REVOKED
    assert _found(person) == ["on_sand", "on_sand"]
    held.state = State.VERIFIED
    assert _found(person) == []


def test_a_level_of_another_rank_is_looked_at_everywhere() -> None:
    person, level = _person(), make.level(rank=1, name="Sơ cấp")
    make.qualification(person, level_id=level.id, issued_on=EARLY)
    assert _found(person) == []
    level.rank = 2
    assert _found(person) == ["early"]


def test_what_undo_takes_away_takes_its_findings_along() -> None:
    by, first, second = make.account(), _person(), _person()
    values = {"number": "DHV 12345", "institution": "Trường Đại học Vinh", "issued_on": dt.date(2004, 1, 1)}
    make.qualification(first, **values)
    db.session.commit()
    record_qualification(second, QualificationDetails(Domain.DEGREE, **values), by)  # type: ignore[arg-type]
    assert _found(first) == ["same_number"]
    undo(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).all()[0], by)
    assert (_found(first), _found(second)) == ([], [])


def test_rows_past_the_session_are_looked_at_by_the_names_they_give() -> None:
    person = _person()
    db.session.commit()
    row = {"official_id": person.id, "domain": Domain.DEGREE, "issued_on": EARLY, "recorded_at": now()}
    row |= {"public_id": "0" * 16, "issued_precision": Precision.DAY, "state": State.DECLARED, "version": 1}
    insert_many(Qualification, [row], [person.id])
    assert _found(person) == ["early"]


def test_what_is_rolled_back_leaves_no_finding() -> None:
    person = _person()
    db.session.commit()
    make.qualification(person, issued_on=EARLY)
    db.session.rollback()
    assert _found(person) == []


def test_whoever_entered_a_paper_does_not_decide_that_its_number_is_right() -> None:
    by, other, first, second = make.account(), make.account(), _person(), _person()
    values = {"number": "DHV 12345", "institution": "Trường Đại học Vinh"}
    make.qualification(first, **values)
    make.qualification(second, **values, entered_by_id=by.id, changed_by_id=by.id)
    db.session.commit()
    finding = db.session.scalars(select(Finding).where(Finding.official_id == second.id)).one()
    with pytest.raises(Refused, match="không tự kết luận"):
        actions.accept(finding, "Trường cấp nhầm số, đã có văn bản.", by)
    actions.accept(finding, "Trường cấp nhầm số, đã có văn bản.", other)
    assert finding.state is FindingState.ACCEPTED


def test_a_decision_needs_a_reason_and_is_made_once() -> None:
    by, person = make.account(), _person()
    make.qualification(person, issued_on=EARLY)
    finding = _one()
    for reason in ("", "đúng"):
        with pytest.raises(Refused):
            actions.accept(finding, reason, by)
    actions.accept(finding, "Đã xem bản gốc.", by)
    for deed in (lambda: actions.accept(finding, "Đã xem bản gốc.", by), lambda: actions.take(finding, by)):
        with pytest.raises(Refused):
            deed()
    actions.reopen(finding, by)
    assert (finding.state, finding.reason, finding.decided_at) == (FindingState.OPEN, None, None)


def test_a_change_through_the_form_drops_what_was_verified_with_the_earlier_content() -> None:
    held = make.qualification(_person(), field="Luật", state=State.VERIFIED)
    changed = QualificationDetails(**{**vars(details_of(held)), "note": "x"})
    assert change_qualification(held, changed, make.account())["state"] == ["verified", "declared"]
    revoked = make.qualification(_person(), field="Luật", state=State.REVOKED)
    changed = QualificationDetails(**{**vars(details_of(revoked)), "note": "x"})
    assert "state" not in change_qualification(revoked, changed, make.account())
    assert revoked.state is State.REVOKED


def test_renaming_a_person_changes_no_finding() -> None:
    person = _person()
    make.qualification(person, issued_on=EARLY)
    before = _one().version
    person.full_name = "Lê Tên Mới"
    index_official(person)
    assert _one().version == before
