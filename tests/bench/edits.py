"""One edit with the standings it moves, and judging everybody anew."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Any
from unittest.mock import patch

from sqlalchemy import event, func, insert, select, text

from models.accounts import Account
from models.audit import AuditEntry
from models.officials import Official
from models.qualifications import Domain, Level, Qualification, State
from models.targets import Standing, Target
from registry.qualifications.actions import QualificationDetails, record_qualification
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from tests.bench.province import RECORDED, people_on_file
from tests.bench.report import Figure, at_least, at_most, both, seconds, times
from tests.bench.timing import race, took

EDITS = 25
PUBLISHED_WITHIN = 10
"""Seconds in which 40,000 officials are to be judged anew when a rule is published."""


def rebuilt() -> Iterator[Figure]:
    """Judge everybody anew, store, and check by judging once more."""
    before, people = _bytes(), people_on_file()
    spent = took(_rebuild)
    rows = db.session.scalar(select(func.count()).select_from(Standing)) or 0
    size = f"{rows:,} rows, {(_bytes() - before) / 2**20:.1f} MiB"
    speed = people / spent.worked
    shown = f"{both(spent)}, {speed:,.0f} people per CPU second"
    yield at_least("rebuild of all standings", shown, speed, 40_000 / PUBLISHED_WITHIN, "40,000 people in ≤ 10 s")
    yield Figure("standings beside the plain tables", f"{size} ({before / 2**20:.0f} MiB)")
    yield Figure("check of all standings", both(took(_check)))


def _rebuild() -> None:
    with transaction():
        keeping.rebuild()


def _check() -> None:
    found = keeping.differences()
    assert not found, f"{len(found)} standings differ from what the records say"


def _bytes() -> int:
    """Size of the whole database."""
    if db.session.get_bind().dialect.name == "postgresql":
        return int(db.session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages = db.session.scalar(text("PRAGMA page_count")) or 0
    return int(pages) * int(db.session.scalar(text("PRAGMA page_size")) or 0)


def measured() -> Iterator[Figure]:
    """A qualification recorded for one official, committed: with standings, without, and as two bare inserts."""
    edits = _Edits()
    run = race({"kept": edits.kept, "without": edits.without_standings, "inserts": edits.inserts}, turns=EDITS)
    with transaction():
        keeping.rejudge(edits.touched)
    ratio = run.ratio("kept", "without")
    shown = f"{seconds(run.time('kept'))}, {times(ratio)}"
    yield at_most("one edit with trail and standings, to the edit without", shown, ratio, 3, "≤ 3× without standings")
    shown = f"{seconds(run.time('inserts'))}, {times(run.ratio('kept', 'inserts'))}"
    yield Figure("its two rows inserted bare, and the edit to that", shown)


class _Edits:
    """Edits of one kind on ever other people, all in the scope of the first target."""

    def __init__(self) -> None:
        in_scope = select(Standing.official_id).join(Target, Target.id == Standing.target_id).where(Target.code == "T1")
        self._people = iter(db.session.scalars(in_scope.distinct().order_by(Standing.official_id).limit(4 * EDITS)).all())
        statement = select(Level.id).where(Level.domain == Domain.THEORY, Level.key == "trung-cap")
        self._level_id = db.session.scalars(statement).one()
        self._account_id = db.session.scalars(select(Account.id)).first()
        self._numbers = count(1)
        self.touched: list[int] = []

    def kept(self) -> None:
        """As the application does it."""
        with transaction():
            official = db.session.get_one(Official, self._next_person())
            record_qualification(official, self._details(), db.session.get(Account, self._account_id))

    def without_standings(self) -> None:
        """The same, and nobody is judged."""
        with _standings_asleep():
            self.kept()

    def inserts(self) -> None:
        """The two rows of the same edit, past the session."""
        official_id, details = self._next_person(), self._details()
        with transaction():
            connection = db.session.connection()
            connection.execute(insert(Qualification), [self._row(official_id, details)])
            entry = {"at": now(), "account_id": self._account_id, "action": "qualification.recorded", "official_id": official_id}
            changes = {"number": [None, details.number], "level_id": [None, details.level_id]}
            connection.execute(insert(AuditEntry), [entry | {"subject": "theory", "changes": changes}])

    def _next_person(self) -> int:
        self.touched.append(next(self._people))
        return self.touched[-1]

    def _details(self) -> QualificationDetails:
        day, number = dt.date(2026, 5, 4), f"BM-{next(self._numbers)}"
        return QualificationDetails(Domain.THEORY, level_id=self._level_id, number=number, issued_on=day)

    def _row(self, official_id: int, details: QualificationDetails) -> dict[str, Any]:
        return {
            "official_id": official_id,
            "domain": details.domain,
            "level_id": details.level_id,
            "number": details.number,
            "issued_on": details.issued_on,
            "state": State.DECLARED,
            "recorded_at": RECORDED,
        }


@contextlib.contextmanager
def _standings_asleep() -> Iterator[None]:
    """Inside, the session knows nothing of standings: whatever `keep_true` hooks on to it is taken off."""
    hooks: list[tuple[Any, ...]] = []
    with patch.object(event, "listen", lambda *hook: hooks.append(hook)):
        keeping.keep_true(db.session)
    for hook in hooks:
        event.remove(*hook)
    try:
        yield
    finally:
        keeping.keep_true(db.session)
