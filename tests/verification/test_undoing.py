"""Undo gives no belief that does not rest on what stands there, nor one that somebody else took away."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account
from models.audit import AuditEntry
from models.qualifications import Qualification, State
from models.verification import Method, Verification
from registry.changes.actions import undo
from registry.evidence.actions import add_scans, read_scan
from registry.qualifications.actions import change_qualification
from registry.qualifications.records import details_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.verification.actions import Decision, decide
from registry.verification.steps import Step
from tests.evidence import files
from tests.support import make


@pytest.fixture
def verified(app: Flask) -> Qualification:  # noqa: ARG001  the context is what counts
    held = make.qualification(make.official(), field="Luật")
    decide(held, Decision(Step.VERIFY, held.version, Method.ORIGINAL_SEEN), make.account())
    db.session.commit()
    return held


def _edited(held: Qualification, by: Account) -> AuditEntry:
    change_qualification(held, replace(details_of(held), field="Kinh tế"), by)
    return _last(by)


def _last(by: Account) -> AuditEntry:
    db.session.commit()
    statement = select(AuditEntry).where(AuditEntry.account_id == by.id).order_by(AuditEntry.id.desc()).limit(1)
    return db.session.scalars(statement).one()


def _steps(held: Qualification) -> list[State]:
    statement = select(Verification.after).where(Verification.qualification_id == held.id).order_by(Verification.id)
    return list(db.session.scalars(statement))


def test_a_correction_taken_back_gives_what_was_verified_back_and_says_so(verified: Qualification) -> None:
    by = make.account()
    undo(_edited(verified, by), by)
    db.session.commit()
    assert (verified.field, verified.state) == ("Luật", State.VERIFIED)
    assert _steps(verified) == [State.VERIFIED, State.DECLARED, State.VERIFIED]


def test_a_scan_put_behind_it_meanwhile_keeps_it_declared(verified: Qualification) -> None:
    by = make.account()
    entry = _edited(verified, by)
    add_scans(verified, [read_scan("a.png", files.picture("PNG"))], by)
    db.session.commit()
    with pytest.raises(Refused):
        undo(entry, by)
    assert verified.state is State.DECLARED


def test_undoing_an_added_scan_leaves_what_was_looked_at_as_it_was(verified: Qualification) -> None:
    by = make.account()
    add_scans(verified, [read_scan("a.png", files.picture("PNG"))], by)
    assert verified.state is State.DECLARED
    undo(_last(by), by)
    db.session.commit()
    assert verified.state is State.VERIFIED


def test_only_who_decided_takes_a_decision_back(verified: Qualification) -> None:
    judge, somebody = make.account(), make.account()
    revocation = Decision(Step.REVOKE, verified.version, None, "5/QĐ", verified.issued_on, "Bằng giả")
    decide(verified, revocation, judge)
    entry = _last(judge)
    with pytest.raises(Refused):
        undo(entry, somebody)
    assert verified.state is State.REVOKED
    undo(entry, judge)
    db.session.commit()
    assert verified.state is State.VERIFIED and _steps(verified)[-2:] == [State.REVOKED, State.VERIFIED]
