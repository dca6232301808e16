"""Where a new period fits among those of its kind: after them, between them, or in place of the rest of one.

Rows are anything with `valid_from` and `valid_to`; a protocol would not know the columns of a table.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from models.base import FOREVER

Row = TypeVar("Row")


class Overlap(Exception):
    """The period does not fit; `row` is in its way."""

    def __init__(self, row: Any) -> None:
        super().__init__()
        self.row = row


@dataclass(frozen=True)
class Slot(Generic[Row]):
    """The place of a new period: its days, and the row that it ends on its first day."""

    begins: dt.date
    ends: dt.date
    cut: Row | None


def slot_for(rows: Iterable[Row], begins: dt.date, ends: dt.date | None = None) -> Slot[Row]:
    """The place of a period from `begins`. Without an end it lasts until the next one begins, or as long as the one it ends.

    Raises `Overlap` when another one begins on that day, begins before `ends`, or goes on after `ends`.
    """
    held = _in_order(rows)
    later = next((row for row in held if _first(row) >= begins), None)
    cut = next((row for row in held if _first(row) < begins < _end(row)), None)
    if later is not None and _first(later) < (ends or begins + dt.timedelta(days=1)):
        raise Overlap(later)
    if cut is not None and ends and ends < _end(cut):
        raise Overlap(cut)
    limits = [FOREVER, *([_first(later)] if later is not None else []), *([_end(cut)] if cut is not None else [])]
    return Slot(begins, ends or min(limits), cut)


def check_apart(rows: Iterable[Row], begins: dt.date, ends: dt.date) -> None:
    """Raise `Overlap` with the first of the rows that shares a day with the period."""
    for row in _in_order(rows):
        if _first(row) < ends and begins < _end(row):
            raise Overlap(row)


def gaps(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Neighbours between which days are left out."""
    before: Row | None = None
    for row in _in_order(rows):
        if before is not None and _end(before) < _first(row):
            yield before, row
        if before is None or _end(row) > _end(before):
            before = row


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=_first)


def _first(row: Any) -> dt.date:
    day: dt.date = row.valid_from
    return day


def _end(row: Any) -> dt.date:
    day: dt.date = row.valid_to
    return day
