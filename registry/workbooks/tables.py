"""How one table of a roster is read: on which day, in whose words, and for which unit when its rows name none."""

import datetime as dt
from dataclasses import dataclass

from models.units import Unit
from registry.qualifications.mapping import EquivalenceTable
from registry.readers.facts import Field, Problem, RosterTable
from registry.shared.clock import today
from registry.workbooks.lexicon import Lexicon, Puzzle
from registry.workbooks.wanted import Interpreter


@dataclass(frozen=True)
class TableReading:
    """A table with the day it speaks of, the interpreter of its words, and the unit of rows that name none."""

    table: RosterTable
    on: dt.date
    interpreter: Interpreter
    unit: Unit | None
    remarks: tuple[Problem, ...] = ()

    @property
    def unit_name(self) -> str:
        """The name of that unit on the day of the table; empty when there is none."""
        place = self.interpreter.lexicon.tree.units.get(self.unit.id) if self.unit else None
        return place.name if place else ""


class Interpreters:
    """One interpreter for each day that the tables of a roster speak of."""

    def __init__(self, table: EquivalenceTable, chosen: Unit | None) -> None:
        self._table = table
        self._chosen = chosen
        self._by_day: dict[dt.date, Interpreter] = {}

    def reading(self, table: RosterTable) -> TableReading:
        """How to read a table: as of its own day, or of today when it names none or a later one."""
        on = min(table.as_of or today(), today())
        if on not in self._by_day:
            self._by_day[on] = Interpreter(Lexicon(on), self._table)
        interpreter = self._by_day[on]
        unit, remarks = self._unit(table, interpreter.lexicon)
        return TableReading(table, on, interpreter, unit, (*remarks, *_without_birth(table)))

    def _unit(self, table: RosterTable, lexicon: Lexicon) -> tuple[Unit | None, list[Problem]]:
        """The unit told for the table; else that of the letterhead, or the chosen one where it names none or a unit above."""
        if told := next((unit for unit in lexicon.units.values() if unit.key == table.unit_key), None):
            return told, []
        named = _named(table.unit_texts, lexicon)
        chosen = self._chosen
        if named is None or chosen is None or named.id in {unit.id for unit in lexicon.tree.ancestors(chosen.id)}:
            return chosen or named, []
        if table.column_of(Field.UNIT):
            return named, []
        reason = f"Đầu trang ghi {lexicon.tree.units[named.id].name}, khác với đơn vị được chọn; lấy theo đầu trang."
        return named, [Problem(table.sheet, None, "", "", table.unit_text or "", reason, "warning")]


def _named(texts: tuple[str, ...], lexicon: Lexicon) -> Unit | None:
    for text in texts:
        try:
            return lexicon.unit(text)
        except Puzzle:
            continue
    return None


def _without_birth(table: RosterTable) -> list[Problem]:
    births = (Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.BIRTH_YEAR)
    if any(table.column_of(field) for field in births):
        return []
    reason = "Không có cột ngày sinh: người mới được ghi mà chưa có ngày sinh, cần bổ sung sau."
    return [Problem(table.sheet, table.header_rows[-1], "", "", "", reason, "warning")]
