"""What the checks look at: one file as plain values, and what other files have in common with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)  # not frozen: there are many, and a frozen one takes twice as long to make
class Paper:
    """A qualification. A date is the first day of what is known of it, `issued_until` the last day it may stand for."""

    id: int
    key: str
    domain: str
    rank: int | None = None
    certificate: str | None = None
    institution: str = ""
    """Folded; empty when not recorded."""
    place: str = ""
    """Where the institution lies, as far as the list knows."""
    full_time: bool = False
    route: str | None = None
    studied_from: dt.date | None = None
    studied_to: dt.date | None = None
    number: str | None = None
    issued_on: dt.date | None = None
    issued_until: dt.date | None = None
    state: str = "declared"

    @property
    def void(self) -> bool:
        """Whether it was not accepted, or taken back."""
        return self.state in ("rejected", "revoked")


@dataclass(slots=True)
class Person:
    """An official with all qualifications. Of a birth known by the year, `born_on` is the first day."""

    id: int
    personal_number: str
    sex: str | None = None
    born_on: dt.date | None = None
    schooling: str | None = None
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Twin:
    """A qualification of somebody else that has a number or a scan in common with one of this file."""

    official_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Around:
    """The present day, and by id of a qualification those of others with the same number, and with the same scan."""

    today: dt.date
    numbers: Mapping[int, tuple[Twin, ...]] = field(default_factory=dict)
    scans: Mapping[int, tuple[Twin, ...]] = field(default_factory=dict)
