"""What a list is asked for, as its address says it: words, unit, conditions, order, columns."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from registry.lists.definition import Column, Condition, Listing
from registry.lists.search import words_of
from registry.shared.dates import read_day, vn_date
from registry.shared.text import clean
from registry.units.scope import View

Arguments = dict[str, str | list[str]]
"""Words of an address; several values of one condition are a list."""

LONGEST = 48
"""Letters of a free value."""


@dataclass(frozen=True)
class Chip:
    """A condition in words, and the address without it."""

    what: str
    value: str
    arguments: Arguments


@dataclass(frozen=True)
class Asked:
    """What is asked of a list, in the units of the view. `given` has the values of each condition that is asked."""

    listing: Listing[Any]
    view: View
    facts: Any
    typed: str = ""
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    columns: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Days of the address that nobody can read."""

    @property
    def on(self) -> dt.date:
        """The day of the list."""
        return self.view.tree.on

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words of the search."""
        return words_of(self.typed)

    def one(self, name: str) -> str:
        """The value of a condition, the first of several; empty when it is not asked."""
        return self.given.get(name, ("",))[0]

    def day_of(self, name: str) -> dt.date | None:
        """The day of a condition, None when it is not asked."""
        value = self.one(name)
        return dt.date.fromisoformat(value) if value else None

    @cached_property
    def shown(self) -> list[Column[Any]]:
        """The columns to be shown, in order."""
        keys = self.columns or self.listing.usual
        return [column for key in keys if (column := self.listing.column(key))]

    def shows(self, *keys: str) -> bool:
        """Whether any of these columns is shown."""
        return any(column.key in keys for column in self.shown)

    @cached_property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The conditions in SQL, without words and scope."""
        clauses = (one.clause(self, self.given[one.name]) for one in self.listing.conditions if one.name in self.given)
        return [clause for clause in clauses if clause is not None]

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked besides the account's own units."""
        return bool(self.typed or not self.view.whole or self.given)

    @property
    def arguments(self) -> Arguments:
        """The address: everything that is asked, without the day and the place in the list."""
        found: Arguments = {"q": self.typed} if self.typed else {}
        if not self.view.whole and self.view.unit is not None:
            found["unit"] = self.view.unit.key
        for one in self.listing.conditions:
            if values := self.given.get(one.name):
                found[one.name] = values[0] if len(values) == 1 else list(values)
        return found | self.looks

    @property
    def looks(self) -> Arguments:
        """The part of the address that narrows nothing: order and columns."""
        given = {"sort": self.sort, "columns": ",".join(self.columns)}
        return {name: value for name, value in given.items() if value}

    def without(self, *names: str) -> Arguments:
        """The address with some of it taken away."""
        return {name: value for name, value in self.arguments.items() if name not in names}

    def dropping(self, name: str, value: str) -> Arguments:
        """The address without one value of a condition."""
        left = [each for each in self.given.get(name, ()) if each != value]
        return {**self.without(name), **({name: left[0] if len(left) == 1 else left} if left else {})}

    def sorted_by(self, key: str) -> Arguments:
        """The address when the heading of a column is pressed: ascending, then descending."""
        order = self.sort or self.listing.order
        sort = f"-{key}" if order == key else key
        usual = sort == self.listing.order
        return {**self.without("sort"), **({} if usual else {"sort": sort})}

    @property
    def direction(self) -> tuple[str, str]:
        """Key of the column that the list is sorted by, and ascending or descending."""
        order = self.sort or self.listing.order
        return order.removeprefix("-"), "descending" if order.startswith("-") else "ascending"

    def said(self) -> list[tuple[str, str, str, str]]:
        """The conditions as (name, value in the address, what it is about, value in words), in the order of the list."""
        found = []
        if not self.view.whole and self.view.unit is not None:
            found.append(("unit", self.view.unit.key, _unit_label(), self.view.unit.name))
        for one in self.listing.conditions:
            for value in self.given.get(one.name, ()):
                if words := _spoken(one, self, value):
                    found.append((one.name, value, *words))
        return found

    def chips(self) -> list[Chip]:
        """Each value of a condition, with the address that lacks it."""
        return [
            Chip(what, words, self.without("unit") if name == "unit" else self.dropping(name, value))
            for name, value, what, words in self.said()
        ]


def _unit_label() -> str:
    return _("Đơn vị")


def _spoken(one: Condition, asked: Asked, value: str) -> tuple[str, str] | None:
    if one.said:
        return one.said(asked, value)
    if one.kind == "day":
        return str(one.label), vn_date(dt.date.fromisoformat(value))
    return str(one.label), one.choices(asked).get(value, value)


def asked_in(listing: Listing[Any], address: MultiDict[str, str], view: View) -> Asked:
    """What an address asks of a list. A word that it cannot mean is 404; an unreadable day is said and asks nothing."""
    asked = Asked(listing, view, listing.prepare(view), clean(address.get("q", ""))[:100])
    given: dict[str, tuple[str, ...]] = {}
    unread: list[str] = []
    for one in listing.conditions:
        typed = [value for value in address.getlist(one.name) if value]
        values, odd = _values(one, typed, asked)
        unread += odd
        if values:
            given[one.name] = values
    return replace(
        asked, given=given, unread=tuple(unread), sort=_sort(listing, address.get("sort", "")), columns=_columns(listing, address)
    )


def _values(one: Condition, typed: list[str], asked: Asked) -> tuple[tuple[str, ...], list[str]]:
    """The values of one condition, and what could not be read."""
    if one.kind == "day":
        days = [(text, read_day(text)) for text in typed[:1]]
        return tuple(found.isoformat() for _t, found in days if found), [clean(text)[:20] for text, found in days if not found]
    if one.kind == "free":
        return tuple(clean(text)[:LONGEST] for text in typed[:1] if clean(text)), []
    choices = one.choices(asked) if typed else {}
    if any(value not in choices for value in typed) or (len(typed) > 1 and not one.several):
        raise NotFound
    return tuple(value for value in choices if value in typed), []


def _sort(listing: Listing[Any], text: str) -> str:
    column = listing.column(text.removeprefix("-"))
    if text and (column is None or column.sort is None):
        raise NotFound
    return "" if text == listing.order else text


def _columns(listing: Listing[Any], address: MultiDict[str, str]) -> tuple[str, ...]:
    """The chosen columns: `columns=a,b` of an address, or `column=a&column=b` as a panel sends it. The first is always there."""
    chosen = [key for key in address.get("columns", "").split(",") if key]
    known = {column.key for column in listing.columns}
    sent = [key for key in address.getlist("column") if key]
    if not set(chosen + sent) <= known:
        raise NotFound
    if sent:
        chosen = [key for key in chosen if key in sent] or []
        chosen += [column.key for column in listing.columns if column.key in sent and column.key not in chosen]
    keys = tuple(dict.fromkeys([listing.columns[0].key, *chosen])) if chosen else ()
    return () if keys == listing.usual else keys
