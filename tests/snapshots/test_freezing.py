"""What is frozen stays as it was, says what it says, and any tampering is refused or found."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_migrate import upgrade
from hypothesis import given, settings
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from models.audit import AuditEntry
from models.snapshots import Snapshot, SnapshotPerson, SnapshotStanding
from models.units import UnitPeriod
from registry.factory import create_app
from registry.judgement.facts import Dossier
from registry.settings import Settings
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import transaction
from registry.snapshots.actions import SnapshotDetails, freeze
from registry.snapshots.facts import read_facts, write_facts
from registry.snapshots.queries import Frozen
from registry.snapshots.sealing import broken, digest_of
from registry.standings.measure import counts_on
from tests.compliance import drawing
from tests.snapshots import world
from tests.snapshots.world import ON, World
from tests.support.sources import ROOT


@pytest.fixture
def small(app: Flask) -> World:
    assert app
    return world.build()


@settings(max_examples=50, deadline=None)
@given(dossier=drawing.dossiers())
def test_facts_are_read_back_as_they_were_written(dossier: Dossier) -> None:
    assert read_facts(dossier.official_id, write_facts(dossier)) == dossier


def test_a_snapshot_says_what_the_board_said(small: World) -> None:
    frozen = Frozen(small.freeze())
    assert frozen.counts == counts_on(ON)
    assert (frozen.snapshot.people, [target.code for target in frozen.targets]) == (3, ["T1"])
    assert frozen.tree.units[small.unit.id].name == "Sở Đây"
    reasons = dict(db.session.execute(select(SnapshotPerson.full_name, SnapshotStanding.reason).join_from(*_joined())).all())
    assert reasons["Lê Thị Chi"] == "Chưa có trình độ chuyên môn, cần từ đại học trở lên"
    assert reasons["Nguyễn Thị An"] is None


def _joined() -> tuple[object, object, object]:
    same = SnapshotPerson.snapshot_id == SnapshotStanding.snapshot_id
    return SnapshotPerson, SnapshotStanding, same & (SnapshotPerson.official_id == SnapshotStanding.official_id)


def test_whatever_happens_afterwards_the_snapshot_stays(small: World) -> None:
    frozen = Frozen(small.freeze())
    before = (frozen.counts, {unit.name for unit in frozen.tree.units.values()}, frozen.rule_of("T1").sentence)
    small.an.full_name, small.degrees["an"].state = "Tên Khác", "revoked"
    db.session.scalars(select(UnitPeriod).where(UnitPeriod.unit_id == small.unit.id)).one().name = "Sở Khác"
    small.degree_of(small.chi)
    db.session.commit()
    again = Frozen(db.session.get_one(Snapshot, frozen.snapshot.id))
    assert (again.counts, {unit.name for unit in again.tree.units.values()}, again.rule_of("T1").sentence) == before
    assert set(db.session.scalars(select(SnapshotPerson.full_name))) == {"Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi"}
    assert broken() == []


def test_a_day_to_come_an_empty_day_and_a_name_twice_are_refused(small: World) -> None:
    small.freeze("Một")
    refusals = {}
    for name, on in (("Hai", today() + dt.timedelta(days=1)), ("Ba", dt.date(2020, 6, 1)), ("Một", ON)):
        with pytest.raises(Refused) as refused:
            freeze(SnapshotDetails(name, on), small.department)
        refusals[name] = refused.value.field
    assert refusals == {"Hai": "on", "Ba": "on", "Một": "name"}


def test_two_snapshots_make_a_chain_and_the_trail_holds_their_seals(small: World) -> None:
    first, second = small.freeze("Một"), small.freeze("Hai", dt.date(2026, 6, 30))
    assert (first.previous, second.previous) == ("", first.digest)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "snapshot.frozen").order_by(AuditEntry.id)).all()
    assert [entry.changes["digest"][1] for entry in entries] == [first.digest, second.digest]
    assert broken() == []


@pytest.mark.parametrize("which", ["a verdict", "a name", "the day", "a row less", "a whole snapshot"])
def test_who_changes_rows_past_the_guard_is_found(small: World, which: str) -> None:
    first, second = small.freeze("Một"), small.freeze("Hai", dt.date(2026, 6, 30))
    tamper = {
        "a verdict": update(SnapshotStanding).where(SnapshotStanding.declared == 2).values(declared=1),
        "a name": update(SnapshotPerson).where(SnapshotPerson.official_id == small.an.id).values(full_name="Ai Đó"),
        "the day": update(Snapshot).where(Snapshot.id == first.id).values(on=dt.date(2026, 1, 1)),
        "a row less": delete(SnapshotStanding).where(SnapshotStanding.official_id == small.chi.id),
        "a whole snapshot": None,
    }[which]
    if tamper is not None:
        db.session.execute(tamper)
    else:
        for table in ("snapshot_unit", "snapshot_rule", "snapshot_person", "snapshot_standing"):
            db.session.execute(text(f"DELETE FROM {table} WHERE snapshot_id = {second.id}"))  # noqa: S608  our own words
        db.session.execute(text(f"DELETE FROM snapshot WHERE id = {second.id}"))  # noqa: S608  our own words
    db.session.expire_all()
    assert broken() != []


def test_who_seals_anew_what_was_changed_breaks_the_chain(small: World) -> None:
    first, _second = small.freeze("Một"), small.freeze("Hai", dt.date(2026, 6, 30))
    db.session.execute(update(SnapshotStanding).where(SnapshotStanding.declared == 2).values(declared=1))
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.subject == "Một")).one()
    first.digest = digest_of(first.id)
    entry.changes = {**entry.changes, "digest": [None, first.digest]}
    db.session.flush()
    assert "“Hai”: không nối với lần chốt trước." in broken()


def test_the_command_says_whether_all_seals_hold(small: World, app: Flask) -> None:
    small.freeze()
    assert app.test_cli_runner().invoke(args=["check-snapshots"]).exit_code == 0
    db.session.execute(update(SnapshotPerson).values(full_name="Ai Đó"))
    db.session.commit()
    told = app.test_cli_runner().invoke(args=["check-snapshots"])
    assert told.exit_code == 1 and "“Báo cáo 2025”: dữ liệu không còn như lúc chốt." in told.output


@pytest.fixture
def guarded(empty_database_url: str) -> Iterator[World]:
    """The same in a database made by the migrations, with its guards."""
    app = create_app(Settings(database_url=empty_database_url, secret_key="for tests only " * 3, testing=True))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        with transaction():
            small = world.build()
            small.freeze()
        yield small
        db.session.remove()
        db.engine.dispose()


def test_the_database_refuses_to_change_what_was_frozen(guarded: World) -> None:
    assert guarded
    values = "(SELECT max(snapshot_id) FROM snapshot_unit), 1, 'x', 'x', 'province', NULL, 'x'"
    tables = ("snapshot", "snapshot_unit", "snapshot_rule", "snapshot_person", "snapshot_standing")
    for tampering in (
        "UPDATE snapshot SET name = 'x'",
        "UPDATE snapshot SET digest = ''",
        "UPDATE snapshot_person SET full_name = 'x'",
        "UPDATE snapshot_standing SET declared = 1",
        f"INSERT INTO snapshot_unit VALUES ({values})",  # noqa: S608  our own words
        f"INSERT OR REPLACE INTO snapshot_unit VALUES ({values})",  # noqa: S608  our own words
        *(f"DELETE FROM {table}" for table in tables),  # noqa: S608  our own words
        *(f"TRUNCATE {table} CASCADE" for table in tables),
    ):
        with pytest.raises(DatabaseError), transaction():
            db.session.execute(text(tampering))
    assert broken() == []
