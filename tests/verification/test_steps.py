"""The table of steps in full: every state × step × role × own or not, and what each step needs and leaves."""

import datetime as dt
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.qualifications import Level, Qualification, State
from models.units import Tier, Unit
from models.verification import Method, Verification
from registry.qualifications.actions import change_qualification
from registry.qualifications.records import details_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.verification.actions import Decision, decide
from registry.verification.queries import still_holds
from registry.verification.steps import Step
from tests.support import make
from tests.support.visitor import Visitor

DAY = dt.date(2026, 2, 1)
GOOD: dict[Step, dict[str, str]] = {
    Step.CHECK: {},
    Step.VERIFY: {"method": "original_seen"},
    Step.REJECT: {"reason": "Không khớp"},
    Step.REVOKE: {"document": "5/QĐ", "document_date": "01/02/2026", "reason": "Bằng giả"},
}
MAY = {Role.HR_OFFICER, Role.DEPARTMENT}
LEADS = {
    ("declared", "check"): "checked",
    ("declared", "verify"): "verified",
    ("declared", "reject"): "rejected",
    ("checked", "verify"): "verified",
    ("checked", "reject"): "rejected",
    ("verified", "revoke"): "revoked",
}
"""Written by hand from the brief of the room, not taken from the code."""

HANDS = ("none", "entered", "changed", "gave a scan", "took a scan away")


def _touch(held: Qualification, account: Account, hand: str) -> None:
    other = make.account()
    if hand == "entered":
        held.entered_by_id = account.id
    elif hand == "changed":
        held.changed_by_id = account.id
    elif hand == "gave a scan":
        make.evidence(held, account)
    elif hand == "took a scan away":
        make.evidence(held, other, removed_by_id=account.id, removed_at=held.recorded_at)
    db.session.flush()


@pytest.fixture
def unit(app: Flask) -> Unit:  # noqa: ARG001  the context is what counts
    return make.unit("Sở Giữa", Tier.DEPARTMENT, make.province())


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)  # who may what does not depend on the database
@pytest.mark.parametrize("role", Role)
def test_every_state_step_and_hand_for_a_role(unit: Unit, visitor: Visitor, role: Role) -> None:
    account = make.account(role, unit)
    visitor.enter_as(account)
    # Whoever may not, and a step that leads nowhere, is refused before any hand is looked for.
    leading = LEADS if role in MAY else {}
    for state, step, hand in product(State, Step, HANDS):
        if hand != HANDS[0] and (state.value, step.value) not in leading:
            continue
        held = make.qualification(make.official_at(unit), state=state)
        _touch(held, account, hand)
        fields = {**GOOD[step], "seen": str(held.version), "csrf_token": visitor.csrf_token()}
        answer = visitor.post(f"/verification/{held.public_id}/{step.value}", data=fields)
        db.session.refresh(held)
        after = LEADS.get((state.value, step.value)) if role in MAY and (hand == "none" or step is Step.REVOKE) else None
        told = f"{state} {step} {hand}: {answer.status}"
        assert held.state.value == (after or state.value), told
        assert answer.status_code == (403 if role not in MAY else 302 if after else 200), told
        steps = db.session.scalars(select(Verification).where(Verification.qualification_id == held.id)).all()
        assert [(one.before, one.after.value, one.by_id) for one in steps] == ([(state, after, account.id)] if after else []), (
            told
        )


