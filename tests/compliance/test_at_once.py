"""Two people write at once: whoever commits last must have judged with what the other wrote."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from models.officials import Official
from models.qualifications import Domain
from models.targets import Target, TargetVersion
from registry.judgement.codec import write_rule
from registry.judgement.rules import Holds
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from tests.compliance.made import EVERYBODY, rule
from tests.compliance.records import MERGER, add_official, add_post, add_qualification, add_version, one, settle
from tests.support.applications import application_on


@pytest.fixture
def shared(empty_database_url: str) -> Iterator[Flask]:
    with application_on(empty_database_url) as app:
        with app.app_context(), transaction():
            settle(people=1)
        yield app


def _graduate() -> None:
    add_qualification(db.session.scalars(select(Official).order_by(Official.id)).all()[0], Domain.DEGREE, 4)


def _recruit() -> None:
    add_post(add_official())


def _learn_theory() -> None:
    add_qualification(db.session.scalars(select(Official).order_by(Official.id)).all()[0], Domain.THEORY, 2)


def _publish() -> None:
    target = one(Target, code="T1")
    one(TargetVersion, target_id=target.id).valid_to = MERGER
    add_version(target, write_rule(rule(Holds("degree", 5))), MERGER, number=2)


def _renumber() -> None:
    db.session.scalars(select(Official).order_by(Official.id)).all()[0].personal_number = "9" * 12


def _renumber_by_statement() -> None:
    db.session.execute(update(Official).values(personal_number="9" * 12), execution_options={"touches": [1]})


def _ask_nothing() -> None:
    target = one(Target, code="T1")
    one(TargetVersion, target_id=target.id).valid_to = MERGER
    add_version(target, write_rule(rule(EVERYBODY)), MERGER, number=2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_graduate, _learn_theory),
        (_graduate, _publish),
        (_recruit, _publish),
        (_publish, _learn_theory),
        (_publish, _recruit),
    ],
)
def test_who_commits_while_another_judges_waits_and_sees_what_the_other_wrote(
    shared: Flask, first: Callable[[], None], second: Callable[[], None]
) -> None:
    judged, waited_for = threading.Event(), threading.Event()

    def pause(_session: object) -> None:
        judged.set()
        assert waited_for.wait(20)

    def write_and_pause_before_the_commit() -> None:
        with shared.app_context(), transaction():
            event.listen(db.session(), "before_commit", pause)
            first()

    def write() -> None:
        with shared.app_context(), transaction():
            second()

    with ThreadPoolExecutor(2) as people:
        one_writes = people.submit(write_and_pause_before_the_commit)
        assert judged.wait(20)
        other_writes = people.submit(write)
        with pytest.raises(TimeoutError):
            other_writes.result(timeout=0.5)
        waited_for.set()
        one_writes.result(20)
        other_writes.result(20)
    with shared.app_context():
        assert keeping.differences() == set()


@pytest.mark.parametrize("renumber", [_renumber, _renumber_by_statement])
def test_who_writes_and_who_judges_do_not_wait_for_each_other(shared: Flask, renumber: Callable[[], None]) -> None:
    written = threading.Event()

    def write_slowly() -> None:
        with shared.app_context(), transaction():
            renumber()
            db.session.flush()
            written.set()
            time.sleep(0.5)  # the other gets as far as it can

    def judge_everybody() -> None:
        with shared.app_context(), transaction():
            _ask_nothing()

    with ThreadPoolExecutor(2) as people:
        one_writes = people.submit(write_slowly)
        assert written.wait(20)
        other_judges = people.submit(judge_everybody)
        one_writes.result(20)
        other_judges.result(20)
    with shared.app_context():
        assert keeping.differences() == set()
