"""Loading what the catalogue says of positions over time, and their standards."""

from typing import Any

from sqlalchemy import select

from models.base import FOREVER
from models.positions import Position
from models.qualifications import CertificateType, Domain
from models.standards import Origin, PositionVersion, Standard
from registry.judgement.codec import UnreadableRule, read_condition
from registry.judgement.rules import AnyOf, Condition, Every, Holds
from registry.shared.database import db
from seeds.shelf import Shelf
from seeds.tables import BadData, document, lines, place_of

FILE = "standards.toml"
COLUMNS = ("key", "field", "official_code", "change_years", "term_years", "valid_from", "valid_to", "basis", "certain")
_FORMER = "-truoc-2025"
Table = dict[str, Any]


def load_posts() -> dict[str, int]:
    """Versions of positions, which post followed which in July 2025, and standards.

    Versions and standards that are in the registry already stay as they are: the Department may have changed them.
    """
    positions = Shelf(Position, "key")
    return {
        "positions_followed": _follow(positions),
        "position_versions": _keep_versions(positions),
        "standards": _keep_standards(positions),
    }


def _follow(positions: Shelf[Position]) -> int:
    """Posts of communes that went on under the same title on 01/07/2025."""
    changed = 0
    for position in db.session.scalars(select(Position).where(Position.key.endswith(_FORMER))):
        name = position.key.removesuffix(_FORMER)
        if (name,) in positions and positions[(name,)].follows_id is None:
            positions[(name,)].follows_id = position.id
            changed += 1
    return changed


def _keep_versions(positions: Shelf[Position]) -> int:
    versions = Shelf(PositionVersion, "position_id", "valid_from")
    for line in lines("position_versions.csv", COLUMNS):
        key = line.text("key")
        if (key,) not in positions:
            line.refuse(f"no position has the key {key}")
        versions.keep(
            line.place,
            position_id=positions[(key,)].id,
            field=line.maybe("field"),
            official_code=line.maybe("official_code"),
            change_years=line.maybe_whole("change_years"),
            term_years=line.maybe_whole("term_years"),
            basis=line.text("basis"),
            certain=line.flag("certain"),
            **line.period(),
        )
    db.session.flush()
    return versions.changed


def _keep_standards(positions: Shelf[Position]) -> int:
    standards = Shelf(Standard, "position_id", "domain", "origin", "mandatory", "number")
    types = set(db.session.scalars(select(CertificateType.key)))
    for table in document(FILE)["standard"]:
        place = place_of(FILE, f'positions = ["{table["positions"][0]}"')
        _check(table, place, types)
        for key in table["positions"]:
            if (key,) not in positions:
                raise BadData(f"{place}: no position has the key {key}")
            _keep(standards, positions[(key,)], table, place)
    db.session.flush()
    return standards.changed


def _check(table: Table, place: str, types: set[str]) -> None:
    """A requirement that nobody could read, or that names a certificate type that there is not, would silently mean nobody."""
    try:
        condition = read_condition(table["requirement"])
    except (KeyError, UnreadableRule) as error:
        raise BadData(f"{place}: {error}") from error
    for leaf in _leaves(condition):
        if leaf.certificate_types - types:
            raise BadData(f"{place}: no certificate type is called {', '.join(sorted(leaf.certificate_types - types))}")


def _leaves(condition: Condition) -> list[Holds]:
    if isinstance(condition, Every | AnyOf):
        return [leaf for part in condition.conditions for leaf in _leaves(part)]
    return [condition] if isinstance(condition, Holds) else []


def _keep(standards: Shelf[Standard], position: Position, table: Table, place: str) -> None:
    try:
        standards.keep(
            f"{place} {position.key}",
            position_id=position.id,
            domain=Domain(table["domain"]),
            origin=Origin(table.get("origin", "decree")),
            mandatory=table.get("mandatory", True),
            number=table["number"],
            requirement=table["requirement"],
            basis=table["basis"],
            certain=table.get("certain", True),
            note=table.get("note"),
            valid_from=table["valid_from"],
            valid_to=table.get("valid_to", FOREVER),
        )
    except (KeyError, ValueError) as error:
        raise BadData(f"{place}: {error}") from error
