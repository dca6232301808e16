"""Whom the words of a search find: by name, personal number and staff code, else by unit and post too."""

from sqlalchemy import ColumnElement, and_, or_, select

from models.officials import Assignment, Official
from models.positions import Position
from registry.lists.search import marked, units_named, words_of
from registry.shared.database import db
from registry.shared.text import search_text
from registry.units.queries import Tree

__all__ = ["by_person", "by_person_or_place", "marked", "units_named", "words_of"]


def by_person(words: tuple[str, ...]) -> ColumnElement[bool]:
    """Condition on `Assignment`: every word begins a word of its holder's name, personal number or staff code."""
    return _of_person(*words)


def by_person_or_place(words: tuple[str, ...], tree: Tree) -> ColumnElement[bool]:
    """Condition on `Assignment`: every word begins a word of the above, of the unit's name of the day, or of the post's title."""
    titles = {key: search_text(title) for key, title in db.session.execute(select(Position.id, Position.title))}
    names = {unit.id: search_text(unit.name) for unit in tree.units.values()}
    return and_(
        *(
            or_(
                _of_person(word),
                Assignment.unit_id.in_([key for key, name in names.items() if f" {word}" in name]),
                Assignment.position_id.in_([key for key, title in titles.items() if f" {word}" in title]),
            )
            for word in words
        )
    )


def _of_person(*words: str) -> ColumnElement[bool]:
    # A folded word has letters and digits only, so nothing in it is a wildcard.
    return Assignment.official_id.in_(select(Official.id).where(*(Official.search_text.like(f"% {word}%") for word in words)))
