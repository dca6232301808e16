"""Passes what was read from the child process to the one that asked: rows as plain tuples, which cost a tenth of objects."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from registry.readers.facts import (
    Cells,
    Certificate,
    Degree,
    Language,
    Level,
    Problem,
    RosterFile,
    RosterRow,
)

_PLAIN = (
    "sheet",
    "row",
    "full_name",
    "sex",
    "birth",
    "personal_number",
    "staff_code",
    "unit_text",
    "division_text",
    "position_text",
    "category_text",
    "held_from",
    "party_member",
    "ethnic_minority",
    "ethnicity_text",
)
_DEGREE = ("level_text", "field", "institution", "form", "issued", "number")
_LEVEL = ("level_text", "issued")
_LANGUAGE = ("certificate_text", "language_text", "score_text", "issued", "expires")
_CERTIFICATE = ("text", "issued")


def _under(name: str, members: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*(f"{name}.{member}" for member in members))


_plain = attrgetter(*_PLAIN)
_degree = _under("degree", _DEGREE)
_theory = _under("theory", _LEVEL)
_state = _under("state_management", _LEVEL)
_language = _under("language", _LANGUAGE)
_digital = _under("digital", _CERTIFICATE)
_defence = _under("defence", _CERTIFICATE)
_ethnic = _under("ethnic_language", _CERTIFICATE)
_ending = attrgetter("section_text", "present", "cells.columns")
_problem = attrgetter("sheet", "row", "column", "heading", "value", "reason", "severity")

_NO_LEVEL, _NO_LANGUAGE, _NO_CERTIFICATE = Level(), Language(), Certificate()


def packed(file: RosterFile) -> tuple[Any, ...]:
    """A roster as it goes over the pipe."""
    problems = [_problem(problem) for problem in file.problems]
    return file.filename, file.tables, [_packed(row) for row in file.rows], problems, file.readable


def _packed(row: RosterRow) -> tuple[Any, ...]:
    return (
        _plain(row),
        _degree(row),
        _theory(row),
        _state(row),
        _language(row),
        _digital(row),
        _defence(row),
        _ethnic(row),
        _ending(row),
        tuple(row.cells.values.values()),  # in the order of the columns, whose names all rows of a table share
        [_packed(one) for one in row.more],
    )


def unpacked(passed: tuple[Any, ...]) -> RosterFile:
    """The roster again."""
    filename, tables, rows, problems, readable = passed
    return RosterFile(filename, tables, tuple(_row(row) for row in rows), tuple(Problem(*one) for one in problems), readable)


def _row(passed: tuple[Any, ...]) -> RosterRow:
    plain, degree, theory, state, language, digital, defence, ethnic, (section, present, columns), values, more = passed
    members: tuple[Any, ...] = (
        *plain,
        Degree(*degree),
        Level(*theory) if theory[0] or theory[1] else _NO_LEVEL,
        Level(*state) if state[0] or state[1] else _NO_LEVEL,
        Language(*language) if any(language) else _NO_LANGUAGE,
        Certificate(*digital) if digital[0] or digital[1] else _NO_CERTIFICATE,
        Certificate(*defence) if defence[0] or defence[1] else _NO_CERTIFICATE,
        Certificate(*ethnic) if ethnic[0] or ethnic[1] else _NO_CERTIFICATE,
        section,
        present,
        Cells(columns, dict(zip(columns, values, strict=True))),
        tuple(_row(one) for one in more),
    )
    return RosterRow(*members)
