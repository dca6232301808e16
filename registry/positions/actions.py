"""Changing standards and the catalogue of positions. Nothing is written over: what follows begins where the one before ends."""

import datetime as dt

from flask_babel import force_locale
from sqlalchemy import select

from models.accounts import Account
from models.base import FOREVER
from models.positions import Position, PositionAlias
from models.standards import Origin, PositionVersion, Standard
from registry.audit.actions import record
from registry.compliance.describe import condition_words
from registry.compliance.vocabulary import vocabulary
from registry.judgement.codec import read_condition, write_condition
from registry.judgement.rules import Condition
from registry.judgement.strength import asks_no_less
from registry.positions.records import Ending, PositionDetails, StandardDetails, VersionDetails
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused
from registry.shared.text import fold

__all__ = ["Ending", "PositionDetails", "StandardDetails", "VersionDetails"]


def set_standard(position: Position, details: StandardDetails, by: Account | None) -> Standard:
    """Ask something of a position from a day on; what was asked in the same line until then ends on that day.

    Refused when that day lies before the present version or outside the life of the position, when somebody else wrote a version
    meanwhile, when nothing changes, and when the province asks less than the decree.
    """
    _take_turn(position)
    _check_day(position, details.valid_from)
    if details.origin is Origin.PROVINCE and details.mandatory:
        _check_not_lower(position, details)
    before = _newest(position, details)
    if (before.number if before else 0) != details.number:
        raise Refused("", "Có người vừa ghi một phiên bản khác của yêu cầu này; hãy mở lại trang để xem rồi ghi tiếp.")
    if before:
        _close(before, details)
    standard = Standard(
        position_id=position.id,
        domain=details.domain,
        origin=details.origin,
        mandatory=details.mandatory,
        number=details.number + 1,
        requirement=write_condition(details.condition),
        basis=details.basis,
        certain=details.certain,
        note=details.note,
        valid_from=details.valid_from,
        valid_to=position.valid_to,
    )
    db.session.add(standard)
    db.session.flush()
    asked = [_said(before) if before else None, _said(standard)]
    changes = {**_line(standard), "requirement": asked, "valid_from": [None, vn_date(details.valid_from)]}
    record("standard.set", position.title, by=by, changes=changes)
    return standard


def end_standard(standard: Standard, ending: Ending, by: Account | None) -> None:
    """Ask it no more from a day on. Refused when the day lies outside the life of the requirement, or another version follows."""
    _take_turn(standard.position)
    if not standard.valid_from < ending.on < standard.valid_to:
        words = f"từ {vn_date(standard.valid_from)}"
        words += f" đến {vn_date(standard.valid_to)}" if standard.valid_to != FOREVER else ""
        raise Refused("on", f"Yêu cầu này có hiệu lực {words}; ngày thôi áp dụng phải nằm trong khoảng đó, sau ngày đầu.")
    before, standard.valid_to = standard.valid_to, ending.on
    days = [vn_date(before) or None, vn_date(ending.on)]
    changes = {**_line(standard), "valid_to": days, "basis": [standard.basis, ending.basis]}
    record("standard.ended", standard.position.title, by=by, changes=changes)


def change_position(position: Position, details: VersionDetails, by: Account | None) -> PositionVersion:
    """Write what is different of a position from a day on. Refused when the day lies before the version that stands."""
    _take_turn(position)
    _check_day(position, details.valid_from)
    newest = db.session.scalar(
        select(PositionVersion).where(PositionVersion.position_id == position.id).order_by(PositionVersion.valid_from.desc())
    )
    if newest and details.valid_from <= newest.valid_from:
        raise Refused("valid_from", f"Phiên bản đang có bắt đầu {vn_date(newest.valid_from)}; phiên bản mới phải sau ngày đó.")
    changes = {
        name: [getattr(newest, name, None), getattr(details, name)]
        for name in ("field", "official_code", "change_years", "term_years", "basis")
        if getattr(newest, name, None) != getattr(details, name)
    }
    if newest and not changes and newest.certain == details.certain:
        raise Refused("", "Không có gì khác với phiên bản đang có.")
    if newest:
        newest.valid_to = min(newest.valid_to, details.valid_from)
    version = _version(position, details)
    record("position.changed", position.title, by=by, changes={**changes, "valid_from": [None, vn_date(details.valid_from)]})
    return version


