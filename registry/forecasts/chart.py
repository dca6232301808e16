"""Where the lines of a forecast run on the drawing: whole numbers become points of an SVG."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Points = Sequence[tuple[dt.date, float]]

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, FLOOR = 2, 626, 26, 228
APART = 22
"""Least distance between two numbers at the ends of the lines."""


@dataclass(frozen=True)
class End:
    """The number at the end of a line."""

    line: str
    percent: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """A fan ready to be drawn: every text of points as SVG takes it."""

    history: str
    lines: dict[str, str]
    band: str
    now: tuple[float, float]
    threshold: float
    first: dt.date
    since: dt.date
    until: dt.date
    ends: list[End]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    floor: int = FLOOR


def drawn(history: Points, lines: Mapping[str, Points], threshold: int) -> Drawing | None:
    """The fan behind its history; None when a line has nobody to count on its first or last day."""
    if any(len(points) < 2 for points in lines.values()) or not history:
        return None
    x, y = _scales([*history, *(point for points in lines.values() for point in points)], threshold)

    def text(points: Points) -> str:
        return " ".join(f"{x(day):.1f},{y(share):.1f}" for day, share in points)

    since, share = lines["middle"][0]
    return Drawing(
        history=text([*(point for point in history if point[0] < since), (since, share)]),
        lines={line: text(points) for line, points in lines.items()},
        band=f"{text(lines['high'])} {text(lines['low'][::-1])}",
        now=(round(x(since), 1), round(y(share), 1)),
        threshold=round(y(threshold), 1),
        first=min(history[0][0], since),
        since=since,
        until=lines["middle"][-1][0],
        ends=_apart([End(line, points[-1][1], y(points[-1][1])) for line, points in lines.items()]),
    )


def _scales(points: Points, threshold: int) -> tuple[Callable[[dt.date], float], Callable[[float], float]]:
    days, shares = [day for day, _ in points], [*(share for _, share in points), float(threshold)]
    first, span = min(days), max((max(days) - min(days)).days, 1)
    spread = max(max(shares) - min(shares), 4.0)
    base = max(min(shares) - spread * 0.12, 0.0)
    rise = (FLOOR - TOP) / (max(shares) - base or 1)
    return (
        lambda day: LEFT + (day - first).days * (RIGHT - LEFT) / span,
        lambda share: FLOOR - (share - base) * rise,
    )


def _apart(ends: list[End]) -> list[End]:
    """Ends from the top down, each far enough below the one above to be read; one that says the same is left out."""
    placed: list[End] = []
    for end in sorted(ends, key=lambda each: (each.y, each.line != "middle")):
        if placed and abs(placed[-1].percent - end.percent) < 0.05:
            continue
        placed.append(End(end.line, end.percent, max(end.y, placed[-1].y + APART) if placed else end.y))
    over = max((end.y for end in placed), default=0.0) - FLOOR
    return [End(end.line, end.percent, round(end.y - max(over, 0.0), 1)) for end in placed]
