"""Reading officials and their posts, within what an account may see."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.units import Tier
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.paging import Order, Page, Result, Statement, page_of
from registry.units.queries import name_on, tree_on, unit_names

BY_NAME = Order((Official.sort_key, Official.id), lambda row: str(row.public_id))
"""Lists of officials stand in the order of Vietnamese names; an address names a place in them by a public id."""


@dataclass(frozen=True)
class PostHeld:
    """A post in words: where, what, since when."""

    unit_id: int
    unit_name: str
    title: str
    division: str | None
    main: bool
    valid_from: dt.date
    valid_to: dt.date
    category: str


def readable_by(account: Account) -> ColumnElement[bool]:
    """Condition on `Official`: the account may open the file.

    Those who hold, or will hold, a post at its units; and those who hold none any more and held the last ones there. The
    right goes with the person: after a transfer the former unit does not read on. An account of the province reads all.
    """
    now = today()
    tree = tree_on(now)
    unit = tree.units.get(account.unit_id)
    if unit is not None and unit.tier is Tier.PROVINCE:
        return true()
    of_official = Assignment.official_id == Official.id
    here = Assignment.unit_id.in_(tree.subtree(account.unit_id))
    current = Assignment.valid_to > now
    return or_(
        exists().where(of_official, here, current), and_(exists().where(of_official, here), ~exists().where(of_official, current))
    )


def official_for(account: Account, public_id: str) -> Official:
    """The official with this public id; 404 for anybody the account may not read, as for nobody."""
    official = db.session.scalar(select(Official).where(Official.public_id == public_id, readable_by(account)))
    if official is None:
        raise NotFound
    return official


def readable_ids(account: Account, officials: Collection[int]) -> set[int]:
    """Which of these officials the account may read."""
    return set(db.session.scalars(select(Official.id).where(Official.id.in_(officials), readable_by(account))))


def page_by_name(
    statement: Statement, size: int, after: str | None, before: str | None, total: int | None = None
) -> Page[Result]:
    """A page of a statement over officials in order of names, behind or before the official with a public id.

    The rows must carry `public_id`. An id of nobody gives the first page. `total` saves counting the rows.
    """
    here = db.session.execute(select(Official.sort_key, Official.id).where(Official.public_id == (before or after or ""))).first()
    if here is None:
        return page_of(statement, BY_NAME, size, total=total)
    if before:
        return page_of(statement, BY_NAME, size, before=tuple(here), total=total)
    return page_of(statement, BY_NAME, size, after=tuple(here), total=total)


def posts_of(official: Official, on: dt.date | None = None) -> list[PostHeld]:
    """All posts, newest first; a unit has its name of the day `on` while the post is held, else that of the first day."""
    statement = (
        select(Assignment, Position.title)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.official_id == official.id)
        .order_by(Assignment.valid_from.desc(), Assignment.id.desc())
    )
    names = unit_names()
    return [
        PostHeld(
            post.unit_id,
            name_on(names[post.unit_id], on if on and post.valid_from <= on < post.valid_to else post.valid_from),
            title,
            post.division,
            post.kind is AssignmentKind.MAIN,
            post.valid_from,
            post.valid_to,
            post.category.value,
        )
        for post, title in db.session.execute(statement)
    ]


def post_words(title: str, division: str | None) -> str:
    """`Trưởng phòng, Phòng Kinh tế`; the division is left out where the title names it or it is only "Lãnh đạo"."""
    plain = division is None or division == "Lãnh đạo" or division.lower() in title.lower()
    return title if plain else f"{title}, {division}"
