"""Reading officials and their posts, within what an account may see."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select, true
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, End, Official, Start
from models.positions import Position
from models.units import Tier
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.paging import Order, Page, Result, Statement, page_of
from registry.units.queries import name_on, tree_on, unit_names
from registry.units.rights import past_of, seat_of, units_of

BY_NAME = Order((Official.sort_key, Official.id), lambda row: str(row.public_id))
"""Lists of officials stand in the order of Vietnamese names; an address names a place in them by a public id."""


@dataclass(frozen=True)
class PostHeld:
    """A post in words: where, what, since when; how it is held, began and ended."""

    unit_id: int
    unit_name: str
    title: str
    division: str | None
    kind: AssignmentKind
    valid_from: dt.date
    valid_to: dt.date
    category: str
    public_id: str = ""
    decision: str | None = None
    started_by: Start | None = None
    ended_by: End | None = None
    end_decision: str | None = None
    reappointed_on: dt.date | None = None

    @property
    def main(self) -> bool:
        """Whether it is the main post."""
        return self.kind is AssignmentKind.MAIN

    def held_on(self, day: dt.date) -> bool:
        """Whether the post is held on a day."""
        return self.valid_from <= day < self.valid_to


def in_service() -> ColumnElement[bool]:
    """Condition on `Official`: the file is in use. An archived one is in no list and no figure."""
    return Official.archived_at.is_(None)


def readable_by(account: Account) -> ColumnElement[bool]:
    """Condition on `Official`: the file is in use, and the account may open the whole of it.

    Those who hold, or will hold, a post at its units (by a reorganisation: from its day on); and those who hold none any more
    and held the last ones there. The right goes with the person: after a transfer the former unit keeps what
    `formerly_readable_by` says. An account of the province reads all.
    """
    return and_(in_service(), _reached(account, Official.id))


def archived_within(account: Account) -> ColumnElement[bool]:
    """Condition on `Official`: an archived file that the account would read otherwise, or that went into one that it reads."""
    kept = or_(_reached(account, Official.id), _reached(account, Official.merged_into_id))
    return and_(Official.archived_at.is_not(None), kept)


def formerly_readable_by(account: Account) -> ColumnElement[bool]:
    """Condition on `Official`: a file in use of somebody who held a post at the account's units and went on elsewhere.

    The account sees of it what was the time of its units: `left_on` says until when.
    """
    held = aliased(Assignment)  # so that lists of posts may ask it too
    here = held.unit_id.in_(units_of(account))
    was_here = exists().where(held.official_id == Official.id, here, held.valid_from <= today())
    return and_(in_service(), was_here, not_(_reached(account, Official.id)))


def arriving(account: Account, on: dt.date) -> Statement:
    """Ids of those whom reorganisations entered ahead bring to other posts by the day, their files not yet open to the account.

    Figures count them where they will be; no list and no page names them to the account before. Nobody on a day up to today,
    and nobody for the province.
    """
    held, now = aliased(Assignment), today()
    ahead = and_(held.started_by == Start.REORGANISED, held.valid_from > now, held.valid_from <= on)
    return select(held.official_id).where(ahead if on > now else false(), not_(_reached(account, held.official_id)))


def unnamed_at(account: Account, units: Collection[int], on: dt.date) -> int:
    """How many hold main posts at these units on the day without being named to the account yet: see `arriving`."""
    if on <= today():
        return 0
    statement = select(func.count()).select_from(Assignment).where(Assignment.kind == AssignmentKind.MAIN)
    held = statement.where(Assignment.valid_from <= on, Assignment.valid_to > on, Assignment.unit_id.in_(units))
    return db.session.scalar(held.where(Assignment.official_id.in_(arriving(account, on)))) or 0


def _reached(account: Account, holder: Any) -> ColumnElement[bool]:
    now = today()
    tree = tree_on(now)
    seat = seat_of(account, tree)
    unit = tree.units.get(seat)
    if unit is not None and unit.tier is Tier.PROVINCE:
        return true()
    held = aliased(Assignment)
    of_official = held.official_id == holder
    own = tree.subtree(seat)
    here = held.unit_id.in_(own | past_of(own, tree))
    # A reorganisation may be entered months ahead, and moves no right before its day.
    moved = or_(held.valid_from <= now, held.started_by.is_(None), held.started_by != Start.REORGANISED)
    current = and_(held.valid_to > now, moved)
    return or_(
        exists().where(of_official, here, current), and_(exists().where(of_official, here), ~exists().where(of_official, current))
    )


def official_for(account: Account, public_id: str) -> Official:
    """The official with this public id; 404 for anybody the account may not read, as for nobody, and for archived files."""
    official = db.session.scalar(select(Official).where(Official.public_id == public_id, readable_by(account)))
    if official is None:
        raise NotFound
    return official


def official_numbered(account: Account, number: str) -> Official | None:
    """The official with this personal number, if the account may read the file."""
    return db.session.scalar(select(Official).where(Official.personal_number == number, readable_by(account)))


def archived_for(account: Account, public_id: str) -> Official:
    """The archived official with this public id; 404 for another one."""
    official = db.session.scalar(select(Official).where(Official.public_id == public_id, archived_within(account)))
    if official is None:
        raise NotFound
    return official


def file_for(account: Account, public_id: str, *, archived: bool) -> Official:
    """The official whose file is to be read; with `archived` also one that is out of use. 404 as in `official_for`."""
    within = or_(readable_by(account), archived_within(account)) if archived else readable_by(account)
    official = db.session.scalar(select(Official).where(Official.public_id == public_id, within))
    if official is None:
        raise NotFound
    return official


def former_for(account: Account, public_id: str) -> Official | None:
    """The official with this public id who went from the account's units to others; None for anybody else."""
    return db.session.scalar(select(Official).where(Official.public_id == public_id, formerly_readable_by(account)))


def readable_ids(account: Account, officials: Collection[int]) -> set[int]:
    """Which of these officials the account may read."""
    return set(db.session.scalars(select(Official.id).where(Official.id.in_(officials), readable_by(account))))


def openable_ids(account: Account, officials: Collection[int]) -> set[int]:
    """Of which of these officials the account may open the file, or at least what was the time of its own units."""
    may = or_(readable_by(account), formerly_readable_by(account))
    return set(db.session.scalars(select(Official.id).where(Official.id.in_(officials), may)))


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
            post.kind,
            post.valid_from,
            post.valid_to,
            post.category.value,
            post.public_id,
            post.decision,
            post.started_by,
            post.ended_by,
            post.end_decision,
            post.reappointed_on,
        )
        for post, title in db.session.execute(statement)
    ]


def post_words(title: str, division: str | None) -> str:
    """`Trưởng phòng, Phòng Kinh tế`; the division is left out where the title names it or it is only "Lãnh đạo"."""
    plain = division is None or division == "Lãnh đạo" or division.lower() in title.lower()
    return title if plain else f"{title}, {division}"
