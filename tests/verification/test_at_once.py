"""Two at the same moment: one decision, and none on what somebody changes meanwhile."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm.exc import StaleDataError

from models.accounts import Account
from models.audit import AuditEntry
from models.changes import RowChange
from models.evidence import Evidence, StoredFile
from models.findings import Finding
from models.officials import Official
from models.qualifications import Qualification, State
from models.service import Appraisal
from models.verification import Method, Verification
from registry.changes.actions import undo
from registry.changes.log import latest_entry
from registry.evidence.actions import add_scans, read_scan
from registry.qualifications.actions import change_qualification
from registry.qualifications.records import details_of
from registry.service.actions import remove_item
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import transaction
from registry.verification.actions import Decision, decide
from registry.verification.queries import still_holds
from registry.verification.steps import Step
from tests.evidence import files
from tests.support import databases, make
from tests.support.applications import application_on

TRIES = 6
own_url = pytest.fixture(databases.asked_for, scope="module", params=databases.KINDS, name="own_url")


@pytest.fixture(scope="module")
def committing(own_url: str) -> Iterator[Flask]:
    """An application whose commits are real."""
    with application_on(own_url) as app:
        yield app


@pytest.fixture
def shared(committing: Flask) -> Iterator[Flask]:
    """The same, emptied at the end."""
    yield committing
    with committing.app_context(), transaction():
        for kind in (Verification, Evidence, StoredFile, RowChange, AuditEntry, Finding, Qualification, Appraisal, Official):
            db.session.execute(delete(kind))


Work = Callable[[Qualification, Account], object]


def _together(app: Flask, *works: Work) -> tuple[int, list[bool]]:
    """Let each work on the same new qualification at once, as another account each; gives its id and who succeeded."""
    with app.app_context(), transaction():
        held = make.qualification(make.official(), field="Luật").id
        accounts = [make.account().id for _ in works]
    start = threading.Barrier(len(works))

    def run(work: Work, account: int) -> bool:
        with app.app_context():
            start.wait(20)
            try:
                with transaction():
                    work(db.session.get_one(Qualification, held), db.session.get_one(Account, account))
            except (Refused, StaleDataError):
                return False
            return True

    with ThreadPoolExecutor(len(works)) as pool:
        return held, [each.result(60) for each in [pool.submit(run, *pair) for pair in zip(works, accounts, strict=True)]]


def _verify(held: Qualification, by: Account) -> None:
    decide(held, Decision(Step.VERIFY, 1, Method.ORIGINAL_SEEN), by)


def _reject(held: Qualification, by: Account) -> None:
    decide(held, Decision(Step.REJECT, 1, reason="Không khớp"), by)


def _edit(held: Qualification, by: Account) -> None:
    change_qualification(held, replace(details_of(held), field="Kinh tế"), by)


def _scan(held: Qualification, by: Account) -> None:
    add_scans(held, [SCAN], by)


SCAN = read_scan("a.png", files.picture("PNG"))


@pytest.mark.parametrize(
    "works", [(_verify, _verify), (_verify, _reject), (_verify, _verify, _reject)], ids=["same", "opposite", "three"]
)
def test_of_several_decisions_at_once_one_counts(shared: Flask, works: tuple[Work, ...]) -> None:
    for _ in range(TRIES):
        held, done = _together(shared, *works)
        assert done.count(True) == 1
        with shared.app_context():
            count = select(func.count()).select_from(Verification).where(Verification.qualification_id == held)
            assert db.session.scalar(count) == 1


def test_what_an_action_took_away_comes_back_once_however_often_it_is_clicked(shared: Flask) -> None:
    for _ in range(TRIES):
        with shared.app_context(), transaction():
            item = make.appraisal(make.official())
            official_id = item.official_id
            db.session.commit()
            remove_item(item, make.account())
            gone = latest_entry()
            assert gone
            entry_id = gone.id

        def take_back(_held: Qualification, by: Account, entry_id: int = entry_id) -> None:
            undo(db.session.get_one(AuditEntry, entry_id), by)

        _, done = _together(shared, *[take_back] * 8)
        assert done.count(True) == 1
        with shared.app_context():
            count = select(func.count()).select_from(Appraisal).where(Appraisal.official_id == official_id)
            assert db.session.scalar(count) == 1


@pytest.mark.parametrize("change", [_edit, _scan])
def test_what_is_verified_while_it_changes_is_verified_as_seen_or_not_at_all(shared: Flask, change: Work) -> None:
    for _ in range(TRIES):
        held, done = _together(shared, _verify, change)
        with shared.app_context():
            one = db.session.get_one(Qualification, held)
            steps = db.session.scalars(select(Verification).where(Verification.qualification_id == held)).all()
            assert one.state is State.DECLARED or (done == [True, False] and still_holds(steps[-1])), done
            assert [step.after for step in steps] in ([], [State.VERIFIED], [State.VERIFIED, State.DECLARED])
