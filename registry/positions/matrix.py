"""The people of a unit against the standards of the posts they hold: people down, domains across."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.qualifications import Domain
from registry.compliance.explain import Seen
from registry.compliance.vocabulary import Vocabulary, vocabulary
from registry.judgement.facts import Dossier
from registry.judgement.judge import Truth
from registry.officials.queries import BY_NAME, arriving, post_words, readable_ids
from registry.positions.gap import step_sentence
from registry.positions.profiles import Profile, lacking, profiles_on, verdict_of
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.paging import Result, Statement
from registry.standings.dossier import dossiers

MOST = 400
"""People in one matrix; of a unit with more the page asks for a part."""
_VOID = ("rejected", "revoked")


@dataclass(frozen=True)
class Cell:
    """One step of a post: met, unmet, unknown, or none when the post does not ask it. `held` is the highest level on file."""

    standing: str
    held: str
    sentence: str
    certain: bool


@dataclass(frozen=True)
class Row:
    """A person with one cell for each column. `public_id` is empty when the account may not open the file."""

    public_id: str
    name: str
    post: str
    position: str
    standing: str
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """Columns are the domains that any of the posts asks for, in the order of the form."""

    columns: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class _Known:
    """What is read once for all rows."""

    on: dt.date
    profiles: dict[int, Profile]
    files: dict[int, Dossier]
    words: Vocabulary
    texts: dict[int, str]
    readable: Collection[int]


def people_at(unit_id: int, on: dt.date, account: Account) -> int:
    """How many hold a main post at the unit itself on the day, of those whom the account may be told."""
    return db.session.scalar(select(func.count()).select_from(_people(unit_id, on, account).subquery())) or 0


def matrix_of(unit_id: int, on: dt.date, account: Account) -> Matrix:
    """The main posts of a unit itself, not of units below it, in the order of the catalogue and then of names."""
    rows = db.session.execute(_people(unit_id, on, account).order_by(Position.id, *BY_NAME.columns)).all()
    ids = [row.id for row in rows]
    files = {file.official_id: file for file in dossiers(ids)}
    known = _Known(on, profiles_on(on), files, vocabulary(), texts_of(ids), readable_ids(account, ids))
    asked = {domain for row in rows if row.position_id in known.profiles for domain in known.profiles[row.position_id].steps}
    columns: list[str] = [domain.value for domain in Domain if domain.value in asked]
    return Matrix(columns, [_row(row, columns, known) for row in rows])


def _people(unit_id: int, on: dt.date, account: Account) -> Statement:
    return (
        select(
            Official.id,
            Official.public_id,
            Official.full_name,
            Official.born_on,
            Assignment.position_id,
            Assignment.division,
            Position.title,
            Position.key,
        )
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on)
        .where(Assignment.unit_id == unit_id, Official.archived_at.is_(None), Official.id.not_in(arriving(account, on)))
    )


def _row(row: Result, columns: list[str], known: _Known) -> Row:
    file = known.files.get(row.id) or Dossier(row.id, row.born_on)
    profile = known.profiles.get(row.position_id)
    lacks = lacking(profile, file, known.on) if profile else {}
    return Row(
        public_id=row.public_id if row.id in known.readable else "",
        name=row.full_name,
        post=post_words(row.title, row.division),
        position=row.key,
        standing=verdict_of(lacks).name.lower() if profile and profile.steps else "none",
        cells=[_cell(domain, profile, file, lacks, known) for domain in columns],
    )


def _cell(domain: str, profile: Profile | None, file: Dossier, lacks: dict[str, Truth], known: _Known) -> Cell:
    held = _highest(domain, file, known)
    if profile is None or domain not in profile.steps:
        return Cell("none", held, "", certain=True)
    certain = all(one.row.certain for one in profile.mandatory if one.domain == domain)
    if domain not in lacks:
        return Cell("met", held, "", certain)
    seen = Seen(profile.judged, file, known.on, known.words, known.texts)
    standing = "unknown" if lacks[domain] is Truth.MAYBE else "unmet"
    return Cell(standing, held, step_sentence(seen, profile, domain), certain)


def _highest(domain: str, file: Dossier, known: _Known) -> str:
    """The highest level in a domain that is believed and may have been held on the day."""
    ranks = [
        one.rank
        for one in file.credentials.get(domain, ())
        if one.rank is not None and one.state not in _VOID and (one.issued_from is None or one.issued_from <= known.on)
    ]
    return known.words.level(domain, max(ranks)) if ranks else ""
