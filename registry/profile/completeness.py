"""How far a record has what every record needs, and what it lacks."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _

from models.officials import Official
from models.qualifications import Qualification
from registry.officials.needed import ITEMS
from registry.officials.queries import PostHeld


@dataclass(frozen=True)
class Completeness:
    """Needed items that are there, their number, and the missing ones in words with their numbers on the official form."""

    filled: int
    needed: int
    missing: list[str]


def completeness(official: Official, post: PostHeld | None, held: Collection[Qualification]) -> Completeness:
    """The items of `registry.officials.needed`, and the main post on the day."""
    there = [(str(item.words), item.there(official, held)) for item in ITEMS]
    place = next(place for place, item in enumerate(ITEMS) if item.anchor == "m32")
    items = dict([*there[:place], (_("23 Chức vụ chính trong ngày"), post is not None), *there[place:]])
    missing = [words for words, there in items.items() if not there]
    return Completeness(len(items) - len(missing), len(items), missing)
