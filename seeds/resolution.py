"""Loading the resolution: its measured targets with their rules, the exemptions, its sentences and what is reported of them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, select

from models.base import FOREVER
from models.positions import Position
from models.resolution import Benchmark, Clause, Comparator, Indicator, Measure
from models.targets import Exemption, Target, TargetVersion
from registry.shared.database import db
from seeds.shelf import Shelf
from seeds.tables import BadData, document, lines, place_of

FILE = "targets.toml"
WHOLE = "resolution.toml"
BENCHMARK_COLUMNS = ("target", "basis", "group", "group_en", "percent", "rank", "deadline", "note")
RULE_FORMAT = 1
Table = dict[str, Any]


def load_targets() -> dict[str, int]:
    """Targets, components, first versions of their rules and exemptions, from targets.toml.

    Versions and exemptions that are in the registry already stay as they are: the Department may have changed them. A target
    that has a version published in the application gets no further one from here.
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
    if (target.id, version["number"]) not in versions and _published_here(target):
        return
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


def _published_here(target: Target) -> bool:
    """Whether the Department has published a version: what comes next is theirs to say."""
    published = exists().where(TargetVersion.target_id == target.id, TargetVersion.published_at.is_not(None))
    return bool(db.session.scalar(select(published)))


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
                act=table["key"],
                target_id=known[(code,)].id,
                position_id=positions[(table["position"],)].id,
                basis=table["basis"],
                valid_from=table["valid_from"],
                valid_to=table.get("valid_to", FOREVER),
            )
    db.session.flush()
    return exemptions.changed


def load_resolution() -> dict[str, int]:
    """The sentences of the resolution in order with the indicators that are reported for them, from resolution.toml."""
    clauses, indicators = Shelf(Clause, "code"), Shelf(Indicator, "code")
    known = {row.code for row in db.session.scalars(select(Target))}
    place = 0
    for section in document(WHOLE)["section"]:
        for number, table in enumerate(section["clause"], 1):
            place += 1
            where = place_of(WHOLE, table["wording"][:60])
            codes = table.get("targets", [])
            if missing := set(codes) - known:
                raise BadData(f"{where}: no such target: {', '.join(sorted(missing))}")
            clause = clauses.put(
                where,
                code=f"{section['code']}-{number}",
                place=place,
                section=section["code"],
                heading=section["heading"],
                heading_en=section["heading_en"],
                wording=table["wording"],
                targets=" ".join(codes),
            )
            db.session.flush()
            for order, told in enumerate(table.get("indicators", []), 1):
                _put_indicator(told, clause, order, section["deadline"], indicators)
    db.session.flush()
    return {"clauses": clauses.changed, "indicators": indicators.changed}


def load_benchmarks() -> dict[str, int]:
    """National reference goals beside the targets, from benchmarks.csv."""
    benchmarks = Shelf(Benchmark, "target", "basis", "deadline")
    known = {row.code for row in db.session.scalars(select(Target))}
    for line in lines("benchmarks.csv", BENCHMARK_COLUMNS):
        if line.text("target") not in known:
            line.refuse(f"no such target: {line.cells['target']}")
        texts = {name: line.text(name) for name in ("target", "basis", "group", "group_en")}
        numbers = {name: line.whole(name) for name in ("percent", "rank")}
        benchmarks.put(line.place, **texts, **numbers, deadline=line.day("deadline"), note=line.maybe("note"))
    db.session.flush()
    return {"benchmarks": benchmarks.changed}


def _put_indicator(told: Table, clause: Clause, order: int, deadline: dt.date, indicators: Shelf[Indicator]) -> None:
    place = place_of(WHOLE, f'code = "{told.get("code", "")}"')
    try:
        indicators.put(
            place,
            code=told["code"],
            clause_id=clause.id,
            place=order,
            title=told["title"],
            title_en=told["title_en"],
            measure=Measure(told["measure"]),
            comparator=Comparator(told["comparator"]),
            goal=Decimal(told["goal"]) if "goal" in told else None,
            deadline=deadline,
            note=told.get("note"),
        )
    except (KeyError, ValueError) as error:
        raise BadData(f"{place}: {error}") from error
