"""Reading the list of officials: who is in it, a page of it, and each of them in words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official, Precision
from models.positions import Position
from models.qualifications import Domain, Qualification, State
from models.targets import Reckoned, Standing, Target
from registry.compliance.explain import Seen, gaps
from registry.compliance.people import SLICE, basis_of
from registry.compliance.vocabulary import Vocabulary, vocabulary
from registry.directory.asked import Asked, Missing, Standings
from registry.directory.search import by_person, by_person_or_place
from registry.judgement.facts import Credential, Dossier
from registry.judgement.judge import Judged
from registry.officials.queries import BY_NAME, in_service, openable_ids, page_by_name, post_words
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.shared.paging import Page, Result, Statement, count
from registry.standings.dossier import dossiers, targets

PAGE = 50

_DISBELIEVED = (State.REJECTED, State.REVOKED)
Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True)
class Held:
    """The highest level that an official holds in a domain: its name, how far it is believed, and whether its day is known."""

    level: str
    state: str
    dated: bool


@dataclass(frozen=True)
class Listed:
    """An official in the list. `public_id` is empty when the account may not open the file.

    `code` is the target that the standing belongs to; without one the official is in the population of none.
    """

    public_id: str
    name: str
    born: str
    unit_name: str
    post: str
    degree: Held | None
    theory: Held | None
    code: str
    standing: str
    verified: bool
    reasons: list[str]


@dataclass(frozen=True)
class Found:
    """A page of the list; `wide` when nobody bears the words as a name, so that units and posts were searched as well."""

    page: Page[Listed]
    wide: bool


def found(asked: Asked, account: Account, after: str | None, before: str | None) -> Found:
    """One page in order of names, from behind the official `after` or up to the one `before` (public ids)."""
    conditions, total, wide = _chosen(asked)
    page = page_by_name(_rows(conditions), PAGE, after, before, total)
    readable = openable_ids(account, [row.id for row in page.rows])
    return Found(page.showing(described(page.rows, asked, readable)), wide)


def everybody(asked: Asked) -> Iterator[Listed]:
    """The whole list that `found` shows pages of, without leave to open files."""
    conditions, _total, _wide = _chosen(asked)
    rows = db.session.execute(_rows(conditions).order_by(*BY_NAME.columns)).all()
    for start in range(0, len(rows), SLICE):
        yield from described(rows[start : start + SLICE], asked, set())


def open_counts(asked: Asked) -> dict[str, int]:
    """Code of each target → how many people of the view keep it from being reached; targets that nobody keeps are left out."""
    on = asked.on
    statement = (
        select(Standing.target_id, func.count())
        .join(Assignment, Assignment.official_id == Standing.official_id)
        .where(Standing.target_id.in_([target.id for target in asked.targets]), Standing.valid_from <= on, Standing.valid_to > on)
        .where(Standing.declared.in_(Standings.OPEN.reckoned), *_conditions(Asked(asked.view, asked.targets), wide=False))
        .group_by(Standing.target_id)
    )
    counts = dict(db.session.execute(statement).all())
    return {target.code: counts[target.id] for target in asked.targets if target.id in counts}


def _chosen(asked: Asked) -> tuple[Conditions, int, bool]:
    """The conditions of the list, how many people fulfil them, and whether units and posts had to be searched as well."""
    for wide in (False, True):
        conditions = list(_conditions(asked, wide=wide))
        total = count(select(Assignment.id).where(*conditions))
        if total or not asked.words:
            return conditions, total, wide
    return conditions, 0, True


def _rows(conditions: Conditions) -> Statement:
    statement: Statement = (
        select(
            Official.id,
            Official.public_id,
            Official.full_name,
            Official.born_on,
            Official.born_precision,
            Official.sort_key,
            Assignment.unit_id,
            Assignment.division,
            Position.title,
        )
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Position, Position.id == Assignment.position_id)
    )
    return statement.where(*conditions)


def _conditions(asked: Asked, *, wide: bool) -> Iterator[ColumnElement[bool]]:
    """All of them on `Assignment`: the database then counts without the other tables, and finds rare people first."""
    yield and_(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= asked.on, Assignment.valid_to > asked.on)
    yield Assignment.unit_id.in_(asked.units)
    yield Assignment.official_id.not_in(select(Official.id).where(not_(in_service())))
    if asked.words:
        yield by_person_or_place(asked.words, asked.view.tree) if wide else by_person(asked.words)
    if asked.category:
        yield Assignment.category == asked.category
    if asked.leadership:
        yield Assignment.position_id.in_(select(Position.id).where(Position.leadership == asked.leadership))
    if asked.standing:
        yield Assignment.official_id.in_(_with_standing(asked, asked.standing))
    if asked.missing:
        yield _lacks(asked, asked.missing)


def _with_standing(asked: Asked, standing: Standings) -> Select[int]:
    return (
        select(Standing.official_id)
        .join(Target, Target.id == Standing.target_id)
        .where(Target.code == asked.code, Standing.valid_from <= asked.on, Standing.valid_to > asked.on)
        .where(Standing.declared.in_(standing.reckoned))
    )


def _lacks(asked: Asked, missing: Missing) -> ColumnElement[bool]:
    holder = Assignment.official_id
    if missing is Missing.BIRTH:
        known = and_(Official.born_on.is_not(None), Official.born_precision == Precision.DAY)
        return holder.not_in(select(Official.id).where(known))
    if missing is Missing.ISSUED:
        return holder.in_(select(Qualification.official_id).where(Qualification.issued_on.is_(None)))
    domain = Domain.DEGREE if missing is Missing.DEGREE else Domain.THEORY
    issued = or_(Qualification.issued_on.is_(None), Qualification.issued_on <= asked.on)
    believed = Qualification.state.not_in(_DISBELIEVED)
    return holder.not_in(select(Qualification.official_id).where(Qualification.domain == domain, believed, issued))


@dataclass(frozen=True)
class _Knowledge:
    """What is read once for all rows of a page."""

    asked: Asked
    standings: dict[int, Result]
    judged: dict[int, Judged]
    words: Vocabulary
    records: dict[int, str]

    def codes(self) -> dict[int, str]:
        """Code of each target and component by id."""
        return {one.id: one.code for target in self.asked.targets for one in target.every_one}


def described(rows: Sequence[Result], asked: Asked, readable: Collection[int]) -> list[Listed]:
    """The rows in words, from a fixed number of statements; `readable` are the officials whose files may be opened."""
    ids = [row.id for row in rows]
    standings = _standings(ids, asked)
    lacking = [key for key, standing in standings.items() if standing.declared in Standings.OPEN.reckoned]
    known = _Knowledge(asked, standings, targets(), vocabulary(), texts_of(lacking))
    files = {dossier.official_id: dossier for dossier in dossiers(ids)}
    return [_listed(row, files[row.id], known, row.id in readable) for row in rows]


def _standings(ids: Collection[int], asked: Asked) -> dict[int, Result]:
    """For each official the standing of the target asked about, else of the first target in whose population the official is."""
    places = {asked.target.id: 0} if asked.target else {target.id: place for place, target in enumerate(asked.targets)}
    statement = select(Standing.official_id, Standing.target_id, Standing.declared, Standing.verified).where(
        Standing.official_id.in_(ids),
        Standing.target_id.in_(places),
        Standing.valid_from <= asked.on,
        Standing.valid_to > asked.on,
    )
    rows = sorted(db.session.execute(statement).all(), key=lambda row: -places[row.target_id])
    return {row.official_id: row for row in rows}


def _listed(row: Result, dossier: Dossier, known: _Knowledge, readable: bool) -> Listed:
    standing = known.standings.get(row.id)
    return Listed(
        public_id=row.public_id if readable else "",
        name=row.full_name,
        born=partial_date(row.born_on, row.born_precision),
        unit_name=known.asked.view.tree.units[row.unit_id].name,
        post=post_words(row.title, row.division),
        degree=_highest(dossier, "degree", known),
        theory=_highest(dossier, "theory", known),
        code=known.codes()[standing.target_id] if standing else "",
        standing=Reckoned(standing.declared).name.lower() if standing else "",
        verified=bool(standing and standing.verified == Reckoned.MET),
        reasons=_reasons(standing, dossier, known) if standing else [],
    )


def _reasons(standing: Result, dossier: Dossier, known: _Knowledge) -> list[str]:
    seen = Seen(known.judged[standing.target_id], dossier, known.asked.on, known.words, known.records)
    if standing.declared == Reckoned.EXEMPT:
        return [basis_of(seen)]
    return [gap.sentence for gap in gaps(seen)] if standing.declared != Reckoned.MET else []


def _highest(dossier: Dossier, domain: str, known: _Knowledge) -> Held | None:
    """The highest level held on the day, of equal ones the best believed; one without day of issue counts as held."""
    held = [
        one
        for one in dossier.credentials.get(domain, ())
        if one.rank is not None
        and one.state not in _DISBELIEVED
        and (one.issued_from is None or one.issued_from <= known.asked.on)
    ]
    best = max(held, key=_strength, default=None)
    if best is None or best.rank is None:
        return None
    return Held(known.words.level(domain, best.rank), best.state, best.issued_from is not None)


def _strength(held: Credential) -> tuple[int, bool, bool]:
    return held.rank or 0, held.state == State.VERIFIED, held.issued_from is not None
