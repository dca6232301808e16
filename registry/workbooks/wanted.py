"""From the words of a roster row to what the registry would have to hold for it to be true."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from models.officials import Precision, Sex
from models.positions import Position, StaffCategory
from models.qualifications import CertificateType, Domain
from models.units import Unit
from registry.officials.records import OfficialDetails
from registry.qualifications.mapping import EquivalenceTable
from registry.qualifications.records import QualificationDetails
from registry.readers.claims import LanguageClaim, beyond_level, degree_level, language_claim, says_nothing, theory_level
from registry.readers.facts import Certificate, DateValue, Degree, Field, Problem, RosterRow, Severity
from registry.shared.text import fold
from registry.workbooks.lexicon import Lexicon, Puzzle
from registry.workbooks.limits import LONGEST_DIVISION, misfits

Found = TypeVar("Found")

_ORDINAL = re.compile(r"^(?:(?:[IVXLC]+|\d{1,2})(?:\s*[.)/-]+\s*|\s+)|[A-Z]\s*[.)/-]+\s*)+")
"""What numbers a group line: "I. Văn phòng HĐND và UBND", the number perhaps in a cell of its own."""

UNKNOWN = "-"
"""In the place of a public id: none is known, and that of the row's own qualification is not meant."""


@dataclass(frozen=True)
class WantedPost:
    """The post that a row states. `held_from` is None when the row does not say since when.

    `section` is the group line above the row, which names the division of those whose own cell names none.
    """

    unit: Unit
    position: Position
    division: str | None
    section: str | None
    category: StaffCategory | None
    held_from: DateValue | None


@dataclass(frozen=True)
class Wanted:
    """What one row asks of the registry, with everything that could not be understood."""

    person: OfficialDetails
    """Without a personal number, ''."""
    post: WantedPost | None
    qualifications: list[tuple[QualificationDetails, str]] = field(default_factory=list)
    """Each with the public id of the one that is meant, where that is known."""
    problems: list[Problem] = field(default_factory=list)


