"""What a qualification says on a day: the words that a verification rests on, in one canonical form."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from models.base import Json
from models.evidence import Evidence, StoredFile
from models.qualifications import CertificateType, Language, Level, Qualification
from registry.shared.database import db

FIELDS = (
    *("domain", "level_id", "certificate_type_id", "language_code", "score", "skill_scores", "field", "institution", "country"),
    *("taught_in", "form_of_study", "route", "studied_from", "studied_to", "classification", "register_number", "recognition"),
    *("recognised_on", "lesson_hours", "number", "issued_on", "issued_precision", "expires_on", "note"),
)


def content_of(qualification: Qualification) -> Json:
    """Fields, the names of the catalogue entries they point to, and the digests of the scans that stand behind it."""
    level = db.session.get(Level, qualification.level_id) if qualification.level_id else None
    kind = db.session.get(CertificateType, qualification.certificate_type_id) if qualification.certificate_type_id else None
    language = db.session.get(Language, qualification.language_code) if qualification.language_code else None
    return content_with(qualification, level, kind, language, scans_of(qualification))


def content_with(
    qualification: Qualification,
    level: Level | None,
    kind: CertificateType | None,
    language: Language | None,
    scans: Sequence[str],
) -> Json:
    """The same for who has looked up everything already."""
    return {
        "fields": {name: _said(getattr(qualification, name)) for name in FIELDS if getattr(qualification, name) is not None},
        "names": {
            "level": f"{level.name} ({level.rank})" if level else None,
            "certificate_type": kind.name if kind else None,
            "language": language.name if language else None,
            "institution": qualification.institution,
        },
        "evidence": sorted(scans),
    }


def scans_of(qualification: Qualification) -> list[str]:
    """Digests of the scans that stand."""
    statement = (
        select(StoredFile.sha256)
        .join(Evidence, Evidence.file_id == StoredFile.id)
        .where(Evidence.qualification_id == qualification.id, Evidence.removed_at.is_(None))
    )
    return list(db.session.scalars(statement))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: str(value[key]) for key in sorted(value)}
    if isinstance(value, str | int) and not hasattr(value, "value"):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
