"""One import in a process of its own, so that its memory can be told: by the registry, or read and inserted bare.

`python -m tests.bench.importing registry SERVER ADDRESS FILE` or `… bare SERVER ADDRESS FILE ADDRESS_WITH_THE_ROWS` prints JSON.
SERVER is the process id of the database server, 0 for none.
"""

import datetime as dt
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import Table, create_engine, func, insert, select

from models.audit import AuditEntry
from models.base import Base
from models.changes import RowChange
from models.officials import Assignment, Official
from models.qualifications import Qualification
from models.targets import Standing
from registry.factory import create_app
from registry.readers.roster import read_roster
from registry.settings import Settings
from registry.shared.clock import stopped_at
from registry.shared.database import db, engine_options
from registry.shared.transaction import transaction
from registry.workbooks.actions import apply_plan
from registry.workbooks.compare import compare
from tests.bench.timing import PROCESSORS

NOON = dt.datetime(2026, 10, 1, 5, tzinfo=dt.UTC)
"""The present of the run: the day after the story of the made-up people ends."""
STATUS = Path("/proc/self/status")
"""Where Linux tells it: what `getrusage` tells there counts the parent's memory in."""
WRITTEN: tuple[type[Base], ...] = (Official, Assignment, Qualification, AuditEntry, RowChange)
"""The rows of an import that are no standings: what the bare import inserts."""


class Watch:
    """What was spent between two presses: seconds that passed, and seconds that processors worked."""

    def __init__(self) -> None:
        self._last = self._now()
        self.laps: dict[str, tuple[float, float]] = {}

    def press(self, what: str) -> None:
        """What was spent since the last press was spent on this."""
        now = self._now()
        self.laps[what] = (now[0] - self._last[0], now[1] - self._last[1])
        self._last = now

    def _now(self) -> tuple[float, float]:
        return time.perf_counter(), PROCESSORS.seconds()


def by_registry(address: str, file: Path) -> dict[str, Any]:
    """Read, compare, write and commit as the command does; then the same file once more, which changes nothing."""
    app = create_app(Settings(database_url=address, secret_key="for measuring only " * 3))
    with app.app_context():
        before, watch = _peak(), Watch()
        with transaction():
            roster = read_roster(file.read_bytes(), file.name)
            watch.press("read")
            plan = compare(roster, None)
            watch.press("compare")
            counts = apply_plan(plan, file.name, None, accept_good_rows=False)
            watch.press("write")
        watch.press("standings and commit")
        found = {"laps": watch.laps, "peak": _peak(), "before": before}
        assert counts["added"] == counts["read"], counts
        del roster, plan
        watch = Watch()
        again = compare(read_roster(file.read_bytes(), file.name), None).counts
        watch.press("again")
        assert again["unchanged"] == again["read"], again
        return found | {"again": watch.laps["again"], "rows": _counted()}


def by_hand(address: str, file: Path, source: str) -> dict[str, Any]:
    """Read the file by calamine and insert the rows that the registry made of it, in one transaction."""
    rows = {table: _rows_of(table, source) for table in map(_table, WRITTEN)}
    engine = create_engine(address, **engine_options(address))
    with engine.connect() as connection:
        connection.execute(select(1)).all()
    watch = Watch()
    cells = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    watch.press("read")
    with engine.begin() as connection:
        for table, values in rows.items():
            connection.execute(insert(table), values)
    watch.press("insert")
    assert len(cells) == len(rows[_table(Official)]) + 1
    return {"laps": watch.laps, "peak": _peak()}


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)
    return table


def _rows_of(table: Table, source: str) -> list[dict[str, Any]]:
    with create_engine(source, **engine_options(source)).connect() as connection:
        return [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]


def _counted() -> dict[str, int]:
    tables = [*map(_table, WRITTEN), _table(Standing)]
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def _peak() -> float:
    """The most memory that the process ever held, in MiB."""
    if STATUS.exists():
        return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


WAYS: dict[str, Callable[..., dict[str, Any]]] = {"registry": by_registry, "bare": by_hand}

if __name__ == "__main__":
    way, server, address, file, *more = sys.argv[1:]
    PROCESSORS.server = int(server)
    with stopped_at(NOON):
        print(json.dumps(WAYS[way](address, Path(file), *more)))
