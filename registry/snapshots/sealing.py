"""The seal of a snapshot: a digest over all of its rows and the digest of the one before, worked out again to check."""

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from models.audit import AuditEntry
from models.base import Base
from models.snapshots import Snapshot, SnapshotPerson, SnapshotRule, SnapshotStanding, SnapshotUnit
from registry.shared.clock import aware
from registry.shared.database import db

_BATCH = 5000
_PARTS: tuple[type[Base], ...] = (SnapshotUnit, SnapshotRule, SnapshotPerson, SnapshotStanding)


def last_digest() -> str:
    """The digest of the newest snapshot; empty when there is none."""
    return db.session.scalar(select(Snapshot.digest).order_by(Snapshot.id.desc()).limit(1)) or ""


def digest_of(snapshot_id: int) -> str:
    """The digest of a snapshot as its rows are in the database, in order of their keys, on whichever database."""
    sha = hashlib.sha256()
    for line in _lines(snapshot_id):
        sha.update(line)
        sha.update(b"\n")
    return sha.hexdigest()


def _lines(snapshot_id: int) -> Iterator[bytes]:
    kinds: list[tuple[type[Base], str]] = [(Snapshot, "id"), *((part, "snapshot_id") for part in _PARTS)]
    for kind, key in kinds:
        table = Base.metadata.tables[kind.__tablename__]
        columns = [column for column in table.columns if column.name != "digest"]
        rows = select(*columns).where(table.c[key] == snapshot_id).order_by(*table.primary_key.columns)
        yield kind.__tablename__.encode()
        for row in db.session.execute(rows.execution_options(yield_per=_BATCH)):
            yield json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return aware(value).astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, enum.Enum) else value


def broken() -> list[str]:
    """What does not hold of the snapshots, as sentences: rows that were changed, links of the chain, entries of the trail."""
    found, before = [], ""
    said = _digests_in_trail()
    for one in db.session.scalars(select(Snapshot).order_by(Snapshot.id)):
        if digest_of(one.id) != one.digest:
            found.append(f"“{one.name}”: dữ liệu không còn như lúc chốt.")
        if one.previous != before:
            found.append(f"“{one.name}”: không nối với lần chốt trước.")
        if said.pop(one.digest, None) is None:
            found.append(f"“{one.name}”: nhật ký không ghi lần chốt này.")
        before = one.digest
    return [*found, *(f"“{name}”: nhật ký có ghi, bản chốt không còn." for name in said.values())]


def _digests_in_trail() -> dict[str, str]:
    """Digest → name, of the snapshots that the trail says were taken."""
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "snapshot.frozen").order_by(AuditEntry.id))
    return {entry.changes["digest"][1]: entry.subject for entry in entries}
