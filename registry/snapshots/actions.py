"""Freezing the figures of a day. Callers commit."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import exists, select

from models.accounts import Account
from models.snapshots import Snapshot
from models.targets import Standing
from registry.audit.actions import record
from registry.reviews.queries import review_of
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.garbage import without_collector
from registry.shared.refusal import Refused
from registry.snapshots.copying import copy_day
from registry.snapshots.sealing import digest_of, last_digest
from registry.standings import keeping


@dataclass(frozen=True)
class SnapshotDetails:
    """What the Department signs: the name of the snapshot, the day, and a note."""

    name: str
    on: dt.date
    note: str | None = None


@without_collector
def freeze(details: SnapshotDetails, by: Account) -> Snapshot:
    """Copy the figures of a day with their people, reasons, rules and units, say how far its review had come, and seal the copy.

    Refused for a day that is still to come, for one on which nobody is counted, and when the name is taken. Nothing takes a
    snapshot back.
    """
    keeping.stand_still()  # and two that freeze at the same moment take turns
    _refuse_impossible(details)
    review = review_of(details.on)
    snapshot = Snapshot(
        name=details.name,
        on=details.on,
        note=details.note,
        review=review,
        taken_at=now(),
        taken_by_id=by.id,
        previous=last_digest(),
    )
    db.session.add(snapshot)
    db.session.flush()
    snapshot.people = copy_day(snapshot)
    db.session.flush()
    snapshot.digest = digest_of(snapshot.id)
    changes = {"on": [None, details.on.isoformat()], "officials": [None, snapshot.people], "digest": [None, snapshot.digest]}
    missing = len(review["missing"]) if review else 0
    record("snapshot.frozen", details.name, by=by, changes={**changes, **({"unconfirmed": [None, missing]} if missing else {})})
    return snapshot


def _refuse_impossible(details: SnapshotDetails) -> None:
    if details.on > today():
        raise Refused("on", _("Ngày này chưa đến; chỉ chốt được số liệu của ngày đã qua hoặc hôm nay."))
    if db.session.scalar(select(exists().where(Snapshot.name == details.name))):
        raise Refused("name", _("Đã có lần chốt mang tên này."))
    counted = exists().where(Standing.valid_from <= details.on, Standing.valid_to > details.on)
    if not db.session.scalar(select(counted)):
        raise Refused("on", _("Ngày này chưa có ai được tính vào chỉ tiêu nào."))
