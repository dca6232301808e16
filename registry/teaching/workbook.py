"""Results that come back in a workbook: every cell is understood, or told with row, column and reason; all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TypeVar

from flask_babel import gettext as _

from models.classes import ClassSession, Enrolment, Exam
from registry.enrolments.records import Present, Result
from registry.readers.roster import read_rows
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold
from registry.sheets.columns import column_letter
from registry.teaching.documents import CLASSIFICATION, CODE, NUMBER, exam_heading, session_heading
from registry.teaching.forms import hours_of, mark_of

Read = TypeVar("Read")
SHOWN = 8
"""Faults that are told at once."""


Excused = Mapping[int, set[int]]
"""Session → enrolments that were excused."""


@dataclass
class Sent:
    """What a workbook says: enrolment → result, session → enrolment → attendance."""

    results: dict[int, Result] = field(default_factory=dict)
    attendance: dict[int, dict[int, Present]] = field(default_factory=dict)


def results_from(
    data: bytes,
    sessions: Sequence[ClassSession],
    exams: Sequence[Exam],
    people: Sequence[Enrolment],
    kept: Mapping[int, set[int]],
) -> Sent:
    """The results of a workbook; a column that is missing says nothing. Refused with all that is wrong, by row and column.

    A workbook does not say who was excused: what is on record (`kept`) stays.
    """
    rows, reason = read_rows(data)
    top = next((place for place, (_row, cells) in enumerate(rows) if fold(CODE) in map(fold, cells)), None)
    if reason or top is None:
        raise Refused("file", reason or _("Trang tính đầu tiên không có dòng tiêu đề với cột “Mã”."))
    reading = _Reading([fold(cell) for cell in rows[top][1]], {row.public_id: row for row in people}, kept)
    for number, cells in rows[top + 1 :]:
        reading.read(number, cells, sessions, exams)
    if reading.faults:
        more = len(reading.faults) - SHOWN
        tail = " " + _("Và %(number)s lỗi nữa.", number=more) if more > 0 else ""
        raise Refused("file", _("Chưa ghi gì vào sổ. Trang tính đầu tiên:") + " " + " ".join(reading.faults[:SHOWN]) + tail)
    if not reading.sent.results:
        raise Refused("file", _("Trang tính đầu tiên không có dòng nào của lớp này."))
    return reading.sent


@dataclass
class _Reading:
    heads: list[str]
    people: Mapping[str, Enrolment]
    kept: Excused
    sent: Sent = field(default_factory=Sent)
    faults: list[str] = field(default_factory=list)

    def read(self, number: int, cells: Sequence[str], sessions: Sequence[ClassSession], exams: Sequence[Exam]) -> None:
        """One row; a row without a code is a remark."""
        code = self._cell(cells, CODE)
        if not code:
            return
        row = self.people.get(code)
        if row is None:
            self._fault(number, CODE, _("không có ai của lớp này mang mã “%(code)s”", code=code[:20]))
            return
        if row.id in self.sent.results:
            self._fault(number, CODE, _("mã này đã có ở dòng trên"))
            return
        name = row.official.full_name
        for session in sessions:
            self._attended(number, cells, row, session)
        marks: dict[int, Decimal | None] = {}
        for exam in exams:
            if (head := exam_heading(exam)) in self:
                marks[exam.id] = self._value(number, head, partial(mark_of, self._cell(cells, head), name))
        said = [
            (self._cell(cells, head)[:most] or None) if head in self else stored
            for head, most, stored in ((CLASSIFICATION, 40, row.classification), (NUMBER, 60, row.certificate_number))
        ]
        self.sent.results[row.id] = Result(marks, *said)

    def _attended(self, number: int, cells: Sequence[str], row: Enrolment, session: ClassSession) -> None:
        head = session_heading(session)
        typed = self._cell(cells, head)
        if not typed:
            return
        hours = self._value(number, head, partial(hours_of, typed, session, row.official.full_name))
        if hours is not None:
            excused = row.id in self.kept.get(session.id, set())
            self.sent.attendance.setdefault(session.id, {})[row.id] = Present(hours, excused)

    def __contains__(self, head: str) -> bool:
        return fold(head) in self.heads

    def _cell(self, cells: Sequence[str], head: str) -> str:
        place = self.heads.index(fold(head)) if head in self else len(cells)
        return clean(cells[place]) if place < len(cells) else ""

    def _value(self, number: int, head: str, reading: Callable[[], Read]) -> Read | None:
        try:
            return reading()
        except Refused as refusal:
            self._fault(number, head, refusal.message.rstrip("."))
            return None

    def _fault(self, number: int, head: str, why: str) -> None:
        letter = column_letter(self.heads.index(fold(head)) + 1)
        self.faults.append(_("Dòng %(row)s, cột %(letter)s (%(head)s): %(why)s.", row=number, letter=letter, head=head, why=why))
