"""What the Department writes of a unit besides reorganising it: its identification code."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models.accounts import Account
from models.base import FOREVER
from models.units import Unit, UnitCode
from registry.audit.actions import record
from registry.shared.database import db
from registry.shared.dates import last_day, vn_date
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.units.queries import name_of


@dataclass(frozen=True)
class CodeDetails:
    """An identification code and the first day on which it is the unit's."""

    code: str
    since: dt.date


def give_code(unit: Unit, details: CodeDetails, by: Account | None) -> UnitCode:
    """Give a unit its identification code from a day on; the one before ends. Refused while another unit has it."""
    code = clean(details.code)
    same = select(UnitCode).where(UnitCode.code == code, UnitCode.valid_to > details.since, UnitCode.unit_id != unit.id)
    taken = db.session.scalars(same.order_by(UnitCode.valid_from)).first()
    if taken:
        name, until = name_of(taken.unit_id, taken.valid_from), vn_date(last_day(taken.valid_to))
        span = f"từ {vn_date(taken.valid_from)}" + (f" đến hết {until}" if until else "")
        raise Refused("code", f"Mã này là của {name}, {span}.")
    held = list(db.session.scalars(select(UnitCode).where(UnitCode.unit_id == unit.id, UnitCode.valid_to > details.since)))
    if any(one.valid_from >= details.since for one in held):
        raise Refused("since", "Đơn vị đã có một mã định danh từ ngày này hoặc sau đó.")
    for one in held:
        one.valid_to = details.since
    given = UnitCode(unit_id=unit.id, code=code, valid_from=details.since, valid_to=FOREVER)
    db.session.add(given)
    before = held[-1].code if held else None
    changes = {"identification_code": [before, code], "valid_from": [None, vn_date(details.since)]}
    record("unit.code_given", name_of(unit.id, details.since), by=by, unit=unit, changes=changes)
    db.session.flush()
    return given
