"""Deciding on qualifications. Every decision leaves a step with what it was about. Callers commit."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models.accounts import Account
from models.qualifications import Qualification, State
from models.verification import Method, Verification
from registry.audit.actions import record
from registry.evidence.actions import taken
from registry.qualifications.content import content_of
from registry.qualifications.queries import text_of
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.verification.queries import touched_by
from registry.verification.steps import ALLOWED, BY_ANOTHER, METHODS, Step

CHANGED = "Văn bằng, chứng chỉ này vừa có thay đổi sau khi trang được mở. Hãy xem lại rồi quyết định."
OWN = "Bạn đã nhập, sửa hoặc gửi bản chụp của mục này, nên phải do người khác đối chiếu, xác minh."


@dataclass(frozen=True)
class Decision:
    """A step with what it rests on. `seen` is the version of the row that was looked at."""

    step: Step
    seen: int
    method: Method | None = None
    document: str | None = None
    document_date: dt.date | None = None
    reason: str | None = None


def decide(qualification: Qualification, decision: Decision, by: Account) -> Verification:
    """Take a step, on the row as it was seen and as it stands, in one go.

    Refused when it changed since, when the state does not allow the step, when the account had a hand in it, and without what the
    step needs: a method; number and date of the issuer's answer or of the decision that revokes; the reason of a refusal.
    """
    taken(qualification)
    if qualification.version != decision.seen:
        raise Refused("", CHANGED)
    after = ALLOWED.get((qualification.state, decision.step))
    if after is None:
        raise Refused("", "Trạng thái hiện tại của mục này không cho phép bước đó.")
    if decision.step in BY_ANOTHER and touched_by(by, [qualification.id]):
        raise Refused("", OWN)
    _check_grounds(decision)
    before, qualification.state = qualification.state, after
    step = Verification(
        qualification_id=qualification.id,
        before=before,
        after=after,
        method=decision.method,
        document=decision.document,
        document_date=decision.document_date,
        reason=decision.reason,
        content=content_of(qualification),
        by_id=by.id,
        at=now(),
    )
    db.session.add(step)
    db.session.flush()
    _leave_entry(qualification, step, by)
    return step


def check_copies(seen: Sequence[tuple[Qualification, int]], by: Account) -> int:
    """Say of several that their copies were seen; all or none. Refused as in `decide`, at the first that cannot be."""
    for qualification, version in seen:
        try:
            decide(qualification, Decision(Step.CHECK, version, Method.COPY_SEEN), by)
        except Refused as refusal:
            name = f"{qualification.official.full_name}, {text_of(qualification)}"
            raise Refused(refusal.field, f"{name}: {refusal.message}") from refusal
    return len(seen)


def _check_grounds(decision: Decision) -> None:
    allowed = METHODS[decision.step]
    if decision.method not in allowed and (decision.method or decision.step in {Step.CHECK, Step.VERIFY}):
        raise Refused("method", "Hãy chọn đã xác minh bằng cách nào.")
    if decision.method is Method.ISSUER_ANSWERED or decision.step is Step.REVOKE:
        if not decision.document:
            raise Refused("document", "Hãy ghi số văn bản.")
        if decision.document_date is None:
            raise Refused("document_date", "Hãy ghi ngày của văn bản.")
    if decision.document_date and decision.document_date > today():
        raise Refused("document_date", "Ngày của văn bản ở tương lai.")
    if decision.step in {Step.REJECT, Step.REVOKE} and not decision.reason:
        raise Refused("reason", "Hãy ghi lý do.")


def _leave_entry(qualification: Qualification, step: Verification, by: Account) -> None:
    changes: dict[str, list[str | None]] = {"state": [step.before.value, step.after.value]}
    said = {
        "method": step.method.value if step.method else None,
        "document": step.document,
        "document_date": step.document_date.isoformat() if step.document_date else None,
        "reason": step.reason,
    }
    changes |= {name: [None, value] for name, value in said.items() if value}
    action = "qualification.revoked" if step.after is State.REVOKED else "qualification.decided"
    record(action, text_of(qualification), by=by, official=qualification.official, changes=changes)
