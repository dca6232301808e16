"""The people behind a number of a forecast, named within what the account may open."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from registry.forecasts.queries import Change, Outlook
from registry.forecasts.words import standing_words, what_happens
from registry.officials.queries import arriving, openable_ids, post_words
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.shared.paging import Result
from registry.units.queries import name_on, unit_names

PAGE = 25
SLICE = 1000
"""People described at a time: a statement takes a limited number of ids."""


@dataclass(frozen=True)
class Named:
    """Somebody in a group. `public_id` is empty when the account may not open the file."""

    public_id: str
    name: str
    born: str
    unit_name: str
    post: str
    told: str
    before: str
    after: str


@dataclass(frozen=True)
class PeoplePage:
    """A page of a group, with the numbers of its neighbours."""

    rows: list[Named]
    total: int
    number: int
    unnamed: int
    """How many of the group are not named to the account yet."""

    @property
    def first(self) -> int:
        """Place of the first row, counted from 1."""
        return (self.number - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Place of the last row."""
        return (self.number - 1) * PAGE + len(self.rows)

    @property
    def previous(self) -> int | None:
        """Number of the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Number of the page after."""
        return self.number + 1 if self.last < self.total else None


def people_page(outlook: Outlook, group: str, account: Account, number: int) -> PeoplePage:
    """One page of a group; a number out of reach gives the first."""
    changes = _told(outlook, group, account)
    number = number if 1 <= number <= -(-len(changes) // PAGE) else 1
    shown = changes[(number - 1) * PAGE : number * PAGE]
    unnamed = len(outlook.groups[group]) - len(changes)
    return PeoplePage(named(outlook, group, shown, account), len(changes), number, unnamed)


def everybody(outlook: Outlook, group: str, account: Account) -> list[Named]:
    """The whole group."""
    changes = _told(outlook, group, account)
    parts = (changes[start : start + SLICE] for start in range(0, len(changes), SLICE))
    return [one for part in parts for one in named(outlook, group, part, account)]


def _told(outlook: Outlook, group: str, account: Account) -> list[Change]:
    hidden = set(db.session.scalars(arriving(account, outlook.days[-1])))
    return [change for change in outlook.groups[group] if change.official_id not in hidden]


def named(outlook: Outlook, group: str, changes: Sequence[Change], account: Account) -> list[Named]:
    """The people in words, from a fixed number of statements."""
    ids = [change.official_id for change in changes]
    openable, posts = openable_ids(account, ids), posts_between(ids, outlook.days[0], outlook.days[-1])
    people = {row.id: row for row in db.session.execute(select(*_COLUMNS).where(Official.id.in_(ids)))}
    return [_named(group, change, people[change.official_id], posts, openable) for change in changes]


_COLUMNS = (Official.id, Official.public_id, Official.full_name, Official.born_on, Official.born_precision)


def _named(group: str, change: Change, row: Result, posts: dict[int, tuple[str, str]], openable: set[int]) -> Named:
    post, unit = posts.get(row.id, ("", ""))
    return Named(
        row.public_id if row.id in openable else "",
        row.full_name,
        partial_date(row.born_on, row.born_precision),
        unit,
        post,
        what_happens(group, change),
        standing_words(change.before),
        standing_words(change.after),
    )


def posts_between(ids: Sequence[int], since: dt.date, until: dt.date) -> dict[int, tuple[str, str]]:
    """The first main post that each official holds between the days, with the name of its unit."""
    statement = (
        select(Assignment.official_id, Assignment.unit_id, Assignment.valid_from, Position.title, Assignment.division)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.official_id.in_(ids), Assignment.kind == AssignmentKind.MAIN)
        .where(Assignment.valid_from <= until, Assignment.valid_to > since)
        .order_by(Assignment.valid_from, Assignment.id)
    )
    names = unit_names()
    found: dict[int, tuple[str, str]] = {}
    for official_id, unit_id, begins, title, division in db.session.execute(statement):
        found.setdefault(official_id, (post_words(title, division), name_on(names[unit_id], max(begins, since))))
    return found
