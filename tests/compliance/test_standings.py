"""The table of standings is kept true in the transaction of every change, and nothing more is written than has changed."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection, delete, event, func, insert, select, update

from models.base import FOREVER
from models.officials import Assignment, Official
from models.positions import Leadership, Position
from models.qualifications import CertificateType, Domain, Level, Qualification, State
from models.targets import Exemption, Standing, Target, TargetVersion
from models.units import UnitPeriod
from registry.findings import keeping as findings
from registry.judgement.codec import write_rule
from registry.judgement.rules import Holds
from registry.shared.database import db
from registry.standings import keeping
from tests.compliance.made import day, rule
from tests.compliance.records import (
    MERGER,
    RECORDED,
    add_official,
    add_post,
    add_qualification,
    add_version,
    one,
    settle,
    standings_read_again,
    standings_stored,
    unit_id,
)

ON = day("2025-12-31")


@pytest.fixture(autouse=True)
def small_province(app: Flask) -> Flask:
    settle(people=2)
    db.session.commit()
    return app


@contextlib.contextmanager
def statements() -> Iterator[list[str]]:
    """The statements inside that read or write rows."""
    said: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            said.append(statement)

    engine = db.session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _first() -> Official:
    return db.session.scalars(select(Official).order_by(Official.id)).all()[0]


def _verdicts(official: Official, on: dt.date = ON) -> dict[str, str]:
    codes = {target.id: target.code for target in db.session.scalars(select(Target))}
    stored = standings_stored(on)
    return {codes[target]: declared for (target, whose), (_, declared, _) in stored.items() if whose == official.id}


def _assert_true() -> None:
    assert keeping.differences() == set()
    for on in (day("2020-01-01"), MERGER, ON):
        assert standings_stored(on) == standings_read_again(on)


def test_a_qualification_changes_the_standings_of_its_holder_at_commit() -> None:
    official = _first()
    assert _verdicts(official) == {"T1": "unmet", "T1.degree": "unmet", "T3": "unmet", "TX": "met"}
    add_qualification(official, Domain.DEGREE, 4)
    db.session.commit()
    assert _verdicts(official) == {"T1": "unmet", "T1.degree": "met", "T3": "unmet", "TX": "met"}
    _assert_true()


def _earn(official: Official) -> None:
    add_qualification(official, Domain.DEGREE, 4)


def _be_promoted(official: Official) -> None:
    add_post(official, "director", "department", "2025-01-01", kind="concurrent")


def _be_born_later(official: Official) -> None:
    add_post(official, "director", "department", "2025-01-01", kind="concurrent")
    db.session.commit()
    official.born_on = day("1995-01-01")


def _leave(official: Official) -> None:
    one(Assignment, official_id=official.id).valid_to = day("2025-01-01")


def _lose_the_post(official: Official) -> None:
    db.session.delete(one(Assignment, official_id=official.id))


def _raise_the_rank(_official: Official) -> None:
    one(Level, domain=Domain.DEGREE, key="3").rank = 4


def _make_clerks_leaders(_official: Official) -> None:
    one(Position, key="clerk").leadership = Leadership.DEPARTMENT


def _let_certificates_expire_earlier(_official: Official) -> None:
    one(CertificateType, key="ielts").validity_months = 1


def _dissolve_the_commune(_official: Official) -> None:
    one(UnitPeriod, unit_id=unit_id("commune"), valid_to=FOREVER).valid_to = day("2025-10-01")


def _exempt_clerks(_official: Official) -> None:
    about = {"target_id": one(Target, code="T1").id, "position_id": one(Position, key="clerk").id}
    db.session.add(Exemption(key="e", basis="Law", valid_from=MERGER, valid_to=FOREVER, **about))


def _publish(_official: Official) -> None:
    target = one(Target, code="T1")
    one(TargetVersion, target_id=target.id).valid_to = MERGER
    add_version(target, write_rule(rule(Holds("degree", 3))), MERGER, number=2)


def _add_by_statement(official: Official) -> None:
    level = one(Level, domain=Domain.DEGREE, key="5").id
    values = {"official_id": official.id, "domain": Domain.DEGREE, "level_id": level, "issued_on": MERGER}
    db.session.execute(insert(Qualification), [{**values, "recorded_at": RECORDED, "state": State.VERIFIED}])


def _change_by_statement(_official: Official) -> None:
    db.session.execute(update(Qualification).values(state=State.REVOKED))


def _delete_by_statement(_official: Official) -> None:
    db.session.execute(delete(Qualification))


CHANGES = [
    _earn,
    _be_promoted,
    _be_born_later,
    _leave,
    _lose_the_post,
    _raise_the_rank,
    _make_clerks_leaders,
    _let_certificates_expire_earlier,
    _dissolve_the_commune,
    _exempt_clerks,
    _publish,
    _add_by_statement,
    _change_by_statement,
    _delete_by_statement,
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_kind_of_change_is_judged_at_commit(change: Callable[[Official], None]) -> None:
    official = _first()
    add_qualification(official, Domain.DEGREE, 3)
    certificate = {"certificate": "ielts", "language_code": "en", "issued_on": day("2025-06-01")}
    add_qualification(official, Domain.LANGUAGE, 4, **certificate)
    db.session.commit()
    before = [standings_stored(on) for on in (day("2020-01-01"), ON)]
    change(official)
    db.session.commit()
    assert [standings_stored(on) for on in (day("2020-01-01"), ON)] != before
    _assert_true()


@pytest.mark.parametrize("kind", [Qualification, Assignment])
@pytest.mark.parametrize("by_object", [True, False])
def test_a_record_given_to_somebody_else_touches_both(kind: type[Qualification | Assignment], by_object: bool) -> None:
    official, other = _first(), add_official()
    add_qualification(official, Domain.DEGREE, 4)
    db.session.commit()
    record = one(kind, official_id=official.id)
    db.session.expire_all()  # the session does not know whose it was
    if by_object:
        record.official = other
    else:
        record.official_id = other.id
    db.session.commit()
    assert ("T1.degree" in _verdicts(other)) is (kind is Assignment)
    _assert_true()


def test_nothing_is_judged_before_the_commit_and_a_rollback_leaves_nothing() -> None:
    official = _first()
    before = standings_stored(ON)
    add_qualification(official, Domain.DEGREE, 4)
    one(Level, domain=Domain.DEGREE, key="1").rank = 5
    db.session.flush()
    assert standings_stored(ON) == before
    db.session.rollback()
    with statements() as said:
        db.session.commit()
    assert said == []
    assert standings_stored(ON) == before


def test_a_commit_with_an_open_savepoint_judges_what_lies_in_it() -> None:
    db.session.begin_nested()
    add_qualification(_first(), Domain.DEGREE, 4)
    db.session.commit()
    assert _verdicts(_first())["T1.degree"] == "met"
    _assert_true()


def test_what_a_savepoint_keeps_is_judged_at_the_end_and_what_it_undoes_is_not() -> None:
    official = _first()
    with db.session.begin_nested():
        add_qualification(official, Domain.DEGREE, 4)
    with contextlib.suppress(ZeroDivisionError), db.session.begin_nested():
        add_qualification(official, Domain.DEGREE, 5)
        raise ZeroDivisionError
    db.session.commit()
    assert _verdicts(official)["T1.degree"] == "met"
    assert _verdicts(official)["TX"] == "met"
    _assert_true()


def test_a_rebuild_in_a_savepoint_that_is_undone_forgets_no_change_of_before() -> None:
    add_qualification(_first(), Domain.DEGREE, 4)
    savepoint = db.session.begin_nested()
    keeping.rebuild()
    savepoint.rollback()
    db.session.commit()
    assert _verdicts(_first())["T1.degree"] == "met"
    _assert_true()


def test_a_rebuild_settles_what_was_to_be_judged_and_is_not_done_twice() -> None:
    one(Level, domain=Domain.DEGREE, key="3").rank = 4
    keeping.rebuild()
    findings.rebuild()  # a level of another rank is a matter of theirs as well
    with statements() as said:
        db.session.commit()
    assert said == []
    _assert_true()


def test_a_change_after_a_rebuild_is_judged_all_the_same() -> None:
    keeping.rebuild()
    add_qualification(_first(), Domain.DEGREE, 4)
    db.session.commit()
    _assert_true()


def test_a_rebuild_gives_back_how_many_rows_it_changed() -> None:
    number = db.session.scalar(select(func.count()).select_from(Standing))
    assert number
    assert keeping.rebuild() == 0
    db.session.execute(delete(Standing))
    assert keeping.rebuild() == number
    db.session.execute(delete(Assignment))
    assert keeping.rebuild() == number
    assert db.session.scalar(select(func.count()).select_from(Standing)) == 0


def test_only_those_who_were_touched_are_judged() -> None:
    official, other = db.session.scalars(select(Official).order_by(Official.id)).all()
    db.session.execute(delete(Standing).where(Standing.official_id == other.id))
    add_qualification(official, Domain.DEGREE, 4)
    db.session.commit()
    assert {whose for _, whose in standings_stored(ON)} == {official.id}


def test_only_rows_that_differ_are_written() -> None:
    official = _first()
    untouched = keeping.rejudge([official.id])
    add_qualification(official, Domain.DEGREE, 4)
    db.session.flush()
    assert untouched == 0
    # One row of T1.degree goes, and those of before and from the day of issue come.
    assert keeping.rejudge([official.id]) == 3
    assert keeping.rejudge([official.id]) == 0


def test_judging_nobody_or_somebody_unknown_changes_nothing() -> None:
    assert keeping.rejudge([]) == 0
    assert keeping.rejudge([10**6]) == 0


@pytest.mark.parametrize("kind", [Position, Level, CertificateType])
def test_a_new_entry_of_a_catalogue_judges_nobody(kind: type[Position | Level | CertificateType]) -> None:
    known = db.session.scalars(select(kind)).all()[0]
    values = {column.name: getattr(known, column.name) for column in kind.__table__.columns if column.name != "id"}
    db.session.add(kind(**{**values, "key": "new"}))
    with statements() as said:
        db.session.commit()
    assert [statement for statement in said if "standing" in statement] == []


def test_differences_names_rows_too_many_rows_missing_and_rows_that_say_something_else() -> None:
    official, other = db.session.scalars(select(Official).order_by(Official.id)).all()
    target = one(Target, code="T2").id
    row = {"target_id": target, "official_id": official.id, "valid_from": MERGER, "valid_to": FOREVER}
    db.session.execute(insert(Standing), [{**row, "unit_id": unit_id("commune"), "declared": 1, "verified": 1}])
    degree = one(Target, code="T1.degree").id
    db.session.execute(delete(Standing).where(Standing.target_id == degree, Standing.official_id == official.id))
    db.session.execute(update(Standing).where(Standing.target_id == degree, Standing.official_id == other.id).values(verified=1))
    named = {(line[0], line[1]) for line in keeping.differences()}
    assert named == {(target, official.id), (degree, official.id), (degree, other.id)}
    assert len(keeping.differences()) == 4
    keeping.rebuild()
    assert keeping.differences() == set()


@pytest.mark.parametrize("papers", [1, 12])
def test_judging_one_official_asks_few_statements_however_much_is_on_file(papers: int) -> None:
    official = _first()
    for number in range(papers):
        add_qualification(official, Domain.LANGUAGE, 3, language_code="en", issued_on=day(f"2025-{1 + number:02}-01"))
        add_post(official, begins=f"2025-{1 + number:02}-01", unit="department", kind="concurrent")
    db.session.flush()
    with statements() as said:
        assert keeping.rejudge([official.id]) > 0
    assert [statement[:6] for statement in said] == ["SELECT"] * 6 + ["DELETE", "INSERT"]


def test_many_officials_are_judged_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        add_qualification(add_official(), Domain.DEGREE, 4)
        add_post(add_official())
    monkeypatch.setattr(keeping, "_SLICE", 2)
    assert keeping.rebuild() > 0
    _assert_true()


def test_many_rows_are_stored_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    add_qualification(_first(), Domain.DEGREE, 4)
    db.session.commit()
    stored = standings_stored(ON)
    db.session.execute(delete(Standing))
    monkeypatch.setattr(keeping, "_MANY", 1)
    assert keeping.rebuild() > 0
    assert standings_stored(ON) == stored
    _assert_true()


def test_judging_many_officials_asks_as_few_statements_as_judging_one() -> None:
    for _ in range(10):
        add_post(add_official())
    ids = list(db.session.scalars(select(Official.id)))
    with statements() as said:
        keeping.rejudge(ids)
    assert [statement[:6] for statement in said] == ["SELECT"] * 6 + ["INSERT"]
