"""What a certification summary says, before anybody thinks of paper: frozen records of one day, and the code that names them."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter in it is taken for a digit."""


@dataclass(frozen=True)
class TargetRule:
    """A target or component as in force on the day, with the number of its rule."""

    code: str
    title: str
    short_title: str
    version: int
    clause: str
    threshold: str
    component: bool


@dataclass(frozen=True)
class Numbers:
    """Whole numbers of officials and their shares in percent, without the sign. The exempt are outside `total`."""

    total: int
    met: int
    met_verified: int
    unmet: int
    unknown: int
    exempt: int
    percent: str
    percent_verified: str


@dataclass(frozen=True)
class Tally:
    """One target over a set of people; verdicts are met, unmet or nobody, as declared and on verified records alone."""

    rule: TargetRule
    numbers: Numbers
    verdict: str
    verdict_verified: str
    needed: int


@dataclass(frozen=True)
class Outcome:
    """One official for one target: met, unmet, unknown or exempt, as declared and on verified records alone.

    `counted_here` is false when the figure belongs to a unit outside the paper.
    """

    code: str
    standing: str
    verified_standing: str
    reasons: tuple[str, ...]
    counted_here: bool = True

    @property
    def verified(self) -> bool:
        """Whether verified records alone suffice."""
        return self.verified_standing == "met"


@dataclass(frozen=True)
class Post:
    """A post held on the day."""

    title: str
    unit_key: str
    unit_name: str
    valid_from: dt.date
    main: bool
    kind: str = "chính"
    """How it is held, in words."""


@dataclass(frozen=True)
class Record:
    """A qualification in words, and how far it is believed. The level is empty where the name says it."""

    name: str
    level: str
    details: str
    institution: str
    number: str
    issued: str
    expires: str
    expired: bool
    state: str


@dataclass(frozen=True)
class Section:
    """A domain with the qualifications that stand in it, newest first; empty ones are there too, so that gaps are seen."""

    title: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class OfficialSummary:
    """Everything about one official on the day `on`. `met` of `applicable` targets; the exempt ones are not among them."""

    public_id: str
    name: str
    title: str
    """`ông`, `bà`, or both where the sex is not recorded."""
    sex: str
    born: str
    personal_number: str
    staff_code: str
    on: dt.date
    rules: tuple[TargetRule, ...]
    posts: tuple[Post, ...]
    sections: tuple[Section, ...]
    states: tuple[tuple[str, int], ...]
    """State → number of qualifications, only states that occur."""
    outcomes: tuple[Outcome, ...]
    outside: tuple[str, ...]
    """Codes of the targets that do not concern the official on the day."""
    met: int
    applicable: int

    @property
    def records(self) -> int:
        """Number of qualifications."""
        return sum(number for _, number in self.states)


@dataclass(frozen=True)
class Attained:
    """The level reached in a domain, how far it is believed, and the day it ran out if it did."""

    words: str
    state: str
    expired: str = ""


@dataclass(frozen=True)
class PersonLine:
    """An official in the table of a unit. `attained` follows the order of the domains."""

    public_id: str
    name: str
    masked_number: str
    born: str
    post: str
    attained: tuple[tuple[Attained, ...], ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class DomainTotal:
    """Of the people of a table: how many reached any level in a domain, and how many of them on a verified record."""

    domain: str
    having: int
    verified: int


@dataclass(frozen=True)
class UnitSummary:
    """A unit with everything below it, down to its people in order of names."""

    key: str
    name: str
    on: dt.date
    rules: tuple[TargetRule, ...]
    tallies: tuple[Tally, ...]
    people: tuple[PersonLine, ...]
    categories: tuple[tuple[str, int], ...]
    domains: tuple[DomainTotal, ...]

    @property
    def number(self) -> int:
        """How many people."""
        return len(self.people)


@dataclass(frozen=True)
class UnitLine:
    """A unit in the table of the province: people by main post, and its numbers in the order of the table's rules."""

    name: str
    people: int
    numbers: tuple[Numbers, ...]


@dataclass(frozen=True)
class UnitTable:
    """The units of one tier with the targets that count anybody there; `totals` is the line of all."""

    title: str
    rules: tuple[TargetRule, ...]
    lines: tuple[UnitLine, ...]
    totals: UnitLine


@dataclass(frozen=True)
class ProvinceSummary:
    """The whole province: figures down to units. `direct` people hold posts of the province itself and stand in no table."""

    key: str
    name: str
    on: dt.date
    rules: tuple[TargetRule, ...]
    tallies: tuple[Tally, ...]
    number: int
    direct: int
    categories: tuple[tuple[str, int], ...]
    tables: tuple[UnitTable, ...]


Summary = OfficialSummary | UnitSummary | ProvinceSummary


def code_of(summary: Summary) -> str:
    """Eight signs such as `7K4M-29QX` that stay the same as long as not a letter or number of the content changes.

    The office that prints is no part of it, so two offices that print the same facts print the same code.
    """
    canonical = json.dumps([type(summary).__name__, asdict(summary)], ensure_ascii=False, sort_keys=True, default=_plain)
    bits = int.from_bytes(hashlib.sha256(canonical.encode()).digest()[:5])
    signs = "".join(_LETTERS[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def _plain(day: dt.date) -> str:
    return day.isoformat()
