"""What does not fit together: each kind one pure function, facts in, findings out. The sentences stand in words.py.

A finding is told from a new one by its marks: the values that make it what it is. None is a verdict; each asks a person to look.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from registry.findings.facts import Around, Paper, Person, Twin
from registry.shared.ages import add_years

YOUNGEST = 17
"""Completed years at which somebody may hold the diploma of a vocational school."""

REPEALED_FROM = dt.date(2021, 7, 10)
"""Equivalence in political theory by Regulation 256-QĐ/TW is no longer determined after 09/07/2021 (Conclusion 09-KL/TW)."""
EQUIVALENCES = frozenset({"tuong_duong_trung_cap", "tuong_duong_cao_cap"})

VOCATIONAL, COLLEGE, BACHELOR, MASTER = 2, 3, 4, 5
INTERMEDIATE, ADVANCED = 2, 3
_TOGETHER = dt.timedelta(days=61)
_SCHOOLING = re.compile(r"\s*(\d{1,2})\s*/\s*(10|12)\b")


@dataclass(frozen=True)
class Found:
    """One finding; `paper` is the id of the qualification it concerns, None when it is the person."""

    kind: str
    paper: int | None
    marks: tuple[str, ...]
    detail: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """The marks as one word."""
        return hashlib.sha256("\x1f".join((self.kind, *self.marks)).encode()).hexdigest()


def early(person: Person, _around: Around) -> Iterator[Found]:
    """A degree before the age of 17, whatever day the partly known dates stand for."""
    if person.born_on is None:
        return
    of_age = add_years(person.born_on, YOUNGEST)
    for paper in person.papers:
        if paper.domain != "degree" or paper.issued_until is None or (paper.rank or VOCATIONAL) < VOCATIONAL:
            continue
        if person.born_on < paper.issued_until < of_age:
            yield _dated("early", paper, born=_iso(person.born_on))


def before_birth(person: Person, _around: Around) -> Iterator[Found]:
    """Issued on the day of birth or earlier."""
    for paper in person.papers:
        if person.born_on and paper.issued_until and paper.issued_until <= person.born_on:
            yield _dated("before_birth", paper, born=_iso(person.born_on))


def in_future(person: Person, around: Around) -> Iterator[Found]:
    """Issued on a day that is still to come."""
    for paper in person.papers:
        if paper.issued_on and paper.issued_on > around.today:
            yield _dated("in_future", paper)


def out_of_order(person: Person, _around: Around) -> Iterator[Found]:
    """A later level surely before every one on file that it needs. What the file lacks is a gap and no contradiction.

    A master's degree needs a bachelor's; a degree by transfer a lower one; a second degree a first; advanced theory a bachelor's,
    but no intermediate theory: people go to the advanced course directly.
    """
    held = [paper for paper in person.papers if not paper.void]
    degrees = [paper for paper in held if paper.domain == "degree"]
    for paper in held:
        needed = [other for other in degrees if other is not paper and _needs(paper, other)]
        if not needed or paper.issued_until is None:
            continue
        dates = [other.issued_on for other in needed if other.issued_on]
        if len(dates) == len(needed) and min(dates) > paper.issued_until:
            base = min(needed, key=lambda other: (other.issued_on or dt.date.max, other.id))
            yield _dated("out_of_order", paper, base.key, _iso(base.issued_on), papers=[base.id])


def _needs(paper: Paper, other: Paper) -> bool:
    rank, base = paper.rank or 0, other.rank or 0
    if paper.domain == "theory":
        return rank >= ADVANCED and base == BACHELOR
    if paper.domain != "degree":
        return False
    if paper.route == "transfer":
        return VOCATIONAL <= base < rank
    if paper.route == "second_degree":
        return base >= BACHELOR and other.route != "second_degree"
    return rank >= MASTER and base == BACHELOR


def unschooled(person: Person, _around: Around) -> Iterator[Found]:
    """General education that was not finished, and a level on file that asks for it."""
    schooling = _SCHOOLING.match(person.schooling or "")
    if schooling is None or int(schooling[1]) >= int(schooling[2]):
        return
    least = {"degree": COLLEGE, "theory": INTERMEDIATE}
    above = [one.id for one in person.papers if not one.void and (one.rank or 0) >= least.get(one.domain, 99)]
    if above:
        said = (person.schooling or "").strip()
        yield Found("unschooled", None, (said,), {"schooling": said, "papers": sorted(above)})


def two_places(person: Person, _around: Around) -> Iterator[Found]:
    """Two full-time degrees studied for at the same time, for more than two months, at places known to be different."""
    full = [one for one in person.papers if one.domain == "degree" and one.full_time and not one.void and one.place]
    for first, second in combinations(sorted(full, key=lambda one: (one.studied_from or dt.date.min, one.id)), 2):
        if not (first.studied_from and first.studied_to and second.studied_from and second.studied_to):
            continue
        begins, ends = max(first.studied_from, second.studied_from), min(first.studied_to, second.studied_to)
        if first.place != second.place and ends - begins > _TOGETHER:
            places = [first.place, second.place]
            marks = (first.key, second.key, _iso(begins), _iso(ends), *places)
            detail = {"papers": [first.id], "from": _iso(begins), "to": _iso(ends), "places": places}
            yield Found("two_places", second.id, marks, detail)


def same_number(person: Person, around: Around) -> Iterator[Found]:
    """A number that somebody else's paper of the same institution and domain has as well."""
    for paper in person.papers:
        if twins := around.numbers.get(paper.id):
            yield _shared("same_number", paper, twins, paper.number or "")


