"""Random rules, dossiers and days for Hypothesis, close together on purpose, so that boundaries meet."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeVar

from hypothesis import strategies as st

from registry.judgement.facts import FAR, Credential, Dossier, Post, Waiver
from registry.judgement.judge import DatedRule, Judged
from registry.judgement.rules import (
    AnyOf,
    Condition,
    Every,
    Holds,
    InCategory,
    InPosition,
    InternationalDegree,
    InTier,
    Leads,
    MoreThan,
    NoLessThan,
    Not,
    Rule,
    Threshold,
    YoungerThan,
)

DOMAINS = ("degree", "degree", "language", "language", "theory")
TIERS = ("province", "department", "district", "commune")
CATEGORIES = ("cadre", "civil_servant", "public_employee")
POSITIONS = ("director", "chair", "clerk")
LEADERSHIPS = ("province", "department", "district", "division", "commune", "commune_office", "none")
LANGUAGES = ("en", "fr")
CERTIFICATES = ("ielts", "toeic")
STATES = ("declared", "declared", "checked", "verified", "verified", "verified", "rejected", "revoked")
AGES = (30, 40, 41)
OFFICIALS = (7, 8)
UNITS = (1, 2)
STANDARDS = ((("degree", 2),), (("degree", 0),), (("language", 0), ("theory", 0)), (("degree", 5), ("language", 1)))

ANCHORS = (dt.date(2020, 1, 1), dt.date(2024, 2, 29), dt.date(2025, 7, 1), dt.date(2025, 12, 31))
LONG_AGO = dt.date(1990, 1, 1)
DAY = dt.timedelta(days=1)

T = TypeVar("T")

days: st.SearchStrategy[dt.date] = st.one_of(
    st.builds(lambda anchor, off: anchor + off * DAY, st.sampled_from(ANCHORS), st.integers(-1, 1)),
    st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31)),
)
birthdays: st.SearchStrategy[dt.date] = st.one_of(
    st.builds(lambda on, age: _earlier(on, age), days, st.sampled_from(AGES)),
    st.just(dt.date(1984, 2, 29)),
    st.builds(lambda on, age: dt.date(on.year - age, 1, 1), days, st.sampled_from(AGES)),
)


def _earlier(on: dt.date, years: int) -> dt.date:
    """About so many years earlier."""
    return dt.date(on.year - years, on.month, min(on.day, 28)) if on.day > 28 else on.replace(year=on.year - years)


@st.composite
def mostly(draw: st.DrawFn, common: st.SearchStrategy[T], rare: st.SearchStrategy[T]) -> T:
    """The common three times in four. (`one_of` would weigh everything inside alike.)"""
    return draw(rare if draw(st.integers(0, 3)) == 3 else common)


def some(words: tuple[str, ...], least: int = 1) -> st.SearchStrategy[frozenset[str]]:
    """A few of the words."""
    return st.frozensets(st.sampled_from(words), min_size=least, max_size=2)


anything = st.just(frozenset[str]())
everybody: st.SearchStrategy[Condition] = st.just(InCategory(frozenset(CATEGORIES)))
posts_meant: st.SearchStrategy[Condition] = st.one_of(
    st.builds(InTier, some(TIERS)),
    st.builds(InCategory, some(CATEGORIES)),
    st.builds(InPosition, some(POSITIONS)),
    st.builds(Leads, some(LEADERSHIPS), st.booleans()),
)
ages: st.SearchStrategy[Condition] = st.builds(YoungerThan, st.sampled_from(AGES), st.sampled_from(("birthday", "calendar_year")))
holdings: st.SearchStrategy[Condition] = st.builds(
    Holds,
    domain=st.sampled_from(DOMAINS),
    rank=st.integers(1, 3),
    languages=mostly(anything, some(LANGUAGES)),
    certificate_types=mostly(anything, some(CERTIFICATES)),
    valid_on_day=st.booleans(),
    issued_by=mostly(st.none(), days.map(dt.date.isoformat)),
    undated=st.sampled_from(("unknown", "counts")),
)
international: st.SearchStrategy[Condition] = st.builds(
    InternationalDegree, st.integers(1, 3), st.sampled_from(("unknown", "counts"))
)


@st.composite
def conditions(draw: st.DrawFn, depth: int = 3, *, negated: bool = True) -> Condition:
    """Conditions nested at most so deep; without negation every more that is known can only help."""
    kinds = ["post", "age", "holds", "holds", "international"]
    if depth > 1:
        kinds += ["every", "every", "any_of", "any_of", "not"] if negated else ["every", "any_of"] * 2
    kind = draw(st.sampled_from(kinds))
    smaller = conditions(depth - 1, negated=negated)
    if kind == "not":
        return Not(draw(smaller))
    if kind in ("every", "any_of"):
        parts = tuple(draw(st.lists(smaller, min_size=1, max_size=3)))
        return Every(parts) if kind == "every" else AnyOf(parts)
    return draw({"post": posts_meant, "age": ages, "holds": holdings, "international": international}[kind])


thresholds: st.SearchStrategy[Threshold] = st.one_of(
    st.builds(MoreThan, st.integers(0, 99)), st.builds(NoLessThan, st.integers(0, 100))
)


def rules(*, negated: bool = True) -> st.SearchStrategy[Rule]:
    """Rules; three populations in four are everybody, so that requirements are reached."""
    population = mostly(everybody, conditions(negated=negated))
    post = st.sampled_from(("main", "highest"))
    seconded = st.sampled_from(("employing", "receiving"))
    return st.builds(Rule, post, population, conditions(negated=negated), thresholds, seconded)


@st.composite
def periods(draw: st.DrawFn) -> tuple[dt.date, dt.date]:
    """A period of at least one day, one in four open at its end."""
    begins = draw(days)
    ends = draw(mostly(days, st.just(FAR)))
    return (begins, ends) if begins < ends else (ends, begins + DAY)


@st.composite
def stretches(draw: st.DrawFn, most: int) -> list[tuple[dt.date, dt.date]]:
    """Periods one after the other, with and without gaps between them."""
    cuts = draw(st.sets(days, max_size=most)) | {draw(st.sampled_from((LONG_AGO, ANCHORS[0])))}
    return [period for period in pairwise([*sorted(cuts), FAR]) if draw(mostly(st.just(True), st.booleans()))]


@st.composite
def targets(draw: st.DrawFn, *, negated: bool = True) -> Judged:
    """A target with up to three versions of its rule and up to two exemptions."""
    versions = [
        DatedRule(begins, ends, draw(rules(negated=negated)), number)
        for number, (begins, ends) in enumerate(draw(stretches(2)), 1)
    ]
    waivers = [
        Waiver(
            number,
            *draw(periods()),
            basis="Decision",
            position=draw(st.sampled_from((None, *POSITIONS))),
            unit_id=draw(st.sampled_from((None, *UNITS))),
            official_id=draw(st.sampled_from((None, *OFFICIALS))),
            units=draw(st.sampled_from((None, None, frozenset(UNITS), frozenset(UNITS[1:])))),
            levels=draw(st.sampled_from(((), *STANDARDS))),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    return Judged("T", tuple(versions), tuple(waivers))


@st.composite
def posts(draw: st.DrawFn, begins: dt.date, ends: dt.date, kinds: tuple[str, ...]) -> Post:
    """A post over a period."""
    return Post(
        begins,
        ends,
        draw(st.sampled_from(UNITS)),
        draw(st.sampled_from(TIERS)),
        draw(st.sampled_from(CATEGORIES)),
        draw(st.sampled_from(POSITIONS)),
        draw(st.sampled_from(LEADERSHIPS)),
        draw(st.booleans()),
        draw(st.sampled_from(kinds)),
    )


@st.composite
def credentials(draw: st.DrawFn) -> Credential:
    """A qualification with a date of issue known to the day, the month, the year or not at all."""
    issued = draw(mostly(days, st.none()))
    issued_from = issued_until = issued
    known = draw(st.sampled_from(("day", "day", "month", "year")))
    if issued and known == "month":
        issued_from = issued.replace(day=1)
        issued_until = (issued_from + 31 * DAY).replace(day=1) - DAY
    if issued and known == "year":
        issued_from, issued_until = dt.date(issued.year, 1, 1), dt.date(issued.year, 12, 31)
    expires_on, expires_until = draw(mostly(days, st.sampled_from((None, FAR)))), None
    if issued_from and issued_until and draw(st.booleans()):
        lasts = draw(st.integers(0, 900)) * DAY
        expires_on, expires_until = issued_from + lasts, issued_until + lasts
    return Credential(
        draw(st.integers(1, 9)),
        draw(st.sampled_from(DOMAINS)),
        draw(mostly(st.integers(2, 4), st.one_of(st.none(), st.just(1)))),
        issued_from,
        issued_until,
        expires_on,
        draw(st.sampled_from(STATES)),
        draw(st.sampled_from((None, *LANGUAGES))),
        draw(st.sampled_from((None, *CERTIFICATES))),
        draw(st.booleans()),
        expires_until,
    )


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """An official with main posts one after the other, concurrent ones beside them, and a few qualifications."""
    main = [draw(posts(begins, ends, ("main",))) for begins, ends in draw(stretches(2))]
    beside = [
        draw(posts(*draw(periods()), ("concurrent", "concurrent", "seconded", "acting"))) for _ in range(draw(st.integers(0, 2)))
    ]
    by_domain: dict[str, tuple[Credential, ...]] = {}
    for credential in draw(st.lists(credentials(), min_size=1, max_size=5)):
        by_domain[credential.domain] = (*by_domain.get(credential.domain, ()), credential)
    born_on = draw(mostly(birthdays, st.none()))
    return Dossier(draw(st.sampled_from(OFFICIALS)), born_on, tuple(draw(st.permutations([*main, *beside]))), by_domain)


def dates_in(value: Any) -> Iterator[dt.date]:
    """Every date anywhere inside rules and facts."""
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, str) and value[4:5] == "-":
        yield dt.date.fromisoformat(value)
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from dates_in(getattr(value, one.name))
    elif isinstance(value, Mapping):
        yield from dates_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from dates_in(part)


def telling_days(target: Judged, dossier: Dossier) -> list[dt.date]:
    """Every day that rules, facts or birthdays name, the day before and the day after each, in order."""
    named = {*dates_in(target), *dates_in(dossier)}
    born = dossier.born_on
    if born is not None:
        named |= {_birthday(born, born.year + age) for age in AGES} | {dt.date(born.year + age, 1, 1) for age in AGES}
    near = {day + off * DAY for day in named if dt.date(2, 1, 1) < day < FAR - 2 * DAY for off in (-1, 0, 1)}
    return sorted(near)


def _birthday(born: dt.date, year: int) -> dt.date:
    """The 28th of February for those born on the 29th: the days around it are looked at too."""
    return dt.date(year, 2, 28) if (born.month, born.day) == (2, 29) else born.replace(year=year)
