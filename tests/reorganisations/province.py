"""The province of 30/06/2025 on real names: the reference data as if nothing of 01/07/2025 were known yet, and people in it."""

import datetime as dt
import io
from typing import Any

from openpyxl import Workbook, load_workbook
from sqlalchemy import delete, select, update

from models.accounts import Role
from models.base import FOREVER
from models.positions import Leadership, Position
from models.qualifications import Domain, Level
from models.units import Succession, Tier, Unit, UnitAlias, UnitPeriod
from registry.reorganisations.reading import PEOPLE, UNITS
from registry.shared.database import db
from seeds.organisation import SUCCESSION_COLUMNS, UNIT_COLUMNS
from seeds.reference import load_reference
from seeds.tables import lines
from tests.support import make

DAY = dt.date(2025, 7, 1)
WORDS = {"commune": "xã", "district": "huyện", "department": "sở", "province": "tỉnh"}


def load_province_of_the_eve() -> None:
    """Reference data without what 01/07/2025 brought; positions of the new catalogue are known, as they were beforehand."""
    load_reference()
    db.session.flush()
    db.session.execute(delete(Succession).where(Succession.day == DAY))
    db.session.execute(delete(UnitPeriod).where(UnitPeriod.valid_from >= DAY))
    db.session.execute(update(UnitPeriod).where(UnitPeriod.valid_to == DAY).values(valid_to=FOREVER))
    nameless = select(Unit.id).where(Unit.id.not_in(select(UnitPeriod.unit_id)))
    db.session.execute(delete(UnitAlias).where(UnitAlias.unit_id.in_(nameless)))
    db.session.execute(delete(Unit).where(Unit.id.in_(nameless)))
    db.session.expire_all()


def settle(units: list[Unit]) -> None:
    """A leader and two clerks at every commune, two people at every district and department, each third with a degree."""
    eve = DAY - dt.timedelta(days=1)
    positions = list(db.session.scalars(select(Position).where(Position.valid_from <= eve, Position.valid_to > eve)))
    degree = db.session.scalars(select(Level).where(Level.domain == Domain.DEGREE, Level.key == "dai-hoc")).one()
    count = 0
    for unit in units:
        period = db.session.scalars(
            select(UnitPeriod).where(UnitPeriod.unit_id == unit.id, UnitPeriod.valid_from <= eve, UnitPeriod.valid_to > eve)
        ).one_or_none()
        if period is None or period.tier is Tier.PROVINCE:
            continue
        here = [one for one in positions if one.tier is period.tier]
        leading = next(one for one in here if one.leadership is not Leadership.NONE)
        plain = [one for one in here if one.leadership is Leadership.NONE and one.category == "civil_servant"]
        held = [leading, plain[count % len(plain)], *([plain[(count + 1) % len(plain)]] if period.tier is Tier.COMMUNE else [])]
        for position in held:
            count += 1
            official = make.official(f"Người Thứ {count}", born_on=dt.date(1975 + count % 20, 3, 1))
            make.assignment(official, unit, position, valid_from=max(dt.date(2021, 1, 1), period.valid_from))
            if count % 3:
                make.qualification(official, Domain.DEGREE, level_id=degree.id)


def accounts() -> dict[str, int]:
    """Three accounts: of a commune that goes into another, of a district that ends, of a department that stays."""
    units = {unit.key: unit for unit in db.session.scalars(select(Unit))}
    keys = {"commune": "xa-cam-quan-truoc-2025", "district": "huyen-cam-xuyen", "department": "so-noi-vu"}
    return {name: make.account(Role.HR_OFFICER, units[key], username=name).id for name, key in keys.items()}


def units_workbook() -> bytes:
    """What the resolution says, as the Department writes it into the workbook of the draft: from the reference data."""
    before = {line.text("key"): line for line in lines("communes_before.csv", UNIT_COLUMNS)}
    after = [line for line in lines("units.csv", UNIT_COLUMNS) if line.text("valid_from") == "2025-07-01"]
    rows: list[list[Any]] = []
    came: dict[str, list[tuple[str, str]]] = {}
    for line in lines("successions.csv", SUCCESSION_COLUMNS):
        if line.day("day") == DAY:
            pairs = [(key, "toàn bộ") for key in line.texts("whole")] + [(key, "một phần") for key in line.texts("parts")]
            came.setdefault(line.text("successor"), []).extend(pairs)
    for line in after:
        new = [line.text("name"), line.text("code"), WORDS[line.text("tier")], "Tỉnh Hà Tĩnh", line.text("key")]
        sources = came.get(line.text("key"), [])
        rows += [["", before[key].text("code"), part, *new] for key, part in sources]
        rows += [["", "", "", *new]] if not sources else []
    districts = [line for line in lines("units.csv", UNIT_COLUMNS) if line.cells["valid_to"] == "2025-07-01"]
    rows += [[line.text("name"), "", "toàn bộ", "", "", "", "", ""] for line in districts]
    return written([list(UNITS), *rows])


def placed(content: bytes, into: dict[str, str], position: str) -> bytes:
    """The workbook of people that came out, with a place typed for everybody who has none: by the old unit, else the first."""
    rows = [list(row) for row in _rows(content)]
    top = next(place for place, row in enumerate(rows) if row[0] == PEOPLE[0])
    for row in rows[top + 1 :]:
        if str(row[5]).startswith("chưa có chỗ"):
            row[6], row[7] = into.get(str(row[2]), into[""]), position
    return written(rows)


def written(rows: list[list[Any]]) -> bytes:
    """Rows as a workbook."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _rows(content: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
