"""Recording what was assigned to units for a year."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models.accounts import Account
from models.establishment import Headcount, Quota
from models.units import Unit
from registry.audit.actions import record
from registry.establishment.headcounts import headcount_of
from registry.establishment.queries import quota_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.units.queries import name_of

MOST = 5000
MOST_IN_SERVICE = 100_000


@dataclass(frozen=True)
class Assigned:
    """The posts assigned to a unit for a year, and by which decision."""

    unit: Unit
    year: int
    posts: int
    basis: str | None = None


def assign(assigned: Assigned, by: Account | None) -> Quota:
    """Record what one unit was assigned; what was on record for the year gives way. Refused outside 0 to 5,000."""
    quota, before = _lay(assigned)
    _note([(assigned, before)], by, assigned.unit)
    db.session.flush()
    return quota


def assign_many(many: Sequence[Assigned], by: Account | None) -> int:
    """Record what units were assigned, from one file: all or nothing, one entry. Gives how many numbers changed."""
    changed = []
    for one in many:
        _, before = _lay(one)
        if before != one.posts:
            changed.append((one, before))
    if changed:
        _note(changed, by, None)
    db.session.flush()
    return len(changed)


@dataclass(frozen=True)
class Counted:
    """Budget-paid people of the public service units of a body for a year; None is not known."""

    unit: Unit
    year: int
    assigned: int | None
    present: int | None
    basis: str | None = None


def count_service(counted: Counted, by: Account | None) -> Headcount:
    """Record the numbers of one unit; those on record for the year give way. Refused outside 0 to 100,000."""
    row, before = _lay_service(counted)
    changes = {name: [before[name], getattr(row, name)] for name in before if before[name] != getattr(row, name)}
    record("headcount.recorded", name_of(counted.unit.id, _day(counted.year)), by=by, unit=counted.unit, changes=changes)
    db.session.flush()
    return row


def count_services(many: Sequence[Counted], by: Account | None) -> int:
    """Record the numbers of units, from one file: all or nothing, one entry. Gives how many units changed."""
    changed = {}
    for one in many:
        row, before = _lay_service(one)
        after = (row.assigned, row.present)
        if (before["assigned"], before["present"]) != after:
            changed[one.unit.key] = [f"{before['assigned']}/{before['present']}", f"{after[0]}/{after[1]}"]
    if changed:
        record("headcount.recorded", f"Biên chế sự nghiệp năm {many[0].year}", by=by, changes=changed)
    db.session.flush()
    return len(changed)


def _lay_service(counted: Counted) -> tuple[Headcount, dict[str, object]]:
    for name in ("assigned", "present"):
        number = getattr(counted, name)
        if number is not None and not 0 <= number <= MOST_IN_SERVICE:
            raise Refused(name, f"Số người phải từ 0 đến {MOST_IN_SERVICE}.")
    row = headcount_of(counted.unit.id, counted.year) or Headcount(unit_id=counted.unit.id, year=counted.year)
    before = {name: getattr(row, name) for name in ("assigned", "present", "basis")}
    row.assigned, row.present, row.basis = counted.assigned, counted.present, clean(counted.basis or "") or row.basis
    db.session.add(row)
    return row, before


def _lay(assigned: Assigned) -> tuple[Quota, int | None]:
    if not 0 <= assigned.posts <= MOST:
        raise Refused("posts", f"Số biên chế phải từ 0 đến {MOST}.")
    quota = quota_of(assigned.unit.id, assigned.year)
    before = quota.posts if quota else None
    if quota is None:
        quota = Quota(unit_id=assigned.unit.id, year=assigned.year, posts=assigned.posts)
        db.session.add(quota)
    quota.posts, quota.basis = assigned.posts, clean(assigned.basis or "") or quota.basis
    return quota, before


def _note(changed: Sequence[tuple[Assigned, int | None]], by: Account | None, unit: Unit | None) -> None:
    year = changed[0][0].year
    if unit:
        subject, changes = name_of(unit.id, _day(year)), {"posts": [changed[0][1], changed[0][0].posts]}
    else:
        subject, changes = f"Biên chế năm {year}", {one.unit.key: [before, one.posts] for one, before in changed}
    record("quota.assigned", subject, by=by, unit=unit, changes={"year": [None, year], **changes})


def _day(year: int) -> dt.date:
    return dt.date(year, 12, 31)
