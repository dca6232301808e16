"""Whose row it is: by the personal number; without it, or when nobody has it, a person decides by name, birth date and unit."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from models.officials import Assignment, Official
from registry.officials.records import OfficialDetails
from registry.readers.facts import Field, RosterRow
from registry.shared.database import db
from registry.shared.paging import Result
from registry.shared.text import fold
from registry.workbooks.decisions import ALIKE, ARCHIVED, LEAVE, NEW, REOPEN, SEVERAL, TAKE, Decisions, Question, question_about
from registry.workbooks.likeness import may_be_same_day
from registry.workbooks.remarks import Contradiction

_MOST = 5
"""Candidates that a question offers; with more, the name says nothing."""
_NOBODY = "Thiếu số định danh cá nhân, và trong sổ không có ai cùng họ tên, ngày sinh ở đơn vị này."


class Namesakes:
    """People on file by folded name and unit, for the rows whose number says nothing."""

    def __init__(self, taken: Collection[int]) -> None:
        self._taken = frozenset(taken)
        self._of_unit: dict[int, dict[str, list[Result]]] = {}

    def like(self, said: OfficialDetails, unit_id: int) -> list[Result]:
        """Who on file, with a post at the unit now or ever and in no other row by number, may be the person of a row."""
        found = self._at(unit_id).get(fold(said.full_name), ())
        return [one for one in found if _may_be_born(said, one)]

    def _at(self, unit_id: int) -> dict[str, list[Result]]:
        if unit_id not in self._of_unit:
            names: dict[str, list[Result]] = {}
            for row in self._people(unit_id):
                if row.id not in self._taken:
                    names.setdefault(fold(row.full_name), []).append(row)
            self._of_unit[unit_id] = names
        return self._of_unit[unit_id]

    def _people(self, unit_id: int) -> Iterable[Result]:
        here = select(Assignment.official_id).where(Assignment.unit_id == unit_id)
        statement = select(*Official.__table__.c).where(Official.id.in_(here), Official.archived_at.is_(None))
        return db.session.execute(statement.order_by(Official.id)).all()


def _may_be_born(said: OfficialDetails, held: Result) -> bool:
    if said.born_on is None or held.born_on is None:
        return True
    return may_be_same_day(said.born_on, said.born_precision, held.born_on, held.born_precision)


def question_of(
    row: RosterRow, said: OfficialDetails, by_number: Result | None, unit_id: int, people: Namesakes, decisions: Decisions
) -> Question | None:
    """What must be asked before it is clear whose row it is; None when nothing must.

    Raises `Contradiction` when the row has no number and nobody on file is like it.
    """
    if by_number is not None and by_number.archived_at is None:
        return None
    if by_number is not None:
        return _asked(row, ARCHIVED, (by_number,), (), decisions)
    found = people.like(said, unit_id)[:_MOST]
    if not found and not said.personal_number:
        raise Contradiction(Field.PERSONAL_NUMBER, _NOBODY)
    if not found:
        return None
    sure = len(found) == 1 and said.born_on is not None and said.born_on == found[0].born_on
    return _asked(row, ALIKE if sure else SEVERAL, tuple(found), (NEW,) if said.personal_number else (), decisions)


def _asked(row: RosterRow, kind: str, candidates: tuple[Result, ...], more: tuple[str, ...], decisions: Decisions) -> Question:
    asked = question_about(row, kind)
    answer = decisions.answer(asked, kind)
    if answer == TAKE and kind == ALIKE:  # decided for all of the kind
        answer = candidates[0].public_id
    named = {candidate.public_id for candidate in candidates} if kind != ARCHIVED else {REOPEN}
    valid = answer in named | {LEAVE, *more}
    return Question(asked, kind, answer if valid else "", candidates, may_be_new=NEW in more)


def person_of(question: Question) -> Result | None:
    """The official that an answer names; None for somebody new."""
    if question.answer == REOPEN:
        return question.candidates[0]
    return next((one for one in question.candidates if one.public_id == question.answer), None)


def numbers_of(rows: Iterable[RosterRow]) -> set[str]:
    """The personal numbers that rows give."""
    return {row.personal_number for row in rows if row.personal_number}