def same_scan(person: Person, around: Around) -> Iterator[Found]:
    """A scan that was sent for somebody else's paper as well."""
    for paper in person.papers:
        if twins := around.scans.get(paper.id):
            yield _shared("same_scan", paper, twins)


def number_and_birth(person: Person, _around: Around) -> Iterator[Found]:
    """The personal number says another year of birth. Corrections of a birth date leave the number as it was: a warning."""
    number = person.personal_number
    if person.born_on is None or len(number) != 12 or not number.isdecimal():
        return
    year = 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])
    if year != person.born_on.year:
        marks = (number, str(person.born_on.year))
        yield Found("number_and_birth", None, marks, {"said": year, "born": person.born_on.year})


def number_and_sex(person: Person, _around: Around) -> Iterator[Found]:
    """The fourth digit of the personal number says the other sex."""
    number = person.personal_number
    if person.sex is None or len(number) != 12 or not number.isdecimal():
        return
    said = "female" if int(number[3]) % 2 else "male"
    if said != person.sex:
        yield Found("number_and_sex", None, (number, person.sex), {"said": said, "sex": person.sex})


def repealed(person: Person, _around: Around) -> Iterator[Found]:
    """Equivalence in political theory confirmed under a rule that was no longer in force."""
    for paper in person.papers:
        if paper.certificate in EQUIVALENCES and paper.issued_on and paper.issued_on >= REPEALED_FROM and not paper.void:
            yield _dated("repealed", paper)


def on_sand(person: Person, _around: Around) -> Iterator[Found]:
    """What rests on a qualification that was rejected or revoked: higher levels, and political theory on degrees.

    A base that stands on file a second time, and was not rejected there, still carries.
    """
    fallen = [one for one in person.papers if one.void and one.domain in ("degree", "theory")]
    for base in fallen:
        if any(not one.void and _same_paper(one, base) for one in person.papers):
            continue
        for paper in person.papers:
            if not paper.void and _rests(paper, base):
                marks = (base.key, base.state, paper.key)
                yield Found("on_sand", paper.id, marks, {"papers": [base.id], "state": base.state})


def _rests(paper: Paper, base: Paper) -> bool:
    if paper.issued_until and base.issued_on and paper.issued_until < base.issued_on:
        return False
    rank, below = paper.rank or 0, base.rank or 0
    if base.domain == "degree" and below < VOCATIONAL:
        return False
    if paper.domain == base.domain:
        return rank > below
    return paper.domain == "theory" and base.domain == "degree" and rank >= INTERMEDIATE


def _same_paper(one: Paper, other: Paper) -> bool:
    same = (one.domain, one.rank, one.number) == (other.domain, other.rank, other.number)
    return same and one.number is not None and other.institution in ("", one.institution)


def _dated(kind: str, paper: Paper, *marks: str, **detail: Any) -> Found:
    issued = _iso(paper.issued_on)
    given = tuple(str(value) for value in detail.values() if isinstance(value, str))
    return Found(kind, paper.id, (paper.key, issued, *marks, *given), {"issued": issued, **detail})


def _shared(kind: str, paper: Paper, twins: tuple[Twin, ...], *marks: str) -> Found:
    keys = tuple(sorted(twin.key for twin in twins))  # not whose they are: of two files one may be made
    others = sorted({twin.official_id for twin in twins})
    return Found(kind, paper.id, (paper.key, *marks, *keys), {"others": others, **({"number": marks[0]} if marks else {})})


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


CHECKS: dict[str, Callable[[Person, Around], Iterator[Found]]] = {
    "early": early,
    "before_birth": before_birth,
    "in_future": in_future,
    "out_of_order": out_of_order,
    "unschooled": unschooled,
    "two_places": two_places,
    "same_number": same_number,
    "same_scan": same_scan,
    "number_and_birth": number_and_birth,
    "number_and_sex": number_and_sex,
    "repealed": repealed,
    "on_sand": on_sand,
}
"""Every kind of finding with its check."""

BY_ANOTHER = frozenset({"same_number", "same_scan", "repealed", "on_sand"})
"""Kinds that smell of a forged paper: whoever entered or last changed it does not decide that it is right."""


def found_in(person: Person, around: Around) -> Iterator[Found]:
    """Everything that does not fit together in a file."""
    for check in CHECKS.values():
        yield from check(person, around)


def telling(number: str | None) -> bool:
    """Whether a number can belong to one paper only: `12` and `không số` cannot."""
    return number is not None and sum(char.isdigit() for char in number) >= 4
