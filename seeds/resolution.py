"""Loading the resolution: its computed targets with their rules, the exemptions, and the targets that are reported."""

from typing import Any

from models.base import FOREVER
from models.positions import Position
from models.targets import Exemption, Indicator, Target, TargetVersion
from registry.shared.database import db
from seeds.shelf import Shelf
from seeds.tables import BadData, document, lines, place_of

FILE = "targets.toml"
RULE_FORMAT = 1
INDICATOR_COLUMNS = ("code", "title", "deadline", "comparator", "threshold", "measure", "basis_clause")
Table = dict[str, Any]


def load_targets() -> dict[str, int]:
    """Targets, components, first versions of their rules and exemptions, from targets.toml.

    Versions and exemptions that are in the registry already stay as they are: the Department may have changed them.
    """
    data = document(FILE)
    targets = Shelf(Target, "code")
    versions = Shelf(TargetVersion, "target_id", "number")
    for table in data["target"]:
        _put_target(table, data["basis"], targets, versions)
    exemptions = _keep_exemptions(data["exemption"], data["target"], targets)
    return {"targets": targets.changed, "target_versions": versions.changed, "exemptions": exemptions}


def _put_target(table: Table, basis: Table, targets: Shelf[Target], versions: Shelf[TargetVersion]) -> None:
    place = place_of(FILE, f'code = "{table.get("code", "")}"')
    try:
        parent = _target(table, place, targets, None)
        parts: list[Table] = table.get("component", [])
        requirement = {"every": [part["requirement"] for part in parts]} if parts else table["version"]["requirement"]
        _keep_version(parent, table["version"], basis, requirement, versions, place)
        for part in parts:
            child = _target(part, place_of(FILE, f'code = "{part["code"]}"'), targets, parent.id)
            version = {**table["version"], **({"note": part["note"]} if "note" in part else {})}
            _keep_version(child, version, basis, part["requirement"], versions, place)
    except KeyError as error:
        raise BadData(f"{place}: {error.args[0]} is missing") from error


def _target(table: Table, place: str, targets: Shelf[Target], parent_id: int | None) -> Target:
    names = ("code", "place", "title", "title_en", "short_title", "short_title_en")
    target = targets.put(place, parent_id=parent_id, **{name: table[name] for name in names})
    db.session.flush()
    return target


def _keep_version(
    target: Target, version: Table, basis: Table, requirement: Table, versions: Shelf[TargetVersion], place: str
) -> None:
    rule = {
        "format": RULE_FORMAT,
        "post": version["post"],
        "population": version["population"],
        "requirement": requirement,
        "threshold": version["threshold"],
    }
    versions.keep(
        place,
        target_id=target.id,
        number=version["number"],
        rule=rule,
        deadline=version["deadline"],
        basis_document=basis["document"],
        basis_number=basis.get("number"),
        basis_date=basis.get("date"),
        basis_clause=version["clause"],
        wording=version["wording"],
        note=version.get("note"),
        valid_from=version["valid_from"],
        valid_to=version.get("valid_to", FOREVER),
    )
    db.session.flush()


def _keep_exemptions(tables: list[Table], targets: list[Table], known: Shelf[Target]) -> int:
    """An exemption from a target is one from each of its components too."""
    exemptions = Shelf(Exemption, "key")
    positions = Shelf(Position, "key")
    parts = {table["code"]: [part["code"] for part in table.get("component", [])] for table in targets}
    for table in tables:
        place = place_of(FILE, f'key = "{table["key"]}"')
        if table["target"] not in parts or (table["position"],) not in positions:
            raise BadData(f"{place}: the target or the position does not exist")
        for code in (table["target"], *parts[table["target"]]):
            exemptions.keep(
                place,
                key=f"{code.lower()}-{table['key']}",
                target_id=known[(code,)].id,
                position_id=positions[(table["position"],)].id,
                basis=table["basis"],
                valid_from=table["valid_from"],
                valid_to=table.get("valid_to", FOREVER),
            )
    db.session.flush()
    return exemptions.changed


def load_indicators() -> dict[str, int]:
    """Targets of the resolution that others report, from indicators.csv."""
    indicators = Shelf(Indicator, "code")
    for line in lines("indicators.csv", INDICATOR_COLUMNS):
        if line.text("comparator") not in {">", ">=", "=", "~"}:
            line.refuse(f"comparator is none of > >= = ~: {line.cells['comparator']}")
        indicators.put(
            line.place,
            code=line.text("code"),
            title=line.text("title"),
            deadline=line.day("deadline"),
            comparator=line.text("comparator"),
            threshold=line.decimal("threshold"),
            measure=line.text("measure"),
            basis_clause=line.text("basis_clause"),
        )
    db.session.flush()
    return {"indicators": indicators.changed}
