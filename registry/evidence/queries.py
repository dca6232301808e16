"""Reading scans, within what an account may see."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.audit import AuditEntry
from models.evidence import Evidence, StoredFile
from models.officials import Official
from models.qualifications import Qualification
from registry.evidence import isolation, store
from registry.officials.queries import readable_by
from registry.shared.clock import HA_TINH, now, today
from registry.shared.database import db

VIEW = dt.timedelta(hours=1)
"""How long looking at a scan again is the same looking."""


@dataclass(frozen=True)
class Sent:
    """What the accounts of a unit have sent on a day."""

    files: int
    bytes: int


def evidence_for(account: Account, public_id: str) -> Evidence:
    """The scan with this public id, taken away or not; 404 when its official is out of the account's scope, as for none."""
    statement = (
        select(Evidence)
        .join(Qualification, Qualification.id == Evidence.qualification_id)
        .join(Official, Official.id == Qualification.official_id)
        .where(Evidence.public_id == public_id, readable_by(account))
        .options(joinedload(Evidence.file), joinedload(Evidence.qualification).joinedload(Qualification.official))
    )
    evidence = db.session.scalar(statement)
    if evidence is None:
        raise NotFound
    return evidence


def scans_behind(qualifications: Collection[int]) -> dict[int, list[Evidence]]:
    """The scans that stand behind these qualifications, by their ids, oldest first."""
    found: dict[int, list[Evidence]] = {}
    for one in db.session.scalars(_all(qualifications).where(Evidence.removed_at.is_(None))):
        found.setdefault(one.qualification_id, []).append(one)
    return found


def removed_from(qualification: Qualification) -> list[Evidence]:
    """The scans that were taken away, which stay to be seen."""
    return list(db.session.scalars(_all([qualification.id]).where(Evidence.removed_at.is_not(None))))


def scans_of_official(official: Official) -> dict[int, list[Evidence]]:
    """The scans on the file of an official, by the id of the qualification."""
    ids = db.session.scalars(select(Qualification.id).where(Qualification.official_id == official.id)).all()
    return scans_behind(ids)


def sent_today(unit_id: int) -> Sent:
    """What the accounts of a unit have sent since midnight in Hà Tĩnh."""
    midnight = dt.datetime.combine(today(), dt.time(), HA_TINH).astimezone(dt.UTC)  # as instants are kept: SQLite compares texts
    statement = (
        select(func.count(), func.coalesce(func.sum(StoredFile.size), 0))
        .select_from(Evidence)
        .join(StoredFile, StoredFile.id == Evidence.file_id)
        .join(Account, Account.id == Evidence.added_by_id)
        .where(Account.unit_id == unit_id, Evidence.added_at >= midnight)
    )
    files, size = db.session.execute(statement).one()
    return Sent(files, int(size))


def viewed_lately(evidence: Evidence, account: Account) -> bool:
    """Whether the trail has it already that the account looked at the scan within the hour."""
    statement = select(AuditEntry.changes).where(
        AuditEntry.official_id == evidence.qualification.official_id,
        AuditEntry.at > now() - VIEW,
        AuditEntry.action == "evidence.viewed",
        AuditEntry.account_id == account.id,
    )
    return any(changes.get("scan") == [None, evidence.public_id] for changes in db.session.scalars(statement))


def page_picture(file: StoredFile, page: int, width: int) -> bytes:
    """A page as a JPEG. Raises `Unfit` when it cannot be drawn, `Damaged` when the store has lost the file."""
    known = store.picture(file.sha256, page, width)
    if known is None:
        known = isolation.picture(store.read(file.sha256), file.media_type, page, width)
        store.put_picture(file.sha256, page, width, known)
    return known


def _all(qualifications: Collection[int]) -> Select[Evidence]:
    return (
        select(Evidence)
        .where(Evidence.qualification_id.in_(qualifications))
        .options(joinedload(Evidence.file), joinedload(Evidence.added_by))
        .order_by(Evidence.id)
    )
