"""Text broken into lines by the widths of the face, quickly enough for tables of a thousand pages."""

from functools import lru_cache

from registry.pdf import fonts
from registry.pdf.text import drawable


def printable(text: str) -> str:
    """The text as it will be drawn and as it can be read back from the file."""
    return drawable(text, fonts.known_characters())


# Tables repeat themselves (units, levels, standings), so most cells are answered from memory; the bound keeps it flat.
@lru_cache(maxsize=8192)
def wrap(text: str, style: str, size: float, width: float) -> tuple[str, ...]:
    """The lines of `text` within `width` points, at least one; line feeds are kept, long words are broken."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        lines.extend(_filled(paragraph, style, size, width))
    return tuple(lines)


def balanced(text: str, style: str, size: float, width: float) -> tuple[str, ...]:
    """As few lines as `wrap` needs, but of similar length: a centred heading must not end in a lone word."""
    lines = wrap(text, style, size, width)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        narrower = wrap(text, style, size, width * share)
        if len(narrower) == len(lines) > 1:
            return narrower
    return lines


def _filled(text: str, style: str, size: float, width: float) -> list[str]:
    whole = " ".join(word for word in text.split(" ") if word)
    if fonts.width_of(whole, style, size) <= width:
        return [whole]
    lines, line = [], ""
    for word in whole.split(" "):
        longer = f"{line} {word}" if line else word
        if fonts.width_of(longer, style, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, style, size, width)
        lines.extend(full)
    return [*lines, line]


def _broken(word: str, style: str, size: float, width: float) -> list[str]:
    """A word wider than the line in pieces that fit; every piece has a character, however narrow the line."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and fonts.width_of(pieces[-1] + sign, style, size) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
