"""What was done with scans is taken back from the flash message: belief comes back with what it rested on, nothing is lost."""

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.evidence import Evidence
from models.qualifications import Qualification, State
from models.verification import Verification
from registry.changes.actions import undo
from registry.evidence import actions
from registry.evidence.queries import scans_behind
from registry.qualifications.content import content_of
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.evidence import files
from tests.support import make


@pytest.fixture
def by(app: Flask) -> Account:
    assert app.testing
    return make.account(Role.HR_OFFICER, make.unit())


@pytest.fixture
def held(by: Account) -> Qualification:
    held = make.qualification(make.official_at(by.unit), field="Luật")
    db.session.commit()  # what a transaction does belongs to its last entry
    return held


def _scan() -> actions.Scan:
    return actions.read_scan("bang.png", files.picture("PNG"))


def _done(action: str) -> AuditEntry:
    db.session.commit()
    statement = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id.desc())
    return db.session.scalars(statement).first() or pytest.fail(action)


def _standing(held: Qualification) -> list[str]:
    return [one.name for one in scans_behind([held.id]).get(held.id, [])]


def test_a_scan_that_was_added_is_marked_and_stays_to_be_seen(by: Account, held: Qualification) -> None:
    actions.add_scans(held, [_scan()], by)
    undo(_done("evidence.added"), by)
    scan = db.session.scalars(select(Evidence)).one()
    assert (_standing(held), scan.removed_by_id) == ([], by.id)


def test_belief_comes_back_with_the_scan_that_was_taken_away(by: Account, held: Qualification) -> None:
    (scan,) = actions.add_scans(held, [_scan()], by)
    held.state = State.VERIFIED
    step = {"before": State.DECLARED, "after": State.VERIFIED, "content": content_of(held), "at": now()}
    db.session.add(Verification(qualification_id=held.id, by_id=by.id, **step))
    db.session.commit()
    actions.remove_scan(scan, by)
    entry = _done("evidence.removed")
    assert held.state is State.DECLARED
    undo(entry, by)
    assert (_standing(held), held.state) == (["bang.png"], State.VERIFIED)


def test_what_was_looked_at_since_keeps_its_scans(by: Account, held: Qualification) -> None:
    actions.add_scans(held, [_scan()], by)
    entry = _done("evidence.added")
    held.state = State.VERIFIED
    db.session.commit()
    with pytest.raises(Refused, match="sau đó"):
        undo(entry, by)
    assert (_standing(held), held.state) == (["bang.png"], State.VERIFIED)


def test_a_scan_that_was_sent_again_does_not_stand_there_twice(by: Account, held: Qualification) -> None:
    (scan,) = actions.add_scans(held, [_scan()], by)
    db.session.commit()
    actions.remove_scan(scan, by)
    entry = _done("evidence.removed")
    actions.add_scans(held, [_scan()], by)
    db.session.commit()
    with pytest.raises(Refused, match="được thêm lại"):
        undo(entry, by)
    assert _standing(held) == ["bang.png"]
