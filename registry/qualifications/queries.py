"""Reading qualifications."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.base import FOREVER
from models.officials import Official
from models.qualifications import CertificateType, Domain, Language, Level, Qualification, State
from models.terms import TermKind
from registry.officials.queries import readable_by
from registry.qualifications.records import QualificationDetails
from registry.shared.ages import add_months
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.shared.text import fold
from registry.terms.queries import awaiting

_LOOKED_AT, _OFFERED = 3000, 200

VOID = frozenset({State.REJECTED, State.REVOKED})
"""States in which a qualification counts for nothing."""

_LOADED = (
    joinedload(Qualification.level),
    joinedload(Qualification.certificate_type),
    joinedload(Qualification.language),
    joinedload(Qualification.entered_by),
)


@dataclass(frozen=True)
class Section:
    """A section of item 32 of the curriculum vitae form, with the qualifications that stand in it, newest first."""

    number: str
    domain: Domain
    qualifications: list[Qualification]


SECTIONS = (
    ("32.1", Domain.DEGREE),
    ("32.2", Domain.THEORY),
    ("32.3", Domain.STATE_MANAGEMENT),
    ("32.3", Domain.TRAINING),
    ("32.4", Domain.DEFENCE),
    ("32.5", Domain.DIGITAL),
    ("32.6", Domain.LANGUAGE),
    ("32.6", Domain.ETHNIC_LANGUAGE),
)


def sections_of(official: Official) -> list[Section]:
    """All qualifications of an official by section, undated ones last; empty sections are there too, so that gaps are seen."""
    statement = select(Qualification).where(Qualification.official_id == official.id).options(*_LOADED)
    held = sorted(db.session.scalars(statement), key=lambda one: (one.issued_on or dt.date.min, one.id), reverse=True)
    return [Section(number, domain, [one for one in held if one.domain is domain]) for number, domain in SECTIONS]


def texts_of(officials: Collection[int]) -> dict[int, str]:
    """A short text for each qualification of these officials, by its id."""
    columns = (Qualification.domain, CertificateType.name, Qualification.score, Level.name, Language.name, Qualification.field)
    statement = (
        select(Qualification.id, Qualification.issued_on, *columns)
        .outerjoin(CertificateType, CertificateType.id == Qualification.certificate_type_id)
        .outerjoin(Level, Level.id == Qualification.level_id)
        .outerjoin(Language, Language.code == Qualification.language_code)
        .where(Qualification.official_id.in_(officials))
    )
    return {
        key: _dated(
            name_from(
                domain, certificate=kind or "", score=score or "", level=level or "", language=language or "", field=field or ""
            ),
            issued_on,
        )
        for key, issued_on, domain, kind, score, level, language, field in db.session.execute(statement)
    }


def name_of(one: Qualification) -> str:
    """What a qualification is called: `Đại học Luật`, `IELTS 6.0`, `Tiếng Anh bậc 3`, `Trung cấp lý luận chính trị`."""
    certificate, level, language = one.certificate_type, one.level, one.language
    return name_from(
        one.domain,
        certificate=certificate.name if certificate else "",
        score=one.score or "",
        level=level.name if level else "",
        language=language.name if language else "",
        field=one.field or "",
    )


def name_from(domain: Domain, *, certificate: str, score: str, level: str, language: str, field: str) -> str:
    """The same from names, for lists of many rows; what is not there is empty."""
    if certificate:
        return score if fold(score).startswith(fold(certificate)) else f"{certificate} {score}".strip()
    if domain is Domain.TRAINING:
        return field or "Khóa bồi dưỡng"
    level = level or "Chưa rõ trình độ"
    if domain is Domain.DEGREE:
        return f"{level} {field}".strip()
    if language:
        return f"{language} {level[:1].lower()}{level[1:]}"
    return f"{level} {_OF_DOMAIN[domain]}" if domain in _OF_DOMAIN else level


def text_of(one: Qualification) -> str:
    """Name and year of issue: `Đại học Luật, 2012`."""
    return _dated(name_of(one), one.issued_on)


def _dated(name: str, issued_on: dt.date | None) -> str:
    return f"{name}, {issued_on.year}" if issued_on else name


_OF_DOMAIN = {
    Domain.THEORY: "lý luận chính trị",
    Domain.STATE_MANAGEMENT: "(quản lý nhà nước)",
    Domain.DEFENCE: "(quốc phòng và an ninh)",
}


def valid_until(one: Qualification) -> dt.date | None:
    """Last day of validity: as printed on it, else by the rule of its type from the day of issue; None when it has no end."""
    return last_valid_day(one.expires_on, one.issued_on, one.certificate_type.validity_months if one.certificate_type else None)


def last_valid_day(printed: dt.date | None, issued_on: dt.date | None, months: int | None) -> dt.date | None:
    """The same from values."""
    if printed is not None:
        return None if printed == FOREVER else printed
    return add_months(issued_on, months) if months and issued_on else None


def issued_words(one: Qualification) -> str:
    """Day, month or year of issue as far as known."""
    return partial_date(one.issued_on, one.issued_precision)


def levels_in(domain: Domain) -> list[Level]:
    """Levels of a domain, lowest first."""
    return list(db.session.scalars(select(Level).where(Level.domain == domain).order_by(Level.rank, Level.id)))


def certificate_types_in(domain: Domain) -> list[CertificateType]:
    """Certificate types of a domain, by name."""
    return list(
        db.session.scalars(select(CertificateType).where(CertificateType.domain == domain).order_by(CertificateType.name))
    )


def languages() -> list[Language]:
    """All languages, the widely used ones first."""
    return list(db.session.scalars(select(Language).order_by(Language.common.desc(), Language.name)))


def qualification_for(account: Account, public_id: str) -> Qualification:
    """The qualification with this public id; 404 when its official is out of the account's scope, as for none."""
    statement = (
        select(Qualification)
        .join(Official, Official.id == Qualification.official_id)
        .where(Qualification.public_id == public_id, readable_by(account))
        .options(*_LOADED, joinedload(Qualification.official))
    )
    qualification = db.session.scalar(statement)
    if qualification is None:
        raise NotFound
    return qualification


