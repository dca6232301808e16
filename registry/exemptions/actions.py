"""Exempting from a target, ending it, taking back what was written down wrongly. Callers commit."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from models.accounts import Account
from models.base import FOREVER, new_public_id
from models.officials import Official
from models.positions import Position
from models.targets import Exemption, Target, TargetVersion
from models.units import Unit
from registry.audit.actions import record
from registry.exemptions.queries import STANDS, Act, components_of
from registry.judgement.codec import read_rule
from registry.judgement.instead import asked_instead
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused


@dataclass(frozen=True)
class ExemptionDetails:
    """Whom, from which target, on which basis, for which days; levels (domain → rank, 0: not asked) judge otherwise instead."""

    target: Target
    basis: str
    valid_from: dt.date
    valid_to: dt.date = FOREVER
    position: Position | None = None
    units: tuple[Unit, ...] = ()
    with_below: bool = False
    official: Official | None = None
    levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Ending:
    """The first day on which an exemption holds no more, and why."""

    day: dt.date
    reason: str


def exempt(details: ExemptionDetails, by: Account | None) -> str:
    """Exempt from a target and its components; gives the key of the act.

    Refused when nobody is named, when it ends before it begins, when another standard would ask nothing, and when the same
    people are exempt from the target on some of these days already.
    """
    _check(details)
    hold(details.target)
    _check_others(details)
    act = new_public_id()
    for target in (details.target, *components_of(details.target)):
        for place, unit in enumerate(details.units or (None,)):
            db.session.add(
                Exemption(
                    key=f"{act}-{target.id}-{place}",
                    act=act,
                    target_id=target.id,
                    position_id=details.position.id if details.position else None,
                    unit_id=unit.id if unit else None,
                    with_below=bool(unit) and details.with_below,
                    official_id=details.official.id if details.official else None,
                    levels=dict(details.levels) or None,
                    basis=details.basis,
                    valid_from=details.valid_from,
                    valid_to=details.valid_to,
                )
            )
    changes = {name: [None, told] for name, told in _told(details).items()}
    record("exemption.added", _subject(details), by=by, official=details.official, changes=changes)
    db.session.flush()
    return act


def end_exemption(act: Act, ending: Ending, by: Account | None) -> None:
    """Let an exemption hold no more from a day on. Refused on or before its first day, and when it has an end already."""
    hold(act.first)
    db.session.refresh(act.first)
    if act.first.valid_to != FOREVER:
        raise Refused("day", f"Đã có ngày kết thúc {vn_date(act.first.valid_to)}.")
    if ending.day <= act.first.valid_from:
        raise Refused("day", f"Áp dụng từ {vn_date(act.first.valid_from)}; ngày kết thúc phải sau ngày đó.")
    for row in act.rows:
        row.valid_to, row.end_reason = ending.day, ending.reason
    changes = {"valid_to": [None, vn_date(ending.day)], "reason": [None, ending.reason]}
    record("exemption.ended", _act_subject(act), by=by, official=act.official, changes=changes)
    db.session.flush()


def remove_exemption(act: Act, reason: str, by: Account | None) -> None:
    """Take away what was written down wrongly, for all days. The trail keeps what it said.

    The rows stay, holding on no day: the reference files would bring their own back.
    """
    first = act.first
    told = {
        "position": act.position,
        "units": ", ".join(act.units),
        "levels": ", ".join(f"{domain} {rank}" for domain, rank in (first.levels or {}).items()),
        "basis": first.basis,
        "valid_from": vn_date(first.valid_from),
        "valid_to": vn_date(first.valid_to),
    }
    changes = {**{name: [before, None] for name, before in told.items() if before}, "reason": [None, reason]}
    record("exemption.removed", _act_subject(act), by=by, official=act.official, changes=changes)
    for row in act.rows:
        row.valid_to, row.end_reason = row.valid_from, reason
    db.session.flush()


def _check(details: ExemptionDetails) -> None:
    if not (details.position or details.units or details.official):
        raise Refused("position", "Hãy chọn chức danh, địa bàn, hoặc ghi một người.")
    if details.valid_to <= details.valid_from:
        raise Refused("until", "Ngày cuối phải từ ngày bắt đầu trở đi.")
    if details.levels:
        _check_levels(details)


def _check_levels(details: ExemptionDetails) -> None:
    versions = select(TargetVersion).where(TargetVersion.target_id == details.target.id)
    days = versions.where(TargetVersion.valid_from < details.valid_to, TargetVersion.valid_to > details.valid_from)
    for version in db.session.scalars(days):
        requirement = read_rule(version.rule).requirement
        asked = asked_instead(requirement, details.levels)
        if asked is None:
            raise Refused("mode", "Tiêu chuẩn này không còn đòi hỏi gì; hãy chọn loại khỏi mẫu số.")
        if asked == requirement:
            raise Refused("mode", "Các mức này không khác yêu cầu của chỉ tiêu.")


def _check_others(details: ExemptionDetails) -> None:
    """Exemptions of the same people from the same target may not overlap."""
    same = select(Exemption).where(
        Exemption.target_id == details.target.id,
        Exemption.position_id == (details.position.id if details.position else None),
        Exemption.official_id == (details.official.id if details.official else None),
        Exemption.valid_from < details.valid_to,
        Exemption.valid_to > details.valid_from,
        STANDS,
    )
    units: set[int | None] = {unit.id for unit in details.units} or {None}
    for other in db.session.scalars(same):
        if other.unit_id in units:
            raise Refused("valid_from", f"Đã có loại trừ này từ {vn_date(other.valid_from)} theo {other.basis[:120]}.")


def _subject(details: ExemptionDetails) -> str:
    return f"{details.target.code}: {details.basis}"


def _act_subject(act: Act) -> str:
    return f"{', '.join(act.codes)}: {act.first.basis}"


def _told(details: ExemptionDetails) -> dict[str, object]:
    return {
        "target": details.target.code,
        "position": details.position.key if details.position else None,
        "units": ", ".join(unit.key for unit in details.units) or None,
        "with_below": details.with_below,
        "levels": ", ".join(f"{domain} {rank}" for domain, rank in details.levels.items()) or None,
        "basis": details.basis,
        "valid_from": vn_date(details.valid_from),
        "valid_to": vn_date(details.valid_to) or None,
    }
