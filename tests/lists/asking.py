"""Asking a list past its page: what an address asks of it, for an account on a day."""

import contextlib
from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict

from models.accounts import Account
from registry.directory.incomplete import INCOMPLETE
from registry.directory.officials import OFFICIALS
from registry.directory.retirements import RETIREMENTS
from registry.holdings.expiries import EXPIRIES
from registry.holdings.qualifications import QUALIFICATIONS
from registry.lists.asked import Asked, asked_in
from registry.lists.definition import Listing
from registry.shared.pages import day
from registry.units.scope import view_of

LISTS: dict[str, Listing[Any]] = {one.kind: one for one in (OFFICIALS, QUALIFICATIONS, EXPIRIES, RETIREMENTS, INCOMPLETE)}
PATHS = {
    "officials": "/officials",
    "qualifications": "/qualifications",
    "expiries": "/qualifications/expiries",
    "retirements": "/officials/retirements",
    "incomplete": "/officials/incomplete",
}
_COMMON = {column.key for column in OFFICIALS.columns} - {"name"}
_SORTED = [
    (kind, column.key)
    for kind, one in LISTS.items()
    for column in one.columns
    if column.sort and (one is OFFICIALS or column.key not in _COMMON)
]
ORDERS = [(kind, f"{'-' if place % 2 else ''}{key}") for place, (kind, key) in enumerate(_SORTED)]
"""Every order of the list of officials, and of other lists those that it has not; ascending and descending by turns."""


@contextlib.contextmanager
def asked(app: Flask, account: Account, kind: str, **address: str) -> Iterator[Asked]:
    """What the list is asked, inside a request."""
    with app.test_request_context("/", query_string=address):
        yield asked_in(LISTS[kind], MultiDict(address), view_of(account, day().on))
