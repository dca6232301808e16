"""Writing letters to issuing bodies, and recording what they answer. Callers commit."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models.accounts import Account
from models.qualifications import Qualification
from models.units import Unit
from models.verification import Inquiry, InquiryItem, Method
from registry.audit.actions import record
from registry.inquiries.queries import still_waiting
from registry.officials.queries import readable_ids
from registry.qualifications.queries import text_of
from registry.shared.clock import now
from registry.shared.database import db, hold
from registry.shared.refusal import Refused
from registry.verification.actions import Decision, decide
from registry.verification.steps import WAITING, Step


@dataclass(frozen=True)
class Reply:
    """What an issuing body says of one qualification: right, or wrong with a reason. `seen` is the version that was looked at."""

    qualification: Qualification
    seen: int
    right: bool
    reason: str | None = None


@dataclass(frozen=True)
class Answer:
    """A letter back, with what it says of each that it speaks of."""

    document: str
    document_date: dt.date | None
    replies: Sequence[Reply]


def make_inquiry(institution: str, qualifications: Sequence[Qualification], unit: Unit, by: Account) -> Inquiry:
    """Open a letter of a unit about qualifications of one institution. Refused without any, and for those of another body."""
    if not qualifications:
        raise Refused("item", "Hãy chọn ít nhất một văn bằng, chứng chỉ.")
    if any(one.institution != institution or one.state not in WAITING for one in qualifications):
        raise Refused("item", "Có mục vừa được sửa hoặc đã có quyết định. Hãy chọn lại.")
    inquiry = Inquiry(institution=institution, unit_id=unit.id, made_by_id=by.id, made_at=now())
    db.session.add(inquiry)
    db.session.flush()
    db.session.add_all([InquiryItem(inquiry_id=inquiry.id, qualification_id=one.id) for one in qualifications])
    record("inquiry.made", institution, by=by, unit=unit, changes={"records": [None, len(qualifications)]})
    return inquiry


def record_answer(inquiry: Inquiry, answer: Answer, by: Account) -> int:
    """Verify or refuse each qualification that a letter back speaks of, and close the letter when nothing waits any more.

    Gives back how many were decided. Refused as `decide` is, with the name of whose qualification it was, and when the letter
    back speaks of none.
    """
    _taken(inquiry)
    if not answer.replies:
        raise Refused("", "Hãy ghi trả lời cho ít nhất một mục.")
    for reply in answer.replies:
        _decide(reply, answer, by)
    db.session.flush()
    if not still_waiting(inquiry):
        inquiry.closed_at = now()
    right = sum(reply.right for reply in answer.replies)
    changes = {
        "document": [None, answer.document],
        "document_date": [None, answer.document_date and answer.document_date.isoformat()],
        "right": [None, right],
        "wrong": [None, len(answer.replies) - right],
    }
    record("inquiry.answered", inquiry.institution, by=by, unit=inquiry.unit, changes=changes)
    return len(answer.replies)


def close_inquiry(inquiry: Inquiry, by: Account) -> None:
    """Wait for a letter no longer: what it asks about can be asked again. Refused when it is closed already."""
    _taken(inquiry)
    inquiry.closed_at = now()
    record("inquiry.closed", inquiry.institution, by=by, unit=inquiry.unit)


def note_taken(inquiry: Inquiry, name: str, by: Account) -> None:
    """Leave in the trail that a letter or its list was taken along as a file."""
    record("inquiry.taken", inquiry.institution, by=by, unit=inquiry.unit, changes={"file": [None, name]})


def _taken(inquiry: Inquiry) -> None:
    """Hold the letter until the transaction ends. Refused when it is closed."""
    hold(inquiry)
    db.session.refresh(inquiry)
    if inquiry.closed_at:
        raise Refused("", "Công văn này đã đóng.")


def _decide(reply: Reply, answer: Answer, by: Account) -> None:
    one = reply.qualification
    if not readable_ids(by, [one.official_id]):
        raise Refused("", f"{one.official.full_name} đã chuyển đi: nơi giữ hồ sơ hiện nay ghi kết quả xác minh.")
    step = Step.VERIFY if reply.right else Step.REJECT
    said = (Method.ISSUER_ANSWERED, answer.document, answer.document_date)
    try:
        decide(one, Decision(step, reply.seen, *said, None if reply.right else reply.reason), by)
    except Refused as refusal:
        raise Refused(refusal.field, f"{one.official.full_name}, {text_of(one)}: {refusal.message}") from refusal
