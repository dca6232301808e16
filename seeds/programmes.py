"""Loading programmes, the schools that teach them and the yearly minimum of lesson hours, from programmes.toml."""

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models.base import FOREVER
from models.programmes import Attribution, HoursRule, Mode, Programme, ResultColumn
from models.qualifications import CertificateType, Domain, Level
from models.schools import School
from registry.judgement.codec import UnreadableRule, read_condition
from registry.shared.database import db
from seeds.shelf import Shelf
from seeds.tables import BadData, document, place_of

FILE = "programmes.toml"
_AS_THEY_ARE = ("code", "name", "lesson_hours", "basis", "valid_from")
_OR_ELSE: dict[str, Any] = {
    **dict.fromkeys(("days", "cost", "note", "condition", "exempt", "youngest_women", "youngest_men")),
    "planned_too": False,
    "party_member": False,
    "good_years": 0,
    "service_years": 0,
    "certain": True,
    "valid_to": FOREVER,
}
Table = dict[str, Any]


def load_programmes() -> dict[str, int]:
    """Schools, programmes and the minimum of hours. What is in the registry already stays: the Department edits it."""
    data = document(FILE)
    schools, rules = Shelf(School, "name"), Shelf(HoursRule, "valid_from")
    for table in data["school"]:
        schools.keep(place_of(FILE, f'name = "{table["name"]}"'), **table)
    for table in data["hours"]:
        whole = {**table, "attribution": Attribution(table["attribution"]), "valid_to": table.get("valid_to", FOREVER)}
        rules.keep(place_of(FILE, f"minimum = {table['minimum']}"), **whole)
    db.session.flush()
    programmes, names = Shelf(Programme, "code", "valid_from"), Names(schools)
    for table in data["programme"]:
        _keep(programmes, names, table)
    db.session.flush()
    return {"schools": schools.changed, "hours_rules": rules.changed, "programmes": programmes.changed}


class Names:
    """From the names of the file to ids."""

    def __init__(self, schools: Shelf[School]) -> None:
        self.schools = schools
        self.levels = {f"{one.domain.value}/{one.key}": one for one in db.session.scalars(select(Level))}
        self.types = dict(db.session.execute(select(CertificateType.key, CertificateType.id)).all())


def _keep(programmes: Shelf[Programme], names: Names, table: Table) -> None:
    place = place_of(FILE, f'code = "{table["code"]}"')
    try:
        for condition in ("condition", "exempt"):
            if condition in table:
                read_condition(table[condition])
        level = names.levels[table["level"]] if "level" in table else None
        programmes.keep(
            place,
            **{name: table[name] for name in _AS_THEY_ARE},
            **{name: table.get(name, value) for name, value in _OR_ELSE.items()},
            column=ResultColumn(table["column"]),
            domain=level.domain if level else Domain(table["domain"]),
            level_id=level.id if level else None,
            certificate_type_id=names.types[table["certificate_type"]] if "certificate_type" in table else None,
            language_code=table.get("language"),
            mode=Mode(table["mode"]),
            school_id=names.schools[(table["school"],)].id,
            bond_factor=Decimal(table.get("bond_factor", "0")),
        )
    except (KeyError, ValueError, UnreadableRule) as error:
        raise BadData(f"{place}: {error}") from error
