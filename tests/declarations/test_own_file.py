"""An official with a link sees the own file and nobody else's, and can only propose."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from models.accounts import Account, Role
from models.officials import Official
from models.proposals import Proposal, ProposalState, SelfLink
from models.qualifications import Qualification
from registry.declarations.door import IDLE
from registry.proposals.actions import TRIES, open_link
from registry.shared import clock
from registry.shared.database import db
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def official(app: Flask) -> Official:  # noqa: ARG001  the context is what counts
    return make.official_at(make.unit("Xã Thử"), "Trần Thị Lan", personal_number="042185000123")


@pytest.fixture
def door(app: Flask, official: Official) -> str:
    officer = Visitor(app, use_cookies=True).enter_as(make.account(Role.HR_OFFICER, make.province()))
    path = f"/officials/{official.public_id}/self-links"
    page = officer.post(path, data={"csrf_token": officer.csrf_token()}).text
    found = re.search(r"/self/by/[\w-]{32}", page)
    assert found
    assert found.group() not in officer.get(path).text, "a link is told once"
    return found.group()


@pytest.fixture
def own(visitor: Visitor, door: str) -> Visitor:
    assert visitor.submit(door, {"digits": "000123"}).headers["Location"].endswith("/self")
    return visitor


def test_the_right_digits_open_the_file_and_wrong_ones_do_not(visitor: Visitor, door: str) -> None:
    assert "Chưa đúng" in visitor.submit(door, {"digits": "999999"}).text
    assert visitor.get("/self").headers["Location"].endswith("/self/closed")
    visitor.submit(door, {"digits": "000123"})
    assert "Trần Thị Lan" in visitor.get("/self").text


def test_five_wrong_answers_close_the_door_for_the_right_one_too(visitor: Visitor, door: str) -> None:
    for _ in range(5):
        visitor.submit(door, {"digits": "999999"})
    assert visitor.get(door).headers["Location"].endswith("/self/closed")


def test_the_number_is_masked_and_no_page_of_the_registry_opens(own: Visitor, official: Official) -> None:
    assert "042185000123" not in own.get("/self").text
    assert own.get(f"/officials/{official.public_id}").status_code == 302
    assert own.get("/officials").headers["Location"].startswith("/accounts/sign-in")


def test_a_change_of_facts_becomes_a_proposal_of_what_differs(own: Visitor, official: Official) -> None:
    own.submit("/self/facts", {"phone": "0912 345 678", "born_on": "1980"})
    proposal = db.session.scalars(select(Proposal)).one()
    assert set(proposal.fields) == {"phone", "born_precision"}
    assert official.phone is None
    assert "đang chờ" in own.get("/self").text


def test_a_diploma_is_proposed_and_withdrawn(own: Visitor) -> None:
    level = make.level()
    own.submit("/self/qualifications/new?domain=degree", {"level": level.key, "field": "Luật", "issued_on": "06/2012"})
    proposal = db.session.scalars(select(Proposal)).one()
    assert (proposal.fields["field"], proposal.fields["issued_precision"]) == ([None, "Luật"], [None, "month"])
    assert db.session.scalar(select(func.count()).select_from(Qualification)) == 0
    own.post(f"/self/proposals/{proposal.public_id}/withdraw", data={"csrf_token": own.csrf_token()})
    db.session.refresh(proposal)
    assert proposal.state is ProposalState.WITHDRAWN


def test_a_correction_of_a_diploma_proposes_what_differs(own: Visitor, official: Official) -> None:
    held = make.qualification(official, level_id=make.level().id, field="Luật")
    own.submit(f"/self/qualifications/{held.public_id}", {"field": "Luật kinh tế"})
    proposal = db.session.scalars(select(Proposal)).one()
    assert (proposal.record, proposal.fields) == (held.public_id, {"field": ["Luật", "Luật kinh tế"]})


def test_another_ones_diploma_and_proposal_are_not_found(own: Visitor, official: Official) -> None:
    other = make.official_at(make.unit())
    held = make.qualification(other, level_id=make.level().id)
    assert own.get(f"/self/qualifications/{held.public_id}").status_code == 404
    answer = own.post("/self/proposals/0000000000000000/withdraw", data={"csrf_token": own.csrf_token()})
    assert answer.status_code == 404
    assert official.public_id not in own.get("/self").text


def test_half_an_hour_without_a_request_closes_the_file(own: Visitor) -> None:
    with clock.stopped_at(clock.now() + 2 * IDLE):
        assert own.get("/self").headers["Location"].endswith("/self/closed")


def test_the_trail_names_the_holder_of_the_link_and_no_command(app: Flask, own: Visitor, official: Official) -> None:
    assert own.get("/self").status_code == 200
    keeper = Visitor(app, use_cookies=True).enter_as(make.account(Role.HR_OFFICER, make.province()))
    page = keeper.get(f"/officials/{official.public_id}").text
    assert "Người mở đường dẫn · Cá nhân mở hồ sơ của mình" in page
    assert "Lệnh trên máy chủ · Cá nhân" not in page


def test_who_closes_the_file_is_told_so_and_not_that_the_link_is_dead(own: Visitor) -> None:
    token = own.csrf_token()
    page = own.get(own.post("/self/leave", data={"csrf_token": token}).headers["Location"]).text
    assert "Đã đóng hồ sơ" in page
    assert "không còn hiệu lực" not in page


def test_leaving_closes_it_and_taking_the_link_back_closes_it_at_once(
    app: Flask, own: Visitor, official: Official, door: str
) -> None:
    officer: Account = make.account(Role.HR_OFFICER, make.province())
    keeper = Visitor(app, use_cookies=True).enter_as(officer)
    keeper.submit(f"/officials/{official.public_id}/self-links", form="/end")
    assert own.get("/self").headers["Location"].endswith("/self/closed")
    assert own.get(door).headers["Location"].endswith("/self/closed")


def _copied(app: Flask, visitor: Visitor) -> Visitor:
    """Somebody who took the cookie of a visitor from the machine."""
    thief, cookie = Visitor(app, use_cookies=True), visitor.get_cookie("session")
    assert cookie
    thief.set_cookie("session", cookie.value)
    return thief


def test_a_copied_cookie_opens_nothing_once_its_owner_has_left(app: Flask, own: Visitor) -> None:
    thief = _copied(app, own)
    assert "Trần Thị Lan" in thief.get("/self").text
    own.post("/self/leave", data={"csrf_token": own.csrf_token()})
    assert thief.get("/self").headers["Location"].endswith("/self/closed")


def test_coming_in_anew_closes_the_file_on_the_machine_before(app: Flask, own: Visitor, door: str) -> None:
    again = Visitor(app, use_cookies=True)
    again.submit(door, {"digits": "000123"})
    assert own.get("/self").headers["Location"].endswith("/self/closed")
    assert "Trần Thị Lan" in again.get("/self").text


def test_a_page_that_asks_again_and_again_keeps_the_file_open_half_a_day_at_most(own: Visitor) -> None:
    opened = clock.now()
    for minutes in range(25, 12 * 60 + 50, 25):
        with clock.stopped_at(opened + dt.timedelta(minutes=minutes)):
            answer = own.get("/self")
        assert (answer.status_code == 200) is (minutes <= 12 * 60)


def test_answers_that_come_at_once_are_counted_each(own: Visitor) -> None:
    assert own
    link = db.session.scalars(select(SelfLink)).one()
    db.session.connection().execute(update(SelfLink).values(failures=TRIES - 1))  # what others answered in the meantime
    assert not open_link(link, "999999")
    assert link.ended_at
    assert not open_link(link, "000123")


def test_whoever_was_signed_in_on_this_machine_is_so_no_more(visitor: Visitor, door: str) -> None:
    visitor.enter_as(make.account(Role.HR_OFFICER, make.province()))
    visitor.submit(door, {"digits": "000123"})
    assert visitor.get("/officials").status_code == 302
