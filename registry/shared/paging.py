"""Pages of a long list by key: the next page starts after the last row of this one; depth costs nothing, no row comes twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy import Select, func, tuple_

from registry.shared.database import db

Row = TypeVar("Row")
Shown = TypeVar("Shown")
Statement: TypeAlias = Select[*tuple[Any, ...]]
Result: TypeAlias = sa.Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: its rows, how many rows the whole list has, and the cursors of its neighbours (None at an end)."""

    rows: Sequence[Row]
    total: int
    first: int
    previous: str | None
    next: str | None

    @property
    def last(self) -> int:
        """Place of the last row, counted from 1."""
        return self.first + len(self.rows) - 1

    def showing(self, rows: Sequence[Shown]) -> "Page[Shown]":
        """The same page with its rows in another form."""
        return replace(self, rows=rows)  # type: ignore[return-value, arg-type]  # replace() does not follow the type of rows


@dataclass(frozen=True)
class Order:
    """The order of a list: columns that together are different in every row, and the cursor that names a row in addresses."""

    columns: tuple[Any, ...]
    cursor: Callable[[Result], str]


def page_of(
    statement: Statement,
    order: Order,
    size: int,
    *,
    after: Sequence[Any] | None = None,
    before: Sequence[Any] | None = None,
    total: int | None = None,
) -> Page[Result]:
    """The page behind the row with the values `after` of the order's columns, or the one up to the row `before`; else the first.

    Three statements: the rows, how many there are (unless `total` says so), and how many lie before the page. A place with
    nothing behind (or before) it gives the first page, because lists shrink while they are read.
    """
    total = count(statement) if total is None else total
    key = tuple_(*order.columns)
    if before is not None:
        earlier = statement.where(key < tuple_(*before))
        rows = db.session.execute(earlier.order_by(*(column.desc() for column in order.columns)).limit(size)).all()[::-1]
        first = count(earlier) - len(rows) + 1
    else:
        later = statement if after is None else statement.where(key > tuple_(*after))
        rows = db.session.execute(later.order_by(*order.columns).limit(size)).all()
        first = 1 if after is None else total - count(later) + 1
    if not rows and (after is not None or before is not None):
        return page_of(statement, order, size, total=total)
    more = first + len(rows) - 1 < total
    return Page(
        rows,
        total,
        first if rows else 0,
        order.cursor(rows[0]) if rows and first > 1 else None,
        order.cursor(rows[-1]) if rows and more else None,
    )


def count(statement: Statement) -> int:
    """How many rows a statement gives."""
    return db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
