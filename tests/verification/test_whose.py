"""A verified paper does not pass to somebody else, and nobody verifies what they had a hand in, however many hands came after."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from models.accounts import Account
from models.audit import AuditEntry
from models.officials import Official
from models.qualifications import Qualification, State
from models.verification import Method
from registry.archive.actions import merge, unmerge
from registry.qualifications.actions import change_qualification
from registry.qualifications.records import details_of
from registry.service.actions import change_facts
from registry.service.items import IdentityFacts
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.verification.actions import Decision, decide
from registry.verification.steps import Step
from tests.support import make

pytestmark = pytest.mark.usefixtures("app")
DOCTOR = "Trần Văn Tiến"


@pytest.fixture
def verified() -> Qualification:
    held = make.qualification(make.official(DOCTOR), field="Luật", entered_by_id=make.account().id)
    _verify(held, make.account())
    return held


def _verify(held: Qualification, by: Account) -> None:
    db.session.refresh(held)
    decide(held, Decision(Step.VERIFY, held.version, Method.ORIGINAL_SEEN), by)
    db.session.commit()


def _renamed(official: Official, by: Account, name: str, number: str | None = None) -> None:
    facts = IdentityFacts(**{one: getattr(official, one) for one in IdentityFacts.__dataclass_fields__})
    change_facts(official, replace(facts, full_name=name, personal_number=number), by)
    db.session.commit()


def test_a_merger_takes_the_paper_along_and_not_the_belief(verified: Qualification) -> None:
    officer, friend = make.account(), make.official("Lê Thị Bạn")
    merge(friend, verified.official, officer)
    db.session.commit()
    assert (verified.official_id, verified.state) == (friend.id, State.DECLARED)
    with pytest.raises(Refused):
        _verify(verified, officer)
    _verify(verified, make.account())


def test_a_merger_taken_back_gives_the_belief_back(verified: Qualification) -> None:
    officer, doctor = make.account(), verified.official
    merge(make.official("Lê Thị Bạn"), doctor, officer)
    db.session.commit()
    unmerge(doctor, officer)
    db.session.commit()
    assert (verified.official_id, verified.state) == (doctor.id, State.VERIFIED)


@pytest.mark.parametrize(("name", "number"), [("Lê Thị Bạn", None), (DOCTOR, "042180000999")])
def test_a_file_that_becomes_another_persons_keeps_no_belief(verified: Qualification, name: str, number: str | None) -> None:
    officer = make.account()
    _renamed(verified.official, officer, name, number)
    assert verified.state is State.DECLARED
    with pytest.raises(Refused):
        _verify(verified, officer)
    _verify(verified, make.account())


def test_a_mark_put_right_in_a_name_changes_nothing(verified: Qualification) -> None:
    _renamed(verified.official, make.account(), "Trần Văn Tiền")
    assert verified.state is State.VERIFIED


def test_who_changed_before_the_last_change_does_not_verify_either() -> None:
    held, officer, colleague = make.qualification(make.official(), field="Luật"), make.account(), make.account()
    for field, by in (("Y khoa", officer), ("Y đa khoa", colleague)):
        change_qualification(held, replace(details_of(held), field=field), by)
        db.session.commit()
    for by in (officer, colleague):
        with pytest.raises(Refused):
            _verify(held, by)
    _verify(held, make.account())
    assert db.session.scalar(select(AuditEntry.id).where(AuditEntry.action == "qualification.decided"))
