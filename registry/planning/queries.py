"""Who stands in the plan for which post on a day, and what each still lacks against its standard."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official
from models.planning import Planned
from models.positions import Position
from registry.compliance.explain import Seen
from registry.compliance.vocabulary import vocabulary
from registry.judgement.facts import Dossier
from registry.officials.queries import post_words, readable_by
from registry.positions.gap import step_sentence
from registry.positions.profiles import Profile, lacking, profiles_on, verdict_of
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.paging import Statement
from registry.standings.dossier import papers
from registry.units.queries import name_on, unit_names

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """Somebody in the plan: for what, by which decision, from where, and what is lacking; `standing` as pages name it."""

    row: Planned
    unit_name: str
    post: str
    post_unit: str
    standing: str
    lacks: list[str]

    @property
    def term(self) -> str:
        """The years for which is planned."""
        return f"{self.row.first_year}–{self.row.last_year}"

    @property
    def open(self) -> bool:
        """Whether nobody took them out yet."""
        return self.row.valid_to == FOREVER


@dataclass(frozen=True)
class Asked:
    """Whose plan: posts at these units, or people who work there. `former`: those who were taken out instead."""

    units: frozenset[int]
    on: dt.date
    former: bool = False


def planned(asked: Asked, account: Account) -> Statement:
    """The lines asked for that the account may read, by unit, position and name."""
    held = and_(
        Assignment.official_id == Official.id,
        Assignment.kind == AssignmentKind.MAIN,
        Assignment.valid_from <= asked.on,
        Assignment.valid_to > asked.on,
        Assignment.unit_id.in_(asked.units),
    )
    statement: Statement = (
        select(Planned)
        .join(Official, Official.id == Planned.official_id)
        .where(_in_time(asked), readable_by(account), or_(Planned.unit_id.in_(asked.units), exists().where(held)))
        .options(joinedload(Planned.official), joinedload(Planned.unit), joinedload(Planned.position))
        .order_by(Planned.unit_id, Planned.position_id, Official.sort_key, Planned.id)
    )
    return statement


def _in_time(asked: Asked) -> ColumnElement[bool]:
    if asked.former:
        return Planned.valid_to <= asked.on
    return and_(Planned.valid_from <= asked.on, Planned.valid_to > asked.on)


def rows_of(statement: Statement) -> list[Planned]:
    """The rows of a statement."""
    return list(db.session.scalars(statement))


def described(rows: Sequence[Planned], on: dt.date) -> list[Line]:
    """The rows in words, from a fixed number of statements."""
    ids = [row.official_id for row in rows]
    held = papers(true(), ids)
    profiles, words, texts, names, posts = profiles_on(on), vocabulary(), texts_of(ids), unit_names(), _posts(ids, on)
    found = []
    for row in rows:
        profile = profiles.get(row.position_id) or Profile(row.position)
        file = Dossier(row.official_id, row.official.born_on, (), held.get(row.official_id, {}))
        standing, lacks = _gap(profile, file, Seen(profile.judged, profile.as_if(file), on, words, texts))
        post, unit_id = posts.get(row.official_id, ("", 0))
        where = name_on(names[unit_id], on) if unit_id in names else ""
        found.append(Line(row, name_on(names[row.unit_id], on), post, where, standing, lacks))
    return found


def _gap(profile: Profile, file: Dossier, seen: Seen) -> tuple[str, list[str]]:
    if not profile.steps:
        return "none", []
    missing = lacking(profile, file, seen.on)
    return verdict_of(missing).name.lower(), [step_sentence(seen, profile, domain) for domain in missing]


def _posts(ids: Collection[int], on: dt.date) -> dict[int, tuple[str, int]]:
    """Official → main post on the day in words, and its unit."""
    statement = select(Assignment.official_id, Position.title, Assignment.division, Assignment.unit_id)
    statement = statement.join(Position, Position.id == Assignment.position_id).where(Assignment.official_id.in_(ids))
    held = statement.where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on)
    return {official: (post_words(title, division), unit) for official, title, division, unit in db.session.execute(held)}


def plans_of(official: Official, on: dt.date) -> list[Line]:
    """The plans that an official stands in or stood in, the newest first."""
    statement = select(Planned).where(Planned.official_id == official.id).order_by(Planned.valid_from.desc(), Planned.id)
    return described(rows_of(statement), on)


def plan_for(account: Account, public_id: str) -> Planned:
    """The line with this public id; 404 unless the account may read the file."""
    statement = select(Planned).join(Official, Official.id == Planned.official_id)
    row = db.session.scalar(statement.where(Planned.public_id == public_id, readable_by(account)))
    if row is None:
        raise NotFound
    return row
