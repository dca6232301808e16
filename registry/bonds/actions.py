"""Bonds: from a class that was completed or written down by hand, corrected, released, paid back. Callers commit."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.classes import Bond, Enrolment
from models.officials import Official
from registry.audit.actions import record
from registry.bonds.queries import line_of
from registry.bonds.reckoning import Standing, term
from registry.bonds.records import BondDetails, Settlement
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

__all__ = ["BondDetails", "Settlement", "add_bond", "bind", "change_bond", "release_bond", "repay_bond", "unbind"]

_SAID = ("title", "studied_from", "studied_to", "factor", "ends", "cost", "note")


def add_bond(official: Official, details: BondDetails, by: Account) -> Bond:
    """Write a bond down by hand. Refused when the studies end before they begin, and when it is on record already."""
    same = select(Bond.id).where(Bond.official_id == official.id, Bond.studied_from == details.studied_from)
    if db.session.scalar(same.where(Bond.title == details.title)):
        raise Refused("title", "Cam kết này đã ghi trong hồ sơ.")
    bond = Bond(official_id=official.id)
    _say(bond, details)
    db.session.add(bond)
    db.session.flush()
    record("bond.added", bond.title, by=by, official=official, changes=_told({}, bond))
    return bond


def bind(row: Enrolment) -> None:
    """The bond that a completed enrolment brings, where its programme asks for one: a part of completing the class."""
    one, factor = row.of_class, row.of_class.programme.bond_factor
    if not factor or row.ended_on is None:
        return
    cost = one.cost if one.cost is not None else one.programme.cost
    bond = Bond(official_id=row.official_id, enrolment_id=row.id)
    _say(bond, BondDetails(one.title, one.first_day, row.ended_on, factor, cost))
    db.session.add(bond)
    db.session.flush()


def unbind(row: Enrolment) -> None:
    """Take that bond away with the completion. Refused once it was paid back or released."""
    bond = db.session.scalar(select(Bond).where(Bond.enrolment_id == row.id))
    if bond is None:
        return
    if bond.paid_on or bond.released_on:
        raise Refused("", f"{row.official.full_name}: cam kết phục vụ từ lớp này đã được giải quyết; không thu lại kết quả được.")
    db.session.delete(bond)
    db.session.flush()


def change_bond(bond: Bond, details: BondDetails, by: Account) -> None:
    """Correct a bond; its end is reckoned anew. Refused as in `add_bond`, and once it was settled."""
    _check_open(bond)
    before = {name: _plain(getattr(bond, name)) for name in _SAID}
    _say(bond, details)
    changes = _told(before, bond)
    if changes:
        db.session.flush()
        record("bond.changed", bond.title, by=by, official=bond.official, changes=changes)


def release_bond(bond: Bond, settled: Settlement, by: Account) -> None:
    """Release somebody from a bond. Refused without a reason, before it begins or after today, and once it was settled."""
    _check_open(bond)
    _check_day(bond, settled)
    if not settled.reason:
        raise Refused("reason", "Hãy ghi lý do, văn bản.")
    bond.released_on, bond.release_reason = settled.day, settled.reason
    db.session.flush()
    changes = {"released_on": [None, vn_date(settled.day)], "reason": [None, settled.reason]}
    record("bond.released", bond.title, by=by, official=bond.official, changes=changes)


def repay_bond(bond: Bond, settled: Settlement, by: Account) -> None:
    """Write down that what is owed was paid back. Refused unless the bond is broken and its cost known, and after today."""
    _check_open(bond)
    line = line_of(bond, today())
    if line.standing is not Standing.BROKEN or line.owed is None:
        raise Refused("", "Người này không bỏ dở cam kết nên không có khoản phải đền bù.")
    if line.owed.amount is None:
        raise Refused("", "Chưa ghi chi phí của khoá học nên chưa tính được số tiền; hãy sửa cam kết trước.")
    _check_day(bond, settled)
    bond.paid_on, bond.owed = settled.day, line.owed.amount
    db.session.flush()
    changes = {"paid_on": [None, vn_date(settled.day)], "owed": [None, bond.owed]}
    record("bond.repaid", bond.title, by=by, official=bond.official, changes=changes)


def _check_open(bond: Bond) -> None:
    if bond.paid_on or bond.released_on:
        raise Refused("", "Cam kết này đã được giải quyết; hãy mở lại trang.")


def _check_day(bond: Bond, settled: Settlement) -> None:
    if settled.day > today():
        raise Refused("day", "Không ghi ngày sau hôm nay.")
    if settled.day < bond.begins:
        raise Refused("day", f"Cam kết bắt đầu ngày {vn_date(bond.begins)}; ngày này không thể trước đó.")


def _say(bond: Bond, details: BondDetails) -> None:
    if details.studied_to < details.studied_from:
        raise Refused("studied_to", "Ngày học xong không thể trước ngày bắt đầu học.")
    for name, value in vars(details).items():
        setattr(bond, name, value)
    bond.begins, bond.ends = term(details.studied_from, details.studied_to, details.factor)


def _told(before: Mapping[str, Any], bond: Bond) -> dict[str, list[Any]]:
    found = {name: [before.get(name), _plain(getattr(bond, name))] for name in _SAID}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else vn_date(value) if hasattr(value, "year") else str(value)
