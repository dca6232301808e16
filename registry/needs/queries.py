"""Who needs which programme on a day: computed for all people of a view from a fixed number of statements."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from models.accounts import Account
from models.classes import Enrolment, EnrolmentState, TrainingClass
from models.officials import Assignment, AssignmentKind, Official
from models.planning import Planned
from models.programmes import Programme
from models.qualifications import CertificateType
from models.targets import Reckoned, Standing
from models.training_plans import Origin
from registry.compliance.catalogue import targets_on
from registry.compliance.people import posts_on
from registry.enrolments.queries import ON_THE_WAY, OVER
from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged
from registry.needs.gaps import Asking, Courses, courses, gaps_of
from registry.officials.queries import BY_NAME, arriving, openable_ids
from registry.positions.profiles import Profile, profiles_on
from registry.positions.sieve import MANY
from registry.programmes.eligibility import Finding, findings
from registry.programmes.queries import programmes_on
from registry.shared.database import db
from registry.shared.garbage import without_collector
from registry.shared.paging import Result, Statement
from registry.standings.dossier import dossiers, targets
from registry.units.queries import Tree, UnitOnDay

IN_CLASS = ON_THE_WAY | {EnrolmentState.NOMINATED, EnrolmentState.WAITING}
SLICE = 1000
"""People described at a time: a statement takes a limited number of ids."""


@dataclass(frozen=True)
class Attended:
    """A class that somebody is in, or nominated for, and that is not over."""

    public_id: str
    title: str
    programme: Programme


@dataclass
class Wanted:
    """An official who needs a programme, and all that asks for it. `attended`: the class that will close the gap already."""

    person: Result
    programme: Programme
    because: list[tuple[Origin, str]] = field(default_factory=list)
    attended: Attended | None = None

    @property
    def origins(self) -> set[Origin]:
        """Where the need comes from."""
        return {origin for origin, _source in self.because}


@dataclass
class Needs:
    """The needs of a view by programme and name, and how many people lack what no programme leads to, by domain."""

    rows: list[Wanted]
    unmatched: Counter[str]


@dataclass(frozen=True)
class _Known:
    """What is read once for all people."""

    on: dt.date
    offered: Courses
    profiles: Mapping[int, Profile]
    unmet: Mapping[int, list[Judged]]
    planned: Mapping[int, list[Profile]]
    attended: Mapping[int, list[Attended]]


@without_collector
def needs_of(account: Account, tree: Tree, units: Collection[int]) -> Needs:
    """The needs of everybody with a main post at these units on the day of the tree, of whom the account may be told."""
    people = db.session.execute(_people(account, tree.on, units).order_by(*BY_NAME.columns)).all()
    ids = [row.id for row in people]
    known = _known(tree.on)
    files = {file.official_id: file for file in dossiers(None if len(ids) > MANY // 4 else ids)}
    found, unmatched = list[Wanted](), Counter[str]()
    for person in people:
        if person.id in files:
            needed = _needed(person, files[person.id], known, unmatched)
            found += sorted(needed.values(), key=lambda one: one.programme.name)
    return Needs(found, unmatched)


def _people(account: Account, on: dt.date, units: Collection[int]) -> Statement:
    return (
        select(Official.id, Official.public_id, Official.full_name, Assignment.position_id, Assignment.unit_id)
        .join(Assignment, Assignment.official_id == Official.id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on)
        .where(Assignment.unit_id.in_(units), Official.archived_at.is_(None), Official.id.not_in(arriving(account, on)))
    )


def _known(on: dt.date) -> _Known:
    months = select(CertificateType.id, CertificateType.validity_months)
    offered = courses(programmes_on(on), dict(db.session.execute(months).all()), on)
    profiles = profiles_on(on)
    return _Known(on, offered, profiles, _unmet(on), _planned(on, profiles), _attended(on))


def _unmet(on: dt.date) -> dict[int, list[Judged]]:
    """Official → the targets, whole ones, that are surely not met."""
    judged = targets()
    whole = {one.id for one in targets_on(on)}
    statement = select(Standing.official_id, Standing.target_id).order_by(Standing.target_id)
    of_day = statement.where(Standing.valid_from <= on, Standing.valid_to > on, Standing.declared == Reckoned.UNMET)
    found: dict[int, list[Judged]] = {}
    for official_id, target_id in db.session.execute(of_day.where(Standing.target_id.in_(whole))):
        found.setdefault(official_id, []).append(judged[target_id])
    return found


def _planned(on: dt.date, profiles: Mapping[int, Profile]) -> dict[int, list[Profile]]:
    """Official → the posts for which they are planned."""
    statement = select(Planned.official_id, Planned.position_id).order_by(Planned.id)
    found: dict[int, list[Profile]] = {}
    for official_id, position_id in db.session.execute(statement.where(Planned.valid_from <= on, Planned.valid_to > on)):
        if position_id in profiles:
            found.setdefault(official_id, []).append(profiles[position_id])
    return found


def _attended(on: dt.date) -> dict[int, list[Attended]]:
    statement = (
        select(Enrolment.official_id, TrainingClass.public_id, TrainingClass.title, Programme)
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .join(Programme, Programme.id == TrainingClass.programme_id)
        .where(Enrolment.state.in_(IN_CLASS), TrainingClass.state.not_in(OVER), TrainingClass.last_day >= on)
        .order_by(TrainingClass.first_day, Enrolment.id)
    )
    found: dict[int, list[Attended]] = {}
    for official_id, public_id, title, programme in db.session.execute(statement):
        found.setdefault(official_id, []).append(Attended(public_id, title, programme))
    return found


def _needed(person: Result, file: Dossier, known: _Known, unmatched: Counter[str]) -> dict[int, Wanted]:
    """Id of the programme → the need: what is asked by several is one need, closed by a class that closes any of it."""
    asking = Asking(
        known.on, known.unmet.get(person.id, ()), known.profiles.get(person.position_id), known.planned.get(person.id, ())
    )
    found: dict[int, Wanted] = {}
    without: set[str] = set()
    for gap in gaps_of(asking, file):
        closing = known.offered.closing(gap.asked)
        if not closing:
            without.add(gap.domain)
            continue
        need = found.setdefault(closing[0].id, Wanted(person, closing[0]))
        if (gap.origin, gap.source) not in need.because:
            need.because.append((gap.origin, gap.source))
        need.attended = need.attended or _closed_by(closing, known.attended.get(person.id, ()))
    unmatched.update(without)
    return found


def _closed_by(closing: Sequence[Programme], attended: Iterable[Attended]) -> Attended | None:
    """A class, by whatever version, of one of the programmes that close a gap."""
    codes = {one.code for one in closing}
    return next((one for one in attended if one.programme.code in codes), None)


@dataclass(frozen=True)
class Chosen:
    """Which needs are asked for: of the programme with this code, from an origin, with a class already or without one."""

    code: str = ""
    origin: Origin | None = None
    attended: bool | None = None

    def among(self, rows: Iterable[Wanted]) -> list[Wanted]:
        """Those of the needs."""
        return [
            row
            for row in rows
            if self.code in ("", row.programme.code)
            and (self.origin is None or self.origin in row.origins)
            and self.attended in (None, row.attended is not None)
        ]


@dataclass(frozen=True)
class Tally:
    """How many needs there are, how many of them in a class already, and how many of each origin."""

    wanted: int
    attended: int
    origins: Mapping[Origin, int]

    @property
    def open(self) -> int:
        """Those for whom a class is still to be found."""
        return self.wanted - self.attended


def tally(rows: Sequence[Wanted]) -> Tally:
    """The sum of some needs."""
    origins = Counter(origin for row in rows for origin in row.origins)
    return Tally(len(rows), sum(row.attended is not None for row in rows), origins)


def by_programme(rows: Iterable[Wanted], order: Sequence[Programme]) -> list[tuple[Programme, Tally]]:
    """The sums of the programmes that somebody needs, in the order of the catalogue."""
    parts: dict[int, list[Wanted]] = {}
    for row in rows:
        parts.setdefault(row.programme.id, []).append(row)
    return [(one, tally(parts[one.id])) for one in order if one.id in parts]


def by_unit(rows: Iterable[Wanted], tree: Tree, above: int) -> list[tuple[UnitOnDay, Tally]]:
    """The sums of the unit itself and of those right below it, each with what hangs below, the most needs first."""
    parts: dict[int, list[Wanted]] = {}
    for row in rows:
        line = [unit.id for unit in tree.ancestors(row.person.unit_id)]
        place = line.index(above) if above in line else len(line)
        parts.setdefault(line[max(place - 1, 0)], []).append(row)
    sums = [(tree.units[key], tally(each)) for key, each in parts.items()]
    return sorted(sums, key=lambda pair: (-pair[1].wanted, pair[0].name))


@dataclass(frozen=True)
class Shown:
    """A need in words. `public_id` is empty when the account may not open the file; `finding`: whether they may be sent."""

    need: Wanted
    public_id: str
    post: str
    unit_name: str
    finding: Finding


def described(rows: Sequence[Wanted], account: Account, tree: Tree) -> Iterator[Shown]:
    """The needs with posts and eligibility, some statements for each slice and programme."""
    for start in range(0, len(rows), SLICE):
        part = rows[start : start + SLICE]
        ids = list({row.person.id for row in part})
        openable, posts = openable_ids(account, ids), posts_on(ids, tree.on)
        eligible = _eligible(part, tree.on)
        for row in part:
            key = row.person.id
            public_id = row.person.public_id if key in openable else ""
            name = tree.units[row.person.unit_id].name
            yield Shown(row, public_id, posts.get(key, ""), name, eligible[row.programme.id, key])


def _eligible(rows: Iterable[Wanted], on: dt.date) -> dict[tuple[int, int], Finding]:
    """Programme and official → finding. A certificate that is about to end is no reason not to be sent."""
    people: dict[Programme, set[int]] = {}
    for row in rows:
        people.setdefault(row.programme, set()).add(row.person.id)
    return {
        (programme.id, key): Finding(tuple(check for check in finding.checks if check.kind != "held"))
        for programme, ids in people.items()
        for key, finding in findings(programme, ids, on).items()
    }
