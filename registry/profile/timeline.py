"""The time line of an official as a drawing: where each bar, label and year stands. Knows days and words, no tables."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, LANES = 1000.0, 112.0
"""Width of the drawing, and of the column with the names of the lanes."""

BAR, STEP, THICK = 14, 22, 22
"""Height of a thin bar, distance of rows, height of a post."""

_LETTER = 6.4
_TITLE = 44
_MARGIN = 0.08


@dataclass(frozen=True)
class Stretch:
    """Something held from a day up to (not including) another; `look` is solid, hatched or outlined."""

    words: str
    begins: dt.date
    ends: dt.date
    look: str


@dataclass(frozen=True)
class Bar:
    """A bar with its label: inside it, or before it with the given right end."""

    x: float
    y: float
    width: float
    height: int
    look: str
    words: str
    label: str
    label_x: float
    inside: bool

    @property
    def label_y(self) -> float:
        """Base line of the label."""
        return self.y + self.height / 2 + 4


@dataclass(frozen=True)
class Lane:
    """A group of rows under one name; `top` and `bottom` bound it."""

    name: str
    top: float
    bottom: float
    bars: list[Bar]


@dataclass(frozen=True)
class TimeLine:
    """The whole drawing."""

    height: float
    floor: float
    lanes: list[Lane]
    years: list[tuple[float, int]]
    now: float
    sentence: str


@dataclass(frozen=True)
class Content:
    """What is drawn: posts and absences in a row each (in more when they overlap), degrees and certificates a row each."""

    posts: Sequence[Stretch]
    absences: Sequence[Stretch]
    degrees: Sequence[Stretch]
    certificates: Sequence[Stretch]
    names: tuple[str, str, str, str] = field(default=("", "", "", ""))


@dataclass(frozen=True)
class _Scale:
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        share = (min(max(day, self.first), self.last) - self.first).days / max((self.last - self.first).days, 1)
        return round(LANES + share * (WIDTH - LANES), 1)


def drawn(content: Content, on: dt.date, until: dt.date) -> TimeLine | None:
    """The drawing up to the day `until`, a little room behind it, and a mark on the day `on`; None when nothing has a day."""
    everything = [*content.posts, *content.absences, *content.degrees, *content.certificates]
    if not everything:
        return None
    scale = _scale(everything, content, until)
    lanes: list[Lane] = []
    top = 6.0
    for name, rows, height in (
        (content.names[0], _packed(content.posts), THICK),
        (content.names[1], _packed(content.absences), BAR),
        (content.names[2], [[one] for one in content.degrees], BAR),
        (content.names[3], [[one] for one in content.certificates], BAR),
    ):
        if rows:
            lane = _lane(name, rows, height, top, scale, until)
            lanes.append(lane)
            top = lane.bottom + 6
    sentence = "; ".join(f"{one.words} {one.begins.year}" for one in everything)
    return TimeLine(top + 18, top, lanes, _years(scale), scale.x(on), sentence)


def _scale(everything: Iterable[Stretch], content: Content, until: dt.date) -> _Scale:
    """Begins early enough for the labels that stand before their bars."""
    first = min(one.begins for one in everything)
    last = until + max((until - first) * _MARGIN, dt.timedelta(days=365))
    labelled = [*content.degrees, *content.certificates]
    for year in range(first.year, max(first.year - 40, 1), -1):
        scale = _Scale(dt.date(year, 1, 1), last)
        if all(scale.x(one.begins) - LANES >= _length(one.words) + 8 for one in labelled):
            break
    return scale


def _packed(posts: Sequence[Stretch]) -> list[list[Stretch]]:
    """Rows in which no two posts overlap."""
    rows: list[list[Stretch]] = []
    for post in sorted(posts, key=lambda one: one.begins):
        for row in rows:
            if row[-1].ends <= post.begins:
                row.append(post)
                break
        else:
            rows.append([post])
    return rows


def _lane(name: str, rows: list[list[Stretch]], height: int, top: float, scale: _Scale, until: dt.date) -> Lane:
    bars = [
        _bar(one, top + place * (height + STEP - BAR), height, scale, until, alone=one is row[0])
        for place, row in enumerate(rows)
        for one in row
    ]
    bottom = top + len(rows) * (height + STEP - BAR) - (STEP - BAR)
    return Lane(name, top, bottom + 6, bars)


def _bar(one: Stretch, y: float, height: int, scale: _Scale, until: dt.date, *, alone: bool) -> Bar:
    """`alone`: nothing stands in the row before the bar, so that its label may."""
    x = scale.x(one.begins)
    width = max(round(scale.x(min(one.ends, until) if one.begins < until else one.ends) - x - 2, 1), 2.0)
    room = int((width - 14) / _LETTER)
    if height == THICK and not (alone and len(one.words) > room and x - LANES > _length(one.words)):
        label = one.words if len(one.words) <= room else one.words[: room - 1].rstrip(" ,") + "…" if room > 8 else ""
        return Bar(x, y, width, height, one.look, one.words, label, x + 7, inside=True)
    return Bar(x, y, width, height, one.look, one.words, _cut(one.words), x - 6, inside=False)


def _length(words: str) -> float:
    return len(_cut(words)) * _LETTER


def _cut(words: str) -> str:
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + "…"


def _years(scale: _Scale) -> list[tuple[float, int]]:
    """Years on the axis, at most a dozen of them, and none whose number would be cut off at the right."""
    span = scale.last.year - scale.first.year
    step = next(step for step in (1, 2, 5, 10, 20, 50) if span / step <= 12)
    years = range(-(-scale.first.year // step) * step, scale.last.year + 1, step)
    places = [(scale.x(dt.date(year, 1, 1)), year) for year in years]
    return [(x, year) for x, year in places if x <= WIDTH - 2 * _LETTER]
