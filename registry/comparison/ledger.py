"""A comparison as a ledger: the figure before, one line for each cause, the figure after."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from registry.comparison.parts import Part
from registry.comparison.words import CAUSES
from registry.judgement.change import Cause, Worth


@dataclass(frozen=True)
class Line:
    """One cause: its words, how many officials, what they add or take away, and where their names are."""

    label: str
    meaning: str
    part: Part
    url: str
    current: bool


@dataclass(frozen=True)
class Ledger:
    """Two figures with their names, and the lines between."""

    before_label: str
    after_label: str
    before: Worth
    after: Worth
    lines: list[Line]

    @property
    def difference(self) -> Worth:
        """What the lines sum to."""
        return self.after - self.before


def lines_of(parts: Collection[Part], chosen: Cause | None, address: Callable[[Cause], str]) -> list[Line]:
    """The parts as lines, each with the address of its names."""
    return [
        Line(
            str(CAUSES[part.cause].label),
            str(CAUSES[part.cause].meaning),
            part,
            address(part.cause),
            part.cause is chosen,
        )
        for part in parts
    ]


def chosen_in(parts: Collection[Part], asked: str | None) -> Cause | None:
    """The cause asked for when anybody stands behind it, else the one with most people; None when nothing changed."""
    causes = {part.cause.value: part for part in parts}
    if asked in causes:
        return causes[asked].cause
    return max(parts, key=lambda part: part.people).cause if parts else None
