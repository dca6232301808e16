"""Reads the qualifications of a row: from the cells that name them, and from the marks of a wide roster."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from registry.readers.facts import (
    Cells,
    Certificate,
    Column,
    DateValue,
    Degree,
    Field,
    Language,
    Level,
)
from registry.readers.seats import Seats, language_in
from registry.readers.values import BadValue, is_blank, read_mark, read_text, refuse_error
from registry.sheets.grid import Value

_HOW = "Không rõ là có hay không; hãy ghi “x”, ngày cấp hoặc để trống."


@dataclass(frozen=True, slots=True)
class Papers:
    """At most one paper of each domain, with the row and the cells they were read from."""

    row: int
    cells: Cells
    degree: Degree = Degree()  # noqa: RUF009 - frozen, and so one for all
    theory: Level = Level()  # noqa: RUF009
    state_management: Level = Level()  # noqa: RUF009
    language: Language = Language()  # noqa: RUF009
    digital: Certificate = Certificate()  # noqa: RUF009
    defence: Certificate = Certificate()  # noqa: RUF009
    ethnic_language: Certificate = Certificate()  # noqa: RUF009

    @property
    def by_name(self) -> dict[str, Any]:
        """The papers by the names they have in a `RosterRow`."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = tuple(one.name for one in fields(Papers) if one.name not in ("row", "cells"))


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a cell of a column of marks says: the level of its heading, and perhaps a day or a word beside it."""

    says: str
    language: str
    day: DateValue | None = None
    text: str = ""


def read_papers(seats: Seats) -> list[Papers]:
    """The papers of a row: first those of its own cells and the first mark of each domain, then one for each further mark."""
    papers = _written(seats)
    if not seats.marked:
        return [papers]
    further: list[tuple[str, object, Field, Column, Value]] = []
    for field, cells in seats.marked.items():
        name, level, fill = _MARKED[field]
        for column, value in cells:
            mark = _read_mark(seats, field, column, value)
            if mark is None:
                continue
            paper = getattr(papers, name)
            if getattr(paper, level):
                further.append((name, fill(type(paper)(), mark), field, column, value))
            else:
                seats.stand(field, column, value)
                papers = replace(papers, **{name: fill(paper, mark)})
    papers = replace(papers, cells=seats.cells)
    return [papers, *(_alone(seats, *one) for one in further)]


def _alone(seats: Seats, name: str, paper: object, field: Field, column: Column, value: Value) -> Papers:
    cells = Cells({**seats.columns, field: column}, {**seats.values, field: value})
    members: dict[str, Any] = {name: paper}
    return Papers(seats.row, cells, **members)


def _written(seats: Seats) -> Papers:
    certificate = seats.text(Field.LANGUAGE_CERTIFICATE)
    return Papers(
        seats.row,
        seats.cells,
        degree=Degree(
            level_text=seats.text(Field.DEGREE_LEVEL),
            field=seats.text(Field.DEGREE_FIELD),
            institution=seats.text(Field.DEGREE_INSTITUTION),
            form=seats.text(Field.DEGREE_FORM),
            issued=seats.date(Field.DEGREE_ISSUED),
            number=seats.text(Field.DEGREE_NUMBER),
        ),
        theory=Level(seats.text(Field.THEORY_LEVEL), seats.date(Field.THEORY_ISSUED)),
        state_management=Level(seats.text(Field.STATE_LEVEL), seats.date(Field.STATE_ISSUED)),
        language=Language(
            certificate_text=certificate,
            language_text=seats.text(Field.LANGUAGE_NAME) or (seats.source.heading_language if certificate else ""),
            score_text=seats.text(Field.LANGUAGE_SCORE),
            issued=seats.date(Field.LANGUAGE_ISSUED),
            expires=seats.date(Field.LANGUAGE_EXPIRES),
        ),
        digital=Certificate(seats.text(Field.DIGITAL_TEXT), seats.date(Field.DIGITAL_ISSUED)),
        defence=Certificate(seats.text(Field.DEFENCE_TEXT), seats.date(Field.DEFENCE_ISSUED)),
        ethnic_language=Certificate(seats.text(Field.ETHNIC_LANGUAGE_TEXT), seats.date(Field.ETHNIC_LANGUAGE_ISSUED)),
    )


def _read_mark(seats: Seats, field: Field, column: Column, value: Value) -> _Mark | None:
    """A mark; a day instead of it is the day of issue, a word the field of study or the language. Both are said."""
    if value == "" or is_blank(value):
        return None
    mark = _Mark(column.says, language_in(column.heading) if field is Field.LANGUAGE_CERTIFICATE else "")
    columns, values = seats.columns, dict(seats.values)
    seats.stand(field, column, value)
    try:
        return _marked(seats, field, mark, value)
    except BadValue as bad:
        seats.say(field, bad.reason)
        return None
    finally:
        seats.columns, seats.values = columns, values


def _marked(seats: Seats, field: Field, mark: _Mark, value: Value) -> _Mark | None:
    refuse_error(value)
    try:
        return mark if read_mark(value) else None
    except BadValue:
        pass
    try:
        day = seats.read_date(value).value
    except BadValue:
        return _worded(seats, field, mark, value)
    seats.say(field, f"Ô ghi ngày thay cho dấu “x”; đọc là {mark.says}, cấp {day.shown if day else ''}.", "repair")
    return replace(mark, day=day)


def _worded(seats: Seats, field: Field, mark: _Mark, value: Value) -> _Mark:
    text = read_text(value)
    if field is Field.DEGREE_LEVEL:
        seats.say(field, f"Ô ghi chữ thay cho dấu “x”; đọc là {mark.says}, ngành {text}.", "repair")
        return replace(mark, text=text)
    if field is Field.LANGUAGE_CERTIFICATE:
        seats.say(field, f"Ô ghi chữ thay cho dấu “x”; đọc là {mark.says}, {text}.", "repair")
        return replace(mark, language=text)
    raise BadValue(_HOW)


def _degree(paper: Degree, mark: _Mark) -> Degree:
    return replace(paper, level_text=mark.says, field=paper.field or mark.text, issued=paper.issued or mark.day)


def _level(paper: Level, mark: _Mark) -> Level:
    return replace(paper, level_text=mark.says, issued=paper.issued or mark.day)


def _language(paper: Language, mark: _Mark) -> Language:
    language = paper.language_text or mark.language
    return replace(paper, certificate_text=mark.says, language_text=language, issued=paper.issued or mark.day)


def _certificate(paper: Certificate, mark: _Mark) -> Certificate:
    return replace(paper, text=mark.says, issued=paper.issued or mark.day)


# Field of the column → name of the paper, its member that names the level, and how a mark fills it.
_MARKED: dict[Field, tuple[str, str, Callable[[Any, _Mark], Any]]] = {
    Field.DEGREE_LEVEL: ("degree", "level_text", _degree),
    Field.THEORY_LEVEL: ("theory", "level_text", _level),
    Field.STATE_LEVEL: ("state_management", "level_text", _level),
    Field.LANGUAGE_CERTIFICATE: ("language", "certificate_text", _language),
    Field.DIGITAL_TEXT: ("digital", "text", _certificate),
    Field.DEFENCE_TEXT: ("defence", "text", _certificate),
    Field.ETHNIC_LANGUAGE_TEXT: ("ethnic_language", "text", _certificate),
}
