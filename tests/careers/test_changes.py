"""Dated changes: what each does to the posts before and after, ahead of its day or in retrospect."""

import datetime as dt
from dataclasses import replace

import pytest
from werkzeug.exceptions import NotFound

from models.accounts import Account, Role
from models.officials import Assignment, AssignmentKind, End, Start
from models.qualifications import Domain
from models.units import Tier
from registry.careers.actions import appoint, end_post, end_service, transfer
from registry.changes.log import latest_entry
from registry.changes.queries import entry_for
from registry.qualifications.actions import QualificationDetails, record_qualification
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.careers.office import Office
from tests.support import make

MARCH, JULY = dt.date(2026, 3, 1), dt.date(2026, 7, 1)


def test_an_appointment_ends_the_main_post_on_its_first_day_and_says_why(office: Office, by: Account) -> None:
    appoint(office.official, office.post(decision="12/QĐ", started_by=Start.APPOINTED), by)
    assert office.spans() == [("Chuyên viên", "2021-01-01", "2026-03-01"), ("Trưởng phòng", "2026-03-01", "")]
    before, after = office.held()
    assert (before.ended_by, before.end_decision) == (End.MOVED, "12/QĐ")
    assert (after.started_by, after.decision) == (Start.APPOINTED, "12/QĐ")


def test_an_appointment_may_be_entered_ahead_of_its_day(office: Office, by: Account) -> None:
    appoint(office.official, office.post(valid_from=dt.date(2027, 1, 1)), by)
    assert office.spans()[0] == ("Chuyên viên", "2021-01-01", "2027-01-01")


def test_a_post_is_put_between_two_in_retrospect(office: Office, by: Account) -> None:
    appoint(office.official, office.post(valid_from=JULY), by)
    appoint(office.official, office.post(make.position("Phó Trưởng phòng", Tier.COMMUNE), valid_from=MARCH), by)
    assert office.spans() == [
        ("Chuyên viên", "2021-01-01", "2026-03-01"),
        ("Phó Trưởng phòng", "2026-03-01", "2026-07-01"),
        ("Trưởng phòng", "2026-07-01", ""),
    ]
    assert office.held()[1].ended_by is End.MOVED


def test_a_post_before_all_others_ends_where_they_begin(office: Office, by: Account) -> None:
    appoint(office.official, office.post(valid_from=dt.date(2019, 1, 1)), by)
    assert office.spans()[0] == ("Trưởng phòng", "2019-01-01", "2021-01-01")


def test_a_retirement_that_was_entered_ahead_stays_when_the_post_changes_before(office: Office, by: Account) -> None:
    end_service(office.official, dt.date(2027, 6, 1), End.RETIRED, "99/QĐ", by)
    appoint(office.official, office.post(), by)
    assert office.spans()[-1] == ("Trưởng phòng", "2026-03-01", "2027-06-01")
    last = office.held()[-1]
    assert (last.ended_by, last.end_decision) == (End.RETIRED, "99/QĐ")


OVERLAPS = [
    ("the same day", {"valid_from": dt.date(2021, 1, 1)}, "Chuyên viên, Xã Cẩm Xuyên”, giữ từ 01/01/2021 đến nay"),
    ("inside another", {"valid_from": MARCH, "until": JULY}, "Chuyên viên, Xã Cẩm Xuyên”, giữ từ 01/01/2021 đến nay"),
    ("into the next", {"valid_from": dt.date(2020, 1, 1), "until": JULY}, "giữ từ 01/01/2021 đến nay"),
    ("ends before it begins", {"valid_from": JULY, "until": MARCH}, "sớm hơn ngày bắt đầu"),
]


@pytest.mark.parametrize(("_case", "values", "words"), OVERLAPS)
def test_main_posts_never_overlap_and_the_one_in_the_way_is_named(
    office: Office, by: Account, _case: str, values: dict[str, dt.date], words: str
) -> None:
    with pytest.raises(Refused) as refusal:
        appoint(office.official, office.post(**values), by)
    assert words in refusal.value.message
    assert office.spans() == [("Chuyên viên", "2021-01-01", "")]


@pytest.mark.parametrize("kind", [AssignmentKind.CONCURRENT, AssignmentKind.ACTING])
def test_posts_beside_leave_the_main_one_and_are_not_given_twice(office: Office, by: Account, kind: AssignmentKind) -> None:
    appoint(office.official, office.post(kind=kind, until=JULY), by)
    assert office.spans() == [("Chuyên viên", "2021-01-01", "")]
    assert office.spans(kind) == [("Trưởng phòng", "2026-03-01", "2026-07-01")]
    with pytest.raises(Refused, match="Chồng lên chức vụ"):  # the double click
        appoint(office.official, office.post(kind=kind), by)


def test_a_transfer_ends_everything_at_the_old_unit(office: Office, by: Account) -> None:
    appoint(office.official, office.post(kind=AssignmentKind.CONCURRENT, valid_from=dt.date(2025, 1, 1)), by)
    there = office.post(office.clerk, office.beside, decision="8/QĐ-SNV", started_by=Start.TRANSFERRED)
    transfer(office.official, there, by)
    assert office.spans() == [("Chuyên viên", "2021-01-01", "2026-03-01"), ("Chuyên viên", "2026-03-01", "")]
    assert [post.ended_by for post in (*office.held(AssignmentKind.CONCURRENT), office.held()[0])] == [End.TRANSFERRED] * 2


