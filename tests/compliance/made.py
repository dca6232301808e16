"""Short ways to write facts and rules in tables: everything has a plain default, so that a test says only what it is about."""

import calendar
import datetime as dt
from collections.abc import Iterable

from registry.judgement.course import Span, course
from registry.judgement.facts import FAR, Credential, Dossier, Post, Waiver
from registry.judgement.judge import DatedRule, Judged, Verdict, judge
from registry.judgement.rules import Condition, InCategory, NoLessThan, Rule, Threshold
from tests.compliance import reference

EVERYBODY = InCategory(frozenset({"cadre", "civil_servant", "public_employee"}))
ALL = NoLessThan(100)
OFFICIAL = 7
LONG_AGO = "1990-01-01"


def day(text: str) -> dt.date:
    """A day written `2025-12-31`."""
    return dt.date.fromisoformat(text)


def as_known(text: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day that `2025-12-31`, `2025-12`, `2025` or None may stand for."""
    if text is None:
        return None, None
    if len(text) == 4:
        return day(f"{text}-01-01"), day(f"{text}-12-31")
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        return day(f"{text}-01"), dt.date(year, month, calendar.monthrange(year, month)[1])
    return day(text), day(text)


def post(
    begins: str = LONG_AGO,
    ends: str = "9999-12-31",
    *,
    unit: int = 1,
    tier: str = "commune",
    category: str = "civil_servant",
    position: str = "clerk",
    leadership: str = "none",
    deputy: bool = False,
    main: bool = True,
    kind: str = "",
) -> Post:
    """A post held from `begins` up to (not including) `ends`."""
    return Post(
        day(begins), day(ends), unit, tier, category, position, leadership, deputy, kind or ("main" if main else "concurrent")
    )


def held(
    domain: str = "language",
    rank: int | None = 3,
    issued: str | None = "2020-06-15",
    *,
    expires: str | None = None,
    perhaps_until: str | None = None,
    state: str = "declared",
    language: str | None = None,
    certificate: str | None = None,
    international: bool = False,
) -> Credential:
    """A qualification; `issued` is a day, a month, a year or None."""
    issued_from, issued_until = as_known(issued)
    expires_on = day(expires) if expires else None
    until = day(perhaps_until) if perhaps_until else None
    return Credential(1, domain, rank, issued_from, issued_until, expires_on, state, language, certificate, international, until)


def person(*credentials: Credential, born: str | None = "1980-01-01", posts: Iterable[Post] | None = None) -> Dossier:
    """The dossier of official 7, who holds one plain post unless told otherwise."""
    domains: dict[str, tuple[Credential, ...]] = {}
    for credential in credentials:
        domains[credential.domain] = (*domains.get(credential.domain, ()), credential)
    return Dossier(OFFICIAL, day(born) if born else None, (post(),) if posts is None else tuple(posts), domains)


def rule(
    requirement: Condition,
    population: Condition = EVERYBODY,
    *,
    by: str = "main",
    threshold: Threshold = ALL,
    receiving: bool = False,
) -> Rule:
    """A rule that looks at everybody by the main post unless told otherwise."""
    return Rule(
        "highest" if by == "highest" else "main", population, requirement, threshold, "receiving" if receiving else "employing"
    )


def target(
    requirement: Condition,
    population: Condition = EVERYBODY,
    *,
    by: str = "main",
    waivers: Iterable[Waiver] = (),
    receiving: bool = False,
) -> Judged:
    """A target with one rule in force for ever."""
    return Judged("T", (DatedRule(dt.date.min, FAR, rule(requirement, population, by=by, receiving=receiving)),), tuple(waivers))


def waiver(
    begins: str = LONG_AGO,
    ends: str = "9999-12-31",
    *,
    position: str | None = None,
    unit: int | None = None,
    official: int | None = None,
    units: Iterable[int] | None = None,
    **levels: int,
) -> Waiver:
    """An exemption from a target; levels by domain make it another standard."""
    area = None if units is None else frozenset(units)
    return Waiver(1, day(begins), day(ends), "Decision 1", position, unit, official, area, tuple(sorted(levels.items())))


def span_on(spans: Iterable[Span], on: dt.date) -> Span | None:
    """The span that covers a day."""
    return next((span for span in spans if span.begins <= on < span.ends), None)


def said(verdict: tuple[Verdict, int] | None) -> tuple[str, int] | None:
    """A verdict of the judge in the words of the second reading."""
    return None if verdict is None else (verdict[0].name.lower(), verdict[1])


def counted(target: Judged, dossier: Dossier, on: str, *, verified_only: bool = False) -> tuple[str, int] | None:
    """What an official is on a day and the unit that counts it, on which the judge and the second reading must agree."""
    by_judge = said(judge(target, dossier, day(on), verified_only=verified_only))
    by_second_reading = reference.reading(target, dossier, day(on), verified_only=verified_only)
    assert by_judge == by_second_reading, f"the judge says {by_judge}, the second reading {by_second_reading}"
    span = span_on(course(target, dossier), day(on))
    if not verified_only:
        by_course = (span.declared.name.lower(), span.unit_id) if span else None
        assert by_course == by_judge, f"the course says {by_course}, the judge {by_judge}"
    return by_judge


def verdict(target: Judged, dossier: Dossier, on: str, *, verified_only: bool = False) -> str | None:
    """What an official is on a day: met, unmet, unknown, exempt, or None outside the population."""
    found = counted(target, dossier, on, verified_only=verified_only)
    return found and found[0]
