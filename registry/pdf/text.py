"""Text made fit for paper: cleaned, composed and escaped, and the fixed lines of Decree 30/2020."""

import unicodedata
from datetime import date
from xml.sax.saxutils import escape

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESSED = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
END_OF_TEXT = "./."

# The face lacks these; each has a plain spelling that a reader takes for the same thing.
_PLAIN_SPELLING = {"≥": ">=", "≤": "<=", "→": "->", "‑": "-", "☐": "[ ]", "☑": "[x]", "☒": "[x]", "✓": "x", "✔": "x"}
_NO_SPELLING = "?"


def clean(text: str) -> str:
    """The text in NFC, without control and invisible characters; tabs become spaces, line feeds stay.

    Decomposed letters must be composed: the engine draws a free accent beside its letter, not above it.
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():
        return composed
    return "".join(_visible(sign) for sign in composed)


def _visible(sign: str) -> str:
    """One character as it may be drawn: white space as a space, control and format characters as nothing."""
    if sign == "\n" or sign == "\u00a0":
        return sign
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in ("Cc", "Cf") else sign


def drawable(text: str, known: frozenset[int]) -> str:
    """The cleaned text with every character outside `known` (code points of the face) in a plain spelling.

    A character without one becomes "?": the engine would draw an empty box and lose it from the text layer.
    """
    tidy = clean(text)
    if known.issuperset(map(ord, tidy)):
        return tidy
    return "".join(sign if ord(sign) in known or sign == "\n" else _respelt(sign, known) for sign in tidy)


def _respelt(sign: str, known: frozenset[int]) -> str:
    if sign in _PLAIN_SPELLING:
        return _PLAIN_SPELLING[sign]
    alike = unicodedata.normalize("NFKC", sign)
    return alike if known.issuperset(map(ord, alike)) else _NO_SPELLING


def escaped(text: str) -> str:
    """Text for the paragraph engine, which reads markup: what looks like a tag is drawn letter by letter."""
    return escape(text).replace("\n", "<br/>")


def blank(places: int = 6) -> str:
    """Room for the clerk to write in; unlike plain spaces it survives line breaking."""
    return "\u00a0" * places


def date_line(place: str, on: date) -> str:
    """Such as "Hà Tĩnh, ngày 05 tháng 3 năm 2026": a zero before days below 10 and months 1 and 2 only.

    Source: Decree 30/2020/NĐ-CP, Appendix I, part I, section II.4.
    """
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def blank_date_line(place: str, year: int) -> str:
    """The date line with day and month left for the clerk, who dates a document when it is issued."""
    return f"{place}, ngày{blank()}tháng{blank()}năm {year}"


def number_line(mark: str, number: int | None = None) -> str:
    """Such as "Số: 05/TB-SNV"; without a number, room for the clerk. Numbers below 10 get a zero."""
    written = blank(7) if number is None else f"{number:02d}"
    return f"Số: {written}/{mark}"
