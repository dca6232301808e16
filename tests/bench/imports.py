"""A roster of 10,000 rows brought into an empty registry, beside reading it bare and inserting the same rows bare."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from registry.shared.transaction import transaction
from seeds.reference import load_reference
from tests.bench.report import Figure, at_most, both, times
from tests.bench.rosters import workbook
from tests.bench.timing import PROCESSORS, Spent
from tests.support.applications import application_on
from tests.support.sources import ROOT

ROWS = 10_000
TURNS = 3
LIMIT_MIB = 400
NewDatabase = Callable[[], AbstractContextManager[str]]
Told = dict[str, Any]


def measured(new_database: NewDatabase) -> Iterator[Figure]:
    """Both ways in turn, each time into a new database that holds the catalogues only."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "danh-sach.xlsx"
        turns = [_turn(new_database, file) for _ in range(TURNS)]
    ours, bare = [one for one, _ in turns], [other for _, other in turns]
    ratio = median(_whole(one).worked / _whole(other).worked for one, other in turns)
    shown = f"{both(_median(map(_whole, ours)))}, {times(ratio)} in CPU"
    yield at_most("import: read, compare, write, judge, commit", shown, ratio, 4, "≤ 4× read and inserted bare")
    for lap in ours[0]["laps"]:
        yield Figure(f"– {lap}", both(_median(Spent(*one["laps"][lap]) for one in ours)))
    yield Figure("the same file again: read, compare, nothing to write", both(_median(Spent(*one["again"]) for one in ours)))
    yield Figure("the same file read bare, the same rows inserted bare", both(_median(map(_whole, bare))))
    for lap in bare[0]["laps"]:
        yield Figure(f"– bare {lap}", both(_median(Spent(*one["laps"][lap]) for one in bare)))
    yield Figure(
        "rows of both", ", ".join(f"{number:,} {name}" for name, number in ours[0]["rows"].items() if name != "standing")
    )
    yield Figure("standings besides, of the registry only", f"{ours[0]['rows']['standing']:,}")
    yield from _memory(max(one["peak"] for one in ours), ours[0]["before"], max(one["peak"] for one in bare))


def _whole(told: Told) -> Spent:
    return Spent(*map(sum, zip(*told["laps"].values(), strict=True)))


def _median(spent: Iterable[Spent]) -> Spent:
    turns = list(spent)
    return Spent(median(one.passed for one in turns), median(one.worked for one in turns))


def _memory(peak: float, before: float, bare: float) -> Iterator[Figure]:
    shown = f"{peak:.0f} MiB, of these {before:.0f} the idle application"
    yield at_most("memory of the importing process, peak", shown, peak, LIMIT_MIB, f"≤ {LIMIT_MIB} MiB")
    yield Figure("memory of the bare process, peak", f"{bare:.0f} MiB")


def _turn(new_database: NewDatabase, file: Path) -> tuple[Told, Told]:
    with ExitStack() as stack:
        ours, bare = (stack.enter_context(new_database()) for _ in range(2))
        for address in (ours, bare):
            _prepare(address, file)
        return _child("registry", ours, str(file)), _child("bare", bare, str(file), ours)


def _prepare(address: str, file: Path) -> None:
    """Catalogues into the database, and the roster, if it is not there yet, out of them."""
    with application_on(address) as app, app.app_context():
        with transaction():
            load_reference()
        if not file.exists():
            file.write_bytes(workbook(ROWS))


def _child(way: str, *arguments: str) -> Told:
    command = [sys.executable, "-m", "tests.bench.importing", way, str(PROCESSORS.server), *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told
