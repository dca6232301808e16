"""Adding scans and taking them away. Callers commit."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from models.accounts import Account
from models.base import Base
from models.evidence import Evidence, StoredFile
from models.qualifications import Qualification, State
from registry.audit.actions import record
from registry.evidence import isolation, store
from registry.evidence.limits import BYTES_PER_UNIT_AND_DAY, FILES_PER_QUALIFICATION, FILES_PER_UNIT_AND_DAY
from registry.evidence.queries import scans_behind, sent_today, viewed_lately
from registry.evidence.washing import ENDINGS, Unfit, Washed
from registry.qualifications.queries import text_of
from registry.qualifications.records import fall_back
from registry.shared.clock import now
from registry.shared.database import db, hold
from registry.shared.refusal import Refused
from registry.shared.text import clean

_TABLE = Base.metadata.tables["qualification"]


@dataclass(frozen=True)
class Scan:
    """A file as it was sent, and what is kept of it."""

    name: str
    sent_sha256: str
    washed: Washed


def read_scan(name: str, sent: bytes) -> Scan:
    """Make a file harmless; takes a while, so no transaction should be open. Refused for what cannot be kept."""
    try:
        made = isolation.wash(name, sent)
    except Unfit as unfit:
        raise Refused("scans", f"{plain_name(name)}: {unfit.reason}") from unfit
    return Scan(plain_name(name, made.media_type), hashlib.sha256(sent).hexdigest(), made)


def plain_name(name: str, media_type: str = "") -> str:
    """The name alone, whatever path or control characters came with it, short enough to be kept, ending as its content does."""
    alone = clean("".join(char if char.isprintable() else " " for char in name)).replace("\\", "/").rsplit("/", 1)[-1]
    if not media_type:
        return alone[-120:] or "tệp không tên"
    stem = alone.rpartition(".")[0].strip(". ") or "ban-chup"
    return f"{stem[:150]}{ENDINGS[media_type][0]}"


def add_scans(qualification: Qualification, scans: Sequence[Scan], by: Account) -> list[Evidence]:
    """Put scans behind a qualification, all of them or none. What was verified is declared again: it stood on other scans.

    Refused when one of them stands there already, or when there would be too many.
    """
    taken(qualification)
    _check_quotas(qualification, scans, by)
    added = [_added(qualification, scan, by) for scan in scans]
    db.session.add_all(added)
    _changed(qualification, "Minh chứng đã được thêm.")
    names = ", ".join(one.name for one in added)
    record("evidence.added", text_of(qualification), by=by, official=qualification.official, changes={"scans": [None, names]})
    return added


def remove_scan(evidence: Evidence, by: Account) -> None:
    """Take a scan away: it is marked and stays to be seen. What was verified is declared again. Refused when it is away."""
    qualification = taken(evidence.qualification)
    db.session.refresh(evidence)
    if evidence.removed_at:
        raise Refused("", "Bản chụp này đã được gỡ rồi.")
    evidence.removed_by_id, evidence.removed_at = by.id, now()
    _changed(qualification, "Minh chứng đã được gỡ.")
    changes = {"scans": [evidence.name, None]}
    record("evidence.removed", text_of(qualification), by=by, official=qualification.official, changes=changes)


def note_viewed(evidence: Evidence, by: Account) -> None:
    """Leave in the trail that somebody looked at a scan, once for an account, a scan and an hour.

    The pages of a scan are asked for at the same moment, so the scan is held while the trail is looked at.
    """
    hold(evidence)
    if viewed_lately(evidence, by):
        return
    qualification = evidence.qualification
    changes = {"scans": [None, evidence.name], "scan": [None, evidence.public_id]}
    record("evidence.viewed", text_of(qualification), by=by, official=qualification.official, changes=changes)


def take_back(evidence: Evidence, by: Account) -> None:
    """Undo that a scan was added: it is marked like any that was taken away. Refused once the qualification was looked at."""
    if reason := _looked_at(evidence):
        raise Refused("", reason)
    evidence.removed_by_id, evidence.removed_at = by.id, now()
    _changed(evidence.qualification, "Hoàn tác việc thêm minh chứng.")


def put_back(row: Base, _change: object, _by: Account) -> str:
    """After a scan that was taken away stands again: why that may not be, or an empty text."""
    if not isinstance(row, Evidence) or row.removed_at is not None:
        return ""
    db.session.flush()
    standing = scans_behind([row.qualification_id]).get(row.qualification_id, [])
    if [one.file_id for one in standing].count(row.file_id) > 1:
        return "Bản chụp này đã được thêm lại, nên không hoàn tác."
    if len(standing) > FILES_PER_QUALIFICATION:
        return f"Mỗi văn bằng, chứng chỉ giữ nhiều nhất {FILES_PER_QUALIFICATION} bản chụp."
    if reason := _looked_at(row):
        return reason
    _changed(row.qualification, "Hoàn tác việc gỡ minh chứng.")
    return ""


def _looked_at(evidence: Evidence) -> str:
    looked_at = taken(evidence.qualification).state in (State.CHECKED, State.VERIFIED)
    return "Văn bằng đã được đối chiếu hoặc xác minh sau đó, nên không hoàn tác." if looked_at else ""


def taken(qualification: Qualification) -> Qualification:
    """The row as it stands now, held until the transaction ends: nobody decides on it meanwhile."""
    hold(qualification)
    db.session.refresh(qualification)
    return qualification


def _check_quotas(qualification: Qualification, scans: Sequence[Scan], by: Account) -> None:
    standing = scans_behind([qualification.id]).get(qualification.id, [])
    if qualification.state is State.REVOKED:
        raise Refused("scans", "Văn bằng, chứng chỉ này đã bị thu hồi, nên không nhận thêm bản chụp.")
    if len(standing) + len(scans) > FILES_PER_QUALIFICATION:
        raise Refused("scans", f"Mỗi văn bằng, chứng chỉ giữ nhiều nhất {FILES_PER_QUALIFICATION} bản chụp.")
    known = {one.file.sha256 for one in standing}
    for scan in scans:
        digest = hashlib.sha256(scan.washed.content).hexdigest()
        if digest in known:
            raise Refused("scans", f"{scan.name}: bản chụp này đã có ở đây.")
        known.add(digest)
    sent = sent_today(by.unit_id)
    size = sum(len(scan.washed.content) for scan in scans)
    if sent.files + len(scans) > FILES_PER_UNIT_AND_DAY or sent.bytes + size > BYTES_PER_UNIT_AND_DAY:
        raise Refused("scans", "Hôm nay đơn vị đã gửi nhiều bản chụp đến mức cho phép. Hãy gửi tiếp vào ngày mai.")


def _added(qualification: Qualification, scan: Scan, by: Account) -> Evidence:
    file = _stored(scan)
    return Evidence(qualification_id=qualification.id, file_id=file.id, name=scan.name, added_by_id=by.id, added_at=now())


def _stored(scan: Scan) -> StoredFile:
    """The row of the file: the one that is there, or a new one; two who send the same file at once share it."""
    content = scan.washed.content
    digest = store.put(content)
    wanted = select(StoredFile).where(StoredFile.sha256 == digest)
    if (known := db.session.scalar(wanted)) is not None:
        return known
    made = scan.washed
    file = StoredFile(
        sha256=digest,
        sent_sha256=scan.sent_sha256,
        media_type=made.media_type,
        size=len(content),
        pages=made.pages,
        kept_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(file)
    except IntegrityError:
        return db.session.scalars(wanted).one()
    return file


def _changed(qualification: Qualification, reason: str) -> None:
    """Fall back, and count the version on in any case: whoever looks at the row now sees other scans than stand there."""
    db.session.flush()
    fall_back(qualification, reason)
    db.session.flush()
    counted = update(_TABLE).where(_TABLE.c.id == qualification.id).values(version=_TABLE.c.version + 1)
    db.session.execute(counted)
    db.session.refresh(qualification)
