"""Chance that falls the same way every time."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """Draws from one seed: the same calls in the same order give the same things."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  made-up people need the same chance every time, not secrecy

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._random.random() < probability

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends possible."""
        return self._random.randint(low, high)

    def around(self, mean: float, spread: float) -> float:
        """A number about the mean, as a bell curve has it."""
        return self._random.gauss(mean, spread)

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of them, each as likely as the others."""
        return self._random.choice(things)

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """So many different ones, or all when there are fewer."""
        return self._random.sample(things, min(count, len(things)))

    def weighed(self, weights: Mapping[Thing, float]) -> Thing:
        """One of the keys, as likely as its weight."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """A day from the first to the last; the first when they are the wrong way round."""
        return first + dt.timedelta(days=self.number(0, max(0, (last - first).days)))

    def working_day(self, first: dt.date, last: dt.date) -> dt.date:
        """A day from Monday to Friday, if there is one near."""
        day = self.day(first, last)
        return day - dt.timedelta(days=max(0, day.weekday() - 4)) if day.weekday() > 4 and day > first else day

    def public_id(self) -> str:
        """An identifier for addresses."""
        return f"{self._random.getrandbits(64):016x}"
