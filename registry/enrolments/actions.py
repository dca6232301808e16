"""Classes opened and moved on, people nominated, accepted and sent. Callers commit."""

import datetime as dt
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm.exc import StaleDataError

from models.accounts import Account, Role
from models.classes import ClassSession, ClassState, Enrolment, EnrolmentState, SendingDecision, TrainingClass
from models.officials import Assignment, AssignmentKind, Official
from models.programmes import Programme
from models.training_plans import PlanLine, PlanState
from registry.audit.actions import record
from registry.enrolments.queries import SEATED, elsewhere
from registry.enrolments.records import ClassDetails, NewClass
from registry.judgement.judge import Truth
from registry.programmes.eligibility import Check, Finding, as_data, findings, with_check
from registry.shared.clock import now, today
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

__all__ = ["ClassDetails", "NewClass"]

_MOVES: dict[ClassState, frozenset[ClassState]] = {
    ClassState.PLANNED: frozenset({ClassState.OPEN, ClassState.POSTPONED, ClassState.CANCELLED}),
    ClassState.OPEN: frozenset({ClassState.CLOSED, ClassState.POSTPONED, ClassState.CANCELLED}),
    ClassState.CLOSED: frozenset({ClassState.OPEN, ClassState.RUNNING, ClassState.POSTPONED, ClassState.CANCELLED}),
    ClassState.POSTPONED: frozenset({ClassState.OPEN, ClassState.CANCELLED}),
    ClassState.RUNNING: frozenset({ClassState.POSTPONED, ClassState.CANCELLED}),
    ClassState.FINISHED: frozenset({ClassState.CANCELLED}),
    ClassState.CANCELLED: frozenset(),
}
"""Where a class may go from a state; to `FINISHED` by `registry.enrolments.completion` alone."""
_DEEDS = {"accepted": "enrolment.accepted", "refused": "enrolment.refused", "dropped": "enrolment.dropped"}
_CALLED = {"title": "name", "school_id": "school"}
"""Columns that the trail calls otherwise."""
REASONED = frozenset({ClassState.POSTPONED, ClassState.CANCELLED})
EDITABLE = frozenset(ClassState) - {ClassState.FINISHED, ClassState.CANCELLED}


def moves_of(one: TrainingClass) -> frozenset[ClassState]:
    """Where the class may go from here."""
    return _MOVES[one.state]


def taken(one: TrainingClass) -> None:
    """Take the class for oneself until the transaction ends, as it stands now: seats and states must not move meanwhile."""
    hold(one)
    db.session.refresh(one)


def open_class(new: NewClass, by: Account) -> TrainingClass:
    """Plan a class of a programme.

    Refused when its days do not follow each other, its programme is not in force, or its line of a plan does not ask for it.
    """
    programme = new.programme
    _check_days(new.details)
    _check_in_force(programme, new.details)
    line: PlanLine | None = new.plan_line
    if line and (line.plan.state is not PlanState.SIGNED or line.programme.code != programme.code):
        raise Refused("", "Lớp theo kế hoạch phải lập từ một dòng đã ký của chương trình này.")
    values = vars(new.details)
    one = TrainingClass(programme_id=programme.id, plan_line_id=line.id if line else None, state=ClassState.PLANNED, **values)
    db.session.add(one)
    db.session.flush()
    record("class.planned", one.title, by=by, changes=_told(one))
    return one


def change_class(one: TrainingClass, details: ClassDetails, by: Account) -> None:
    """Change a class that is not over.

    Refused as in `open_class`, when there would be fewer seats than people in them, and while sessions lie outside its days.
    StaleDataError when somebody else changed it since it was looked at.
    """
    seen = one.version
    taken(one)
    if one.version != seen:
        raise StaleDataError
    _check_days(details)
    _check_in_force(one.programme, details)
    outside = or_(ClassSession.day < details.first_day, ClassSession.day > details.last_day)
    if day := db.session.scalar(select(func.min(ClassSession.day)).where(ClassSession.class_id == one.id, outside)):
        raise Refused("first_day", f"Lịch học có buổi ngày {vn_date(day)}, ngoài thời gian này; hãy bỏ buổi đó trước.")
    if one.state not in EDITABLE:
        raise Refused("", "Lớp đã kết thúc hoặc đã huỷ thì không sửa nữa.")
    if details.seats < (used := seats_taken(one)):
        raise Refused("seats", f"Đã có {used} người giữ chỗ; không thể giảm xuống {details.seats} chỗ.")
    before = {**{name: getattr(one, name) for name in vars(details)}, "school_id": one.school.name}
    for name, value in vars(details).items():
        setattr(one, name, value)
    db.session.flush()
    db.session.expire(one, ["school"])
    after = {**vars(details), "school_id": one.school.name}
    changes = {name: [_plain(before[name]), _plain(value)] for name, value in after.items() if before[name] != value}
    if changes:
        _move_up(one)
        record("class.changed", one.title, by=by, changes={_CALLED.get(name, name): pair for name, pair in changes.items()})


