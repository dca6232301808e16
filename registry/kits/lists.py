"""What cells of our workbooks choose from: the words of the reference data, as the readers understand them."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from models.positions import Position
from models.qualifications import CertificateType, Domain, Language, Level
from registry.kits.columns import DOMAINS
from registry.kits.content import CATEGORIES, SEXES
from registry.qualifications.words import forms_of_study, routes
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import Tree, tree_on

Lists = Mapping[str, Sequence[str]]

_OF_DOMAIN = {
    "degrees": Domain.DEGREE,
    "theories": Domain.THEORY,
    "courses": Domain.STATE_MANAGEMENT,
    "skills": Domain.DIGITAL,
    "defences": Domain.DEFENCE,
    "tongues": Domain.ETHNIC_LANGUAGE,
}


def lists_for(unit_id: int) -> Lists:
    """The lists for a workbook of a unit: its own positions, itself and the units below it."""
    tree = tree_on(today())
    found: dict[str, Sequence[str]] = {
        "sexes": list(SEXES.values()),
        "marks": ["x", "không"],
        "categories": list(CATEGORIES.values()),
        "forms": [*forms_of_study().values(), *routes().values()],
        "units": _units(tree, unit_id),
        "positions": _positions(tree, unit_id),
        "domains": list(DOMAINS.values()),
        "certificates": _unique(db.session.scalars(_types(Domain.LANGUAGE))),
        "languages": _unique(db.session.scalars(select(Language.name).order_by(Language.common.desc(), Language.name))),
    }
    return found | {name: _of_domain(domain) for name, domain in _OF_DOMAIN.items()}


def _units(tree: Tree, unit_id: int) -> list[str]:
    below = [tree.units[one].name for one in tree.subtree(unit_id) if one in tree.units]
    return sorted(below, key=lambda name: (name != tree.units[unit_id].name, name)) if unit_id in tree.units else below


def _positions(tree: Tree, unit_id: int) -> list[str]:
    tiers = {tree.units[one].tier for one in tree.subtree(unit_id) if one in tree.units}
    now = today()
    standing = select(Position.title).where(Position.tier.in_(tiers), Position.valid_from <= now, Position.valid_to > now)
    return _unique(db.session.scalars(standing.order_by(Position.id)))


def _of_domain(domain: Domain) -> list[str]:
    levels = select(Level.name).where(Level.domain == domain, Level.valid_to > today()).order_by(Level.rank.desc(), Level.id)
    return _unique([*db.session.scalars(levels), *db.session.scalars(_types(domain))])


def _types(domain: Domain):  # type: ignore[no-untyped-def]  # a statement, whose type is longer than it
    return select(CertificateType.name).where(CertificateType.domain == domain).order_by(CertificateType.name)


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
