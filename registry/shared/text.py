"""Vietnamese text: one stored form, comparison without diacritics, and the order of names."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(0x41 + place) for place, letter in enumerate(_LETTERS)}
_TONES = {"̀": "1", "̉": "2", "̃": "3", "́": "4", "̣": "5"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def clean(text: str) -> str:
    """NFC, every run of white space (also the non-breaking kinds) one blank, none at the ends; control characters are dropped."""
    return _cleaned_before(text) if len(text) <= _SHORT else _cleaned(text)


def spelled(name: str) -> str:
    """A name of a person with capitals where they belong: `BÙI trọng CƯỜNG` gives `Bùi Trọng Cường`.

    A word in mixed case (`H'Hen`) is somebody's own spelling and stays.
    """
    return " ".join(_spelled_word(word) for word in clean(name).split())


def _spelled_word(word: str) -> str:
    if not (word.isupper() or word.islower()):
        return word
    return _WORD.sub(lambda part: part.group()[0].upper() + part.group()[1:].lower(), word)


def fold(text: str) -> str:
    """Lower case, no diacritics, đ → d, punctuation as blanks: `"Xã Yên Hoà"` and `"XÃ YÊN HÒA"` both give `"xa yen hoa"`."""
    return _folded_before(text) if len(text) <= _SHORT else _folded(text)


def _cleaned(text: str) -> str:
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", " ".join(text.split()))).split())


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()


# A roster says the same few hundred short words again and again.
_SHORT = 100
_cleaned_before = lru_cache(maxsize=20_000)(_cleaned)
_folded_before = lru_cache(maxsize=20_000)(_folded)


def search_text(*parts: str | None) -> str:
    """What folded search looks in: every word preceded by a blank, so that `LIKE '% ngu%'` finds beginnings of words only."""
    return " " + " ".join(fold(part) for part in parts if part)


def capital(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]


def masked(personal_number: str) -> str:
    """`042 189 ••• 217`: enough to tell people apart, too little to use."""
    return f"{personal_number[:3]} {personal_number[3:6]} ••• {personal_number[9:]}"


def name_sort_key(full_name: str) -> str:
    """Key for the Vietnamese order of names: given name, family name, middle names; letters before tones.

    Compares right bytewise, so the database needs no collation of its own.
    """
    words = clean(full_name).lower().split()
    return _sort_key([*words[-1:], *words[:-1]])


def text_sort_key(text: str) -> str:
    """Key for the Vietnamese order of anything but names: word by word as it is read, letters before tones."""
    return _sort_key(clean(text).lower().split())


def _sort_key(words: list[str]) -> str:
    syllables = [_syllable(word) for word in words]
    return " ".join(letters for letters, _ in syllables) + " " + "".join(tone for _, tone in syllables)


@lru_cache(maxsize=10_000)  # the language has some seven thousand syllables
def _syllable(word: str) -> tuple[str, str]:
    """Letters as sortable characters, and the tone as a digit."""
    letters, tone = [], "0"
    for char in unicodedata.normalize("NFC", word):
        marks = unicodedata.normalize("NFD", char)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), tone)
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_PLACE.get(base, "["))
    return "".join(letters), tone
