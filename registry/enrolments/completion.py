"""Finishing a class: who completed it holds its qualification, declared, from that day; taken back as visibly. Callers commit."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from models.accounts import Account
from models.classes import ClassState, Enrolment, EnrolmentState, TrainingClass
from models.evidence import Evidence
from models.qualifications import Qualification, State
from models.verification import InquiryItem, Verification
from registry.audit.actions import record
from registry.bonds.actions import bind, unbind
from registry.enrolments.actions import taken
from registry.enrolments.outcome import Asked, Outcome, outcome_of
from registry.enrolments.queries import TAUGHT, Achieved, achieved_in, enrolments_of, exams_of, sessions_of
from registry.evidence.actions import taken as file_taken
from registry.qualifications.entering import correct, enter
from registry.qualifications.records import QualificationDetails, details_of
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

NOT_PASSED = "Không đủ điều kiện cấp chứng chỉ."


def asked_in(one: TrainingClass) -> Asked:
    """What the certificate of the class asks."""
    programme = one.programme
    hours = sum(each.lesson_hours for each in sessions_of(one))
    return Asked(hours, programme.least_attendance, [each.id for each in exams_of(one)], programme.pass_mark)


def outcomes_in(one: TrainingClass) -> dict[int, Outcome]:
    """Enrolment → outcome as it is now, of everybody who is taught."""
    asked, achieved = asked_in(one), achieved_in(one)
    nothing = Achieved()
    people = [each for each in enrolments_of(one) if each.state in TAUGHT]
    return {
        each.id: outcome_of(asked, achieved.get(each.id, nothing).lesson_hours, achieved.get(each.id, nothing).marks)
        for each in people
    }


def finish(one: TrainingClass, on: dt.date, by: Account) -> int:
    """Finish a class on a day: who passed completes it, with a qualification in the file; who did not has dropped out.

    Gives how many completed. Refused when the class does not run, before its last session or after today, without a timetable,
    and when a qualification cannot be put into a file, by name.
    """
    taken(one)
    _check_day(one, on)
    _check_files(one)
    one.state, one.finished_on = ClassState.FINISHED, on
    outcomes, achieved, done = outcomes_in(one), achieved_in(one), 0
    for row in enrolments_of(one):
        if row.id in outcomes and outcomes[row.id].passed:
            _complete(row, achieved.get(row.id, Achieved()).lesson_hours, on, by)
            done += 1
        elif row.id in outcomes:
            row.state, row.reason, row.ended_on = EnrolmentState.DROPPED, NOT_PASSED, on
        elif row.state not in (EnrolmentState.DROPPED, EnrolmentState.REFUSED):
            row.state, row.reason, row.ended_on = EnrolmentState.REFUSED, "Lớp đã kết thúc.", on
    db.session.flush()
    record("class.finished", one.title, by=by, changes={"finished_on": [None, vn_date(on)], "officials": [None, done]})
    return done


def _check_files(one: TrainingClass) -> None:
    """Files that went out of use before classes held them back."""
    gone = [row.official.full_name for row in enrolments_of(one) if row.state in TAUGHT and row.official.archived_at]
    if gone:
        raise Refused("", f"Hồ sơ đã lưu nên không ghi được chứng chỉ: {', '.join(gone)}. Hãy đưa hồ sơ vào dùng lại trước.")


def _check_day(one: TrainingClass, on: dt.date) -> None:
    if one.state is not ClassState.RUNNING:
        raise Refused("", "Chỉ lớp đang học mới kết thúc được.")
    sessions = sessions_of(one)
    if not sessions:
        raise Refused("", "Lớp chưa có buổi học nào nên không tính được số tiết.")
    if on > today():
        raise Refused("on", "Ngày kết thúc không thể sau hôm nay.")
    if on < sessions[-1].day:
        raise Refused("on", f"Buổi học cuối là ngày {vn_date(sessions[-1].day)}; ngày kết thúc không thể trước đó.")


def complete(row: Enrolment, by: Account) -> None:
    """Complete the class for somebody after it was finished, when attendance and marks are put right. Refused unless passed."""
    one = row.of_class
    _taken_when_finished(row)
    if row.state is EnrolmentState.COMPLETED or not row.decision_id:
        raise Refused("", "Chỉ người đã được cử học và chưa hoàn thành mới ghi hoàn thành được.")
    row.state = EnrolmentState.ATTENDING
    db.session.flush()
    if not outcomes_in(one)[row.id].passed:
        raise Refused("", "Người này chưa đủ số tiết hoặc chưa đạt mọi bài kiểm tra.")
    _complete(row, achieved_in(one).get(row.id, Achieved()).lesson_hours, one.finished_on or today(), by)
    record("enrolment.completed", one.title, by=by, official=row.official)


def take_back(row: Enrolment, reason: str | None, by: Account) -> None:
    """Take a completion back: the qualification leaves the file, as long as it is what completion put there.

    Refused without a reason, and when somebody has edited, checked or verified the qualification or put a scan behind it since.
    """
    _taken_when_finished(row)
    if row.state is not EnrolmentState.COMPLETED:
        raise Refused("", "Người này chưa hoàn thành lớp.")
    if not reason:
        raise Refused("reason", "Hãy ghi lý do thu lại kết quả.")
    _withdraw(row)
    row.state, row.reason = EnrolmentState.DROPPED, reason
    db.session.flush()
    record("enrolment.taken_back", row.of_class.title, by=by, official=row.official, changes={"reason": [None, reason]})


def correct_certificate(row: Enrolment, number: str | None, classification: str | None, by: Account) -> None:
    """Correct number and classification of a certificate in the class and in the file. Refused as `take_back`."""
    _taken_when_finished(row)
    if row.state is not EnrolmentState.COMPLETED:
        raise Refused("", "Người này chưa hoàn thành lớp.")
    held = _own(row)
    changes = correct(held, replace(details_of(held), number=number, classification=classification), by, source_of(row.of_class))
    row.certificate_number, row.classification, row.qualification_version = number, classification, held.version
    db.session.flush()
    record("enrolment.corrected", row.of_class.title, by=by, official=row.official, changes=dict(changes))


def cancel_finished(one: TrainingClass, reason: str | None, by: Account) -> None:
    """Cancel a class that was finished: every completion is taken back, or nothing is.

    Refused without a reason, and by name when a qualification stays as in `take_back`.
    """
    taken(one)
    if one.state is not ClassState.FINISHED:
        raise Refused("", "Lớp chưa kết thúc.")
    if not reason:
        raise Refused("reason", "Hãy ghi lý do hoãn hoặc huỷ lớp.")
    done = [row for row in enrolments_of(one) if row.state is EnrolmentState.COMPLETED]
    for row in done:
        _withdraw(row)
        row.state, row.reason = EnrolmentState.DROPPED, f"Huỷ lớp: {reason}"[:300]
    one.state, one.reason, one.finished_on = ClassState.CANCELLED, reason, None
    db.session.flush()
    record("class.cancelled", one.title, by=by, changes={"officials": [None, len(done)], "reason": [None, reason]})


def source_of(one: TrainingClass) -> str:
    """Where a qualification of the class says that it came from."""
    return f"Lớp “{one.title}” ({one.public_id})"[:300]


def _complete(row: Enrolment, hours: int, on: dt.date, by: Account) -> None:
    try:
        held, _changes = enter(row.official, _given(row, on), by, source_of(row.of_class))
    except Refused as refusal:
        raise Refused("", f"{row.official.full_name}: {refusal.message}") from refusal
    row.state, row.ended_on, row.lesson_hours, row.reason = EnrolmentState.COMPLETED, on, hours, None
    row.qualification_id, row.qualification_version = held.id, held.version
    db.session.flush()
    bind(row)


def _given(row: Enrolment, on: dt.date) -> QualificationDetails:
    """The qualification that completion gives."""
    one, programme = row.of_class, row.of_class.programme
    by_certificate = programme.certificate_type_id is not None
    return QualificationDetails(
        domain=programme.domain,
        level_id=programme.level_id,
        certificate_type_id=programme.certificate_type_id,
        language_code=programme.language_code,
        score=programme.level.name if by_certificate and programme.level else None,
        field=programme.name if programme.level_id is None else None,
        institution=one.school.name,
        studied_from=one.first_day.replace(day=1),
        studied_to=on.replace(day=1),
        lesson_hours=programme.lesson_hours,
        classification=row.classification,
        number=row.certificate_number,
        issued_on=on,
        note=f"Hoàn thành lớp {one.title}"[:500],
    )


def _withdraw(row: Enrolment) -> None:
    held = _own(row)
    unbind(row)
    row.qualification_id = row.qualification_version = None
    row.lesson_hours, row.ended_on = 0, today()
    db.session.flush()
    db.session.delete(held)
    db.session.flush()


def _own(row: Enrolment) -> Qualification:
    """The qualification of a completion, taken for oneself; refused when it is not any more what completion put there."""
    held = db.session.get_one(Qualification, row.qualification_id)
    file_taken(held)
    if held.version != row.qualification_version or held.state is not State.DECLARED or _built_on(held):
        raise Refused(
            "",
            f"{row.official.full_name}: văn bằng, chứng chỉ từ lớp này đã được sửa, đối chiếu, xác minh hoặc có bản chụp sau khi "
            "lớp kết thúc; hãy xử lý trong hồ sơ trước.",
        )
    return held


def _built_on(held: Qualification) -> bool:
    return any(
        db.session.scalar(select(column).where(column == held.id).limit(1))
        for column in (Evidence.qualification_id, Verification.qualification_id, InquiryItem.qualification_id)
    )


def _taken_when_finished(row: Enrolment) -> None:
    taken(row.of_class)
    db.session.refresh(row)
    if row.of_class.state is not ClassState.FINISHED:
        raise Refused("", "Lớp chưa kết thúc.")
