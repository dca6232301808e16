"""Dossiers streamed from the tables in order of person, in constant memory. The only file of the engine that knows columns."""

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, String, select, type_coerce

from models.base import FOREVER
from models.officials import Assignment, Official, Precision
from models.positions import Position
from models.qualifications import CertificateType, Level, Qualification
from models.targets import Exemption, Target, TargetVersion
from models.units import UnitPeriod
from registry.judgement.codec import read_rule
from registry.judgement.facts import Credential, Dossier, Post, Waiver
from registry.judgement.judge import DatedRule, Judged
from registry.shared.ages import add_months
from registry.shared.database import db
from registry.shared.dates import known_until
from registry.units.queries import subtrees_over

_BATCH = 2000

Statement: TypeAlias = Select[*tuple[Any, ...]]
Line: TypeAlias = Row[*tuple[Any, ...]]


def dossiers(officials: Collection[int] | None = None) -> Iterator[Dossier]:
    """The dossiers of these officials, or of all, in order of id. Archived ones and those without any post are left out."""
    people = _rows(_people(), Assignment.official_id, officials)
    credentials = groupby(_rows(_credentials(), Qualification.official_id, officials), key=itemgetter(0))
    waiting = next(credentials, None)
    for official_id, group in groupby(people, key=itemgetter(0)):
        rows = list(group)
        while waiting is not None and waiting[0] < official_id:
            waiting = next(credentials, None)
        held: dict[str, tuple[Credential, ...]] = {}
        if waiting is not None and waiting[0] == official_id:
            held = _by_domain(waiting[1])
            waiting = next(credentials, None)
        yield Dossier(official_id, rows[0][1], tuple(map(_post, rows)), held)


Papers = dict[int, dict[str, tuple[Credential, ...]]]
"""Official → domain → qualifications."""


def papers(which: ColumnElement[bool], officials: Collection[int] | None = None) -> Papers:
    """The qualifications that fulfil a condition on `Qualification` and `Level`, of these officials or of all.

    For questions about many people on one day, which a whole dossier of each would answer too late.
    """
    found: Papers = {}
    for row in _rows(_credentials().where(which).order_by(None), Qualification.official_id, officials):
        credential, held = _credential(row), found.setdefault(row[0], {})
        held[credential.domain] = (*held.get(credential.domain, ()), credential)
    return found


def targets() -> dict[int, Judged]:
    """All targets and components by id, with their versions and exemptions."""
    # Columns, no objects: objects that the session knows would keep the values of an earlier look.
    versions: dict[int, list[DatedRule]] = {}
    for row in db.session.execute(_versions()):
        dated = DatedRule(row.valid_from, row.valid_to, read_rule(row.rule), row.number)
        versions.setdefault(row.target_id, []).append(dated)
    waivers: dict[int, list[Waiver]] = {}
    for row in db.session.execute(_exemptions()):
        waivers.setdefault(row.target_id, []).extend(_waivers(row))
    return {
        target_id: Judged(code, tuple(versions.get(target_id, ())), tuple(waivers.get(target_id, ())))
        for target_id, code in db.session.execute(select(Target.id, Target.code).order_by(Target.id))
    }


def _versions() -> Statement:
    return select(
        TargetVersion.target_id,
        TargetVersion.valid_from,
        TargetVersion.valid_to,
        TargetVersion.rule,
        TargetVersion.number,
    ).order_by(TargetVersion.target_id, TargetVersion.valid_from)


def _exemptions() -> Statement:
    """The target, and what exemptions say."""
    return (
        select(
            Exemption.target_id,
            Exemption.id,
            Exemption.valid_from,
            Exemption.valid_to,
            Exemption.basis,
            Position.key,
            Exemption.unit_id,
            Exemption.official_id,
            Exemption.with_below,
            Exemption.levels,
        )
        .outerjoin(Position, Position.id == Exemption.position_id)
        .where(Exemption.valid_to > Exemption.valid_from)
        .order_by(Exemption.id)
    )


