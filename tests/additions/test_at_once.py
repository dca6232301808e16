"""Two at the same moment: one proposal, one decision."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from models.accounts import Account, Role
from models.additions import Addition, AdditionKind
from models.audit import AuditEntry
from models.positions import Leadership, Position, StaffCategory
from models.terms import TermState
from models.units import Tier
from registry.additions import actions
from registry.additions.actions import Asked
from registry.positions.records import PositionDetails, VersionDetails
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import transaction
from tests.support import databases, make
from tests.support.applications import application_on

own_url = pytest.fixture(databases.asked_for, scope="module", params=databases.KINDS, name="own_url")


@pytest.fixture(scope="module")
def committing(own_url: str) -> Iterator[Flask]:
    """An application whose commits are real."""
    with application_on(own_url) as app:
        yield app


Work = Callable[[Account], object]


def _together(app: Flask, *works: Work) -> list[bool]:
    """Let each work at once, as another account of the Department each; gives who succeeded."""
    with app.app_context(), transaction():
        accounts = [make.account(Role.DEPARTMENT).id for _ in works]
    start = threading.Barrier(len(works))

    def run(work: Work, account: int) -> bool:
        with app.app_context():
            start.wait(20)
            try:
                with transaction():
                    work(db.session.get_one(Account, account))
            except (Refused, StaleDataError):
                return False
            return True

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works, accounts))


def _asked(name: str) -> Asked:
    return Asked(AdditionKind.POSITION, name, Tier.COMMUNE, StaffCategory.CIVIL_SERVANT, "", None)


def test_two_who_ask_for_the_same_make_one_proposal(committing: Flask) -> None:
    done = _together(committing, *[lambda by: actions.propose(_asked("Công chức Hai nơi"), by)] * 2)
    with committing.app_context():
        assert sorted(done) == [False, True]
        assert db.session.scalar(select(func.count()).where(Addition.name == "Công chức Hai nơi")) == 1


def test_two_who_decide_make_one_decision(committing: Flask) -> None:
    with committing.app_context(), transaction():
        asked = actions.propose(_asked("Công chức Hai ý"), make.account(Role.DEPARTMENT)).id

    def accept(by: Account) -> object:
        version = VersionDetails(None, None, None, None, "QĐ 1", False, today())
        details = PositionDetails("Công chức Hai ý", Tier.COMMUNE, StaffCategory.CIVIL_SERVANT, Leadership.NONE, False, version)
        return actions.accept_position(db.session.get_one(Addition, asked), details, by)

    def refuse(by: Account) -> object:
        return actions.refuse(db.session.get_one(Addition, asked), "Đã có chức danh khác", by)

    done = _together(committing, accept, refuse)
    with committing.app_context():
        assert sorted(done) == [False, True]
        made = db.session.scalar(select(func.count()).where(Position.title == "Công chức Hai ý"))
        decided = db.session.get_one(Addition, asked).state
        assert (made, decided) == ((1, TermState.ACCEPTED) if done[0] else (0, TermState.REFUSED))
        said = select(func.count()).where(AuditEntry.action.in_(["addition.accepted", "addition.refused"]))
        assert db.session.scalar(said.where(AuditEntry.subject == "Công chức Hai ý")) == 1
