"""Entering and correcting a qualification without a trail entry: held against the file, the catalogues and the coded lists."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from models.accounts import Account
from models.officials import Official
from models.qualifications import CertificateType, Level, Qualification, State
from registry.qualifications.mapping import EquivalenceTable
from registry.qualifications.records import Changes, QualificationDetails, alter, build, plain, values_of, worded
from registry.shared.database import db, hold
from registry.shared.refusal import Refused
from registry.shared.text import clean


def enter(
    official: Official, details: QualificationDetails, by: Account | None, source: str | None
) -> tuple[Qualification, Changes]:
    """Put a new declared row into a file; gives it with field → [None, value] as the trail says it.

    Refused when the dates contradict each other or the birth date, when level, certificate and language do not belong
    together, when the same number of the same domain, or the very same entry, is on this file, or when the Department refused
    the institution or field for its list; one that the list does not know becomes a proposal, and the changes say so.
    """
    details, proposed = worded(_settled(details), by)
    # One writer of a file at a time: the second of two clicks must see what the first one wrote.
    hold(official)
    _check_number(official, details, None)
    table = EquivalenceTable()
    _check_same(official, values_of(details, table))
    qualification = build(official, details, by, table, source)
    db.session.add(qualification)
    db.session.flush()
    changes = {name: [None, plain(value)] for name, value in values_of(details, table).items() if value is not None}
    return qualification, changes | _said(proposed)


def correct(qualification: Qualification, details: QualificationDetails, by: Account | None, source: str | None) -> Changes:
    """Lay new values over a row; gives field → [before, after], empty when nothing changed.

    Whatever changes makes it declared again: what was verified was the earlier content. Refused as in `enter`.
    """
    official = qualification.official
    details, proposed = worded(_settled(details), by, qualification)
    _check_number(official, details, qualification.id)
    changes = alter(qualification, official, details, by, EquivalenceTable(), source)
    if changes:
        db.session.flush()
        db.session.refresh(qualification)
        changes |= _said(proposed)
    return changes


def _said(proposed: list[str]) -> Changes:
    return {"proposed": [None, "; ".join(proposed)]} if proposed else {}


def _check_number(official: Official, details: QualificationDetails, own_id: int | None) -> None:
    if not details.number:
        return
    same = select(Qualification.id).where(
        Qualification.official_id == official.id,
        Qualification.domain == details.domain,
        Qualification.number == clean(details.number),
        Qualification.id != (own_id or 0),
    )
    if db.session.scalar(same):
        raise Refused("number", f"Số hiệu {details.number} đã có trong hồ sơ này, cùng lĩnh vực.")


def _check_same(official: Official, values: Mapping[str, object]) -> None:
    """What was rejected or revoked may be declared once more."""
    standing = select(Qualification).where(
        Qualification.official_id == official.id,
        Qualification.domain == values["domain"],
        Qualification.state.not_in([State.REJECTED, State.REVOKED]),
    )
    for one in db.session.scalars(standing):
        if all(getattr(one, name) == value for name, value in values.items()):
            raise Refused("", "Mục giống hệt đã có trong hồ sơ; không ghi thêm lần nữa.")


def _settled(details: QualificationDetails) -> QualificationDetails:
    """With the language that the certificate decides. Refused when level or certificate are of another domain or language."""
    level = db.session.get(Level, details.level_id) if details.level_id else None
    if level and level.domain is not details.domain:
        raise Refused("level", f"{level.name} không phải là trình độ của lĩnh vực này.")
    kind = db.session.get(CertificateType, details.certificate_type_id) if details.certificate_type_id else None
    if kind is None:
        return details
    if kind.domain is not details.domain:
        raise Refused("certificate_type", f"{kind.name} không thuộc lĩnh vực này.")
    if kind.language_code and details.language_code not in {None, kind.language_code}:
        raise Refused("language_code", f"{kind.name} không phải là chứng chỉ của ngoại ngữ này.")
    return replace(details, language_code=kind.language_code or details.language_code)