def _waivers(row: Line) -> list[Waiver]:
    """An exemption as the judge takes it: of a unit with all below it, one for each stretch of days in which that is the same."""
    levels = tuple(sorted((row.levels or {}).items()))
    period, about = (row.id, row.valid_from, row.valid_to), (row.basis, row.key)
    if row.unit_id is None or not row.with_below:
        return [Waiver(*period, *about, row.unit_id, row.official_id, levels=levels)]
    ends = select(UnitPeriod.valid_from).union(select(UnitPeriod.valid_to))
    days = sorted({row.valid_from, *(day for day in db.session.scalars(ends) if row.valid_from < day < row.valid_to)})
    found: list[Waiver] = []
    for begins, until, units in zip(days, [*days[1:], row.valid_to], subtrees_over(row.unit_id, days), strict=True):
        if found and found[-1].units == frozenset(units):
            begins = found.pop().begins
        found.append(Waiver(row.id, begins, until, *about, None, row.official_id, frozenset(units), levels))
    return found


def _rows(statement: Statement, owner: Any, officials: Collection[int] | None) -> Iterator[Line]:
    """The rows of the statement, streamed for all officials, or fetched in slices for the given ones."""
    if officials is None:
        with db.session.execute(statement.execution_options(yield_per=_BATCH)) as rows:  # may be left before its end
            yield from rows
        return
    wanted = sorted(officials)
    for start in range(0, len(wanted), _BATCH):
        yield from db.session.execute(statement.where(owner.in_(wanted[start : start + _BATCH]))).all()


def _people() -> Statement:
    """One row per post and period of its unit; a post counts only while its unit stands.

    In order of beginning, so that of two posts that weigh the same the one held longer decides, on every database.
    """
    return (
        select(
            Assignment.official_id,
            Official.born_on,
            Assignment.valid_from,
            Assignment.valid_to,
            UnitPeriod.valid_from,
            UnitPeriod.valid_to,
            Assignment.unit_id,
            _text(UnitPeriod.tier),
            _text(Assignment.category),
            Position.key,
            _text(Position.leadership),
            Position.deputy,
            _text(Assignment.kind),
        )
        .join(Official, Official.id == Assignment.official_id)
        .join(Position, Position.id == Assignment.position_id)
        .join(UnitPeriod, UnitPeriod.unit_id == Assignment.unit_id)
        .where(UnitPeriod.valid_from < Assignment.valid_to, UnitPeriod.valid_to > Assignment.valid_from)
        .where(Official.archived_at.is_(None))
        .order_by(Assignment.official_id, Assignment.valid_from, Assignment.id, UnitPeriod.valid_from)
    )


def _post(row: Line) -> Post:
    _, _, begins, ends, stands_from, stands_to, *told = row
    return Post(max(begins, stands_from), min(ends, stands_to), *told)


def _credentials() -> Statement:
    return (
        select(
            Qualification.official_id,
            Qualification.id,
            _text(Qualification.domain),
            Level.rank,
            Qualification.issued_on,
            _text(Qualification.issued_precision),
            Qualification.expires_on,
            CertificateType.validity_months,
            _text(Qualification.state),
            Qualification.language_code,
            CertificateType.key,
            Qualification.country,
            Qualification.taught_in,
        )
        .outerjoin(Level, Level.id == Qualification.level_id)
        .outerjoin(CertificateType, CertificateType.id == Qualification.certificate_type_id)
        .order_by(Qualification.official_id, Qualification.id)
    )


def _text(column: Any) -> ColumnElement[str]:
    """The word that is stored: rules and facts are written in these words."""
    return type_coerce(column, String)


def _by_domain(rows: Iterator[Line]) -> dict[str, tuple[Credential, ...]]:
    found: dict[str, list[Credential]] = {}
    for row in rows:
        credential = _credential(row)
        found.setdefault(credential.domain, []).append(credential)
    return {domain: tuple(credentials) for domain, credentials in found.items()}


def _credential(row: Line) -> Credential:
    _, key, domain, rank, issued, precision, expires, months, state, language, kind, country, taught_in = row
    issued_until = known_until(issued, Precision(precision)) if issued and precision != Precision.DAY else issued
    return Credential(
        key,
        domain,
        rank,
        issued,
        issued_until,
        _expiry(expires, issued, months),
        state,
        language,
        kind,
        international=country not in (None, "VN") or taught_in is not None,
        expires_until=_expiry(expires, issued_until, months),
    )


def _expiry(printed: dt.date | None, issued: dt.date | None, months: int | None) -> dt.date | None:
    """Last day of validity: as printed on the certificate, else by the rule of its type from the day of issue."""
    if printed is not None:
        return None if printed == FOREVER else printed
    if months is None or issued is None:
        return None
    return add_months(issued, months)
