"""What an official proposes changes nothing; what is accepted, field by field, does, and every step stands in the trail once."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.officials import Official
from models.proposals import ProposalState, SelfLink
from models.qualifications import Domain, Qualification, State
from models.terms import TermKind
from registry.changes.actions import undo
from registry.proposals import actions
from registry.proposals.queries import is_open, points_of, version_of
from registry.shared import clock
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.terms.actions import propose, refuse
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def officer(app: Flask) -> Account:  # noqa: ARG001  the context is what counts
    return make.account(Role.HR_OFFICER, make.unit())


@pytest.fixture
def official(officer: Account) -> Official:
    return make.official_at(officer.unit, "Trần Thị Lan", personal_number="042185000123")


@pytest.fixture
def link(official: Official, officer: Account) -> SelfLink:
    actions.make_link(official, officer)
    db.session.commit()
    return db.session.scalars(select(SelfLink).where(SelfLink.ended_at.is_(None))).one()


def _entries(action: str) -> int:
    return db.session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action)) or 0


def test_a_proposal_changes_nothing_until_it_is_accepted(link: SelfLink, official: Official, officer: Account) -> None:
    proposal = actions.propose(link, None, {"phone": "0912345678", "ethnicity": "Kinh"})
    db.session.commit()
    assert official.phone is None
    actions.decide(proposal, {}, officer)
    db.session.commit()
    assert (official.phone, official.ethnicity, proposal.state) == ("0912345678", "Kinh", ProposalState.DECIDED)
    assert (_entries("proposal.made"), _entries("proposal.decided")) == (1, 1)


def test_only_the_accepted_fields_change_and_the_reason_is_kept(link: SelfLink, official: Official, officer: Account) -> None:
    proposal = actions.propose(link, None, {"phone": "0912345678", "full_name": "Trần Thị Lân"})
    actions.decide(proposal, {"full_name": "Chưa có giấy khai sinh"}, officer)
    assert (official.full_name, official.phone) == ("Trần Thị Lan", "0912345678")
    assert proposal.decisions == {"phone": "accepted", "full_name": "Chưa có giấy khai sinh"}


def test_a_refusal_without_reason_is_not_taken(link: SelfLink, officer: Account) -> None:
    proposal = actions.propose(link, None, {"phone": "0912345678"})
    with pytest.raises(Refused, match="lý do"):
        actions.decide(proposal, {"phone": " "}, officer)


def test_a_day_and_how_far_it_is_known_are_decided_together(link: SelfLink, official: Official, officer: Account) -> None:
    born = {"born_on": "1979-01-01", "born_precision": "year"}
    proposal = actions.propose(link, None, born)
    assert [point.name for point in points_of(proposal)] == ["born_on"]
    actions.decide(proposal, {"born_on": "Khai sinh ghi khác"}, officer)
    assert (official.born_on, official.born_precision.value) == (dt.date(1980, 1, 1), "day")


def test_nobody_proposes_another_number_or_a_state(link: SelfLink, official: Official) -> None:
    held = make.qualification(official)
    for wanted, row in (
        ({"personal_number": "042185000999"}, None),
        ({"archived_at": None}, None),
        ({"state": "verified"}, held),
    ):
        with pytest.raises(Refused, match="không được đề nghị"):
            actions.propose(link, row, wanted)


def test_what_is_on_record_already_is_no_proposal(link: SelfLink, official: Official) -> None:
    with pytest.raises(Refused, match="khác với hồ sơ"):
        actions.propose(link, None, {"full_name": official.full_name})


def test_a_corrected_diploma_is_declared_again_and_says_where_it_came_from(
    link: SelfLink, official: Official, officer: Account
) -> None:
    held = make.qualification(official, field="Luật", state=State.VERIFIED)
    proposal = actions.propose(link, held, {"field": "Luật kinh tế"})
    actions.decide(proposal, {}, officer)
    assert (held.field, held.state, held.changed_by_id) == ("Luật kinh tế", State.DECLARED, officer.id)
    assert held.source and "Cá nhân khai" in held.source


def test_an_added_diploma_comes_as_declared(link: SelfLink, official: Official, officer: Account) -> None:
    level = make.level()
    wanted = {"domain": "degree", "level_id": level.id, "field": "Luật", "issued_on": "2012-06-01", "issued_precision": "day"}
    actions.decide(actions.propose(link, None, wanted), {}, officer)
    held = db.session.scalars(select(Qualification)).one()
    assert (held.official_id, held.domain, held.level_id, held.state) == (official.id, Domain.DEGREE, level.id, State.DECLARED)


def test_a_diploma_that_cannot_be_is_refused_as_in_the_form_of_the_officer(link: SelfLink, officer: Account) -> None:
    wanted = {"domain": "degree", "issued_on": "1970-01-01", "issued_precision": "day"}
    with pytest.raises(Refused, match="ngày sinh"):
        actions.decide(actions.propose(link, None, wanted), {}, officer)


def test_a_diploma_whose_number_is_on_file_is_not_added_a_second_time(
    link: SelfLink, official: Official, officer: Account
) -> None:
    make.qualification(official, number="B 123")
    wanted = {"domain": "degree", "number": "B 123", "issued_on": "2012-06-01", "issued_precision": "day"}
    with pytest.raises(Refused, match="đã có trong hồ sơ"):
        actions.decide(actions.propose(link, None, wanted), {}, officer)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"party_joined_on": "2015-02-03", "party_official_on": "2014-02-03"}, "sớm hơn ngày vào Đảng"),
        ({"recruited_on": "2010-01-01", "joined_on": "2009-01-01"}, "Sớm hơn ngày được tuyển dụng"),
        ({"number_issued_on": "2099-01-01"}, "ở tương lai"),
        ({"ethnicity": "Người làng"}, "không nhận"),
    ],
)
def test_facts_that_cannot_be_are_refused_as_in_the_form_of_the_officer(
    link: SelfLink, official: Official, officer: Account, wanted: dict[str, str], words: str
) -> None:
    refuse(propose(TermKind.ETHNICITY, "Người làng", officer), "Không có trong danh mục", officer)
    proposal = actions.propose(link, None, wanted)
    with pytest.raises(Refused, match=words):
        actions.decide(proposal, {}, officer)
    assert all(getattr(official, name) is None for name in wanted)


def test_what_follows_from_an_accepted_fact_is_recorded_with_it(link: SelfLink, official: Official, officer: Account) -> None:
    """Whoever joined is a member; whoever is no Kinh belongs to a minority, which the targets ask about."""
    actions.decide(actions.propose(link, None, {"party_joined_on": "2015-02-03", "ethnicity": "Thái"}), {}, officer)
    assert (official.party_member, official.ethnic_minority) == (True, True)
    actions.decide(actions.propose(link, None, {"ethnicity": "Kinh"}), {}, officer)
    assert official.ethnic_minority is False


def test_a_decided_proposal_is_not_decided_again_nor_withdrawn(link: SelfLink, officer: Account) -> None:
    proposal = actions.propose(link, None, {"phone": "0912345678"})
    actions.decide(proposal, {}, officer)
    for again in (lambda: actions.decide(proposal, {}, officer), lambda: actions.withdraw(proposal)):
        with pytest.raises(Refused, match="đã được giải quyết"):
            again()


def test_a_new_link_ends_the_one_before_and_time_ends_it_too(link: SelfLink, official: Official, officer: Account) -> None:
    actions.make_link(official, officer)
    assert not is_open(link)
    fresh = db.session.scalars(select(SelfLink).where(SelfLink.ended_at.is_(None))).one()
    with clock.stopped_at(clock.now() + actions.LASTS):
        assert not is_open(fresh)


def test_five_wrong_answers_end_a_link(link: SelfLink) -> None:
    assert [actions.open_link(link, "000000") for _ in range(actions.TRIES)] == [False] * actions.TRIES
    assert not is_open(link)
    assert (_entries("link.refused"), _entries("link.opened")) == (actions.TRIES, 0)


def test_the_page_shows_both_and_takes_the_answers(
    link: SelfLink, official: Official, officer: Account, visitor: Visitor
) -> None:
    proposal = actions.propose(link, None, {"phone": "0912345678", "schooling": "12/12"}, "Đổi số mới")
    db.session.commit()
    visitor.enter_as(officer)
    assert "Trần Thị Lan" in visitor.get("/proposals").text
    page = visitor.get(f"/proposals/{proposal.public_id}").text
    assert "0912345678" in page and "Đổi số mới" in page
    answers = {"answer-phone": "yes", "answer-schooling": "no", "reason-schooling": "Chưa có bằng"}
    visitor.submit(f"/proposals/{proposal.public_id}", answers)
    db.session.expire_all()
    assert (official.phone, official.schooling) == ("0912345678", None)
    assert "Chưa có bằng" in visitor.get(f"/proposals/{proposal.public_id}").text


def test_a_verified_value_is_not_agreed_away_by_the_way(
    link: SelfLink, official: Official, officer: Account, visitor: Visitor
) -> None:
    held = make.qualification(official, field="Luật", state=State.VERIFIED)
    proposal = actions.propose(link, held, {"field": "Luật kinh tế", "note": "Bản sao"})
    path = f"/proposals/{proposal.public_id}"
    page = visitor.enter_as(officer).get(path).text
    assert "đã đối chiếu hoặc xác minh" in page
    assert " checked" not in page
    assert "Hãy trả lời từng mục" in visitor.submit(path, {"answer-field": "no", "reason-field": "Bằng ghi Luật"}).text
    assert (held.field, held.state, proposal.state) == ("Luật", State.VERIFIED, ProposalState.OPEN)
    visitor.submit(path, {"answer-field": "no", "reason-field": "Bằng ghi Luật", "answer-note": "yes"})
    assert (held.field, held.note) == ("Luật", "Bản sao")


def test_who_decides_has_seen_what_is_on_record_and_what_others_answered(
    link: SelfLink, official: Official, officer: Account, visitor: Visitor
) -> None:
    proposal = actions.propose(link, None, {"phone": "0912345678"})
    seen = {"answer-phone": "yes", "version": version_of(proposal), "csrf_token": visitor.enter_as(officer).csrf_token()}
    official.phone = "0999999999"
    page = visitor.post(f"/proposals/{proposal.public_id}", data=seen).text
    assert "Có người vừa sửa hoặc quyết định" in page and "0999999999" in page
    assert (official.phone, proposal.state) == ("0999999999", ProposalState.OPEN)


def _last(action: str) -> AuditEntry:
    db.session.commit()
    statement = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id.desc())
    return db.session.scalars(statement).first() or pytest.fail(action)


def test_making_a_link_and_taking_it_back_are_undone_from_the_page(
    link: SelfLink, official: Official, officer: Account, visitor: Visitor
) -> None:
    path = f"/officials/{official.public_id}/self-links"
    assert "/undo" in visitor.enter_as(officer).submit(path, form="self-links").text
    fresh = db.session.scalars(select(SelfLink).where(SelfLink.ended_at.is_(None))).one()
    undo(_last("link.made"), officer)
    db.session.commit()
    assert (is_open(fresh), is_open(link)) == (False, True)
    actions.end_link(link, officer)
    undo(_last("link.ended"), officer)
    assert is_open(link)


def test_undo_opens_no_link_beside_another_nor_one_that_wrong_answers_ended(
    link: SelfLink, official: Official, officer: Account
) -> None:
    actions.end_link(link, officer)
    ended = _last("link.ended")
    actions.make_link(official, officer)
    with pytest.raises(Refused, match="mới hơn"):
        undo(ended, officer)
    db.session.commit()
    fresh = db.session.scalars(select(SelfLink).where(SelfLink.ended_at.is_(None))).one()
    for _ in range(actions.TRIES):
        actions.open_link(fresh, "000000")
        db.session.commit()
    with pytest.raises(Refused, match="trả lời sai"):
        undo(_last("link.refused"), officer)
    assert not is_open(link) and not is_open(fresh)
