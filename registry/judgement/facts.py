"""The dated facts about one official, as plain values: all that the judge looks at."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

FAR = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Post:
    """A post held from `begins` up to (not including) `ends`, with what rules ask about its unit and position."""

    begins: dt.date
    ends: dt.date
    unit_id: int
    tier: str
    category: str
    position: str
    leadership: str
    deputy: bool
    kind: str
    """A `models.officials.AssignmentKind` value."""

    @property
    def main(self) -> bool:
        """Whether it is the main post."""
        return self.kind == "main"


@dataclass(frozen=True, slots=True)
class Credential:
    """A qualification as the judge sees it.

    `rank` is None when no table maps it to a level. The issue date lies between `issued_from` and `issued_until` (equal when
    known to the day, None when not known at all). `expires_on` is the last day of validity; `expires_until` is the last day
    that it may be, when it follows from a day of issue that is not known exactly (None: the same). `state` is a
    `models.qualifications.State` value. `international`: earned abroad or taught in a foreign language, on record.
    """

    id: int
    domain: str
    rank: int | None
    issued_from: dt.date | None
    issued_until: dt.date | None
    expires_on: dt.date | None
    state: str
    language: str | None = None
    certificate_type: str | None = None
    international: bool = False
    expires_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exemption from one target, of the holders of a position, the staff of a unit or of several, or one official.

    None matches all. `levels` (domain → rank) judge by another standard; without them it leaves out of the target.
    """

    id: int
    begins: dt.date
    ends: dt.date
    basis: str
    position: str | None = None
    unit_id: int | None = None
    official_id: int | None = None
    units: frozenset[int] | None = None
    levels: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one official that rules can ask. `born_on` is the first day that the birth date may stand for."""

    official_id: int
    born_on: dt.date | None
    posts: tuple[Post, ...] = ()
    credentials: Mapping[str, tuple[Credential, ...]] = field(default_factory=dict)
    """By domain."""
