"""Deciding what is found: taking it on, saying that it is right as it stands, opening it again. Callers commit.

Mending the record needs no action here: a finding whose cause is gone goes by itself.
"""

from models.accounts import Account
from models.findings import Finding, FindingState
from registry.audit.actions import record
from registry.findings.checks import BY_ANOTHER
from registry.shared.clock import now
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.verification.queries import touched_by

_OWN = "Người đã nhập, sửa hoặc gửi bản chụp của văn bằng này không tự kết luận. Hãy nhờ đồng nghiệp hoặc Sở Nội vụ."
SHORTEST = 10
"""Letters of a reason that says anything."""


def take(finding: Finding, by: Account) -> None:
    """Become the one who looks into it. Refused when it is decided or gone."""
    _check_open(finding)
    finding.owner_id = by.id
    said = _said(finding, owner=[None, by.name])
    record("finding.taken", finding.official.full_name, by=by, official=finding.official, changes=said)


def accept(finding: Finding, reason: str, by: Account) -> None:
    """Say that it is right as it stands, and why.

    Refused without a reason, when it is decided or gone already, and, for what smells of a forged paper, to whoever had a hand in
    that paper or its scans.
    """
    _check_open(finding)
    said = clean(reason)
    if len(said) < SHORTEST:
        raise Refused("reason", "Hãy ghi lý do đủ để người khác hiểu, kèm giấy tờ đã xem.")
    paper = finding.qualification
    if finding.kind in BY_ANOTHER and paper is not None and touched_by(by, [paper.id]):
        raise Refused("reason", _OWN)
    finding.state, finding.reason, finding.owner_id = FindingState.ACCEPTED, said[:300], finding.owner_id or by.id
    finding.decided_by_id, finding.decided_at = by.id, now()
    changes = _said(finding, reason=[None, finding.reason])
    record("finding.accepted", finding.official.full_name, by=by, official=finding.official, changes=changes)


def reopen(finding: Finding, by: Account) -> None:
    """Take a decision back. Refused when there is none."""
    if finding.state is not FindingState.ACCEPTED:
        raise Refused("", "Điểm này chưa có kết luận, hoặc không còn nữa.")
    said = _said(finding, reason=[finding.reason, None])
    finding.state, finding.reason, finding.decided_by_id, finding.decided_at = FindingState.OPEN, None, None, None
    record("finding.reopened", finding.official.full_name, by=by, official=finding.official, changes=said)


def _check_open(finding: Finding) -> None:
    if finding.state is not FindingState.OPEN:
        raise Refused("", "Điểm này đã có kết luận, hoặc không còn nữa.")


def _said(finding: Finding, **changes: list[str | None]) -> dict[str, list[str | None]]:
    return {"finding": [None, finding.kind], **changes}
