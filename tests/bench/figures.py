"""The board and the course of targets from standings, beside hand-written statements on the plain tables."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator

from sqlalchemy import text

from registry.compliance.figures import courses_of, month_ends
from registry.shared.database import db
from registry.standings.measure import Count, Counts, counts_on, rolled_up
from registry.units.queries import Tree, tree_on
from tests.bench import plain
from tests.bench.careers import LAST_DAY
from tests.bench.naive import Loop
from tests.bench.province import analyse
from tests.bench.report import Figure, at_least, at_most, seconds, times
from tests.bench.timing import Race, Work, race, took

DAYS = (dt.date(2022, 3, 31), dt.date(2024, 6, 30), dt.date(2025, 12, 31), LAST_DAY)
COVERING = {
    "bench_assignment": "assignment (unit_id, valid_to, valid_from, kind, category, position_id, official_id)",
    "bench_qualification": "qualification (official_id, domain, state, level_id, certificate_type_id, issued_on,"
    " issued_precision, expires_on, language_code, country, taught_in)",
}
Board = dict[int, dict[int, Count]]


def measured() -> Iterator[Figure]:
    """All figures of this kind; the numbers are held against each other first."""
    _assert_equal(plain.Board().counts_on, "the hand-written statements")
    _assert_equal(Loop().counts_on, "the naive statements")
    yield from _board()
    yield from _trend()


def _assert_equal(answer: Callable[[dt.date], Counts], who: str) -> None:
    for on in DAYS:
        assert answer(on) == counts_on(on), f"{who} give other numbers than the standings on {on}"


def _board() -> Iterator[Figure]:
    tree, board, loop = tree_on(LAST_DAY), plain.Board(), Loop()
    works: dict[str, Work] = {
        "standings": lambda: _rolled(counts_on(LAST_DAY), tree),
        "plain": lambda: _rolled(board.counts_on(LAST_DAY), tree),
    }
    bare = race(works)
    naive = took(lambda: _rolled(loop.counts_on(LAST_DAY), tree))
    past = race({"then": lambda: counts_on(dt.date(2024, 6, 30))})
    with _covering_indexes():
        covered = race(works)
    yield Figure("board: all targets × all units, one day, from standings", seconds(bare.time("standings")))
    yield Figure("board on a day before the reorganisation", seconds(past.time("then")))
    yield _beside("best statement on plain tables", bare, "plain")
    yield _beside("the same with covering indexes", covered, "plain")
    faster = times(naive.passed / bare.time("standings"))
    yield Figure("naive loop over targets", f"{seconds(naive.passed)}, standings {faster} faster")


def _beside(work: str, run: Race, other: str) -> Figure:
    faster = run.ratio(other, "standings")
    return at_least(work, f"{seconds(run.time(other))}, standings {times(faster)} faster", faster, 5, "standings ≥ 5× faster")


def _rolled(counts: Counts, tree: Tree) -> Board:
    return {target_id: rolled_up(of_target, tree) for target_id, of_target in counts.items()}


@contextlib.contextmanager
def _covering_indexes() -> Iterator[None]:
    """Indexes that hold every column the statements read."""
    for name, columns in COVERING.items():
        db.session.execute(text(f"CREATE INDEX {name} ON {columns}"))
    analyse()
    yield
    for name in COVERING:
        db.session.execute(text(f"DROP INDEX {name}"))
    analyse()


def _trend() -> Iterator[Figure]:
    ids = [number for code, number in plain.target_ids().items() if "." not in code]
    days, province = month_ends(LAST_DAY), _province()
    run = race({"trend": lambda: courses_of(ids, days, province), "day": lambda: counts_on(LAST_DAY, ids)})
    ratio = run.ratio("trend", "day")
    shown = f"{seconds(run.time('trend'))}, {times(ratio)} one day"
    yield at_most(f"trend of the four targets, {len(days)} days", shown, ratio, 10, "≤ 10× one day")


def _province() -> int:
    return next(unit.id for unit in tree_on(LAST_DAY).units.values() if unit.parent_id is None)
