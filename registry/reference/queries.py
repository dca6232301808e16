"""Reading the reference data as pages list them: positions, levels, worth of certificates."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from models.positions import Position
from models.qualifications import CertificateType, Domain, Equivalence, Language, Level
from models.units import Tier
from registry.shared.database import db


@dataclass(frozen=True)
class EquivalenceLine:
    """What a certificate must say, and the level it is then worth."""

    grade: str
    skill: str | None
    score_from: str
    score_to: str
    level: str
    certain: bool
    basis: str


@dataclass(frozen=True)
class CertificateLines:
    """A certificate type with its table of the day; without lines no level follows from it."""

    type: CertificateType
    language: str
    lines: list[EquivalenceLine]


def positions_by_tier(on: dt.date) -> list[tuple[Tier, list[Position]]]:
    """Positions of the catalogue in force on the day, those who lead first."""
    statement = select(Position).where(Position.valid_from <= on, Position.valid_to > on).order_by(Position.id)
    positions = list(db.session.scalars(statement))
    found = [(tier, [position for position in positions if position.tier is tier]) for tier in Tier]
    return [(tier, held) for tier, held in found if held]


def levels_by_domain(on: dt.date) -> list[tuple[Domain, list[Level]]]:
    """Levels in force on the day, lowest first."""
    levels = list(db.session.scalars(select(Level).where(_in_force(Level, on)).order_by(Level.rank, Level.id)))
    found = [(domain, [level for level in levels if level.domain is domain]) for domain in Domain]
    return [(domain, steps) for domain, steps in found if steps]


def certificates_by_domain(on: dt.date) -> list[tuple[Domain, list[CertificateLines]]]:
    """Certificate types with what they are worth when issued on the day."""
    languages = {language.code: language.name for language in db.session.scalars(select(Language))}
    statement = select(Equivalence).where(_in_force(Equivalence, on)).options(joinedload(Equivalence.level))
    lines: dict[int, list[Equivalence]] = {}
    for line in db.session.scalars(statement.order_by(Equivalence.id)):
        lines.setdefault(line.certificate_type_id, []).append(line)
    types = list(db.session.scalars(select(CertificateType).order_by(CertificateType.id)))
    found: list[tuple[Domain, list[CertificateLines]]] = []
    for domain in Domain:
        kinds = [
            CertificateLines(kind, languages.get(kind.language_code or "", ""), [_line(one) for one in lines.get(kind.id, [])])
            for kind in types
            if kind.domain is domain
        ]
        if kinds:
            found.append((domain, kinds))
    return found


def _in_force(table: type[Level] | type[Equivalence], on: dt.date) -> ColumnElement[bool]:
    return (table.valid_from <= on) & (table.valid_to > on)


def _line(line: Equivalence) -> EquivalenceLine:
    return EquivalenceLine(
        line.grade or "",
        line.skill,
        _score(line.score_from),
        _score(line.score_to),
        line.level.name,
        line.certain,
        line.basis or "",
    )


def _score(score: Decimal | None) -> str:
    return "" if score is None else f"{score.normalize():f}".replace(".", ",")
