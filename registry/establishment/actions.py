"""Recording what was assigned to units for a year."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models.accounts import Account
from models.establishment import Quota
from models.units import Unit
from registry.audit.actions import record
from registry.establishment.queries import quota_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.units.queries import name_of

MOST = 5000


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
