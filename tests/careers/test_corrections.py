"""Corrections rewrite what was written down wrongly; gaps are flagged, removal and undo bring back what was."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from models.accounts import Account
from models.audit import AuditEntry
from models.base import FOREVER
from models.officials import Assignment, End
from registry.careers.actions import Correction, appoint, correct_post, end_post, end_service
from registry.careers.queries import gaps_in
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.careers.office import Office
from tests.qualifications.desk import refusals
from tests.support import make
from tests.support.visitor import Visitor

JULY = dt.date(2026, 7, 1)
NAMES = (
    *("unit", "position", "kind", "category", "division", "valid_from", "valid_to", "decision", "started_by"),
    *("ended_by", "end_decision", "reappointed_on"),
)


def corrected(post: Assignment, **values: Any) -> Correction:
    """The post as it is, but for the values."""
    return Correction(**{**{name: getattr(post, name) for name in NAMES}, **values})


@pytest.fixture
def two(office: Office, by: Account) -> tuple[Assignment, Assignment]:
    appoint(office.official, office.post(valid_from=JULY, decision="12/QĐ"), by)
    first, second = office.held()
    return first, second


def test_the_post_before_follows_a_corrected_first_day(office: Office, by: Account, two: tuple[Assignment, Assignment]) -> None:
    changes = correct_post(two[1], corrected(two[1], valid_from=dt.date(2026, 6, 15)), by)
    assert changes == {"valid_from": ["2026-07-01", "2026-06-15"]}
    assert office.spans() == [("Chuyên viên", "2021-01-01", "2026-06-15"), ("Trưởng phòng", "2026-06-15", "")]
    assert gaps_in(office.official) == []


def test_a_correction_that_would_overlap_names_the_other_post(by: Account, two: tuple[Assignment, Assignment]) -> None:
    with pytest.raises(Refused, match="“Trưởng phòng, Xã Cẩm Xuyên”, giữ từ 01/07/2026 đến nay"):
        correct_post(two[0], corrected(two[0], valid_to=FOREVER), by)
    with pytest.raises(Refused, match="“Chuyên viên, Xã Cẩm Xuyên”"):
        correct_post(two[1], corrected(two[1], valid_from=dt.date(2020, 1, 1)), by)
    with pytest.raises(Refused, match="sớm hơn ngày bắt đầu"):
        correct_post(two[1], corrected(two[1], valid_to=two[1].valid_from), by)


def test_a_correction_sends_nobody_to_another_unit(office: Office, by: Account, two: tuple[Assignment, Assignment]) -> None:
    with pytest.raises(Refused, match="do đơn vị đó hoặc Sở Nội vụ ghi"):
        correct_post(two[1], corrected(two[1], unit=office.beside), by)


def test_gaps_are_flagged_with_their_days(office: Office, by: Account, two: tuple[Assignment, Assignment]) -> None:
    correct_post(two[0], corrected(two[0], valid_to=dt.date(2026, 5, 1)), by)
    assert [(gap.first, gap.last) for gap in gaps_in(office.official)] == [(dt.date(2026, 5, 1), dt.date(2026, 6, 30))]


def test_days_after_somebody_left_are_no_gap(office: Office, by: Account) -> None:
    end_service(office.official, dt.date(2022, 1, 1), End.RESIGNED, None, by)
    appoint(office.official, office.post(), by)
    assert gaps_in(office.official) == []


def test_the_page_flags_a_gap_and_tells_a_correction_from_a_change(
    office: Office, officer: Visitor, two: tuple[Assignment, Assignment]
) -> None:
    answer = officer.submit(f"/posts/{two[0].public_id}/edit", {"until": "30/04/2026"}, form="edit")
    assert answer.status_code == 302
    page = officer.get(answer.headers["Location"]).text
    assert "Không có chức vụ chính từ 01/05/2026 đến hết 30/06/2026" in page
    assert "Đính chính là sửa điều đã ghi sai" in officer.get(f"/posts/{two[0].public_id}/edit").text
    words = set(db.session.scalars(select(AuditEntry.action).where(AuditEntry.official_id == office.official.id)))
    assert words == {"assignment.added", "assignment.corrected"}


def test_a_second_save_shows_both_versions_and_loses_nothing(
    office: Office, officer: Visitor, two: tuple[Assignment, Assignment]
) -> None:
    path, post = f"/posts/{two[1].public_id}/edit", two[1]
    form = {"unit": office.unit.key, "position": office.chief.key, "valid_from": "01/07/2026", "kind": "main"}
    sent = {**form, "category": "civil_servant", "decision": "13/QĐ", "version": "1", "csrf_token": officer.csrf_token()}
    post.decision = "14/QĐ"
    db.session.commit()
    answer = officer.post(path, data=sent)
    assert answer.status_code == 409
    assert "13/QĐ" in answer.text and "14/QĐ" in answer.text
    db.session.refresh(post)
    assert post.decision == "14/QĐ"
    assert officer.post(path, data={**sent, "version": str(post.version)}).status_code == 302
    db.session.refresh(post)
    assert post.decision == "13/QĐ"


def test_a_post_that_never_was_is_removed_and_comes_back_by_undo(
    office: Office, officer: Visitor, two: tuple[Assignment, Assignment]
) -> None:
    path = f"/posts/{two[1].public_id}"
    assert officer.submit(f"{path}/edit", form="remove").status_code == 302
    assert office.spans() == [("Chuyên viên", "2021-01-01", "2026-07-01")]
    officer.submit(office.path, form="undo")
    assert office.spans() == [("Chuyên viên", "2021-01-01", "2026-07-01"), ("Trưởng phòng", "2026-07-01", "")]


def test_ending_one_post_needs_a_day_within_it(by: Account, two: tuple[Assignment, Assignment]) -> None:
    for day in (two[1].valid_from, dt.date(2020, 1, 1)):
        with pytest.raises(Refused, match="phải nằm trong khoảng đó"):
            end_post(two[1], day, End.TERM_OVER, None, by)


def test_an_officer_of_another_unit_finds_nothing_to_correct_or_remove(
    office: Office, visitor: Visitor, two: tuple[Assignment, Assignment]
) -> None:
    visitor.enter_as(make.account(unit=office.beside))
    for path in ("edit", "end"):
        assert visitor.get(f"/posts/{two[1].public_id}/{path}").status_code == 404
    token = {"csrf_token": visitor.csrf_token()}
    assert visitor.post(f"/posts/{two[1].public_id}/remove", data=token).status_code == 404


def test_a_refusal_stands_at_its_field(office: Office, officer: Visitor) -> None:
    page = officer.submit(f"{office.path}/career/appointment", office.form(valid_from="01/01/2021"), form="appointment")
    assert "Chồng lên chức vụ chính" in refusals(page.text)["valid_from"]
    assert office.spans() == [("Chuyên viên", "2021-01-01", "")]


def test_undo_of_an_appointment_gives_the_old_post_its_open_end_back(office: Office, officer: Visitor) -> None:
    assert officer.submit(f"{office.path}/career/appointment", office.form(), form="appointment").status_code == 302
    assert len(office.spans()) == 2
    officer.submit(office.path, form="undo")
    assert office.spans() == [("Chuyên viên", "2021-01-01", "")]
