"""Takes apart what offices write in one cell about a qualification: `IELTS 6.5`, `Tiếng Anh B1`, `ĐH Luật`, `TC LLCT-HC`.

Keys are those of the reference data (`ielts`, `khung_6_bac`, `dai-hoc` …); nothing is mapped to a level here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registry.shared.text import clean, fold

_Table = tuple[tuple[str, re.Pattern[str]], ...]


def _table(entries: Mapping[str, str]) -> _Table:
    return tuple((key, re.compile(pattern)) for key, pattern in entries.items())


# Patterns work on lower-case text without diacritics in which . , / & stay; the narrower name stands first.
_TESTS = _table(
    {
        "ielts": r"\bielts\b( academic| general| hoc thuat)?",
        "toefl_itp": r"\btoefl[ -]?itp\b",
        "toefl_ibt": r"\btoefl([ -]?ibt)?\b",
        "toeic": r"\btoeic\b",
        "vstep": r"\bvstep(\.| )?(3 ?- ?5)?\b",
        "linguaskill": r"\b(cambridge )?linguaskill\b",
        "cambridge": r"\b(cambridge( english)?|preliminary|business preliminary|proficiency)\b|"
        r"(?=\b(?:ket|pet|fce|cae|cpe|b2 first|c1 advanced)\b)",
        "delf_dalf": r"\b(delf|dalf)\b",
        "tcf": r"\btcf\b",
        "goethe": r"\bgoethe([ -]?zertifikat)?\b",
        "testdaf": r"\btest ?daf\b",
        "hsk": r"\bhsk",
        "jlpt": r"\bjlpt\b",
        "topik": r"\btopik( [iv]+\b)?",
        "torfl": r"\b(torfl|trki)\b",
    }
)
_LANGUAGE_OF = {
    **dict.fromkeys(("ielts", "toefl_itp", "toefl_ibt", "toeic", "vstep", "linguaskill", "cambridge"), "en"),
    **dict.fromkeys(("delf_dalf", "tcf"), "fr"),
    **dict.fromkeys(("goethe", "testdaf"), "de"),
    "hsk": "zh",
    "jlpt": "ja",
    "topik": "ko",
    "torfl": "ru",
}
_LANGUAGES = _table(
    {
        "en": r"\b(tieng anh|anh van|anh ngu|english|t\.? ?anh|anh)\b",
        "fr": r"\b(tieng phap|phap van|phap ngu|phap)\b",
        "ru": r"\b(tieng nga|nga van|nga ngu|nga)\b",
        "zh": r"\b(tieng trung( quoc)?|trung van|tieng hoa|hoa van|hoa ngu|han ngu|trung quoc)\b",
        "de": r"\b(tieng duc|duc)\b",
        "ja": r"\b(tieng nhat|nhat ngu|nhat)\b",
        "ko": r"\b(tieng han( quoc)?|han quoc)\b",
        "lo": r"\b(tieng lao|lao)\b",
        "th": r"\b(tieng thai( lan)?|thai lan)\b",
    }
)
_GRADES = (
    (re.compile(r"\b(ket|pet|fce|cae|cpe)\b"), "{}"),
    (re.compile(r"\b(?:bac|b)\s*([1-6])\s*(?:/\s*6)\b|\bbac\s*([1-6])\b"), "Bậc {}"),
    (re.compile(r"\b([abc][12])\b"), "{}"),
    (re.compile(r"\b(n[1-5])\b"), "{}"),
    (re.compile(r"\btdn\s*([345])\b"), "TDN {}"),
    (re.compile(r"\bcap(?: do)?\s*([1-6])\b"), "{}"),
)
_SKILLS = _table(
    {
        "listening": r"\b(?:l|listening|nghe)\s*:?\s*(\d+(?:[.,]\d+)?)",
        "reading": r"\b(?:r|reading|doc)\s*:?\s*(\d+(?:[.,]\d+)?)",
        "speaking": r"\b(?:s|speaking|noi)\s*:?\s*(\d+(?:[.,]\d+)?)",
        "writing": r"\b(?:w|writing|viet)\s*:?\s*(\d+(?:[.,]\d+)?)",
    }
)
_FOUR_SKILLS = re.compile(r"\b(4|bon) (ky nang|kn)\b|\b4kn\b")
_SCORE = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{1,2})?)(?:\s*/\s*\d+)?(?![\d/])")
_FRAMEWORK = re.compile(r"\bkhung( nang luc| nlnn)?( ngoai ngu)?( 6 bac)?\b|\b(nlnn )?6 bac\b")
_LETTER = re.compile(r"\b([abc])\b")
_FILLER = re.compile(
    r"\b(chung chi|chung nhan|cc|bang|trinh do|ngoai ngu|tieng|theo|khung|nang luc|nlnn|6 bac|vn|viet nam|diem|dat|tuong duong|"
    r"cefr|nghe|doc|noi|viet|ky nang|hai|2|english|test|first|advanced|business|vantage|overall|tong|cu(?! nhan))\b|[^a-z0-9]+"
)
_GRADED_BY_NUMBER = {"hsk": "HSK {}", "topik": "TOPIK {}", "torfl": "TRKI {}"}
_LONGEST = 300
_KEPT_SIGNS = re.compile(r"[^0-9a-z.,/&:\-]+")


@dataclass(frozen=True, slots=True)
class LanguageClaim:
    """What a certificate of a language says. `certificate` and `language` are keys or ''; `rest` holds words not understood.

    `grade` is written as in the equivalence table ("B1", "Bậc 3", "N3", "HSK 3"); `skills` maps listening … to points.
    """

    certificate: str = ""
    language: str = ""
    grade: str = ""
    score: Decimal | None = None
    skills: Mapping[str, Decimal] = field(default_factory=dict)
    rest: str = ""


def language_claim(certificate_text: str, language_text: str = "", score_text: str = "") -> LanguageClaim:
    """Reads the three cells of a language certificate together; one cell may hold all, or repeat another ("HSK", "HSK 3")."""
    text = _Remainder(" ; ".join(part for part in (certificate_text, score_text) if part))
    framework = text.remove(_FRAMEWORK)
    test = text.take(_TESTS)
    language = _Remainder(language_text).take(_LANGUAGES) or text.take(_LANGUAGES) or _LANGUAGE_OF.get(test, "")
    skills = {name: number for name, pattern in _SKILLS if (number := text.number(pattern)) is not None}
    if test == "toeic" and (text.remove(_FOUR_SKILLS) or len(skills) == 4):
        test = "toeic_4"
    grade = text.grade()
    score = text.number(_SCORE) if not skills else None
    if test in _GRADED_BY_NUMBER and score is not None and not grade and score == score.to_integral_value():
        grade, score = f"{int(score)}", None
    if test in _GRADED_BY_NUMBER and grade.isdigit():
        grade = _GRADED_BY_NUMBER[test].format(grade)
    certificate = test or _without_test(grade or framework, text)
    return LanguageClaim(certificate, language, grade, score, skills, text.rest())


def _without_test(level: str, text: "_Remainder") -> str:
    """A bare level belongs to the six-level framework; a bare letter is the old certificate, which is no B1."""
    if level:
        return "khung_6_bac"
    letter = text.remove(_LETTER)
    return f"chung_chi_{letter}" if letter else ""


class _Remainder:
    """Text from which what was understood is taken away, so that what was not understood stays visible."""

    def __init__(self, text: str) -> None:
        lines = (" ".join(_fold_keeping_signs(part)) for part in text[:_LONGEST].split(";"))
        self.text = " ; ".join(lines)

    def take(self, table: _Table) -> str:
        """The key of the first entry found, with all its mentions removed."""
        for key, pattern in table:
            if pattern.search(self.text):
                self.text = pattern.sub(" ", self.text)
                return key
        return ""

    def remove(self, pattern: re.Pattern[str]) -> str:
        """Removes a pattern and returns what it matched (its first group if it has one)."""
        match = pattern.search(self.text)
        if not match:
            return ""
        self.text = pattern.sub(" ", self.text)
        return match.group(1) if match.lastindex else match.group()

    def number(self, pattern: re.Pattern[str]) -> Decimal | None:
        """Removes the first number that a pattern finds."""
        match = pattern.search(self.text)
        if not match:
            return None
        self.text = self.text[: match.start()] + " " + self.text[match.end() :]
        return Decimal(match.group(1).replace(",", "."))

    def grade(self) -> str:
        """Removes the first grade: the one with a number of its own system wins over a letter."""
        for pattern, form in _GRADES:
            match = pattern.search(self.text)
            if match:
                self.text = pattern.sub(" ", self.text)
                return form.format(next(group for group in match.groups() if group).upper())
        return ""

    def rest(self) -> str:
        """The words left that mean something."""
        return " ".join(_FILLER.sub(" ", self.text).split())


def _fold_keeping_signs(text: str) -> list[str]:
    """Folded words, with the signs that numbers need."""
    words = clean(text).split()
    return [_KEPT_SIGNS.sub(" ", _fold_letters(word)).strip() for word in words]


def _fold_letters(word: str) -> str:
    return "".join(fold(char) or char for char in word.lower())


_DEGREES = _table(
    {
        "tien-si": r"^(tien s[iy]|ts|tskh|pts|pho tien s[iy]|((bac s[iy]|bs) )?(chuyen khoa|ck) ?(ii|2))\b",
        "thac-si": r"^(thac s[iy]|th ?s|cao hoc|((bac s[iy]|bs) )?(chuyen khoa|ck) ?(i|1)|bac s[iy] noi tru)\b",
        "dai-hoc": r"^(dai hoc|dh|cu nhan|cn|k[iy] su|ks|bac s[iy]|bs|duoc s[iy]|kien truc su|kts|bang dai hoc)\b",
        "cao-dang": r"^(cao dang|cd)\b",
        "trung-cap": r"^(trung cap|tc|tccn|thcn|trung hoc chuyen nghiep)\b",
        "so-cap": r"^(so cap|sc)\b",
        "chua-dao-tao": r"^(chua qua dao tao|chua dao tao|khong bang cap)\b",
    }
)
_THEORIES = _table(
    {
        "cu-nhan": r"^(cu nhan|cn|dai hoc chinh tri)\b",
        "cao-cap": r"^(cao cap|cc|ccllct|ccct)\b",
        "trung-cap": r"^(trung cap|tc|tcllct|tcct)\b",
        "so-cap": r"^(so cap|sc|scllct)\b",
    }
)
_CALLED = re.compile(r"^[\s,;:(–-]*((chuyên )?ngành|về)\s+", re.IGNORECASE)
_NOTHING = re.compile(r"^(khong|ko|k|chua|chua co|khong co|chua hoc|0|chua dao tao|chua boi duong|chua qua)?$")


def degree_level(text: str) -> str:
    """The level key that a degree begins with (`ĐH Luật`, `Kỹ sư xây dựng` → `dai-hoc`), '' when it names none."""
    return _begins(_DEGREES, text)


def beyond_level(text: str) -> str:
    """What a cell says after the level (`ĐH chuyên ngành Luật` → `Luật`), '' when nothing, or years and other figures."""
    folded, words = fold(text), text.split()
    found = next((match for _, pattern in _DEGREES if (match := pattern.search(folded))), None)
    level = next((n for n in range(1, len(words) + 1) if found and fold(" ".join(words[:n])) == found.group()), len(words))
    rest = _CALLED.sub("", " ".join(words[level:])).strip(" ,;:-–()/.")
    return "" if any(char.isdigit() for char in rest) else rest[:1].upper() + rest[1:]


def theory_level(text: str) -> str:
    """The level key of political theory (`TC LLCT-HC` → `trung-cap`), '' when it names none; equivalences are not levels."""
    return _begins(_THEORIES, text)


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is none: `Không`, `Chưa có`, a dash, nothing."""
    return bool(_NOTHING.match(fold(text)))


def _begins(table: _Table, text: str) -> str:
    folded = fold(text)
    return next((key for key, pattern in table if pattern.search(folded)), "")
