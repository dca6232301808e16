"""The words in which a target is said. Meaning is given by `judge`, form by `codec`, sentences by `describe`."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class InTier:
    """The deciding post is at a unit of one of these tiers (`models.units.Tier` values)."""

    tiers: frozenset[str]


@dataclass(frozen=True)
class InCategory:
    """The deciding post is held in one of these staff categories (`models.positions.StaffCategory` values)."""

    categories: frozenset[str]


@dataclass(frozen=True)
class InPosition:
    """The deciding post is one of these positions, by key."""

    positions: frozenset[str]


@dataclass(frozen=True)
class Leads:
    """The deciding post leads one of these (`models.positions.Leadership` values); deputies only when `deputies`."""

    whom: frozenset[str]
    deputies: bool = True


@dataclass(frozen=True)
class YoungerThan:
    """Has not completed `years` on the day.

    `birthday` counts by exact birth date, a date known by month or year only standing for its first day (as Decree 135/2020
    does); `calendar_year` by the difference of years.
    """

    years: int
    reckoning: Literal["birthday", "calendar_year"] = "birthday"


@dataclass(frozen=True)
class Holds:
    """Holds a qualification of the domain at this rank or above, issued on or before the day.

    An empty set of languages or certificate types admits all of them. `valid_on_day` asks that it has not expired. `issued_by`
    admits only what was issued on or before that day (ISO text). A qualification without issue date leaves the answer
    open (`undated="unknown"`) or counts on every day (`"counts"`).
    """

    domain: str
    rank: int
    languages: frozenset[str] = field(default_factory=frozenset)
    certificate_types: frozenset[str] = field(default_factory=frozenset)
    valid_on_day: bool = False
    issued_by: str | None = None
    undated: Literal["unknown", "counts"] = "unknown"


@dataclass(frozen=True)
class InternationalDegree:
    """Holds a degree of this rank or above, recorded as earned abroad or as taught in a foreign language."""

    rank: int
    undated: Literal["unknown", "counts"] = "unknown"


@dataclass(frozen=True)
class Every:
    """All of the conditions hold."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    condition: "Condition"


Condition: TypeAlias = InTier | InCategory | InPosition | Leads | YoungerThan | Holds | InternationalDegree | Every | AnyOf | Not


@dataclass(frozen=True)
class MoreThan:
    """Strictly more than `percent` of those counted ("trên 40 %")."""

    percent: int


@dataclass(frozen=True)
class NoLessThan:
    """`percent` of those counted or more ("tối thiểu 90 %", "100 %")."""

    percent: int


Threshold: TypeAlias = MoreThan | NoLessThan


@dataclass(frozen=True)
class Rule:
    """Of the officials in `population`, the share that satisfies `requirement` must reach `threshold`.

    An official counts once: by the main post, or by the highest of the posts held on the day. Acting posts never decide.
    Somebody seconded counts where employed, by the posts beside the secondment (`seconded="employing"`), or at the
    receiving unit, where the secondment takes the place of the main post (`"receiving"`).
    """

    post: Literal["main", "highest"]
    population: Condition
    requirement: Condition
    threshold: Threshold
    seconded: Literal["employing", "receiving"] = "employing"


def reached(threshold: Threshold, met: int, total: int) -> bool | None:
    """Whether `met` of `total` reaches the threshold, in whole numbers; None when there is nobody to count."""
    if total == 0:
        return None
    if isinstance(threshold, MoreThan):
        return met * 100 > threshold.percent * total
    return met * 100 >= threshold.percent * total


def still_needed(threshold: Threshold, met: int, total: int) -> int:
    """How many more of the `total` must be met; 0 when the threshold is reached or there is nobody to count."""
    return max(0, min(_least(threshold, total), total) - met)


def to_spare(threshold: Threshold, met: int, total: int) -> int:
    """How many of the `met` may be lost, staying counted as unmet, before the threshold is missed; 0 when it is not reached."""
    return max(0, met - _least(threshold, total))


def _least(threshold: Threshold, total: int) -> int:
    """The smallest number met that reaches the threshold (more than `total` when none does)."""
    if isinstance(threshold, MoreThan):
        return threshold.percent * total // 100 + 1
    return -(-threshold.percent * total // 100)
