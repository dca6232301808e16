"""Where a row says otherwise than what was verified: each value stays unless a person takes the one of the row."""

from collections.abc import Callable

from registry.readers.facts import RosterRow
from registry.shared.paging import Result
from registry.workbooks.decisions import KEEP, TAKE, VERIFIED, Decisions, Question, question_about
from registry.workbooks.likeness import Values, contradicts

Settle = Callable[[Result, Values], Values]
"""Of the values in which a row differs from a verified qualification, those that are taken."""

_WITH_DAY = "issued_precision"


def settled_by(row: RosterRow, decisions: Decisions, questions: list[Question]) -> Settle:
    """Ask about every contradicted value; the questions are added to those of the row."""

    def settle(held: Result, different: Values) -> Values:
        taken: dict[str, object] = {}
        for column in different:
            if column == _WITH_DAY and "issued_on" in different:
                continue
            values = {name: different[name] for name in (column, _WITH_DAY) if name in different and _belongs(name, column)}
            if not contradicts(values, held):
                continue
            question = _question(row, held, column, different[column], decisions)
            questions.append(question)
            if question.answer == TAKE:
                taken |= values
        if not taken:
            return {}
        # What the row only adds comes along: the qualification is declared again in any case.
        return {name: value for name, value in different.items() if name in taken or getattr(held, name) is None}

    return settle


def _belongs(name: str, column: str) -> bool:
    return name == column or column == "issued_on"


def _question(row: RosterRow, held: Result, column: str, said: object, decisions: Decisions) -> Question:
    kind = f"{VERIFIED}.{column}"
    asked = question_about(row, held.public_id, kind)
    answer = decisions.answer(asked, kind)
    return Question(
        asked, VERIFIED, answer if answer in (KEEP, TAKE) else "", held=held, column=column, values=(getattr(held, column), said)
    )