def add_position(details: PositionDetails, by: Account | None) -> Position:
    """Enter a position into the catalogue. Refused when one of the same title and tier is in force on its first day."""
    first = details.version.valid_from
    same = select(Position).where(Position.tier == details.tier, Position.valid_from <= first, Position.valid_to > first)
    if any(fold(one.title) == fold(details.title) for one in db.session.scalars(same)):
        raise Refused("title", "Danh mục đã có chức danh này ở cùng cấp, đang có hiệu lực.")
    position = Position(
        key=_free_key(details.title),
        title=details.title,
        tier=details.tier,
        category=details.category,
        leadership=details.leadership,
        deputy=details.deputy,
        basis=details.version.basis,
        valid_from=first,
        valid_to=FOREVER,
    )
    db.session.add(position)
    db.session.flush()
    db.session.add(PositionAlias(position_id=position.id, folded=fold(details.title)[:200]))
    _version(position, details.version)
    record("position.added", position.title, by=by, changes={"valid_from": [None, vn_date(first)]})
    return position


def _take_turn(position: Position) -> None:
    """One writer of a position at a time: the second of two clicks must see what the first one wrote."""
    hold(position)


def _check_day(position: Position, day: dt.date) -> None:
    if not position.valid_from <= day < position.valid_to:
        raise Refused("valid_from", "Chức danh này không có hiệu lực vào ngày đó.")


def _newest(position: Position, details: StandardDetails) -> Standard | None:
    """The last version in the same line: same domain, same origin, mandatory or preferred alike."""
    line = (Standard.domain == details.domain, Standard.origin == details.origin, Standard.mandatory == details.mandatory)
    statement = select(Standard).where(Standard.position_id == position.id, *line).order_by(Standard.number.desc())
    return db.session.scalar(statement.execution_options(populate_existing=True))


def _close(before: Standard, details: StandardDetails) -> None:
    if details.valid_from <= before.valid_from:
        raise Refused("valid_from", f"Phiên bản đang có bắt đầu {vn_date(before.valid_from)}; phiên bản mới phải sau ngày đó.")
    asked = (before.requirement, before.basis, before.certain, before.note)
    if before.valid_to >= details.valid_from and asked == _asked(details):
        raise Refused("", "Không có gì khác với phiên bản đang có.")
    before.valid_to = min(before.valid_to, details.valid_from)


def _asked(details: StandardDetails) -> tuple[object, ...]:
    return write_condition(details.condition), details.basis, details.certain, details.note


def _check_not_lower(position: Position, details: StandardDetails) -> None:
    """The province may add to the decree and never take from it (Decree 33/2023, art. 8.5 and 10.4)."""
    decrees = select(Standard).where(
        Standard.position_id == position.id,
        Standard.domain == details.domain,
        Standard.origin == Origin.DECREE,
        Standard.mandatory.is_(True),
        Standard.valid_to > details.valid_from,
    )
    for decree in db.session.scalars(decrees):
        if not asks_no_less(details.condition, read_condition(decree.requirement)):
            raise Refused("level_a", f"Bổ sung của tỉnh không được thấp hơn quy định chung: {_said(decree)} ({decree.basis}).")


def _said(standard: Standard) -> str:
    """The requirement as a sentence for the trail and for refusals, which are Vietnamese for everybody."""
    return _sentence(read_condition(standard.requirement))


def _sentence(condition: Condition) -> str:
    with force_locale("vi"):
        return condition_words(condition, vocabulary())


def _version(position: Position, details: VersionDetails) -> PositionVersion:
    version = PositionVersion(
        position_id=position.id,
        field=details.field,
        official_code=details.official_code,
        change_years=details.change_years,
        term_years=details.term_years,
        basis=details.basis,
        certain=details.certain,
        valid_from=details.valid_from,
        valid_to=position.valid_to,
    )
    db.session.add(version)
    db.session.flush()
    return version


def _free_key(title: str) -> str:
    base = f"vi-tri-{fold(title).replace(' ', '-')}"[:56].strip("-")
    taken = set(db.session.scalars(select(Position.key).where(Position.key.startswith(base))))
    return next(key for number in range(1, len(taken) + 2) if (key := base if number == 1 else f"{base}-{number}") not in taken)


def _line(standard: Standard) -> dict[str, list[object]]:
    """Which requirement an entry of the trail speaks of."""
    told = {"domain": standard.domain.value, "mandatory": standard.mandatory, "origin": standard.origin.value}
    return {name: [None, value] for name, value in told.items()}
