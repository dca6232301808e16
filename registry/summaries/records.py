"""The qualifications of officials as papers tell them: what stood on a day, and the level reached in each domain."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from models.base import FOREVER
from models.officials import Precision
from models.qualifications import Domain, Qualification, State
from registry.qualifications.queries import SECTIONS, name_of
from registry.shared.ages import add_months
from registry.shared.database import db
from registry.shared.dates import known_until, partial_date, vn_date
from registry.summaries.content import Attained, Record, Section

COLUMNS = {
    Domain.DEGREE: "Chuyên môn",
    Domain.THEORY: "Lý luận chính trị",
    Domain.STATE_MANAGEMENT: "Quản lý nhà nước",
    Domain.LANGUAGE: "Ngoại ngữ",
    Domain.DIGITAL: "Tin học",
}
"""Domains that the table of a unit shows, in order, with their headings."""

TITLES = {
    Domain.DEGREE: "Trình độ chuyên môn",
    Domain.THEORY: "Lý luận chính trị",
    Domain.STATE_MANAGEMENT: "Quản lý nhà nước",
    Domain.DEFENCE: "Quốc phòng và an ninh",
    Domain.DIGITAL: "Tin học",
    Domain.LANGUAGE: "Ngoại ngữ",
    Domain.ETHNIC_LANGUAGE: "Tiếng dân tộc thiểu số",
    Domain.TRAINING: "Bồi dưỡng khác",
}

_DISBELIEVED = frozenset({State.REJECTED, State.REVOKED})
_BELIEF = (State.DECLARED, State.CHECKED, State.VERIFIED)


def held_on(officials: Collection[int], on: dt.date) -> dict[int, list[Qualification]]:
    """The qualifications of each official that were, or may have been, issued by the day, newest first, undated ones last."""
    statement = (
        select(Qualification)
        .where(Qualification.official_id.in_(officials))
        .where(or_(Qualification.issued_on.is_(None), Qualification.issued_on <= on))
        .options(joinedload(Qualification.level), joinedload(Qualification.certificate_type), joinedload(Qualification.language))
    )
    found: dict[int, list[Qualification]] = {}
    for one in db.session.scalars(statement):
        found.setdefault(one.official_id, []).append(one)
    for records in found.values():
        records.sort(key=lambda one: (one.issued_on or dt.date.min, one.id), reverse=True)
    return found


def last_day(one: Qualification) -> dt.date | None:
    """Last day of validity: as printed on the certificate, else by its type from the day of issue; None when it has no end."""
    if one.expires_on is not None:
        return None if one.expires_on == FOREVER else one.expires_on
    months = one.certificate_type.validity_months if one.certificate_type else None
    return add_months(one.issued_on, months) if months and one.issued_on else None


def states_of(records: Iterable[Qualification]) -> tuple[tuple[str, int], ...]:
    """How many records there are in each state that occurs, the surest first."""
    states = [one.state for one in records]
    order = (*reversed(_BELIEF), *sorted(_DISBELIEVED))
    return tuple((state.value, states.count(state)) for state in order if state in states)


def sections_of(records: Collection[Qualification], on: dt.date, languages: Mapping[str, str]) -> tuple[Section, ...]:
    """The records by section of the curriculum vitae form."""
    return tuple(
        Section(TITLES[domain], tuple(_record(one, on, languages) for one in records if one.domain is domain))
        for _, domain in SECTIONS
    )


def _record(one: Qualification, on: dt.date, languages: Mapping[str, str]) -> Record:
    ends, name, level = last_day(one), _name(one), level_words(one)
    return Record(
        name=name,
        level="" if level.lower() in name.lower() else level,
        details=_details(one, languages),
        institution=one.institution or "",
        number=one.number or "",
        issued=_issued(one, on),
        expires=vn_date(ends),
        expired=ends is not None and ends < on,
        state=one.state.value,
    )


def _name(one: Qualification) -> str:
    """A language named only by its level says which language it is."""
    if one.certificate_type is None and one.language is not None:
        return level_words(one)
    return name_of(one)


def _details(one: Qualification, languages: Mapping[str, str]) -> str:
    """What makes a degree international, where the record says so."""
    abroad = f"cấp ở nước ngoài ({one.country})" if one.country not in (None, "VN") else ""
    language = languages.get(one.taught_in, one.taught_in) if one.taught_in else ""
    taught = f"học bằng {language[0].lower()}{language[1:]}" if language else ""
    return ", ".join(part for part in (abroad, taught) if part)


def _issued(one: Qualification, on: dt.date) -> str:
    if one.issued_on is None:
        return "Chưa ghi"
    words = partial_date(one.issued_on, one.issued_precision)
    open_end = one.issued_precision is not Precision.DAY and known_until(one.issued_on, one.issued_precision) > on
    return f"{words} (chưa rõ ngày)" if open_end else words


def level_words(one: Qualification) -> str:
    """The level with what it is a level of, where that is not plain from the domain: `Tiếng Anh bậc 3`, `Đại học`."""
    level = one.level.name if one.level else ""
    if one.language is not None:
        return f"{one.language.name} {level.lower()}" if level else f"{one.language.name}, chưa quy đổi"
    if level or one.certificate_type is None:
        return level or "Chưa rõ"
    return f"{one.certificate_type.name}, chưa quy đổi"


def attained(records: Iterable[Qualification], domain: Domain, on: dt.date) -> tuple[Attained, ...]:
    """The highest level in a domain that is not disbelieved; and the highest verified one, where that is another."""
    believed = [one for one in records if one.domain is domain and one.state not in _DISBELIEVED]
    if not believed:
        return ()
    best = max(believed, key=lambda one: _worth(one, on))
    sure = max((one for one in believed if one.state is State.VERIFIED), key=lambda one: _worth(one, on), default=best)
    return tuple(_attained(one, on) for one in ([best] if sure is best else [best, sure]))


def _worth(one: Qualification, on: dt.date) -> tuple[int, bool, int, int]:
    """Higher levels first, then those still valid, then the surer ones; the number decides what is left."""
    ends = last_day(one)
    return one.level.rank if one.level else -1, ends is None or ends >= on, _BELIEF.index(one.state), -one.id


def _attained(one: Qualification, on: dt.date) -> Attained:
    ends = last_day(one)
    return Attained(level_words(one), one.state.value, vn_date(ends) if ends and ends < on else "")
