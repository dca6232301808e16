"""The figures of a run as one table per database, each with its goal and whether it was met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.timing import Spent

MARKS = {True: " ✓", False: " ✗", None: ""}


@dataclass(frozen=True)
class Figure:
    """One line of the table at one size. `met` is None where there is no goal."""

    work: str
    shown: str
    goal: str = ""
    met: bool | None = None


def seconds(value: float) -> str:
    """A duration with as many digits as mean something."""
    if value >= 10:
        return f"{value:.0f} s"
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.1f} ms"


def both(spent: Spent) -> str:
    """The time that passed, and the time of the processors."""
    return f"{seconds(spent.passed)} ({seconds(spent.worked)} CPU)"


def times(value: float) -> str:
    """A ratio."""
    return f"{value:.0f}×" if value >= 20 else f"{value:.1f}×"


def at_most(work: str, shown: str, value: float, limit: float, goal: str) -> Figure:
    """A figure whose goal is not to be above a limit."""
    return Figure(work, shown, goal, value <= limit)


def at_least(work: str, shown: str, value: float, limit: float, goal: str) -> Figure:
    """A figure whose goal is not to be below a limit."""
    return Figure(work, shown, goal, value >= limit)


def table(title: str, columns: Mapping[int, Sequence[Figure]]) -> str:
    """Works down, sizes across, as Markdown."""
    works = {figure.work: figure.goal for figures in columns.values() for figure in figures}
    head = [title, *(f"{size:,}" for size in columns), "goal"]
    lines = [head, ["---"] * len(head)]
    for work, goal in works.items():
        found = [next((one for one in figures if one.work == work), None) for figures in columns.values()]
        lines.append([work, *(one.shown + MARKS[one.met] if one else "–" for one in found), goal])
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in padded)


def told(columns: Mapping[int, Sequence[Figure]]) -> str:
    """Which goals were missed, in a sentence."""
    figures = [(size, figure) for size, found in columns.items() for figure in found if figure.met is not None]
    missed = [f"{figure.work} at {size:,} ({figure.shown}; {figure.goal})" for size, figure in figures if not figure.met]
    return f"{len(figures) - len(missed)} of {len(figures)} goals met" + (": missed " + "; ".join(missed) if missed else "")
