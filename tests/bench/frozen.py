"""Why a figure changed, freezing a day, and what differs from what was frozen, beside bare statements on the same rows."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

from sqlalchemy import select, text

from models.accounts import Account
from models.snapshots import Snapshot
from registry.comparison.parts import between_days
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.snapshots.actions import SnapshotDetails, freeze
from registry.snapshots.differences import FrozenState, compared, present_state
from registry.snapshots.queries import Frozen
from registry.snapshots.sealing import broken
from registry.units.queries import tree_on
from tests.bench.careers import LAST_DAY
from tests.bench.plain import target_ids
from tests.bench.report import Figure, both, seconds, times
from tests.bench.timing import race, took

SINCE = dt.date(2025, 12, 31)
DIFFERING = text("""SELECT COUNT(*) FROM (
  SELECT official_id, MAX(CASE WHEN valid_from <= :since AND valid_to > :since THEN 10 * declared + verified END) AS before,
    MAX(CASE WHEN valid_from <= :until AND valid_to > :until THEN 10 * declared + verified END) AS after
  FROM standing WHERE target_id = :target GROUP BY official_id) ends
WHERE COALESCE(before, 0) <> COALESCE(after, 0)""")
COPY = """CREATE TEMPORARY TABLE bench_copy_{number} AS SELECT s.*, o.full_name, o.sort_key, o.born_on FROM standing s
JOIN official o ON o.id = s.official_id WHERE s.valid_from <= '{on}' AND s.valid_to > '{on}'"""


def measured() -> Iterator[Figure]:
    """All figures of this kind."""
    yield from _between_days()
    yield from _freezing()


def _between_days() -> Iterator[Figure]:
    target, province = target_ids()["T1"], _province()
    asked = {"since": SINCE, "until": LAST_DAY, "target": target}
    found = between_days(target, SINCE, LAST_DAY, province)
    assert sum((part.effect for part in found.parts), found.worth_before) == found.worth_after
    run = race(
        {
            "parts": lambda: between_days(target, SINCE, LAST_DAY, province),
            "bare": lambda: db.session.execute(DIFFERING, asked).scalar(),
        }
    )
    shown = (
        f"{both(run.median('parts'))} for {len(found.changed):,} people, {times(run.ratio('parts', 'bare'))} the bare statement"
    )
    yield Figure("why T1 changed between two days, whole province", shown)
    yield Figure("who differs on two days, one bare statement", seconds(run.time("bare")))


def _freezing() -> Iterator[Figure]:
    account = db.session.scalars(select(Account)).one()
    number = count(1)

    def frozen() -> None:
        with transaction():
            freeze(SnapshotDetails(f"Chốt {next(number)}", SINCE), account)

    def copied() -> None:
        with transaction():
            db.session.execute(text(COPY.format(number=next(number), on=SINCE)))

    run = race({"frozen": frozen, "copied": copied}, turns=3)
    snapshot = db.session.scalars(select(Snapshot).order_by(Snapshot.id)).first()
    assert snapshot
    shown = f"{both(run.median('frozen'))} for {snapshot.people:,} people, {times(run.ratio('frozen', 'copied'))} a bare copy"
    yield Figure("freezing a day, sealed", shown)
    yield Figure("a bare copy of the day's standings with names", seconds(run.time("copied")))
    state = FrozenState(Frozen(snapshot), "T1")
    against = race({"now": lambda: compared(state, present_state(state), _province())}, turns=3)
    yield Figure("a snapshot against its day as counted now, T1", both(against.median("now")))
    checks = took(lambda: broken())
    yield Figure(f"check of the seals of {len(db.session.scalars(select(Snapshot.id)).all())} snapshots", both(checks))


def _province() -> int:
    return next(unit.id for unit in tree_on(LAST_DAY).units.values() if unit.parent_id is None)
