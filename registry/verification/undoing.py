"""What undo may do to the state of a qualification: it gives no belief that was not there, and leaves a step."""

from collections.abc import Sequence

from sqlalchemy import select

from models.accounts import Account
from models.base import Base, Json
from models.changes import RowChange
from models.qualifications import Qualification, State
from models.verification import Verification
from registry.qualifications.content import content_of
from registry.shared.clock import now
from registry.shared.database import db

_OTHERS = "Quyết định xác minh chỉ do người đã ra quyết định hoàn tác."
_CHANGED = "Nội dung, minh chứng hoặc danh mục đã khác lúc xác minh, nên không hoàn tác."


def settle(row: Base, change: RowChange, by: Account) -> str:
    """After a qualification became what it was: why that may not be, or an empty text and a step that says so."""
    if not isinstance(row, Qualification) or "state" not in (change.before or {}):
        return ""
    db.session.flush()
    steps = db.session.scalars(
        select(Verification).where(Verification.qualification_id == row.id).order_by(Verification.id.desc())
    ).all()
    if steps and steps[0].by_id not in {None, by.id}:
        return _OTHERS
    content = content_of(row)
    if row.state is not State.DECLARED and not _rests(row.state, content, steps):
        return _CHANGED
    before = State((change.after or {})["state"])
    db.session.add(
        Verification(
            qualification_id=row.id, before=before, after=row.state, reason="Hoàn tác.", content=content, by_id=by.id, at=now()
        )
    )
    return ""


def _rests(state: State, content: Json, steps: Sequence[Verification]) -> bool:
    """Whether the state has what it rested on: all that its step was about; without a step, the scans that stood when it fell."""
    basis = next((step for step in steps if step.after is state), None)
    if basis is not None:
        return bool(basis.content == content)
    return bool(steps and steps[0].content["evidence"] == content["evidence"])
