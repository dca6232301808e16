"""Taking the time: works take turns, so that a busy machine slows all of them alike, and ratios are taken within a turn."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass(frozen=True)
class Race:
    """Seconds of each work, turn by turn."""

    seconds: Mapping[str, list[float]]

    def time(self, work: str) -> float:
        """The median of a work in seconds."""
        return median(self.seconds[work])

    def ratio(self, work: str, base: str) -> float:
        """How many times as long as `base` a work takes: the median over the turns."""
        return median(one / other for one, other in zip(self.seconds[work], self.seconds[base], strict=True))


def race(works: Mapping[str, Work], turns: int = 7) -> Race:
    """Every work once unmeasured, then `turns` times in turn."""
    for work in works.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(turns):
        for name, work in works.items():
            seconds[name].append(took(work))
    return Race(seconds)


def took(work: Work) -> float:
    """Seconds that a work takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
