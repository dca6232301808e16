"""Input of sessions, attendance and results."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from models.classes import ClassSession, Enrolment, Exam, Part
from registry.enrolments.records import Present, Result, SessionDetails
from registry.enrolments.teaching import BEST, MOST_HOURS
from registry.enrolments.words import PARTS
from registry.shared.forms import DayField, Form
from registry.shared.refusal import Refused
from registry.shared.text import clean

_MARK = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?")
_DAY = _l("Hãy ghi ngày dd/mm/yyyy.")


class SessionForm(Form[SessionDetails]):
    """One session."""

    day = DayField(_l("Ngày"), validators=[InputRequired(_DAY)])
    part = SelectField(_l("Buổi"))
    lesson_hours = IntegerField(_l("Số tiết"), validators=[InputRequired(_l("Hãy ghi số tiết.")), NumberRange(1, MOST_HOURS)])
    topic = StringField(_l("Nội dung"), validators=[Optional(), Length(max=200)])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.part.choices = [(each.value, str(PARTS[each])) for each in Part]

    def details(self) -> SessionDetails:
        """The session."""
        topic = clean(self.topic.data or "") or None
        return SessionDetails(self.day.day, Part(self.part.data), self.lesson_hours.data or 0, topic)


def present_in(sent: Mapping[str, str], session: ClassSession, people: Sequence[Enrolment]) -> dict[int, Present]:
    """Who was there, from the fields `hours-…` and `excused-…`; an empty field says nothing of somebody."""
    found = {}
    for row in people:
        typed = clean(sent.get(f"hours-{row.public_id}", ""))
        if typed:
            found[row.id] = Present(hours_of(typed, session, row.official.full_name), f"excused-{row.public_id}" in sent)
    return found


def hours_of(typed: str, session: ClassSession, name: str) -> int:
    """Lesson hours as typed; refused unless a whole number up to those of the session."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= session.lesson_hours):
        raise Refused("", _("%(name)s: số tiết từ 0 đến %(most)s.", name=name, most=session.lesson_hours))
    return int(typed)


def results_in(sent: Mapping[str, str], exams: Sequence[Exam], people: Sequence[Enrolment]) -> dict[int, Result]:
    """Results, from the fields `mark-…-…`, `class-…` and `number-…`."""
    return {
        row.id: Result(
            {exam.id: mark_of(sent.get(f"mark-{exam.public_id}-{row.public_id}", ""), row.official.full_name) for exam in exams},
            _text(sent.get(f"class-{row.public_id}", ""), 40),
            _text(sent.get(f"number-{row.public_id}", ""), 60),
        )
        for row in people
    }


def mark_of(typed: str, name: str) -> Decimal | None:
    """A mark as typed, with comma or point; None when empty, refused unless from 0 to 10 with at most two decimals."""
    typed = clean(typed).replace(",", ".")
    if not typed:
        return None
    if not _MARK.fullmatch(typed) or Decimal(typed) > BEST:
        raise Refused("", _("%(name)s: điểm từ 0 đến 10, nhiều nhất hai chữ số thập phân.", name=name))
    return Decimal(typed)


def _text(typed: str, most: int) -> str | None:
    return clean(typed)[:most] or None
