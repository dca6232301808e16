"""What was typed into the search field: its words, whom they find, and where they stand in a text."""

import re

from markupsafe import Markup
from sqlalchemy import ColumnElement, and_, or_, select

from models.officials import Assignment, Official
from models.positions import Position
from registry.shared.database import db
from registry.shared.text import clean, fold, search_text
from registry.units.queries import Tree, UnitOnDay
from registry.units.scope import View

SHORTCUTS = 5
_TOKEN = re.compile(r"\w+")


def words_of(typed: str) -> tuple[str, ...]:
    """The folded words of a search; digits typed in groups (`042 189 000217`) are one number."""
    words = fold(clean(typed)).split()
    if len(words) > 1 and all(word.isdecimal() for word in words):
        return ("".join(words),)
    return tuple(dict.fromkeys(words))


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


def units_named(words: tuple[str, ...], view: View) -> list[UnitOnDay]:
    """Units in sight of the account whose name of the day has all the words, as shortcuts; none without words."""
    seen = [view.tree.units[key] for key in view.seen if key in view.tree.units]
    named = [unit for unit in seen if all(f" {word}" in search_text(unit.name) for word in words)] if words else []
    return sorted(named, key=lambda unit: (len(unit.name), unit.name))[:SHORTCUTS]


def marked(text: str, words: tuple[str, ...]) -> Markup:
    """The text, safe for a page, with the beginnings of words that were searched for in `<mark>`."""
    text, done = clean(text), 0
    parts: list[Markup] = []
    for token in _TOKEN.finditer(text):
        length = _length_of_match(token.group(), words)
        if length:
            end = token.start() + length
            parts += [Markup.escape(text[done : token.start()]), Markup("<mark>{}</mark>").format(text[token.start() : end])]
            done = end
    return Markup("").join([*parts, Markup.escape(text[done:])])


def _of_person(*words: str) -> ColumnElement[bool]:
    # A folded word has letters and digits only, so nothing in it is a wildcard.
    return Assignment.official_id.in_(select(Official.id).where(*(Official.search_text.like(f"% {word}%") for word in words)))


def _length_of_match(token: str, words: tuple[str, ...]) -> int:
    """How many letters of a word are marked; all of them where a letter folds to more or less than one."""
    folded = fold(token)
    length = max((len(word) for word in words if folded.startswith(word)), default=0)
    return length if len(folded) == len(token) else len(token) * bool(length)
