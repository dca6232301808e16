"""How much text the columns of the registry take, asked before anything is written: SQLite would take any, PostgreSQL none."""

from collections.abc import Callable

from models.officials import Assignment, Official
from models.qualifications import Qualification
from registry.readers.facts import Field, Problem, RosterRow


def _room(column: object) -> int:
    return int(column.type.length)  # type: ignore[attr-defined]  # every text column has one


_TEXTS: tuple[tuple[Field, int, Callable[[RosterRow], str]], ...] = (
    (Field.FULL_NAME, _room(Official.full_name), lambda row: row.full_name),
    (Field.STAFF_CODE, _room(Official.staff_code), lambda row: row.staff_code),
    (Field.ETHNICITY, _room(Official.ethnicity), lambda row: row.ethnicity_text),
    (Field.DIVISION, _room(Assignment.division), lambda row: row.division_text),
    (Field.DEGREE_FIELD, _room(Qualification.field), lambda row: row.degree.field),
    (Field.DEGREE_INSTITUTION, _room(Qualification.institution), lambda row: row.degree.institution),
    (Field.DEGREE_NUMBER, _room(Qualification.number), lambda row: row.degree.number),
)

LONGEST_DIVISION = _room(Assignment.division)


def misfits(row: RosterRow) -> list[Problem]:
    """A problem for every text that no column takes."""
    return [row.problem(field, reason) for field, room, text in _TEXTS if (reason := _fault(text(row), room))]


def _fault(text: str, room: int) -> str:
    return f"Dài {len(text)} ký tự, sổ chỉ nhận {room}; hãy ghi gọn lại." if len(text) > room else ""
