"""Whatever writes a record through the session is noticed, however the statement is put."""

import contextlib
import gc
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from models.base import new_public_id
from models.officials import Official, Precision
from models.positions import Position
from models.qualifications import Domain, Level, Qualification, State
from registry.shared.database import db, insert_many
from registry.standings import keeping
from tests.compliance.records import MERGER, RECORDED, add_post, add_qualification, one, settle
from tests.support.sources import files, name

TABLE: Any = Qualification.__table__
LEVELS: Any = Level.__table__


@pytest.fixture(autouse=True)
def graduate(app: Flask) -> Official:
    """The first of two officials, who holds a degree."""
    assert app
    settle(people=2)
    official = _first()
    add_qualification(official, Domain.DEGREE, 4)
    db.session.commit()
    return official


def _first() -> Official:
    return db.session.scalars(select(Official).order_by(Official.id)).all()[0]


def _values() -> dict[str, Any]:
    """A degree of the highest rank as a row of the table."""
    return {
        "official_id": _first().id,
        "public_id": new_public_id(),
        "domain": Domain.DEGREE,
        "level_id": one(Level, domain=Domain.DEGREE, key="5").id,
        "issued_on": MERGER,
        "issued_precision": Precision.DAY,
        "recorded_at": RECORDED,
        "state": State.VERIFIED,
        "version": 1,
    }


def _insert_in_bulk() -> None:
    insert_many(Qualification, [_values()])


def _insert_into_the_table() -> None:
    db.session.execute(insert(TABLE), [_values()])


def _update_the_table() -> None:
    db.session.execute(update(TABLE).values(state=State.REVOKED))


def _delete_from_the_table() -> None:
    db.session.execute(delete(TABLE))


def _update_in_plain_text() -> None:
    db.session.execute(text("UPDATE qualification SET state = 'revoked'"))


def _delete_in_plain_text() -> None:
    db.session.execute(text('delete\n from "qualification" where id > 0'))


def _raise_a_rank_by_an_insert_that_meets_its_row() -> None:
    kind: Any = {"sqlite": sqlite, "postgresql": postgresql}[db.session.get_bind().dialect.name]
    level = one(Level, domain=Domain.DEGREE, key="4")
    values = {name: getattr(level, name) for name in ("id", "domain", "key", "name", "valid_from", "valid_to")}
    statement = kind.insert(LEVELS).values(**values, rank=5)
    db.session.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"rank": 5}))


@pytest.mark.parametrize(
    "write",
    [
        _insert_in_bulk,
        _insert_into_the_table,
        _update_the_table,
        _delete_from_the_table,
        _update_in_plain_text,
        _delete_in_plain_text,
        _raise_a_rank_by_an_insert_that_meets_its_row,
    ],
)
def test_a_statement_on_a_table_of_records_is_judged_at_commit(write: Callable[[], None]) -> None:
    write()
    assert keeping.differences() != set()
    db.session.commit()
    assert keeping.differences() == set()


def test_a_statement_that_names_whom_it_touches_judges_nobody_else() -> None:
    other = db.session.scalars(select(Official).order_by(Official.id)).all()[1]
    db.session.execute(text("DELETE FROM standing WHERE official_id = :other"), {"other": other.id})
    insert_many(Qualification, [_values()], touches=[_first().id])
    db.session.commit()
    assert {line[1] for line in keeping.differences()} == {other.id}


@pytest.mark.parametrize("kind", [Official, Position, Level])
def test_new_people_and_new_entries_of_a_catalogue_added_in_bulk_judge_nobody(kind: Any) -> None:
    known = db.session.scalars(select(kind)).all()[0]
    values = {column.name: getattr(known, column.name) for column in kind.__table__.columns if column.name != "id"}
    unlike = {"key": "new", "personal_number": "1" * 12, "public_id": new_public_id()}
    db.session.execute(text("DELETE FROM standing"))
    insert_many(kind, [{name: unlike.get(name, value) for name, value in values.items()}])
    db.session.commit()
    assert keeping.differences() == set(keeping.judged_lines())


def test_a_flush_that_fails_in_a_savepoint_forgets_no_change_of_before(graduate: Official) -> None:
    add_qualification(graduate, Domain.DEGREE, 5)
    twice = {"personal_number": graduate.personal_number, "full_name": "A", "search_text": " a", "sort_key": "a"}
    with contextlib.suppress(IntegrityError), db.session.begin_nested():
        db.session.add(Official(**twice))
        db.session.flush()
    db.session.commit()
    assert keeping.differences() == set()


def test_a_record_of_which_the_session_does_not_know_the_holder_is_deleted(graduate: Official) -> None:
    add_post(graduate, "director", "department", "2025-01-01", kind="concurrent")
    degree = one(Qualification, official_id=graduate.id)
    db.session.commit()
    db.session.expire(degree)
    db.session.delete(degree)
    db.session.commit()
    assert keeping.differences() == set()


def test_a_row_that_keeps_the_version_an_undone_savepoint_wrote_fails_loudly_and_misleads_nobody(graduate: Official) -> None:
    key = one(Qualification, official_id=graduate.id).id
    db.session.expunge_all()
    savepoint = db.session.begin_nested()
    db.session.get_one(Qualification, key).state = State.REVOKED
    db.session.flush()
    gc.collect()  # the session forgets the row, and with it that it was changed
    degree = db.session.get_one(Qualification, key)
    savepoint.rollback()
    assert degree.state is State.REVOKED
    degree.issued_on = MERGER
    with pytest.raises(StaleDataError):
        db.session.commit()
    db.session.rollback()
    assert keeping.differences() == set()
    assert degree.state is State.VERIFIED


def test_nothing_writes_where_the_session_tells_nobody() -> None:
    past = re.compile(r"\bbulk_(?:save|insert|update)_\w+|\bconnection\(\)\.exec\w+|\bengine\.(?:begin|connect)\(")
    writers = {name(path) for path in files(".py", under=("registry", "seeds")) if past.search(path.read_text("utf-8"))}
    assert writers == {"registry/findings/keeping.py"}  # writes findings only, which nobody is judged by
