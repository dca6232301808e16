"""Reading a list: a page of it by key in any order, all of it, and single rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, or_, select, tuple_

from models.accounts import Account
from registry.lists.asked import Asked
from registry.shared.database import db
from registry.shared.paging import Page, Result, Statement, count

PAGE = 50
SLICE = 5000
"""Rows described at a time: a statement takes a limited number of ids."""

NEAR = 200
"""Rows that are looked at first where an index knows which come next: a few pages, because some are not in the list."""

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True)
class Found:
    """A page of a list; `wide` when nothing bears the words, so that units and posts were searched as well."""

    page: Page[Any]
    wide: bool


@dataclass(frozen=True)
class Place:
    """Where a page begins: behind the row `after`, or so that it ends at the row `before` (public ids); else at the beginning.

    `at` is the number of its first row as the page before said it; 0 counts anew, which in a long list takes its time.
    """

    after: str = ""
    before: str = ""
    at: int = 0


def found(asked: Asked, account: Account, place: Place) -> Found:
    """One page. A place that is gone gives the first page."""
    conditions, total, wide = chosen(asked)
    page = _page(asked, conditions, total, place)
    return Found(page.showing(asked.listing.describe(page.rows, asked, account)), wide)


def everything(asked: Asked) -> Iterator[Any]:
    """The whole list that `found` shows pages of, in its order, without leave to open files."""
    conditions, _total, _wide = chosen(asked)
    ordered = asked.listing.rows(asked).where(*conditions).order_by(*(step.ordered for step in _steps(asked)))
    rows = db.session.execute(ordered).all()
    for start in range(0, len(rows), SLICE):
        yield from asked.listing.describe(rows[start : start + SLICE], asked, None)


def identities(asked: Asked, limit: int | None = None) -> list[str]:
    """Public ids of the rows, or of the first of them, in the order of the list."""
    conditions, _total, _wide = chosen(asked)
    statement = asked.listing.ordered(asked).where(*conditions).order_by(*(step.ordered for step in _steps(asked)))
    return list(db.session.scalars(statement.with_only_columns(asked.listing.identity, maintain_column_froms=True).limit(limit)))


def chosen(asked: Asked) -> tuple[Conditions, int, bool]:
    """The conditions of the list, how many rows fulfil them, and whether units and posts had to be searched as well."""
    listing = asked.listing
    always = [*listing.scope(asked), *asked.conditions]
    for wide in (False, True):
        conditions = [*always, listing.search(asked, wide)] if asked.words else always
        total = count(listing.counted(asked).where(*conditions))
        if total or not asked.words:
            return conditions, total, wide
    return conditions, 0, True


@dataclass(frozen=True)
class _Step:
    """One expression of an order, and its direction."""

    expression: Any
    descending: bool = False

    @property
    def ordered(self) -> Any:
        return self.expression.desc() if self.descending else self.expression.asc()

    def turned(self) -> "_Step":
        return _Step(self.expression, not self.descending)

    def beyond(self, value: Any) -> Any:
        """Rows that come later. Nothing comes after an empty value but by the steps that follow."""
        if value is None:
            return false()
        return self.expression < value if self.descending else self.expression > value

    def same(self, value: Any) -> Any:
        return self.expression.is_(None) if value is None else self.expression == value


def _steps(asked: Asked) -> list[_Step]:
    """The order of the list: the column it is sorted by with its empty values last, then the ties."""
    key, direction = asked.direction
    column = asked.listing.column(key)
    descending = direction == "descending"
    ties = [_Step(tie) for tie in asked.listing.ties]
    if column is None or column.sort is None:
        return ties
    expression = column.sort(asked)
    if expression is asked.listing.ties[0]:
        return [_Step(tie, descending) for tie in asked.listing.ties]
    empties_last = [] if column.filled else [_Step(case((expression.is_(None), 1), else_=0))]
    return [*empties_last, _Step(expression, descending), *ties]


def _beyond(steps: Sequence[_Step], values: Sequence[Any]) -> Any:
    """Rows behind the one with these values. One comparison of rows where the direction is one, because an index can serve it."""
    if len({step.descending for step in steps}) == 1 and None not in values:
        key, place = tuple_(*(step.expression for step in steps)), tuple_(*values)
        return key < place if steps[0].descending else key > place
    first, rest = steps[0], steps[1:]
    if not rest:
        return first.beyond(values[0])
    return or_(first.beyond(values[0]), and_(first.same(values[0]), _beyond(rest, values[1:])))


def _page(asked: Asked, conditions: Conditions, total: int, place: Place) -> Page[Result]:
    """The rows of a page with their place among all. One row more than a page is read, to know whether there are others."""
    steps, statement = _steps(asked), asked.listing.ordered(asked).where(*conditions)
    start = _start(asked, steps, place.before or place.after)
    if start is None:
        rows, first = _taken(asked, statement, steps), 1
    elif place.before:
        back = [step.turned() for step in steps]
        earlier = _beyond(back, start)
        rows = _taken(asked, statement.where(earlier), back, start)[:PAGE][::-1]
        first = place.at or count(statement.where(earlier)) - len(rows) + 1
    else:
        later = _beyond(steps, start)
        rows = _taken(asked, statement.where(later), steps, start)
        first = place.at or total - count(statement.where(later)) + 1
    if not rows and start is not None:
        return _page(asked, conditions, total, Place())
    more = len(rows) > PAGE or bool(place.before and start)
    rows = rows[:PAGE]
    return Page(
        rows,
        total,
        first if rows else 0,
        str(rows[0].public_id) if rows and first > 1 else None,
        str(rows[-1].public_id) if more else None,
    )


def _taken(asked: Asked, statement: Statement, steps: Sequence[_Step], start: Sequence[Any] | None = None) -> Sequence[Result]:
    """The first rows of an order: which they are from narrow rows, because a database sorts all of them; then what they hold."""
    identity = asked.listing.identity
    ordered = statement.with_only_columns(identity, maintain_column_froms=True).order_by(*(step.ordered for step in steps))
    near = _near(asked, steps, start)
    keys = list(db.session.scalars(ordered.where(identity.in_(near)).limit(PAGE + 1))) if near else []
    if len(keys) <= PAGE:
        keys = list(db.session.scalars(ordered.limit(PAGE + 1)))
    places = {key: place for place, key in enumerate(keys)}
    rows = db.session.execute(asked.listing.rows(replace(asked, sort="")).where(identity.in_(keys)))
    return sorted(rows, key=lambda row: places[row.public_id]) if keys else []


def _near(asked: Asked, steps: Sequence[_Step], start: Sequence[Any] | None) -> list[str]:
    """What comes next by an indexed column alone, in or out of the list: if a page of the list is among it, nothing is nearer.

    Nothing where another order is asked, or the page may begin among the empty values. All that is equal to the last is in it.
    """
    column = asked.listing.column(asked.direction[0])
    if column is None or not column.indexed or (start[1] is None if start else steps[0].descending):
        return []
    step, identity = steps[1], asked.listing.identity
    within = [step.expression.is_not(None)]
    if start:
        within.append(step.expression <= start[1] if step.descending else step.expression >= start[1])
    edge = db.session.scalar(select(step.expression).where(*within).order_by(step.ordered).offset(NEAR).limit(1))
    if edge is None:
        return []
    within.append(step.expression >= edge if step.descending else step.expression <= edge)
    keys = list(db.session.scalars(select(identity).where(*within).limit(4 * NEAR + 1)))
    return keys if len(keys) <= 4 * NEAR else []  # more only where very many are equal


def _start(asked: Asked, steps: Sequence[_Step], cursor: str) -> Sequence[Any] | None:
    """The values of the order in the row that a cursor names, whatever its conditions; None for no row in scope."""
    if not cursor:
        return None
    column = asked.listing.column(asked.direction[0])
    read = column.place if column and len(steps) > len(asked.listing.ties) else None
    wanted = asked.listing.ties if read else [step.expression for step in steps]
    known = [asked.listing.identity == cursor, *asked.listing.scope(asked)]
    plain = replace(asked, sort="name") if read else asked
    values = [expression.label(f"step_{place}") for place, expression in enumerate(wanted)]
    statement = asked.listing.ordered(plain).with_only_columns(*values, maintain_column_froms=True)
    found = db.session.execute(statement.where(*known)).first()
    if found is None or read is None:
        return found
    row = db.session.execute(asked.listing.rows(plain).where(*known)).all()
    return (read(asked.listing.describe(row, asked, None)[0]), *found)
