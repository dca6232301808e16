"""Letting officials see their own files and propose changes, and deciding what they propose. Callers commit."""

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from models.accounts import Account
from models.base import Base
from models.changes import RowChange
from models.officials import Official
from models.proposals import Proposal, ProposalState, SelfLink
from models.qualifications import Qualification
from registry.audit.actions import record
from registry.changes.values import typed
from registry.proposals.fields import FACTS, QUALIFICATION, TOGETHER, Fields
from registry.proposals.queries import is_open, present, row_of
from registry.qualifications.entering import correct, enter
from registry.qualifications.records import QualificationDetails, details_of
from registry.service.facts import lay
from registry.shared.clock import now, today
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

LASTS = dt.timedelta(days=14)
TRIES = 5
ASKED = 6
"""How many of the last digits of the personal number open a link."""
WAITING = 50
"""Proposals of one official that may wait at a time."""
ACCEPTED = "accepted"


def token_hash(token: str) -> str:
    """What is kept of the token of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(official: Official, by: Account) -> str:
    """Make a link for one official; gives its token of 192 random bits, which is told once and not kept. Earlier links end."""
    for link in db.session.query(SelfLink).filter_by(official_id=official.id, ended_at=None):
        link.ended_at = now()
    token = secrets.token_urlsafe(24)
    db.session.add(
        SelfLink(official_id=official.id, token_hash=token_hash(token), made_by_id=by.id, made_at=now(), expires_at=now() + LASTS)
    )
    record("link.made", official.full_name, by=by, official=official)
    return token


def end_link(link: SelfLink, by: Account) -> None:
    """Take a link back. Refused when it leads nowhere any more."""
    if not is_open(link):
        raise Refused("", "Đường dẫn này đã hết hiệu lực.")
    link.ended_at = now()
    record("link.ended", link.official.full_name, by=by, official=link.official)


def take_back(link: SelfLink, _by: Account) -> None:
    """Undo that a link was made: it ends."""
    link.ended_at = link.ended_at or now()


def reopened(row: Base, change: RowChange, _by: Account) -> str:
    """After a link that had ended leads in again: why that may not be, or an empty text."""
    if not isinstance(row, SelfLink) or row.ended_at is not None:
        return ""
    if change.entry.action not in ("link.made", "link.ended", "action.undone"):
        return "Đường dẫn bị khóa vì trả lời sai nhiều lần không mở lại được; hãy tạo đường dẫn mới."
    made = select(RowChange.record).where(RowChange.entry_id == change.entry_id)
    others = select(SelfLink.id).where(
        SelfLink.official_id == row.official_id, SelfLink.ended_at.is_(None), SelfLink.id != row.id
    )
    if db.session.scalar(others.where(SelfLink.public_id.not_in(made)).limit(1)):
        return "Đã có đường dẫn mới hơn, nên không hoàn tác."
    return ""


def open_link(link: SelfLink, digits: str) -> bool:
    """Whether the answer at the door is right; the fifth wrong one ends the link. Right and wrong ones stand in the trail.

    Answers are counted one at a time: many that come at once would be counted as one.
    """
    hold(link)
    db.session.refresh(link)
    if not is_open(link):
        return False
    official = link.official
    if hmac.compare_digest(digits.encode(), official.personal_number[-ASKED:].encode()):
        link.failures, link.seen_at = 0, now()
        record("link.opened", official.full_name, by=None, official=official)
        return True
    link.failures += 1
    link.ended_at = now() if link.failures >= TRIES else None
    record("link.refused", official.full_name, by=None, official=official)
    return False


def propose(link: SelfLink, row: Qualification | None, wanted: Fields, note: str = "") -> Proposal:
    """Propose values for a qualification, for one to be added (`wanted` has its domain), or for the facts of the person.

    `wanted`: column → value as JSON keeps it; what is on record already is left out. Refused when nothing differs, for
    columns that nobody may propose, and when too many proposals wait.
    """
    official = link.official
    kind = Qualification if row or "domain" in wanted else Official
    if not set(wanted) <= (QUALIFICATION if kind is Qualification else FACTS):
        raise Refused("", "Có mục không được đề nghị sửa.")
    if db.session.query(Proposal).filter_by(official_id=official.id, state=ProposalState.OPEN).count() >= WAITING:
        raise Refused("", "Đang có quá nhiều đề nghị chờ xem. Hãy đợi cơ quan giải quyết.")
    there = present(official, kind.__tablename__, row)
    differing = {name: [there.get(name), value] for name, value in wanted.items() if there.get(name) != value}
    if not differing:
        raise Refused("", "Chưa có mục nào khác với hồ sơ.")
    proposal = Proposal(
        official_id=official.id,
        link_id=link.id,
        kind=kind.__tablename__,
        record=row.public_id if row else None,
        fields=differing,
        note=note[:500] or None,
        state=ProposalState.OPEN,
        made_at=now(),
    )
    db.session.add(proposal)
    db.session.flush()
    record("proposal.made", official.full_name, by=None, official=official, changes=differing)
    return proposal


def withdraw(proposal: Proposal) -> None:
    """Take one's own proposal back. Refused when it was decided."""
    _check_open(proposal)
    proposal.state, proposal.decided_at = ProposalState.WITHDRAWN, now()
    record("proposal.withdrawn", proposal.official.full_name, by=None, official=proposal.official)


def decide(proposal: Proposal, refused: Mapping[str, str], by: Account) -> None:
    """Carry a proposal out, but for the fields in `refused`, which have the reason of each.

    Refused when it was decided already, when a reason is missing, when the record is gone, and as a change of the record is.
    """
    _check_open(proposal)
    if any(not reason.strip() for reason in refused.values()):
        raise Refused("", "Hãy ghi lý do của từng mục không đồng ý.")
    reasons = {name: refused.get(TOGETHER.get(name, name), "") for name in proposal.fields}
    accepted = {name: value for name, (_was, value) in proposal.fields.items() if not reasons[name]}
    if proposal.record is None and "domain" not in accepted and proposal.kind == Qualification.__tablename__:
        accepted = {}
    if accepted:
        _carry_out(proposal, accepted, by)
    proposal.state, proposal.decided_by_id, proposal.decided_at = ProposalState.DECIDED, by.id, now()
    proposal.decisions = {name: reason[:300] or ACCEPTED for name, reason in reasons.items()}
    changes = {name: pair for name, pair in proposal.fields.items() if name in accepted}
    record("proposal.decided", proposal.official.full_name, by=by, official=proposal.official, changes=changes)


def _check_open(proposal: Proposal) -> None:
    if proposal.state is not ProposalState.OPEN:
        raise Refused("", "Đề nghị này đã được giải quyết hoặc đã rút.")


def _carry_out(proposal: Proposal, accepted: Fields, by: Account) -> None:
    official = proposal.official
    if proposal.kind == Official.__tablename__:
        lay(official, typed(Official, accepted), by)
        return
    values = typed(Qualification, accepted)
    source = f"Cá nhân khai ngày {vn_date(proposal.made_at.date())}; {by.name} nhận ngày {vn_date(today())}"
    if proposal.record is None:
        enter(official, QualificationDetails(**values), by, source)
        return
    stored = row_of(proposal)
    if stored is None:
        raise Refused("", "Văn bằng này không còn trong hồ sơ.")
    correct(stored, replace(details_of(stored), **values), by, source)
