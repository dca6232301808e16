"""The cut of budget-paid posts of public service units against a base year, read both ways, saying whose numbers are missing.

Pure: numbers and successions in, comparison out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Numbers = Mapping[int, int]
"""Unit → posts."""


@dataclass(frozen=True)
class Ground:
    """Which units stood at the end of the base year and stand now, and what followed what between."""

    stood: Collection[int]
    standing: Collection[int]
    whole: Mapping[int, int] = field(default_factory=dict)
    """Former unit → the standing one that it went whole into."""
    heirs: Mapping[int, Collection[int]] = field(default_factory=dict)
    """Former unit → all that took over something of it."""


@dataclass
class Cut:
    """What became of the posts between two years.

    `pairs` are units that can be held against themselves, as (base, now). The others stand by why they cannot: `no_base`, with
    the units of then whose numbers are missing (nobody of then: the unit is new); `no_now`; `received`, whose base is a part of
    a divided unit's; `divided`, former units that nobody followed alone; `lost`, those of whose heirs there is no number now.
    """

    base: int = 0
    now: int = 0
    pairs: dict[int, tuple[int, int]] = field(default_factory=dict)
    no_base: dict[int, tuple[int, ...]] = field(default_factory=dict)
    no_now: list[int] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    divided: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)

    @property
    def units(self) -> int:
        """How many units have numbers now, or should."""
        return len(self.pairs) + len(self.no_base) + len(self.no_now) + len(self.received)

    @property
    def whole(self) -> bool:
        """Whether the sums of both years are of the same posts."""
        return self.units > 0 and not (self.no_base or self.no_now or self.lost)

    @property
    def of_sums(self) -> Fraction | None:
        """Share by which the sum was cut; below nought it grew. None when the sums are not of the same posts."""
        return Fraction(self.base - self.now, self.base) if self.whole and self.base else None

    @property
    def mean(self) -> Fraction | None:
        """The mean of the shares of `rated` units. None without one."""
        shares = [Fraction(base - now, base) for base, now in self.pairs.values() if base]
        return sum(shares, Fraction(0)) / len(shares) if shares else None

    @property
    def rated(self) -> int:
        """How many units the mean is of: a unit without posts in the base year has no share."""
        return sum(1 for base, _ in self.pairs.values() if base)

    @property
    def mean_whole(self) -> bool:
        """Whether the mean is of every unit."""
        return self.whole and not self.received and self.rated == len(self.pairs)


def cut_between(base: Numbers, now: Numbers, ground: Ground) -> Cut:
    """Hold the posts of a year against those of the base year, over reorganisations."""
    found = Cut(sum(base.values()), sum(now.values()))
    sources = _sources(ground)
    part_heirs = {heir for unit in base if unit not in ground.standing for heir in ground.heirs.get(unit, ())}
    for unit in sorted({*now, *base, *ground.whole.values()} & set(ground.standing)):
        own = sources.get(unit, ())
        known = [source for source in own if source in base]
        if unit not in now:
            if known:
                found.no_now.append(unit)
        elif own and len(known) == len(own):
            found.pairs[unit] = (sum(base[source] for source in own), now[unit])
        elif not known and unit in part_heirs:
            found.received.append(unit)
        else:
            found.no_base[unit] = tuple(source for source in own if source not in base)
    for unit in sorted(base):
        if unit not in ground.standing and unit not in ground.whole:
            (found.divided if any(heir in now for heir in ground.heirs.get(unit, ())) else found.lost).append(unit)
    return found


def _sources(ground: Ground) -> dict[int, tuple[int, ...]]:
    """Standing unit → itself, when it stood then, and the units of then that went whole into it."""
    found: dict[int, list[int]] = {unit: [unit] for unit in ground.standing if unit in ground.stood}
    for before, after in ground.whole.items():
        if before in ground.stood and after in ground.standing:
            found.setdefault(after, []).append(before)
    return {unit: tuple(sorted(sources)) for unit, sources in found.items()}
