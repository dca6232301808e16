"""What was typed into the search field: its words, and where they stand in a text."""

import re

from markupsafe import Markup

from registry.shared.text import clean, fold, search_text
from registry.units.queries import UnitOnDay
from registry.units.scope import View

SHORTCUTS = 5
_TOKEN = re.compile(r"\w+")


def words_of(typed: str) -> tuple[str, ...]:
    """The folded words of a search; digits typed in groups (`042 189 000217`) are one number."""
    words = fold(clean(typed)).split()
    if len(words) > 1 and all(word.isdecimal() for word in words):
        return ("".join(words),)
    return tuple(dict.fromkeys(words))


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


def _length_of_match(token: str, words: tuple[str, ...]) -> int:
    """How many letters of a word are marked; all of them where a letter folds to more or less than one."""
    folded = fold(token)
    length = max((len(word) for word in words if folded.startswith(word)), default=0)
    return length if len(folded) == len(token) else len(token) * bool(length)
