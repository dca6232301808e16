"""The typeface of every paper: Tinos, which has the measures of Times New Roman and all Vietnamese letters."""

from functools import cache
from pathlib import Path

# ReportLab ships no type information; `engine.py` is the other file that fences it.
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

FOLDER = Path(__file__).with_name("fonts")
REGULAR = "Tinos-Regular"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"
BOLD_ITALIC = "Tinos-BoldItalic"
STYLES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)


class FontsMissing(RuntimeError):
    """The font files are built, not stored with the source; the sentence says how to build them."""


def face(bold: bool = False, italic: bool = False) -> str:
    """The registered name of one of the four styles."""
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR


def register(folder: Path = FOLDER) -> None:
    """Make the four styles known to the engine; a second call changes nothing.

    Refuses with `FontsMissing` when a file is absent.
    """
    for style in STYLES:
        if style not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(style, font_file(folder, style)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)


def font_file(folder: Path, style: str) -> str:
    """The path of one style's file; refuses with `FontsMissing` when it is absent."""
    path = folder / f"{style}.ttf"
    if not path.is_file():
        raise FontsMissing(f"Thiếu phông chữ {path.name}, hãy chạy make assets.")
    return str(path)


@cache
def known_characters() -> frozenset[int]:
    """The code points that all four styles can draw."""
    register()
    faces = [pdfmetrics.getFont(style).face.charToGlyph for style in STYLES]
    return frozenset(faces[0]).intersection(*faces[1:])


def width_of(text: str, style: str, size: float) -> float:
    """Width in points of one line of drawable text."""
    return float(pdfmetrics.stringWidth(text, style, size))
