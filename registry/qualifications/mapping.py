"""What a certificate is worth: from type, grade and scores to a level, by the equivalence table in force on the day of issue."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from models.qualifications import Equivalence, Level
from registry.shared.database import db
from registry.shared.text import fold

_SCORE = re.compile(r"(?:(?:overall|band|điểm)\W*)?(\d+(?:[.,]\d+)?)(?:\s*(?:điểm|band))?", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line of an equivalence table as a plain value."""

    level_id: int
    rank: int
    grade: str | None
    skill: str | None
    score_from: Decimal | None
    score_to: Decimal | None
    valid_from: dt.date
    valid_to: dt.date
    certain: bool = True
    """False: taken from practice, not from a published table."""

    def admits(self, score: Decimal) -> bool:
        """Whether a score lies in the range; an open end admits everything beyond it."""
        return (self.score_from is None or score >= self.score_from) and (self.score_to is None or score <= self.score_to)


class EquivalenceTable:
    """All lines, by certificate type, read once and asked many times."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Line]] = {}
        statement = select(Equivalence, Level.rank).join(Level, Level.id == Equivalence.level_id)
        for row, rank in db.session.execute(statement.order_by(Equivalence.id)):
            line = Line(
                row.level_id, rank, row.grade, row.skill, row.score_from, row.score_to, row.valid_from, row.valid_to, row.certain
            )
            self._lines.setdefault(row.certificate_type_id, []).append(line)

    def maps(self, certificate_type_id: int) -> bool:
        """Whether the table has any line for certificates of this type."""
        return certificate_type_id in self._lines

    def level_of(
        self,
        certificate_type_id: int,
        score: str | None,
        issued_on: dt.date | None,
        skill_scores: Mapping[str, str] | None = None,
    ) -> int | None:
        """Id of the level that a certificate is worth; None when no line of the table of its day says so, see `line_of`."""
        line = self.line_of(certificate_type_id, score, issued_on, skill_scores)
        return line.level_id if line else None

    def line_of(
        self,
        certificate_type_id: int,
        score: str | None,
        issued_on: dt.date | None,
        skill_scores: Mapping[str, str] | None = None,
    ) -> Line | None:
        """The line that says what a certificate is worth.

        A grade ("Bậc 3", "HSK 3") goes before a number, and a line without either speaks for the certificate as such. A
        test scored by skill is worth the lowest level of its skills, and nothing when a skill is missing. An unknown day of
        issue is read by the latest table.
        """
        day = issued_on or dt.date(9999, 12, 30)
        lines = [line for line in self._lines.get(certificate_type_id, []) if line.valid_from <= day < line.valid_to]
        skills = {line.skill for line in lines if line.skill}
        if skills:
            return _by_skill(lines, skills, skill_scores or {})
        return _by_grade(lines, score) or _by_score(lines, score) or _outright(lines)

    def skills_of(self, certificate_type_id: int) -> set[str]:
        """The skills by which a test is scored; empty for one with a single score."""
        return {line.skill for line in self._lines.get(certificate_type_id, []) if line.skill}

    def speaks_of(self, certificate_type_id: int) -> bool:
        """Whether any line names the certificate."""
        return bool(self._lines.get(certificate_type_id))


def _by_grade(lines: list[Line], score: str | None) -> Line | None:
    wording = fold(score or "")
    return next((line for line in lines if line.grade is not None and line.grade == wording), None)


def _by_score(lines: list[Line], score: str | None) -> Line | None:
    number = read_score(score)
    if number is None:
        return None
    fitting = [line for line in lines if line.grade is None and line.skill is None and line.admits(number)]
    return max(fitting, key=lambda line: line.rank, default=None)


def _outright(lines: list[Line]) -> Line | None:
    """The line of a certificate that is worth a level whatever its score."""
    bare = (line for line in lines if (line.grade, line.skill, line.score_from, line.score_to) == (None,) * 4)
    return next(bare, None)


def _by_skill(lines: list[Line], skills: set[str], scores: Mapping[str, str]) -> Line | None:
    reached: list[Line] = []
    for skill in skills:
        best = _by_score([_without_skill(line) for line in lines if line.skill == skill], scores.get(skill))
        if best is None:
            return None
        reached.append(best)
    return min(reached, key=lambda line: line.rank)


def _without_skill(line: Line) -> Line:
    return replace(line, grade=None, skill=None)


def read_score(text: str | None) -> Decimal | None:
    """The number of a score such as `6.5`, `6,5 điểm` or `Overall 6.5`; None for anything that says more than one number."""
    match = _SCORE.fullmatch((text or "").strip())
    return Decimal(match[1].replace(",", ".")) if match else None
