"""Vietnamese text typed in the fonts of before Unicode, TCVN3 (ABC) and VNI: told apart by whole columns, and converted.

Both store a letter as one or two characters of the Western table, so that a program without the font shows `NguyÔn V¨n An`
or `Nguyeãn Vaên An`. No single cell decides (`Hoàng` is a word in Unicode and in VNI); a column of syllables does.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import islice


class Encoding(StrEnum):
    """How the letters of a column are stored. Values are stable: they are kept with the layout of a file."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


# TCVN 5712:1993 as the fonts of the family .Vn use it: runs of letters by the code of the first.
_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {chr(code): letter for first, run in _TCVN3_RUNS.items() for code, letter in enumerate(run, first)}

# VNI-Windows: a base letter and a mark behind it; the mark says tone and hat together.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _HAT, _BREVE = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306"
_TONES = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_HATS = {"â": "", "à": _GRAVE, "á": _ACUTE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BREVES = {"ê": "", "è": _GRAVE, "é": _ACUTE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}


def _vni() -> dict[str, str]:
    pairs = {base + mark: base + tone for base in "aeouy" for mark, tone in _TONES.items()}
    pairs |= {base + mark: letter + tone for base, letter in (("ô", "ơ"), ("ö", "ư")) for mark, tone in _TONES.items()}
    pairs |= {base + mark: base + _HAT + tone for base in "aeo" for mark, tone in _HATS.items()}
    pairs |= {"a" + mark: "a" + _BREVE + tone for mark, tone in _BREVES.items()}
    small = {pair: unicodedata.normalize("NFC", letter) for pair, letter in (pairs | _ALONE).items()}
    large = {form(pair): letter.upper() for pair, letter in small.items() for form in (str.upper, str.capitalize)}
    return small | large


_VNI = _vni()
_VNI_UNITS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_BEYOND = re.compile("[Ā-ȳ̀-ͯḀ-ỿ]")  # letters that neither table has: such a cell is Unicode already
_WORDS = re.compile(r"[^\s.,;:()/\\\-–\"'0-9_]+")
_CAPITALS = re.compile(r"[A-Z]")
_CAPITAL_WORD = re.compile(r"\b\w*[à-ÿăđĩũơưạ-ỹ][A-Z]\w*")


def decoded(text: str, encoding: Encoding) -> str:
    """The text in Unicode. A cell with a letter that the old table cannot hold was typed in Unicode and stays."""
    if text.isascii() or encoding is Encoding.UNICODE or _BEYOND.search(text):
        return text
    plain = unicodedata.normalize("NFC", _CONVERT[encoding](text))
    # Fonts for headings show every letter as a capital and store the accented ones small: NGUYÔN stands for NGUYỄN.
    small = any("a" <= char <= "z" for char in text)
    if not small and any(len(_CAPITALS.findall(word)) > 1 for word in text.split() if not word.isascii()):
        return plain.upper()
    return _CAPITAL_WORD.sub(lambda word: word.group().upper(), plain)


_CONVERT: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: lambda text: "".join(_TCVN3.get(char, char) for char in text),
    Encoding.VNI: lambda text: _VNI_UNITS.sub(lambda unit: _VNI[unit.group()], text),
}

_ENOUGH = 2_000  # words; a column says no more of itself after that
_LONGEST_WORD = 12
_SURE, _CLEARLY = 0.75, 0.3


def detect(texts: Iterable[str]) -> Encoding:
    """How a whole column is stored: in an old table only when that makes syllables of most words that are none as they stand."""
    words = list(islice(_odd_words(texts), _ENOUGH))
    shares = {encoding: _share(words, encoding) for encoding in Encoding}
    best = max((Encoding.TCVN3, Encoding.VNI), key=lambda encoding: shares[encoding])
    if shares[best] >= _SURE and shares[best] >= shares[Encoding.UNICODE] + _CLEARLY:
        return best
    return Encoding.UNICODE


def could_be(texts: Iterable[str], encoding: Encoding) -> bool:
    """Whether a column may be stored so, were its neighbours: it makes syllables, and no letter speaks against it."""
    texts = list(texts)
    words = list(islice(_odd_words(texts), _ENOUGH))
    return bool(words) and not any(map(_BEYOND.search, texts)) and _share(words, encoding) >= _SURE


def syllable_share(text: str) -> float:
    """How many of the words with other than plain letters are Vietnamese syllables as they stand, from 0 to 1."""
    return _share(list(islice(_odd_words([text]), _ENOUGH)), Encoding.UNICODE)


def _odd_words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        if not text.isascii():
            yield from (word for word in _WORDS.findall(text) if not word.isascii() and len(word) <= _LONGEST_WORD)


def _share(words: list[str], encoding: Encoding) -> float:
    if not words:
        return 0.0
    if encoding is Encoding.UNICODE:  # a small letter before a capital one: the sign of an old font, which has few capitals
        words_read = [word if word.isupper() or word[1:] == word[1:].lower() else "" for word in words]
    else:
        words_read = [decoded(word, encoding) for word in words]
    return sum(map(is_syllable, words_read)) / len(words)


_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]|"
_RHYMES = (
    "uyê|uya|uyu|ươi|ươu|iêu|yêu|uôi|oai|oay|oeo|uây|uâ|uê|uơ|uy|oă|oe|oa|oo|iê|yê|ươ|uô|ia|ya|ưa|ua|ai|ao|au|ay|âu|ây|"
    "eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})(?:{_RHYMES})(?:ng|nh|ch|[cmnpt])?")
_TONE_ASTRAY = re.compile(f"[bcdđghklmnpqrstvxz][{_GRAVE}{_ACUTE}{_HOOK}{_TILDE}{_DOT}]")
_TONE_MARKS = dict.fromkeys(map(ord, _GRAVE + _ACUTE + _HOOK + _TILDE + _DOT))


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: an onset, a rhyme, at most one tone."""
    apart = unicodedata.normalize("NFD", word.lower())
    if sum(ord(char) in _TONE_MARKS for char in apart) > 1 or _TONE_ASTRAY.search(apart):
        return False
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", apart.translate(_TONE_MARKS))))