def _decision(step: Step, **given: object) -> Decision:
    return Decision(step, 1, **given)  # type: ignore[arg-type]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("state", "decision", "field"),
    [
        (State.DECLARED, _decision(Step.CHECK), "method"),
        (State.DECLARED, _decision(Step.CHECK, method=Method.ORIGINAL_SEEN), "method"),
        (State.DECLARED, _decision(Step.VERIFY), "method"),
        (State.DECLARED, _decision(Step.VERIFY, method=Method.COPY_SEEN), "method"),
        (State.CHECKED, _decision(Step.VERIFY, method=Method.ISSUER_ANSWERED, document_date=DAY), "document"),
        (State.CHECKED, _decision(Step.VERIFY, method=Method.ISSUER_ANSWERED, document="1/TL"), "document_date"),
        (
            State.CHECKED,
            _decision(Step.VERIFY, method=Method.ISSUER_ANSWERED, document="1/TL", document_date=dt.date(2999, 1, 1)),
            "document_date",
        ),
        (State.DECLARED, _decision(Step.REJECT), "reason"),
        (State.VERIFIED, _decision(Step.REVOKE, document_date=DAY, reason="x"), "document"),
        (State.VERIFIED, _decision(Step.REVOKE, document="1/QĐ", reason="x"), "document_date"),
        (State.VERIFIED, _decision(Step.REVOKE, document="1/QĐ", document_date=DAY), "reason"),
        (
            State.VERIFIED,
            _decision(Step.REVOKE, method=Method.COPY_SEEN, document="1", document_date=DAY, reason="x"),
            "method",
        ),
    ],
)
def test_a_step_without_its_grounds_is_refused_at_the_field(state: State, decision: Decision, field: str) -> None:
    held = make.qualification(make.official(), state=state)
    with pytest.raises(Refused) as refused:
        decide(held, decision, make.account())
    assert refused.value.field == field and held.state is state


def test_a_step_says_what_it_was_about_and_whether_that_still_stands(app: Flask) -> None:  # noqa: ARG001  context
    level = make.level(name="Đại học")
    held = make.qualification(make.official(), field="Luật", institution="Trường Đại học Vinh", level_id=level.id)
    scan = make.evidence(held, make.account())
    step = decide(held, _decision(Step.VERIFY, method=Method.ORIGINAL_SEEN), make.account())
    db.session.commit()
    assert step.content["fields"]["field"] == "Luật" and step.content["fields"]["issued_on"] == "2010-06-30"
    assert step.content["names"]["level"] == "Đại học (4)" and step.content["names"]["institution"] == "Trường Đại học Vinh"
    assert step.content["evidence"] == [scan.file.sha256]
    assert still_holds(step)
    db.session.get_one(Level, level.id).name = "Tiến sĩ"
    db.session.commit()
    assert not still_holds(step), "the catalogue entry that it rests on was edited"
    db.session.get_one(Level, level.id).name = "Đại học"
    assert still_holds(step)
    make.evidence(held, make.account())
    assert not still_holds(step), "a scan was put behind it past the application"


def test_a_correction_of_what_was_verified_leaves_a_step_of_nobody(app: Flask) -> None:  # noqa: ARG001  context
    held = make.qualification(make.official(), field="Luật", state=State.VERIFIED)
    db.session.commit()
    changed = vars(details_of(held)) | {"field": "Kinh tế"}
    change_qualification(held, type(details_of(held))(**changed), make.account())
    db.session.commit()
    step = db.session.scalars(select(Verification)).one()
    assert (step.before, step.after, step.by_id, step.method) == (State.VERIFIED, State.DECLARED, None, None)
    assert step.reason and step.content["fields"]["field"] == "Kinh tế"


def test_a_correction_does_not_give_a_revoked_certificate_back(app: Flask) -> None:  # noqa: ARG001  context
    held = make.qualification(make.official(), field="Luật", state=State.REVOKED)
    changed = vars(details_of(held)) | {"note": "x"}
    change_qualification(held, type(details_of(held))(**changed), make.account())
    assert held.state is State.REVOKED and db.session.scalars(select(Verification)).all() == []


def test_each_step_leaves_one_entry_with_its_grounds(app: Flask) -> None:  # noqa: ARG001  context
    held, by = make.qualification(make.official(), state=State.VERIFIED), make.account()
    decide(held, _decision(Step.REVOKE, document="5/QĐ", document_date=DAY, reason="Bằng giả"), by)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.account_id == by.id)).one()
    assert entry.action == "qualification.revoked" and entry.official_id == held.official_id
    assert entry.changes == {
        "state": ["verified", "revoked"],
        "document": [None, "5/QĐ"],
        "document_date": [None, "2026-02-01"],
        "reason": [None, "Bằng giả"],
    }
