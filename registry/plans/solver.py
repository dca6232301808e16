"""The cheapest way to send people to classes so that targets are reached, as whole numbers for HiGHS. Knows nothing of officials.

People who may go the same ways to the same effect are one group, so a problem has as many unknowns as there are kinds of people
and bundles, not people. Solved in three steps, each holding what the one before found: as few short as can be,
as cheap as can be, and among plans of one price the people who stay longest.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy

SECONDS = 8.0
"""Time for all three steps; what is found by then is given, with how far from the best it may be."""

POLISH = 2.0
"""Of which for choosing among plans of one price."""


@dataclass(frozen=True)
class Bundle:
    """Classes that one person attends, by place, and the targets, by place, that the person then meets."""

    classes: frozenset[int]
    targets: frozenset[int]


@dataclass(frozen=True)
class Group:
    """So many people to whom the same bundles are open. `regret` is how much later ones are preferred: fewer years to stay."""

    size: int
    bundles: tuple[Bundle, ...]
    regret: int = 0


@dataclass(frozen=True)
class Problem:
    """Seats and cost of each class, how many people each target needs, and who is there."""

    seats: tuple[int, ...]
    costs: tuple[int, ...]
    needed: tuple[int, ...]
    groups: tuple[Group, ...]

    def cost(self, bundle: Bundle) -> int:
        """What a bundle costs."""
        return sum(self.costs[place] for place in bundle.classes)


@dataclass(frozen=True)
class Solution:
    """How many of each group take each bundle, how many each target stays short, and how good that surely is."""

    taken: dict[tuple[int, int], int]
    short: tuple[int, ...]
    cost: int
    proven: bool
    gap: float
    """The share of the cost that a better plan might save at most, when not proven."""


def solve(problem: Problem, seconds: float = SECONDS) -> Solution:
    """The best plan that is found in the time."""
    ways = [(g, b) for g, group in enumerate(problem.groups) for b in range(len(group.bundles))]
    model = _Model(problem, ways)
    ends = time.monotonic() + seconds
    short = model.least(model.shortage(), ends)
    model.hold(model.shortage(), short.value)
    cheap = model.least(model.cost(), ends)
    best = cheap
    if cheap.proven:
        model.hold(model.cost(), cheap.value)
        longest = model.least(model.regret(), min(ends, time.monotonic() + POLISH))
        best = longest if longest.found else cheap
    return _solution(problem, ways, best.numbers, short.proven and cheap.proven, cheap.gap)


def _solution(problem: Problem, ways: Sequence[tuple[int, int]], numbers: Sequence[int], proven: bool, gap: float) -> Solution:
    taken = {way: number for way, number in zip(ways, numbers, strict=True) if number}
    bundles = {(g, b): problem.groups[g].bundles[b] for g, b in taken}
    gained = [sum(n for way, n in taken.items() if t in bundles[way].targets) for t in range(len(problem.needed))]
    short = tuple(max(0, need - got) for need, got in zip(problem.needed, gained, strict=True))
    cost = sum(problem.cost(bundles[way]) * number for way, number in taken.items())
    return Solution(taken, short, cost, proven, 0.0 if proven else gap)


@dataclass(frozen=True)
class _Answer:
    numbers: list[int]
    value: int
    proven: bool
    gap: float
    found: bool


class _Model:
    """The problem in the words of HiGHS."""

    def __init__(self, problem: Problem, ways: Sequence[tuple[int, int]]) -> None:
        self._problem, self._ways = problem, ways
        self._bundles = [problem.groups[g].bundles[b] for g, b in ways]
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # only partly typed
        self._highs.silent()
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._highs.setOptionValue("random_seed", 1)  # the same inputs give the same plan
        whole = highspy.HighsVarType.kInteger
        self._numbers = [self._highs.addVariable(0, problem.groups[g].size, type=whole) for g, _b in ways]
        self._short = [self._highs.addVariable(0, need, type=whole) for need in problem.needed]
        self._limit()

    def _limit(self) -> None:
        """Nobody goes twice, no class is overfull, each target gets its people or is short of them."""
        for place, group in enumerate(self._problem.groups):
            self._at_most([x for x, (g, _b) in zip(self._numbers, self._ways, strict=True) if g == place], group.size)
        for place, seats in enumerate(self._problem.seats):
            self._at_most([x for x, each in zip(self._numbers, self._bundles, strict=True) if place in each.classes], seats)
        for place, need in enumerate(self._problem.needed):
            gained = [x for x, each in zip(self._numbers, self._bundles, strict=True) if place in each.targets]
            self._highs.addConstr(self._highs.qsum([*gained, self._short[place]]) >= need)

    def _at_most(self, numbers: list[Any], most: int) -> None:
        if numbers:
            self._highs.addConstr(self._highs.qsum(numbers) <= most)

    def shortage(self) -> Any:
        """How many people all targets are short of."""
        return self._highs.qsum(self._short)

    def cost(self) -> Any:
        """What all seats taken cost; a seat that costs nothing is still not taken in vain."""
        return self._weighed([self._problem.cost(bundle) for bundle in self._bundles])

    def regret(self) -> Any:
        """How far those who go are from staying long, and how many go at all."""
        return self._weighed([self._problem.groups[g].regret + 1 for g, _b in self._ways])

    def _weighed(self, weights: list[int]) -> Any:
        return self._highs.qsum([x * weight for x, weight in zip(self._numbers, weights, strict=True)] or [self._short[0] * 0])

    def hold(self, expression: Any, value: int) -> None:
        """Let an expression not grow past a value any more."""
        self._highs.addConstr(expression <= value)

    def least(self, expression: Any, ends: float) -> _Answer:
        """The numbers that make an expression least, or the best found until the time is over."""
        self._highs.setOptionValue("time_limit", max(0.05, ends - time.monotonic()) + self._highs.getRunTime())
        self._highs.minimize(expression)
        info = self._highs.getInfo()
        found = info.primal_solution_status == 2  # a point that keeps every limit
        values = [round(self._highs.val(x)) for x in self._numbers] if found else [0] * len(self._numbers)
        proven = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = round(info.objective_function_value) if found else sum(self._problem.needed)
        return _Answer(values, value, proven, info.mip_gap, found)