class Interpreter:
    """Reads the words of rows by the lexicon of the roster's day."""

    def __init__(self, lexicon: Lexicon, table: EquivalenceTable) -> None:
        self.lexicon = lexicon
        self.table = table
        self._problems: list[Problem] = []

    def wanted(self, row: RosterRow, unit: Unit | None, *, says_post: bool = True) -> Wanted:
        """What the row asks for, with the rows that continue it. `unit` is that of rows which name none; it may say no post."""
        self._problems = misfits(row)
        post = self._post(row, unit) if says_post else None
        readers = (self._degree, self._theory, self._state, self._language, self._digital, self._defence, self._ethnic)
        found: list[QualificationDetails] = []
        about: list[str] = []
        for part in (row, *row.more):
            said = [details for reader in readers if (details := reader(part)) is not None and details not in found]
            found, about = [*found, *said], [*about, *(["" if part is row else UNKNOWN] * len(said))]
        return Wanted(_person(row), post, list(zip(found, about, strict=True)), self._problems)

    def _asked(self, row: RosterRow, field_: Field, question: Callable[[], Found], severity: Severity = "error") -> Found | None:
        """The answer, or None and a problem at the cell."""
        try:
            return question()
        except Puzzle as puzzle:
            self._problems.append(row.problem(field_, str(puzzle), severity))
            return None

    def _post(self, row: RosterRow, default: Unit | None) -> WantedPost | None:
        unit = self._asked(row, Field.UNIT, lambda: self._unit(row, default))
        if unit is None:
            return None
        if not row.position_text:
            self._problems.append(row.problem(Field.POSITION, "Chưa ghi chức vụ, chức danh."))
            return None
        title, section = row.position_text, _ORDINAL.sub("", row.section_text)[:LONGEST_DIVISION].strip()
        position = self._asked(row, Field.POSITION, lambda: self.lexicon.position(title, unit, row.division_text or section))
        category = self._asked(row, Field.CATEGORY, lambda: self.lexicon.category(row.category_text))
        if position is None:
            return None
        return WantedPost(unit, position, row.division_text or None, section or None, category, row.held_from)

    def _unit(self, row: RosterRow, default: Unit | None) -> Unit:
        if row.unit_text:
            return self.lexicon.unit(row.unit_text)
        if default is not None:
            return default
        raise Puzzle("Không biết dòng này thuộc đơn vị nào: không có cột đơn vị, đầu trang cũng không ghi. Hãy chọn đơn vị.")

    def _worded(self, row: RosterRow) -> Degree:
        """The degree of the row, with what stands behind the level in its cell: the field or the form of study. Both are said."""
        said, rest = row.degree, beyond_level(row.degree.level_text)
        if not rest or fold(rest) in fold(f"{said.field} {said.form} {said.institution}"):
            return said
        if not said.form and self.lexicon.is_form_of_study(rest):
            return replace(said, form=rest)
        taken = not said.field and self.lexicon.is_field(rest)
        why = f"Đọc “{rest}” là chuyên ngành." if taken else f"Chỉ đọc trình độ; “{rest}” không được ghi, hãy đặt ở cột riêng."
        self._problems.append(row.problem(Field.DEGREE_LEVEL, why, "repair" if taken else "warning"))
        return replace(said, field=rest) if taken else said

    def _degree(self, row: RosterRow) -> QualificationDetails | None:
        said = self._worded(row)
        if says_nothing(said.level_text):
            if said.field or said.number:
                self._problems.append(
                    row.problem(Field.DEGREE_LEVEL, "Có chuyên ngành hoặc số hiệu nhưng chưa ghi trình độ.", "warning")
                )
            return None
        key = degree_level(said.level_text)
        level = self._asked(row, Field.DEGREE_LEVEL, lambda: self.lexicon.level(Domain.DEGREE, said.level_text, key))
        way = self._asked(row, Field.DEGREE_FORM, lambda: self.lexicon.form_of_study(said.form), "warning")
        form, route = way or (None, None)
        if level is None or level.rank == 0:
            return None
        return QualificationDetails(
            Domain.DEGREE,
            level_id=level.id,
            field=said.field or None,
            institution=said.institution or None,
            form_of_study=form,
            route=route,
            number=said.number or None,
            **_issued(said.issued),
        )

    def _theory(self, row: RosterRow) -> QualificationDetails | None:
        text = row.theory.level_text
        if says_nothing(text):
            return None
        kind = self.lexicon.certificate(Domain.THEORY, text)
        level_id = self._level_of_kind(kind)
        if level_id is None:
            key = theory_level(text)
            level = self._asked(row, Field.THEORY_LEVEL, lambda: self.lexicon.level(Domain.THEORY, text, key))
            level_id = level.id if level else None
        if level_id is None:
            return None
        certificate_id = kind.id if kind else None
        return QualificationDetails(Domain.THEORY, level_id, certificate_type_id=certificate_id, **_issued(row.theory.issued))

    def _level_of_kind(self, kind: CertificateType | None) -> int | None:
        return self.table.level_of(kind.id, None, None) if kind else None

    def _state(self, row: RosterRow) -> QualificationDetails | None:
        said = Certificate(row.state_management.level_text, row.state_management.issued)
        return self._levelled(row, Domain.STATE_MANAGEMENT, Field.STATE_LEVEL, said)

    def _defence(self, row: RosterRow) -> QualificationDetails | None:
        return self._levelled(row, Domain.DEFENCE, Field.DEFENCE_TEXT, row.defence)

    def _ethnic(self, row: RosterRow) -> QualificationDetails | None:
        return self._levelled(row, Domain.ETHNIC_LANGUAGE, Field.ETHNIC_LANGUAGE_TEXT, row.ethnic_language)

    def _levelled(self, row: RosterRow, domain: Domain, field_: Field, said: Certificate) -> QualificationDetails | None:
        """A domain in which the cell names the level itself."""
        if says_nothing(said.text):
            return None
        level = self._asked(row, field_, lambda: self.lexicon.level(domain, said.text))
        return QualificationDetails(domain, level.id, **_issued(said.issued)) if level else None

    def _digital(self, row: RosterRow) -> QualificationDetails | None:
        said = row.digital
        if says_nothing(said.text):
            return None
        kind = self.lexicon.certificate(Domain.DIGITAL, said.text)
        if kind is None:
            return self._levelled(row, Domain.DIGITAL, Field.DIGITAL_TEXT, said)
        return QualificationDetails(Domain.DIGITAL, certificate_type_id=kind.id, **_issued(said.issued))

    def _language(self, row: RosterRow) -> QualificationDetails | None:
        said = row.language
        if says_nothing(said.certificate_text) and says_nothing(said.score_text):
            return None
        named = "" if self._names_grades(said.certificate_text, said.score_text) else said.certificate_text
        claim = language_claim(named, said.language_text, said.score_text)
        kind = self.lexicon.certificate(Domain.LANGUAGE, said.certificate_text) or self.lexicon.types.get(claim.certificate)
        if claim.certificate == "toeic_4":
            kind = self.lexicon.types[claim.certificate]
        if kind is None:
            reason = "Không có loại chứng chỉ ngoại ngữ này trong danh mục."
            self._problems.append(row.problem(Field.LANGUAGE_CERTIFICATE, reason))
            return None
        score = claim.grade or (str(claim.score) if claim.score is not None else "")
        details = QualificationDetails(
            Domain.LANGUAGE,
            certificate_type_id=kind.id,
            language_code=claim.language or kind.language_code,
            score=score or None,
            skill_scores={skill: str(points) for skill, points in claim.skills.items()} or None,
            expires_on=said.expires.latest if said.expires else None,
            **_issued(said.issued),
        )
        self._remark_on_language(row, claim, kind, details)
        return details

    def _names_grades(self, certificate: str, score: str) -> bool:
        """Whether the name of a kind of certificate has grades in it that are not this one's ("Cambridge (B1 … C2)")."""
        return bool(score and self.lexicon.certificate(Domain.LANGUAGE, certificate) and language_claim(certificate).grade)

    def _remark_on_language(
        self, row: RosterRow, claim: LanguageClaim, kind: CertificateType, details: QualificationDetails
    ) -> None:
        """What in the three cells of a language certificate does not fit together, or is worth no level."""
        if row.language.language_text and not claim.language:
            self._problems.append(row.problem(Field.LANGUAGE_NAME, "Không có ngoại ngữ này trong danh mục."))
        elif claim.language and kind.language_code not in (None, claim.language):
            self._problems.append(row.problem(Field.LANGUAGE_NAME, f"{kind.name} không phải là chứng chỉ của ngoại ngữ này."))
        if claim.rest:
            reason = f"Chưa hiểu phần “{claim.rest}”; phần còn lại vẫn được đọc."
            self._problems.append(row.problem(Field.LANGUAGE_CERTIFICATE, reason, "warning"))
        worth = self.table.level_of(kind.id, details.score, details.issued_on, details.skill_scores)
        if worth is None and self.table.maps(kind.id):
            field = Field.LANGUAGE_SCORE if row.language.score_text else Field.LANGUAGE_CERTIFICATE
            self._problems.append(row.problem(field, "Chưa quy đổi được ra bậc ngoại ngữ; chứng chỉ vẫn được ghi.", "warning"))


def _person(row: RosterRow) -> OfficialDetails:
    return OfficialDetails(
        full_name=row.full_name,
        personal_number=row.personal_number or "",
        sex=Sex(row.sex) if row.sex else None,
        born_on=row.birth.earliest if row.birth else None,
        born_precision=Precision(row.birth.precision) if row.birth else Precision.DAY,
        staff_code=row.staff_code or None,
        party_member=row.party_member,
        ethnic_minority=row.ethnic_minority,
        ethnicity=row.ethnicity_text or None,
    )


def _issued(day: DateValue | None) -> dict[str, Any]:
    """The day of issue as far as it is said."""
    return {"issued_on": day.earliest, "issued_precision": Precision(day.precision)} if day else {}