def courses_used(domain: Domain, account: Account) -> list[str]:
    """Names of courses as the newest records in the account's reach word them, the usual ones first."""
    statement = (
        select(Qualification.field)
        .where(Qualification.domain == domain)
        .where(Qualification.official_id.in_(select(Official.id).where(readable_by(account))))
        .order_by(Qualification.id.desc())
        .limit(_LOOKED_AT)
    )
    return _usual(db.session.scalars(statement))


def renewed(held: Collection[Qualification]) -> set[int]:
    """Ids of certificates that a newer one of the same kind stands beside. Both are kept: each counts in its own time."""
    newest: dict[object, dt.date] = {}
    for one in held:
        if one.issued_on and (kind := _renewable(one)):
            newest[kind] = max(one.issued_on, newest.get(kind, one.issued_on))
    return {one.id for one in held if one.issued_on and (kind := _renewable(one)) and one.issued_on < newest[kind]}


def _renewable(one: Qualification) -> tuple[object, ...] | None:
    """What makes two certificates renewals of each other; None for what is earned once, and for what was not accepted."""
    if one.domain not in (Domain.LANGUAGE, Domain.DIGITAL, Domain.ETHNIC_LANGUAGE) or one.state in VOID:
        return None
    return one.domain, one.certificate_type_id, one.language_code, one.certificate_type_id or one.level_id


def unlisted(held: Collection[Qualification]) -> set[str]:
    """Institutions of these qualifications that wait as proposals for their list."""
    return awaiting(TermKind.INSTITUTION, [one.institution for one in held])


def proposed_in(details: QualificationDetails) -> list[str]:
    """Names of an entry that the coded lists do not have yet and that wait there as proposals."""
    fields = awaiting(TermKind.FIELD, [details.field]) if details.domain is Domain.DEGREE else set()
    return sorted(awaiting(TermKind.INSTITUTION, [details.institution]) | fields)


def _usual(wordings: Iterable[str | None]) -> list[str]:
    counted = Counter(wording for wording in wordings if wording)
    return [wording for wording, _number in counted.most_common(_OFFERED)]
