"""Build the ignored third-party assets from node_modules: htmx and web fonts for pages, Tinos for paper.

Run by `make assets` after `npm ci`. Writes `registry/static/vendor/` and `registry/pdf/fonts/` anew and fails when a
typeface lacks a letter that Vietnamese needs.
"""

import hashlib
import re
import shutil
import sys
import tempfile
import unicodedata
from itertools import product
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "registry" / "static" / "vendor"
PAPER_FONTS = ROOT / "registry" / "pdf" / "fonts"

# Later faces win where ranges overlap, so "latin-ext" comes first: a page of Vietnamese never loads it.
WEB_FONTS = {"be-vietnam-pro": ("latin-ext", "vietnamese", "latin"), "figtree": ("latin",)}
WEB_WEIGHTS = (400, 500, 600)
# Figtree serves for figures beside Be Vietnam Pro, whose digits are larger.
EXTRA_RULES = {"figtree": "  size-adjust: 105%;\n"}

PAPER_SUBSETS = ("latin", "latin-ext", "vietnamese")
PAPER_STYLES = {
    "Regular": "400-normal",
    "Bold": "700-normal",
    "Italic": "400-italic",
    "BoldItalic": "700-italic",
}
# The subsets' hints and layout tables contradict one another and paper does not use them.
DROPPED_TABLES = "fpgm prep cvt hdmx VDMX LTSH DSIG GSUB GPOS GDEF gasp"

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SIGNS = "₫–—“”‘’•…·×°§«»½"


def vietnamese_letters() -> set[str]:
    """The 134 letters that Vietnamese adds to the 52 of ASCII, both cases, composed (NFC)."""
    lower = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)} | {"đ"}
    return {letter for letter in lower | {letter.upper() for letter in lower} if not letter.isascii()}


def needed_characters() -> set[int]:
    """Code points every typeface of the registry must have."""
    return set(range(0x20, 0x7F)) | {ord(letter) for letter in vietnamese_letters() | set(SIGNS)}


def emptied(folder: Path) -> Path:
    """The folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def face_rules(family: str, weight: int) -> dict[str, str]:
    """The package's @font-face rules of one upright weight, by subset, as they stand in its style sheet."""
    sheet = (PACKAGES / "@fontsource" / family / f"{weight}.css").read_text("utf-8")
    named = re.findall(rf"/\* {family}-([a-z-]+)-{weight}-normal \*/\s*(@font-face \{{.*?\n\}})", sheet, re.DOTALL)
    return dict(named)


def web_face(family: str, subset: str, weight: int, fonts: Path) -> str:
    """Copy one woff2 file and return its rule, pointing at the copy and at nothing else."""
    name = f"{family}-{subset}-{weight}-normal.woff2"
    shutil.copy(PACKAGES / "@fontsource" / family / "files" / name, fonts / name)
    version = hashlib.sha256((fonts / name).read_bytes()).hexdigest()[:10]  # so that browsers may keep it for ever
    rule = face_rules(family, weight)[subset]
    rule = re.sub(r"src:.*?;", f"src: url(fonts/{name}?v={version}) format('woff2');", rule, flags=re.DOTALL)
    return rule.removesuffix("}") + EXTRA_RULES.get(family, "") + "}\n"


def build_web_assets() -> None:
    """Write htmx, the woff2 files, their licences and `fonts.css`."""
    emptied(VENDOR)
    fonts = emptied(VENDOR / "fonts")
    shutil.copy(PACKAGES / "htmx.org" / "dist" / "htmx.min.js", VENDOR / "htmx.min.js")
    rules = []
    for family, subsets in WEB_FONTS.items():
        shutil.copy(PACKAGES / "@fontsource" / family / "LICENSE", fonts / f"{family}-LICENSE.txt")
        rules += [web_face(family, subset, weight, fonts) for weight, subset in product(WEB_WEIGHTS, subsets)]
    (VENDOR / "fonts.css").write_text("\n".join(rules), "utf-8")


def bare_subset(subset: str, style: str, folder: Path) -> str:
    """Save one subset without hints and layout, as merging needs it; returns its path."""
    source = PACKAGES / "@fontsource" / "tinos" / "files" / f"tinos-{subset}-{style}.woff"
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    for table in DROPPED_TABLES.split():
        if table.ljust(4) in font:
            del font[table.ljust(4)]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    path = folder / f"{subset}.ttf"
    font.save(path)
    return str(path)


def build_paper_fonts() -> None:
    """Merge the subsets of Tinos (metrics of Times New Roman, as Decree 30 asks) into one TTF per style."""
    fonts = emptied(PAPER_FONTS)
    shutil.copy(PACKAGES / "@fontsource" / "tinos" / "LICENSE", fonts / "Tinos-LICENSE.txt")
    for name, style in PAPER_STYLES.items():
        with tempfile.TemporaryDirectory() as folder:
            parts = [bare_subset(subset, style, Path(folder)) for subset in PAPER_SUBSETS]
            merged = Merger().merge(parts)
            merged.recalcTimestamp = False
            merged.save(fonts / f"Tinos-{name}.ttf")


def missing_characters() -> dict[str, str]:
    """Needed characters that a built typeface lacks, by typeface; empty when all is well."""
    covered = {path.name: set(TTFont(path).getBestCmap()) for path in sorted(PAPER_FONTS.glob("*.ttf"))}
    for weight in WEB_WEIGHTS:
        files = [f"be-vietnam-pro-{subset}-{weight}-normal.woff" for subset in WEB_FONTS["be-vietnam-pro"]]
        folder = PACKAGES / "@fontsource" / "be-vietnam-pro" / "files"
        covered[f"Be Vietnam Pro {weight}"] = set().union(*(TTFont(folder / file).getBestCmap() for file in files))
    lacks = {name: needed_characters() - characters for name, characters in covered.items()}
    return {name: "".join(map(chr, sorted(lack))) for name, lack in lacks.items() if lack}


def main() -> int:
    """Build everything; returns 1 when a typeface lacks a needed character."""
    build_web_assets()
    build_paper_fonts()
    missing = missing_characters()
    for name, characters in missing.items():
        print(f"{name} lacks: {characters}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
