"""Loading units and the catalogue of positions."""

from models.positions import Leadership, Position, PositionAlias, StaffCategory
from models.units import Extent, Succession, Tier, Unit, UnitAlias, UnitPeriod
from registry.reorganisations.queries import reorganised_units
from registry.shared.database import db
from seeds.shelf import Shelf, wordings
from seeds.tables import Line, lines

UNIT_COLUMNS = ("key", "name", "tier", "parent", "code", "valid_from", "valid_to", "basis", "map_x", "map_y")
SUCCESSION_COLUMNS = ("successor", "day", "whole", "parts", "basis")
POSITION_COLUMNS = (
    "key",
    "title",
    "tier",
    "category",
    "leadership",
    "deputy",
    "valid_from",
    "valid_to",
    "basis",
    "aliases",
)


def load_units() -> dict[str, int]:
    """Units, their periods, names and successors, from units.csv, communes_before.csv, unit_aliases.csv and successions.csv.

    What a reorganisation has written of a unit stays: the files know nothing of it.
    """
    kept = reorganised_units()
    table = [line for name in ("units.csv", "communes_before.csv") for line in lines(name, UNIT_COLUMNS)]
    units = Shelf(Unit, "key")
    for line in table:
        key = line.text("key")
        if (key,) not in units:
            units.put(line.place, key=key)
    db.session.flush()
    periods = Shelf(UnitPeriod, "unit_id", "valid_from")
    for line in table:
        if line.text("key") not in kept:
            _put_period(line, periods, units)
    aliases, successions = _unit_aliases(table, units), _successions(units, kept)
    db.session.flush()
    return {
        "units": units.changed,
        "unit_periods": periods.changed,
        "unit_aliases": aliases,
        "successions": successions,
    }


def _put_period(line: Line, periods: Shelf[UnitPeriod], units: Shelf[Unit]) -> None:
    parent = line.maybe("parent")
    periods.put(
        line.place,
        unit_id=unit_named(line, line.text("key"), units).id,
        name=line.text("name"),
        tier=line.word("tier", Tier),
        parent_id=unit_named(line, parent, units).id if parent else None,
        code=line.maybe("code"),
        basis=line.maybe("basis"),
        map_x=line.maybe_whole("map_x"),
        map_y=line.maybe_whole("map_y"),
        **line.period(),
    )


def _unit_aliases(table: list[Line], units: Shelf[Unit]) -> int:
    """The names of all periods, then the further wordings."""
    aliases = Shelf(UnitAlias, "unit_id", "folded")
    said: dict[str, list[str]] = {}
    for line in table:
        said.setdefault(line.text("key"), []).append(line.text("name"))
    places = {line.text("key"): line.place for line in table}
    for line in lines("unit_aliases.csv", ("unit", "aliases")):
        key = line.text("unit")
        unit_named(line, key, units)
        said[key] += line.texts("aliases")
        places[key] = line.place
    for key, texts in said.items():
        for folded in wordings(places[key], texts):
            aliases.put(places[key], unit_id=units[(key,)].id, folded=folded)
    return aliases.changed


def _successions(units: Shelf[Unit], kept: set[str]) -> int:
    """What became of units that ended; a line names all predecessors of a unit."""
    successions = Shelf(Succession, "predecessor_id", "successor_id", "day")
    for line in lines("successions.csv", SUCCESSION_COLUMNS):
        successor = unit_named(line, line.text("successor"), units)
        for column, extent in (("whole", Extent.WHOLE), ("parts", Extent.PART)):
            for key in line.texts(column):
                if key in kept:
                    continue
                successions.put(
                    line.place,
                    predecessor_id=unit_named(line, key, units).id,
                    successor_id=successor.id,
                    day=line.day("day"),
                    extent=extent,
                    basis=line.maybe("basis"),
                )
    return successions.changed


def unit_named(line: Line, key: str, units: Shelf[Unit]) -> Unit:
    """The unit with this key; a key that no line has is an error."""
    return units[(key,)] if (key,) in units else line.refuse(f"no unit has the key {key}")


def load_positions() -> dict[str, int]:
    """Positions with their wordings, from positions.csv, and wordings of single units, from position_aliases.csv."""
    positions = Shelf(Position, "key")
    table = list(lines("positions.csv", POSITION_COLUMNS))
    for line in table:
        positions.put(
            line.place,
            key=line.text("key"),
            title=line.text("title"),
            tier=line.word("tier", Tier),
            category=line.word("category", StaffCategory),
            leadership=line.word("leadership", Leadership),
            deputy=line.flag("deputy"),
            basis=line.maybe("basis"),
            **line.period(),
        )
    db.session.flush()
    aliases = Shelf(PositionAlias, "position_id", "folded", "unit_id")
    for line in table:
        position = positions[(line.text("key"),)]
        for folded in wordings(line.place, [position.title, *line.texts("aliases")]):
            aliases.put(line.place, position_id=position.id, folded=folded, unit_id=None)
    _put_local_aliases(positions, aliases)
    db.session.flush()
    return {"positions": positions.changed, "position_aliases": aliases.changed}


def _put_local_aliases(positions: Shelf[Position], aliases: Shelf[PositionAlias]) -> None:
    units = Shelf(Unit, "key")
    for line in lines("position_aliases.csv", ("unit", "position", "aliases")):
        key = line.text("position")
        if (key,) not in positions:
            line.refuse(f"no position has the key {key}")
        unit = unit_named(line, line.text("unit"), units)
        for folded in wordings(line.place, line.texts("aliases")):
            aliases.put(line.place, position_id=positions[(key,)].id, folded=folded, unit_id=unit.id)
