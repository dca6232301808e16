"""Candidates in words: who they are, what they hold, how long they could serve, and the one step that is lacking."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from registry.compliance.explain import Seen
from registry.compliance.vocabulary import vocabulary
from registry.judgement.judge import Truth
from registry.officials.queries import post_words
from registry.positions.candidates import Candidate, retirements_decided
from registry.positions.gap import step_sentence
from registry.positions.profiles import Profile, lacking
from registry.qualifications.queries import texts_of
from registry.shared.ages import age_on
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.shared.paging import Result, Statement
from registry.shared.retirement import retires_on
from registry.standings.dossier import dossiers
from registry.units.queries import Tree


@dataclass(frozen=True)
class Shown:
    """A candidate in words. `holds`: has the post already; `retires` is None when neither decided nor to be told by age."""

    public_id: str
    name: str
    born: str
    age: int | None
    retires: dt.date | None
    post: str
    unit_name: str
    holds: bool
    verified: bool
    sentence: str
    open: bool


def described(candidates: Sequence[Candidate], profile: Profile, tree: Tree) -> list[Shown]:
    """The candidates of a page, from a fixed number of statements."""
    ids = [one.row.id for one in candidates]
    rows = {row.id: row for row in db.session.execute(_statement(ids, tree.on))}
    files = {file.official_id: file for file in dossiers(ids)}
    words, texts, decided = vocabulary(), texts_of(ids), retirements_decided()
    shown = [
        _shown(one, rows[one.row.id], profile, Seen(profile.judged, files[one.row.id], tree.on, words, texts), tree)
        for one in candidates
    ]
    return [replace(line, retires=decided.get(one.row.id, line.retires)) for one, line in zip(candidates, shown, strict=True)]


def _statement(ids: Sequence[int], on: dt.date) -> Statement:
    official = (Official.id, Official.full_name, Official.born_on, Official.born_precision, Official.sex)
    return (
        select(*official, Assignment.unit_id, Assignment.position_id, Assignment.division, Position.title)
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Official.id.in_(ids), Assignment.kind == AssignmentKind.MAIN)
        .where(Assignment.valid_from <= on, Assignment.valid_to > on)
    )


def _shown(one: Candidate, row: Result, profile: Profile, seen: Seen, tree: Tree) -> Shown:
    known = row.born_on is not None
    return Shown(
        public_id=one.row.public_id,
        name=row.full_name,
        born=partial_date(row.born_on, row.born_precision),
        age=age_on(row.born_on, tree.on) if known else None,
        retires=retires_on(row.sex, row.born_on) if known and row.sex else None,
        post=post_words(row.title, row.division),
        unit_name=tree.units[row.unit_id].name if row.unit_id in tree.units else "",
        holds=row.position_id == profile.position.id,
        verified=not lacking(profile, seen.dossier, tree.on, verified_only=True, most=0),
        sentence=step_sentence(seen, profile, one.step) if one.step else "",
        open=one.truth is Truth.MAYBE,
    )
