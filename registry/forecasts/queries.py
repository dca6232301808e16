"""A forecast from the tables: who is touched by anything between the days is judged anew, all others stand as they are kept."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Select, and_, func, or_, select

from models.officials import Assignment, Official
from models.planning import Due, DueDay
from models.qualifications import CertificateType, Qualification
from models.targets import Standing
from models.units import UnitPeriod
from registry.compliance.catalogue import TargetOnDay
from registry.enrolments.expected import Studies, studies_between
from registry.forecasts.days import points
from registry.forecasts.outlook import GROUPS, LINES, Fate, Frame, fate_of, group_of, span_on, tallied
from registry.judgement.course import Span
from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged, Verdict, grows_out_on, leaves
from registry.judgement.rules import Holds, Rule, YoungerThan
from registry.shared.database import db
from registry.shared.garbage import without_collector
from registry.shared.paging import Statement
from registry.shared.retirement import retires_on
from registry.standings.dossier import dossiers, targets
from registry.standings.measure import Count
from registry.units.queries import subtrees_over


@dataclass
class Member:
    """Somebody counted at the units on some day between: the standings that are kept, and the day of retirement, if known."""

    retires: dt.date | None
    name_key: str
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """Somebody in a group: the day of the change, and whether met before it and after it (None: not counted)."""

    official_id: int
    day: dt.date | None
    before: bool | None
    after: bool | None


@dataclass(frozen=True)
class Outlook:
    """A target from one day to a later one: counts along the lines on each of the days, and who makes the difference."""

    target: TargetOnDay
    days: list[dt.date]
    lines: dict[str, list[Count]]
    groups: dict[str, list[Change]]
    """By `GROUPS`, then `vacated`, `renewed`, `overdue`, `unknown`, `met` and `unmet`; each in order of names."""

    @property
    def now(self) -> Count:
        """The figure of the first day, the same in all lines."""
        return self.lines["middle"][0]

    def then(self, line: str) -> Count:
        """The figure of the last day."""
        return self.lines[line][-1]

    def change(self, group: str) -> tuple[int, int]:
        """By how much a group changes the number met and the total, in the middle line."""
        rows = self.groups[group]
        met = sum((row.after or False) - (row.before or False) for row in rows)
        return met, sum((row.after is not None) - (row.before is not None) for row in rows)


@without_collector
def outlook(target: TargetOnDay, unit_id: int, since: dt.date, until: dt.date) -> Outlook:
    """The forecast of a target at a unit with everything below it."""
    days = points(since, until)
    units = subtrees_over(unit_id, days)
    everywhere = set().union(*units)
    frame = Frame(targets()[target.id], since, until, unit_ends())
    members = _members(target.id, everywhere, since, until)
    studying = studies_between(since, until)
    touched = (
        _touched(frame, members, everywhere)
        | (studying.keys() & members.keys())
        | _carried(members, everywhere - units[0].intersection(*units))
    )
    fates = list(_fates(frame, touched, members, studying))
    resting = [span for key, member in members.items() if key not in touched for span in member.spans]
    kept = tallied(resting, days, units)
    lines = {line: _added(kept, tallied([span for fate in fates for span in fate.spans(line)], days, units)) for line in LINES}
    return Outlook(target, days, lines, _Sorting(frame, members, touched, studying, units[0], units[-1]).groups(fates))


def _added(some: list[Count], more: list[Count]) -> list[Count]:
    return [one + other for one, other in zip(some, more, strict=True)]


def unit_ends() -> dict[int, dt.date]:
    """For each unit the day up to which it stands."""
    return dict(db.session.execute(select(UnitPeriod.unit_id, func.max(UnitPeriod.valid_to)).group_by(UnitPeriod.unit_id)).all())


def decided_retirements() -> dict[int, dt.date]:
    """For whom another last day at work was decided than the one of the decree."""
    statement = select(DueDay.official_id, DueDay.day).where(DueDay.kind == Due.RETIREMENT)
    return dict(db.session.execute(statement).all())


def _members(target_id: int, units: set[int], since: dt.date, until: dt.date) -> dict[int, Member]:
    statement: Statement = (
        select(
            *(Standing.official_id, Standing.valid_from, Standing.valid_to, Standing.unit_id),
            *(Standing.declared, Standing.verified, Official.sex, Official.born_on, Official.sort_key),
        )
        .join(Official, Official.id == Standing.official_id)
        .where(Standing.target_id == target_id, Standing.unit_id.in_(units))
        .where(Standing.valid_from <= until, Standing.valid_to > since)
    )
    found, decided = dict[int, Member](), decided_retirements()
    for key, begins, ends, unit_id, declared, verified, sex, born_on, name_key in db.session.execute(statement):
        member = found.get(key)
        if member is None:
            member = found[key] = Member(retires_on(sex, born_on, decided.get(key)), name_key)
        member.spans.append(Span(begins, ends, unit_id, Verdict(declared), Verdict(verified)))
    return found


def _touched(frame: Frame, members: dict[int, Member], units: set[int]) -> set[int]:
    """Everybody for whom any line may differ from what is kept, or for whom something changes between the days."""
    since, until = frame.since, frame.until
    found = {
        key
        for key, member in members.items()
        if (member.retires and since <= member.retires < until)
        or any(since < span.begins <= until or since < span.ends <= until for span in member.spans)
    }
    domains = {
        leaf.domain
        for version in frame.target.versions
        for leaf in leaves(version.rule)
        if isinstance(leaf, Holds) and leaf.valid_on_day
    }
    return found | set(db.session.scalars(_expiring(domains, units, since, until))) if domains else found


def _carried(members: dict[int, Member], shifting: set[int]) -> set[int]:
    """Who comes or goes with a unit that hangs below the one asked for on some of the days only."""
    return {key for key, member in members.items() if any(span.unit_id in shifting for span in member.spans)}


def _expiring(domains: set[str], units: set[int], since: dt.date, until: dt.date) -> Select[int]:
    """Who has a certificate that runs out between the days, or may by the rule of its type."""
    here = select(Assignment.official_id).where(
        Assignment.unit_id.in_(units), Assignment.valid_from <= until, Assignment.valid_to > since
    )
    by_type = and_(Qualification.expires_on.is_(None), CertificateType.validity_months.is_not(None))
    return (
        select(Qualification.official_id)
        .outerjoin(CertificateType, CertificateType.id == Qualification.certificate_type_id)
        .where(Qualification.domain.in_(domains), Qualification.official_id.in_(here))
        .where(or_(Qualification.expires_on.between(since, until), by_type))
    )


def _fates(frame: Frame, touched: set[int], members: dict[int, Member], studying: Studies) -> Iterator[Fate]:
    strangers = touched - members.keys()
    ages = select(Official.id, Official.sex, Official.born_on).where(Official.id.in_(strangers))
    decided = decided_retirements() if strangers else {}
    days = {key: retires_on(sex, born, decided.get(key)) for key, sex, born in db.session.execute(ages)} if strangers else {}
    for dossier in dossiers(touched):
        member = members.get(dossier.official_id)
        day = member.retires if member else days.get(dossier.official_id)
        # Past the age and still in a post: the records know better than the decree.
        yield fate_of(frame, dossier, day if day and day >= frame.since else None, studying.get(dossier.official_id, ()))


def grows_out(target: Judged, dossier: Dossier, since: dt.date, until: dt.date) -> bool:
    """Whether the official leaves the population of the rule by a birthday between the days."""
    version = target.rule_on(until)
    if version is None or dossier.born_on is None:
        return False
    ages = [leaf for leaf in leaves(_population(version.rule)) if isinstance(leaf, YoungerThan)]
    return any(since < grows_out_on(leaf, dossier.born_on) <= until for leaf in ages)


def _population(rule: Rule) -> Rule:
    return Rule(rule.post, rule.population, rule.population, rule.threshold)


@dataclass(frozen=True)
class _Sorting:
    """Puts people into the groups that pages open."""

    frame: Frame
    members: dict[int, Member]
    touched: set[int]
    studying: Studies
    here: set[int]
    there: set[int]

    def groups(self, fates: list[Fate]) -> dict[str, list[Change]]:
        """Every group in order of names."""
        found: dict[str, list[Change]] = {
            group: [] for group in (*GROUPS, "vacated", "renewed", "overdue", "unknown", "met", "unmet")
        }
        for fate in fates:
            self._sort_fate(fate, found)
        for key, member in self.members.items():
            self._sort_member(key, member, found)
        names = {key: (member.name_key, key) for key, member in self.members.items()}
        for rows in found.values():
            rows.sort(key=lambda row: names.get(row.official_id, ("", row.official_id)))
        return found

    def _sort_fate(self, fate: Fate, found: dict[str, list[Change]]) -> None:
        since, until, key = self.frame.since, self.frame.until, fate.dossier.official_id
        member = self.members.get(key)
        now = span_on(member.spans if member else [], since, self.here)
        then, best = (span_on(spans, until, self.there) for spans in (fate.middle, fate.high))
        change = Change(key, self._day(fate, now, then), _is_met(now), _is_met(then))
        group = group_of(fate, now, then, ages_out=grows_out(self.frame.target, fate.dossier, since, until))
        if group:
            found["studies" if group == "gains" and key in self.studying else group].append(change)
        if then:
            found["met" if _is_met(then) else "unmet"].append(change)
        if span_on(fate.seat_low, until, self.there):
            found["vacated"].append(change)
        if _is_met(best) and not _is_met(then):
            found["renewed"].append(change)

    def _sort_member(self, key: int, member: Member, found: dict[str, list[Change]]) -> None:
        now = span_on(member.spans, self.frame.since, self.here)
        if now and member.retires is None:
            found["unknown"].append(Change(key, None, _is_met(now), None))
        elif now and member.retires and member.retires < self.frame.since:
            found["overdue"].append(Change(key, member.retires, _is_met(now), None))
        if key not in self.touched and (then := span_on(member.spans, self.frame.until, self.there)):
            found["met" if _is_met(then) else "unmet"].append(Change(key, None, _is_met(now), _is_met(then)))

    def _day(self, fate: Fate, now: Span | None, then: Span | None) -> dt.date | None:
        """The day on which it happens: the last one of who leaves, else the first one on which it is so."""
        if fate.last_day and not then:
            return fate.last_day
        if now and not then:
            return min((span.ends for span in fate.middle if span.begins <= self.frame.since < span.ends), default=None)
        return then.begins if then and then.begins > self.frame.since else None


def _is_met(span: Span | None) -> bool | None:
    return None if span is None else span.declared is Verdict.MET
