"""Taking the time: works take turns, so that a busy machine slows all of them alike, and ratios are taken within a turn."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass(frozen=True)
class Spent:
    """Seconds of one work: those that passed, and those in which this process worked, which a busy machine does not lengthen."""

    passed: float
    busy: float


@dataclass(frozen=True)
class Race:
    """What each work took, turn by turn."""

    turns: Mapping[str, list[Spent]]

    def time(self, work: str) -> float:
        """The median of the seconds that passed."""
        return median(spent.passed for spent in self.turns[work])

    def busy(self, work: str) -> float:
        """The median of the seconds in which this process worked."""
        return median(spent.busy for spent in self.turns[work])

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
            spent[name].append(worked(work))
    return Race(spent)


def took(work: Work) -> float:
    """Seconds that a work takes once."""
    return worked(work).passed


def worked(work: Work) -> Spent:
    """What a work takes once."""
    began, idle = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - began, time.process_time() - idle)