def move_class(one: TrainingClass, state: ClassState, reason: str | None, by: Account) -> None:
    """Bring a class to another state; when it runs, who was sent attends.

    Refused for a step that does not follow, and for postponing or cancelling without a reason. A finished class is cancelled by
    `completion.cancel_finished`.
    """
    taken(one)
    if state not in _MOVES[one.state] or one.state is ClassState.FINISHED:
        raise Refused("", "Lớp đang ở trạng thái không chuyển sang bước đó được; hãy mở lại trang.")
    if state in REASONED and not reason:
        raise Refused("reason", "Hãy ghi lý do hoãn hoặc huỷ lớp.")
    before, one.state, one.reason = one.state, state, reason if state in REASONED else None
    if state is ClassState.RUNNING:
        for each in _in_state(one, EnrolmentState.SENT):
            each.state = EnrolmentState.ATTENDING
    if state is ClassState.CANCELLED:
        for each in _in_state(one, *(SEATED | {EnrolmentState.WAITING})):
            each.state, each.reason, each.ended_on = EnrolmentState.DROPPED, f"Huỷ lớp: {reason}"[:300], today()
    db.session.flush()
    record("class.moved", one.title, by=by, changes={"class_state": [before.value, state.value], "reason": [None, reason]})


def seats_taken(one: TrainingClass) -> int:
    """How many seats of the class are taken."""
    statement = select(func.count()).where(Enrolment.class_id == one.id, Enrolment.state.in_(SEATED))
    return db.session.scalar(statement) or 0


def finding_for(one: TrainingClass, official: Official) -> Finding:
    """Whether somebody may be sent to the class: by its programme, and as no other class stands against it."""
    finding = findings(one.programme, [official.id], one.first_day)[official.id]
    other = elsewhere(one, [official.id]).get(official.id)
    return with_check(finding, Check("elsewhere", Truth.NO, found=other)) if other else finding


def nominate(one: TrainingClass, official: Official, reason: str | None, by: Account) -> Enrolment:
    """Nominate an official: a seat while there is one, else the waiting list.

    Refused when the class takes no nominations, when the official is in it already, and without a reason when a condition does
    not hold or is not known. The Department may nominate until the class runs, others until the last day of nomination.
    """
    taken(one)
    _check_open(one, by)
    finding = finding_for(one, official)
    if finding.truth is not Truth.YES and not reason:
        raise Refused("reason", "Người này chưa đủ điều kiện hoặc thiếu dữ liệu; muốn cử thì ghi rõ lý do.")
    row = db.session.scalar(select(Enrolment).where(Enrolment.class_id == one.id, Enrolment.official_id == official.id))
    if row and row.state not in (EnrolmentState.DROPPED, EnrolmentState.REFUSED):
        raise Refused("", f"{official.full_name} đã có trong danh sách của lớp này.")
    row = row or Enrolment(class_id=one.id, official_id=official.id)
    free = seats_taken(one) < one.seats
    row.state = EnrolmentState.NOMINATED if free else EnrolmentState.WAITING
    row.unit_id, row.nominated_at, row.nominated_by_id = _unit_of(official, one), now(), by.id
    row.eligibility, row.override_reason = as_data(finding), reason if finding.truth is not Truth.YES else None
    row.reason = row.ended_on = row.decision_id = None
    db.session.add(row)
    db.session.flush()
    changes = {"enrolment_state": [None, row.state.value], "override_reason": [None, row.override_reason]}
    record("enrolment.nominated", one.title, by=by, official=official, changes=changes)
    return row


def _check_open(one: TrainingClass, by: Account) -> None:
    department = by.role is Role.DEPARTMENT
    if one.state is not ClassState.OPEN and not (department and one.state in (ClassState.PLANNED, ClassState.CLOSED)):
        raise Refused("", "Lớp này không nhận đề cử lúc này.")
    if today() > one.nominate_by and not department:
        raise Refused("", f"Đã hết hạn đề cử ngày {vn_date(one.nominate_by)}.")


def _unit_of(official: Official, one: TrainingClass) -> int:
    """The unit of the main post on the first day of the class, or today."""
    for on in (one.first_day, today()):
        post = select(Assignment.unit_id).where(Assignment.official_id == official.id, Assignment.kind == AssignmentKind.MAIN)
        unit_id = db.session.scalar(post.where(Assignment.valid_from <= on, Assignment.valid_to > on))
        if unit_id:
            return unit_id
    raise Refused("", f"{official.full_name} không giữ chức vụ nào vào ngày khai giảng.")