@pytest.mark.parametrize("worked_on", [False, True])
def test_whoever_sent_somebody_away_takes_it_back_only_until_the_new_unit_has_worked_on_the_file(
    office: Office, by: Account, worked_on: bool
) -> None:
    transfer(office.official, office.post(office.clerk, office.beside, decision="8/QĐ"), by)
    entry = latest_entry()
    db.session.commit()
    assert entry
    if worked_on:
        details = QualificationDetails(Domain.DEGREE, field="Luật")
        record_qualification(office.official, details, make.account(Role.HR_OFFICER, office.beside))
        db.session.commit()
        with pytest.raises(NotFound):
            entry_for(by, entry.public_id)
    else:
        assert entry_for(by, entry.public_id) is entry


def test_a_transfer_needs_a_decision_and_another_unit_and_a_post(office: Office, by: Account) -> None:
    there = office.post(office.clerk, office.beside, decision="8/QĐ")
    for wrong, field in (
        (replace(there, decision=" "), "decision"),
        (replace(there, unit=office.unit), "unit"),
        (replace(there, valid_from=dt.date(2020, 1, 1)), "valid_from"),
    ):
        with pytest.raises(Refused) as refusal:
            transfer(office.official, wrong, by)
        assert refusal.value.field == field


def test_a_secondment_stands_beside_the_main_post_and_ends_by_return(office: Office, by: Account) -> None:
    there = office.post(office.expert, office.department, kind=AssignmentKind.SECONDED)
    post = appoint(office.official, there, by)
    assert office.spans() == [("Chuyên viên", "2021-01-01", "")]
    with pytest.raises(Refused, match="Chồng lên chức vụ biệt phái"):
        appoint(office.official, replace(there, valid_from=JULY), by)
    end_post(post, JULY, End.RETURNED, None, by)
    assert office.spans(AssignmentKind.SECONDED) == [("Chuyên viên sở", "2026-03-01", "2026-07-01")]
    with pytest.raises(Refused, match="không giữ chức vụ chính"):
        appoint(office.official, replace(there, valid_from=dt.date(2019, 1, 1)), by)


def test_leaving_ends_every_post_and_absence(office: Office, by: Account) -> None:
    appoint(office.official, office.post(kind=AssignmentKind.CONCURRENT), by)
    absence = make.absence(office.official)
    assert end_service(office.official, JULY, End.RETIRED, "3/QĐ", by) == 2
    assert {office.held()[0].valid_to, office.held(AssignmentKind.CONCURRENT)[0].valid_to, absence.valid_to} == {JULY}
    with pytest.raises(Refused, match="không giữ chức vụ nào"):
        end_service(office.official, dt.date(2026, 9, 1), End.RETIRED, None, by)


def test_leaving_before_a_post_that_is_entered_ahead_names_it(office: Office, by: Account) -> None:
    appoint(office.official, office.post(valid_from=dt.date(2027, 1, 1)), by)
    with pytest.raises(Refused, match="Trưởng phòng, Xã Cẩm Xuyên”, giữ từ 01/01/2027"):
        end_service(office.official, JULY, End.RESIGNED, None, by)


def test_unit_and_position_must_go_together_on_the_day(office: Office, by: Account) -> None:
    ended = make.unit("Huyện Cẩm Xuyên", Tier.DISTRICT, office.root, valid_to=dt.date(2025, 7, 1))
    old = make.position("Công chức địa chính", Tier.COMMUNE, valid_to=dt.date(2025, 7, 1))
    for details, field in (
        (office.post(office.expert), "position"),
        (office.post(office.clerk, ended), "unit"),
        (office.post(old), "position"),
    ):
        with pytest.raises(Refused) as refusal:
            appoint(office.official, details, by)
        assert refusal.value.field == field


class TestRights:
    """For which units an officer writes."""

    def test_posts_at_units_of_others_are_theirs(self, office: Office, by: Account) -> None:
        for kind in (AssignmentKind.MAIN, AssignmentKind.CONCURRENT, AssignmentKind.ACTING):
            with pytest.raises(Refused, match="do đơn vị đó hoặc Sở Nội vụ ghi"):
                appoint(office.official, office.post(office.clerk, office.beside, kind=kind), by)

    def test_the_receiving_unit_of_a_secondment_does_not_touch_the_main_post(self, office: Office, by: Account) -> None:
        post = appoint(office.official, office.post(office.expert, office.department, kind=AssignmentKind.SECONDED), by)
        host = make.account(Role.HR_OFFICER, office.department)
        for touching in (
            lambda: appoint(office.official, office.post(office.expert, office.department, valid_from=JULY), host),
            lambda: end_service(office.official, JULY, End.RETIRED, None, host),
            lambda: transfer(office.official, office.post(office.clerk, office.beside, decision="1"), host),
        ):
            with pytest.raises(Refused, match="chạm tới chức vụ ở đơn vị khác"):
                touching()
        end_post(post, JULY, End.RETURNED, None, host)

    def test_the_past_at_a_unit_that_has_ended_is_written_by_whoever_keeps_the_file(self, office: Office, by: Account) -> None:
        ended = make.unit("Huyện Cẩm Xuyên", Tier.DISTRICT, office.root, valid_to=dt.date(2025, 7, 1))
        clerk = make.position("Chuyên viên huyện", Tier.DISTRICT)
        appoint(office.official, office.post(clerk, ended, valid_from=dt.date(2018, 1, 1)), by)
        assert office.spans()[0] == ("Chuyên viên huyện", "2018-01-01", "2021-01-01")

    def test_an_account_of_the_province_writes_for_all(self, office: Office) -> None:
        department = make.account(Role.DEPARTMENT, office.root)
        appoint(office.official, office.post(office.clerk, office.beside), department)
        assert db.session.query(Assignment).filter_by(unit_id=office.beside.id).count() == 1
