"""Opening and closing surveys; what units confirm, decline, add and hand in. Callers commit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import exists, select

from models.accounts import Account
from models.officials import Official
from models.programmes import Programme
from models.training_plans import Need, Origin, Survey, SurveyAnswer
from registry.audit.actions import record
from registry.shared.clock import now, today
from registry.shared.database import db, hold
from registry.shared.refusal import Refused
from registry.standings import keeping
from registry.surveys.queries import Row, asked_units


@dataclass(frozen=True)
class SurveyDetails:
    """A survey: for which year, computed for which day, to be answered until when."""

    name: str
    year: int
    on: dt.date
    deadline: dt.date
    note: str | None = None


@dataclass(frozen=True)
class Said:
    """What a unit says of a need that was computed, on the version of the answer that the page showed."""

    confirmed: bool
    reason: str | None
    version: int


@dataclass(frozen=True)
class Own:
    """A need that a unit adds: somebody, or without a name a number of people."""

    programme: Programme
    official: Official | None
    people: int
    reason: str
    priority: int = 2


def open_survey(details: SurveyDetails, by: Account) -> Survey:
    """Ask every unit that has people on the day. Refused when the name is taken or the deadline is over."""
    keeping.stand_still()  # two that open a survey at the same moment take turns
    if db.session.scalar(select(exists().where(Survey.name == details.name))):
        raise Refused("name", _("Đã có đợt khảo sát mang tên này."))
    if details.deadline < today():
        raise Refused("deadline", _("Hạn trả lời phải từ hôm nay trở đi."))
    survey = Survey(**vars(details), opened_at=now(), opened_by_id=by.id)
    db.session.add(survey)
    db.session.flush()
    db.session.add_all(SurveyAnswer(survey_id=survey.id, unit_id=unit_id) for unit_id in sorted(asked_units(details.on)))
    db.session.flush()
    days = {"on": [None, details.on.isoformat()], "deadline": [None, details.deadline.isoformat()]}
    record("survey.opened", details.name, by=by, changes=days)
    return survey


def close_survey(survey: Survey, by: Account) -> None:
    """Take no more answers. Refused when it is closed already."""
    _taken(survey)
    survey.closed_at = now()
    record("survey.closed", survey.name, by=by)


def say(answer: SurveyAnswer, row: Row, said: Said, by: Account) -> Need:
    """Confirm or decline what was computed. Refused without a reason to decline, and when somebody answered meanwhile."""
    _taken(answer.survey)
    need = _present(answer, row)
    if (need.version if need else 0) != said.version:
        raise Refused("", _("Có người vừa trả lời về %(name)s. Hãy xem lại rồi trả lời.", name=row.name))
    if not said.confirmed and not said.reason:
        raise Refused("reason", _("Hãy ghi lý do không cử %(name)s.", name=row.name))
    before = need.confirmed if need else None
    need = need or _new(answer, row)
    need.confirmed, need.reason = said.confirmed, said.reason
    _reopened(answer)
    changes = {"confirmed": [before, said.confirmed], "reason": [None, said.reason], "programme": [None, row.programme.name]}
    record("survey.answered", answer.survey.name, by=by, official=need.official, unit=answer.unit, changes=changes)
    return need


def confirm_rest(answer: SurveyAnswer, rows: Iterable[Row], by: Account) -> int:
    """Confirm all that nobody has answered yet, and say how many; what somebody answers meanwhile stays."""
    _taken(answer.survey)
    waiting = [row for row in rows if row.unanswered and _present(answer, row) is None]
    if not waiting:
        raise Refused("", _("Không còn nhu cầu nào chưa trả lời."))
    for row in waiting:
        _new(answer, row).confirmed = True
    _reopened(answer)
    changes = {"needs": [None, len(waiting)]}
    record("survey.confirmed", answer.survey.name, by=by, unit=answer.unit, changes=changes)
    return len(waiting)


def add_own(answer: SurveyAnswer, own: Own, by: Account) -> Need:
    """Add a need of the unit's own. Refused for somebody who stands in the answer for the programme already."""
    _taken(answer.survey)
    person_id = own.official.id if own.official else None
    same = select(Need.id).where(Need.answer_id == answer.id, Need.programme_id == own.programme.id)
    if person_id and db.session.scalar(same.where(Need.official_id == person_id)):
        raise Refused("official", _("Người này đã có trong danh sách của chương trình này."))
    people = 1 if person_id else own.people
    need = Need(answer_id=answer.id, programme_id=own.programme.id, official_id=person_id, people=people)
    need.origin, need.confirmed, need.reason, need.priority = Origin.UNIT, True, own.reason, own.priority
    db.session.add(need)
    _reopened(answer)
    changes = {"programme": [None, own.programme.name], "officials": [None, people], "reason": [None, own.reason]}
    record("survey.added", answer.survey.name, by=by, official=own.official, unit=answer.unit, changes=changes)
    return need


def remove_own(need: Need, by: Account) -> None:
    """Take away what the unit added. What was computed is declined instead, with a reason."""
    answer = need.answer
    _taken(answer.survey)
    if need.origin is not Origin.UNIT:
        raise Refused("", _("Nhu cầu này do sổ tính ra; nếu không cử thì ghi lý do."))
    official, changes = need.official, {"programme": [need.programme.name, None], "officials": [need.people, None]}
    db.session.delete(need)
    _reopened(answer)
    record("survey.removed", answer.survey.name, by=by, official=official, unit=answer.unit, changes=changes)


def hand_in(answer: SurveyAnswer, rows: Iterable[Row], note: str | None, by: Account) -> None:
    """Hand the answer in; a change afterwards asks for it again. Refused while something is unanswered."""
    _taken(answer.survey)
    left = sum(row.unanswered and _present(answer, row) is None for row in rows)
    if left:
        raise Refused("", _("Còn %(count)s nhu cầu chưa trả lời.", count=left))
    db.session.refresh(answer)
    answer.handed_in_at, answer.by_id, answer.note = now(), by.id, note
    db.session.flush()
    record("survey.handed_in", answer.survey.name, by=by, unit=answer.unit, changes={"note": [None, note]})


def _taken(survey: Survey) -> None:
    """Take the survey for oneself until the transaction ends: whoever answers and whoever closes take turns."""
    hold(survey)
    db.session.refresh(survey)
    if survey.closed_at:
        raise Refused("", _("Đợt khảo sát này đã đóng."))


def _present(answer: SurveyAnswer, row: Row) -> Need | None:
    """What stands in the answer now, whatever the page showed."""
    asked = (Need.answer_id == answer.id, Need.programme_id == row.programme.id, Official.public_id == row.person_id)
    statement = select(Need).join(Official, Official.id == Need.official_id).where(*asked)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def _new(answer: SurveyAnswer, row: Row) -> Need:
    if row.wanted is None:
        raise Refused("", _("Nhu cầu này không còn được tính; hãy mở lại trang."))
    need = Need(answer_id=answer.id, programme_id=row.programme.id, official_id=row.wanted.person.id, people=1)
    need.origin = row.wanted.because[0][0]
    db.session.add(need)
    return need


def _reopened(answer: SurveyAnswer) -> None:
    """What was handed in and is changed is to be handed in again."""
    db.session.refresh(answer)
    answer.handed_in_at = None
    db.session.flush()