def accept(row: Enrolment, by: Account) -> None:
    """Take somebody nominated or waiting into the class. Refused when no seat is free, or in another state."""
    _settle(row, (EnrolmentState.NOMINATED, EnrolmentState.WAITING))
    if row.state is EnrolmentState.WAITING and seats_taken(row.of_class) >= row.of_class.seats:
        raise Refused("", "Lớp đã hết chỗ; người này còn trong danh sách chờ.")
    _moved(row, EnrolmentState.ACCEPTED, None, by)


def refuse(row: Enrolment, reason: str | None, by: Account) -> None:
    """Refuse a nomination; who waits first moves up. Refused without a reason, or in another state."""
    _settle(row, (EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.ACCEPTED))
    if not reason:
        raise Refused("reason", "Hãy ghi lý do không nhận.")
    _moved(row, EnrolmentState.REFUSED, reason, by)
    _move_up(row.of_class)


def drop(row: Enrolment, reason: str | None, by: Account) -> None:
    """Take somebody out of the class: a nomination taken back, or dropping out; who waits first moves up.

    Refused without a reason, when the class is over, and once completed. Who was sent is taken out by the Department alone.
    """
    _settle(row, (*(SEATED - {EnrolmentState.COMPLETED}), EnrolmentState.WAITING))
    if not reason:
        raise Refused("reason", "Hãy ghi lý do.")
    if row.state in (EnrolmentState.SENT, EnrolmentState.ATTENDING) and by.role is not Role.DEPARTMENT:
        raise Refused("", "Người đã có quyết định cử đi học thì Sở Nội vụ ghi thôi học.")
    _moved(row, EnrolmentState.DROPPED, reason, by)
    _move_up(row.of_class)


def send(one: TrainingClass, number: str, signed_on: dt.date, by: Account) -> SendingDecision:
    """Write down the decision that sends everybody accepted. Refused when nobody is, or the class is over."""
    taken(one)
    if one.state not in EDITABLE:
        raise Refused("", "Lớp đã kết thúc hoặc đã huỷ.")
    people = _in_state(one, EnrolmentState.ACCEPTED)
    if not people:
        raise Refused("", "Chưa có ai được nhận vào lớp mà chưa có quyết định cử.")
    decision = SendingDecision(class_id=one.id, number=number, signed_on=signed_on, made_at=now(), made_by_id=by.id)
    db.session.add(decision)
    db.session.flush()
    state = EnrolmentState.ATTENDING if one.state is ClassState.RUNNING else EnrolmentState.SENT
    for each in people:
        each.state, each.decision_id = state, decision.id
    changes: dict[str, Any] = {"decision": [None, number], "officials": [None, len(people)]}
    record("class.sent", one.title, by=by, changes=changes)
    return decision


def _in_state(one: TrainingClass, *states: EnrolmentState) -> list[Enrolment]:
    statement = select(Enrolment).where(Enrolment.class_id == one.id, Enrolment.state.in_(states))
    return list(db.session.scalars(statement.order_by(Enrolment.nominated_at, Enrolment.id)))


def _settle(row: Enrolment, states: tuple[EnrolmentState, ...]) -> None:
    """Take the class and the row as they stand now; refused in any other state."""
    taken(row.of_class)
    db.session.refresh(row)
    if row.of_class.state not in EDITABLE or row.state not in states:
        raise Refused("", "Trạng thái vừa thay đổi, không làm bước này được nữa; hãy mở lại trang.")


def _moved(row: Enrolment, state: EnrolmentState, reason: str | None, by: Account) -> None:
    before, row.state, row.reason = row.state, state, reason
    if state in (EnrolmentState.DROPPED, EnrolmentState.REFUSED):
        row.ended_on = today()
    db.session.flush()
    changes = {"enrolment_state": [before.value, state.value], "reason": [None, reason]}
    record(_DEEDS[state.value], row.of_class.title, by=by, official=row.official, changes=changes)


def _move_up(one: TrainingClass) -> None:
    """Who waits longest takes a seat that is free, as long as the class is not taught yet."""
    if one.state is ClassState.RUNNING:
        return
    for each in _in_state(one, EnrolmentState.WAITING)[: max(0, one.seats - seats_taken(one))]:
        each.state = EnrolmentState.NOMINATED
    db.session.flush()


def _check_days(details: ClassDetails) -> None:
    if details.last_day < details.first_day:
        raise Refused("last_day", "Ngày bế giảng không thể trước ngày khai giảng.")
    if details.nominate_by > details.first_day:
        raise Refused("nominate_by", "Hạn đề cử không thể sau ngày khai giảng.")


def _check_in_force(programme: Programme, details: ClassDetails) -> None:
    if not programme.valid_from <= details.first_day < programme.valid_to:
        raise Refused("first_day", "Phiên bản này của chương trình không có hiệu lực vào ngày khai giảng.")


def _told(one: TrainingClass) -> dict[str, Any]:
    return {name: [None, _plain(getattr(one, name))] for name in ("first_day", "last_day", "seats")}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
