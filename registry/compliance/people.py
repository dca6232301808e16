"""The officials behind a figure: who is met, unmet, unknown or exempt for a target on a day, and why."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.targets import Reckoned, Standing
from registry.compliance.explain import Gap, Seen, gaps
from registry.compliance.vocabulary import vocabulary
from registry.judgement.judge import waiver_for
from registry.officials.queries import BY_NAME, arriving, openable_ids, page_by_name, post_words
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.shared.paging import Page, Statement, count
from registry.standings.dossier import dossiers, targets
from registry.units.queries import Tree

PAGE = 25
SLICE = 1000
"""People described at a time: a statement takes a limited number of ids."""


@dataclass(frozen=True)
class Person:
    """An official in a list of a target. `public_id` is empty when the account may not open the file."""

    official_id: int
    public_id: str
    name: str
    born: str
    unit_name: str
    post: str
    standing: str
    verified: bool
    gaps: list[Gap] = field(default_factory=list)
    basis: str = ""


@dataclass(frozen=True)
class Asked:
    """Which people: of a target, counted at these units on the day of the tree, with this standing, lacking this component."""

    target_id: int
    tree: Tree
    units: frozenset[int]
    standing: Reckoned
    lacking_id: int | None = None


def people_page(asked: Asked, account: Account, after: str | None, before: str | None) -> Page[Person]:
    """One page of the list in order of names, from behind the official `after` or up to the one `before` (public ids)."""
    page = page_by_name(_statement(asked, account), PAGE, after, before, count(_standings(asked, account, Standing.official_id)))
    return page.showing(described(page.rows, asked, account))


def all_people(asked: Asked, account: Account) -> list[Person]:
    """The whole list, for export and paper."""
    rows = db.session.execute(_statement(asked, account).order_by(*BY_NAME.columns)).all()
    return [person for start in range(0, len(rows), SLICE) for person in described(rows[start : start + SLICE], asked, account)]


def lacking(asked: Asked, account: Account, component_ids: Collection[int]) -> dict[int, int]:
    """Of the people asked for: how many do not have each component (unmet or unknown there)."""
    on = asked.tree.on
    statement = (
        select(Standing.target_id, func.count())
        .where(Standing.target_id.in_(component_ids), Standing.valid_from <= on, Standing.valid_to > on)
        .where(Standing.declared.in_([Reckoned.UNMET, Reckoned.UNKNOWN]))
        .where(Standing.official_id.in_(select(_standings(asked, account, Standing.official_id).subquery())))
        .group_by(Standing.target_id)
    )
    return dict(db.session.execute(statement).all())


def _statement(asked: Asked, account: Account) -> Statement:
    """The people with what orders and names them. Their posts are looked up for the page that is shown."""
    official = (
        Official.id,
        Official.public_id,
        Official.full_name,
        Official.born_on,
        Official.born_precision,
        Official.sort_key,
    )
    statement = _standings(asked, account, *official, Standing.unit_id, Standing.declared, Standing.verified)
    return statement.join(Official, Official.id == Standing.official_id)


def _standings(asked: Asked, account: Account, *columns: Any) -> Statement:
    """The standings asked for, one for each official whom the account may be told."""
    on = asked.tree.on
    statement: Statement = (
        select(*columns)
        .select_from(Standing)
        .where(Standing.target_id == asked.target_id, Standing.valid_from <= on, Standing.valid_to > on)
        .where(Standing.unit_id.in_(asked.units), Standing.declared == int(asked.standing))
        .where(Standing.official_id.not_in(arriving(account, on)))
    )
    if asked.lacking_id is None:
        return statement
    part = aliased(Standing)
    without = select(part.official_id).where(
        part.target_id == asked.lacking_id,
        part.valid_from <= on,
        part.valid_to > on,
        part.declared.in_([Reckoned.UNMET, Reckoned.UNKNOWN]),
    )
    return statement.where(Standing.official_id.in_(without))


def posts_on(ids: Collection[int], on: dt.date) -> dict[int, str]:
    """The main posts of these officials on a day, in words."""
    statement = (
        select(Assignment.official_id, Position.title, Assignment.division)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.official_id.in_(ids), Assignment.kind == AssignmentKind.MAIN)
        .where(Assignment.valid_from <= on, Assignment.valid_to > on)
    )
    return {official_id: post_words(title, division) for official_id, title, division in db.session.execute(statement)}


def described(rows: Sequence[Any], asked: Asked, account: Account) -> list[Person]:
    """The rows in words, with what each official lacks, from a fixed number of statements."""
    ids = [row.id for row in rows]
    readable, posts = openable_ids(account, ids), posts_on(ids, asked.tree.on)
    seen = _seen(ids, asked) if asked.standing is not Reckoned.MET else {}
    return [
        Person(
            row.id,
            row.public_id if row.id in readable else "",
            row.full_name,
            partial_date(row.born_on, row.born_precision),
            asked.tree.units[row.unit_id].name if row.unit_id in asked.tree.units else "",
            posts.get(row.id, ""),
            Reckoned(row.declared).name.lower(),
            row.verified == Reckoned.MET,
            gaps(seen[row.id]) if row.id in seen and asked.standing is not Reckoned.EXEMPT else [],
            basis_of(seen[row.id]) if row.id in seen and asked.standing is Reckoned.EXEMPT else "",
        )
        for row in rows
    ]


def _seen(ids: list[int], asked: Asked) -> dict[int, Seen]:
    target, words, records = targets()[asked.target_id], vocabulary(), texts_of(ids)
    return {dossier.official_id: Seen(target, dossier, asked.tree.on, words, records) for dossier in dossiers(ids)}


def basis_of(seen: Seen) -> str:
    """The basis on which an official is exempt from the target on the day; empty when there is none."""
    post = seen.post
    waiver = waiver_for(seen.target, seen.dossier, post, seen.on) if post else None
    return waiver.basis if waiver else ""
