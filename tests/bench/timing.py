"""Taking the time: works take turns, so that a busy machine slows all of them alike, and ratios are taken within a turn.

Beside the time that passes stands the time of the processors: what the application and its database worked, whoever else kept the
machine busy. Goals in seconds are held against that.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

Work = Callable[[], object]
PROC = Path("/proc")


@dataclass
class Processors:
    """Tells how long this process, and the database server beside it, have been at work. Servers are seen on Linux only."""

    server: int = 0
    """Process id of the server; SQLite works inside this process."""
    _seen: dict[str, int] = field(default_factory=dict)

    def seconds(self) -> float:
        """Seconds of work so far."""
        return time.process_time() + sum(self._server_times().values()) / 1e9

    def _server_times(self) -> dict[str, int]:
        """Nanoseconds of each process of the server; those that have ended keep what they had when they were last seen."""
        listed = PROC / str(self.server) / "task" / str(self.server) / "children"
        for child in listed.read_text().split() if self.server and listed.exists() else []:
            times = PROC / child / "schedstat"
            if times.exists():
                self._seen[child] = int(times.read_text().split()[0])
        return self._seen


PROCESSORS = Processors()


@dataclass(frozen=True)
class Spent:
    """Seconds of one work: those that passed, and those in which processors worked for it."""

    passed: float
    worked: float


@dataclass(frozen=True)
class Race:
    """What each work took, turn by turn."""

    turns: Mapping[str, list[Spent]]

    def median(self, work: str) -> Spent:
        """The medians of a work."""
        turns = self.turns[work]
        return Spent(median(spent.passed for spent in turns), median(spent.worked for spent in turns))

    def time(self, work: str) -> float:
        """The median of the seconds that passed."""
        return self.median(work).passed

    def ratio(self, work: str, base: str) -> float:
        """How many times as long as `base` a work takes: the median over the turns."""
        return median(one.passed / other.passed for one, other in zip(self.turns[work], self.turns[base], strict=True))


def race(works: Mapping[str, Work], turns: int = 7) -> Race:
    """Every work once unmeasured, then `turns` times in turn."""
    for work in works.values():
        work()
    spent: dict[str, list[Spent]] = {name: [] for name in works}
    for _ in range(turns):
        for name, work in works.items():
            spent[name].append(took(work))
    return Race(spent)


def took(work: Work) -> Spent:
    """What a work takes once."""
    worked, began = PROCESSORS.seconds(), time.perf_counter()
    work()
    passed = time.perf_counter() - began
    return Spent(passed, PROCESSORS.seconds() - worked)
