"""The form on which a sender puts the reading of a file right. Its fields follow the tables and columns of the file.

Tables with the same headings (a sheet for each division) are told once what their columns mean.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, Optional

from registry.accounts.queries import UnitGroup
from registry.readers.facts import Field as Fact
from registry.readers.facts import Meaning
from registry.readers.layout import BadLayout, Layout, TableLayout, one_column_each
from registry.readers.survey import Survey, SurveyedColumn, SurveyedTable
from registry.shared.forms import DayField, Form
from registry.shared.refusal import Refused
from registry.shared.text import fold
from registry.sheets.encodings import Encoding
from registry.sheets.grid import MAX_ROWS
from registry.workbooks.labels import meaning_choices
from registry.workbooks.memory import Remembered

_NAMES = frozenset({Fact.FULL_NAME, Fact.FAMILY_NAME})
_TELLS_APART = frozenset({Fact.PERSONAL_NUMBER, Fact.BIRTH, Fact.BIRTH_MALE, Fact.BIRTH_FEMALE, Fact.BIRTH_YEAR})
_FONTS = (("unicode", "Unicode"), ("tcvn3", "TCVN3 (ABC)"), ("vni", "VNI"))


@dataclass(frozen=True)
class Corrected:
    """What the sender said. `again`: headings moved, so that the columns under them must be looked at before anything else."""

    layout: Layout
    remembered: Remembered
    again: bool


@dataclass(frozen=True)
class Group:
    """Tables with the same headings: their places in the survey, and the columns they share."""

    number: int
    tables: list[int] = field(default_factory=list)
    columns: list[SurveyedColumn] = field(default_factory=list)


class LayoutForm(Form[Corrected]):
    """Made by `layout_form`, which adds the fields of one file."""

    survey: Survey
    groups: list[Group]
    unit_names: dict[str, str]
    """Folded name of a unit → its key."""
    units: list[str]

    def of_table(self, number: int, name: str) -> Field:
        """A field of a table: `read`, `top`, `bottom`, `as_of`, `unit`."""
        found: Field = self._fields[f"t{number}_{name}"]
        return found

    def of_column(self, group: Group, column: SurveyedColumn, name: str) -> Field | None:
        """A field of a column: `means`, and `font` where letters are in doubt."""
        found: Field | None = self._fields.get(f"g{group.number}_{column.number}_{name}")
        return found

    def of_sheet(self, number: int) -> Field:
        """The field for the heading row of a further table of a sheet."""
        found: Field = self._fields[f"s{number}_row"]
        return found

    def group_of(self, number: int) -> Group:
        """The group of a table."""
        return next(group for group in self.groups if number in group.tables)

    def details(self) -> Corrected:
        """The layout. Refused at the column that takes what another has, and where a table lacks what tells people apart."""
        tables, again, remembered = [], False, {}
        for number, table in enumerate(self.survey.tables):
            group = self.group_of(number)
            moved = (self.of_table(number, "top").data, self.of_table(number, "bottom").data) != (table.top, table.bottom)
            said = self._table(number, table, {} if moved else self._meanings(group), {} if moved else self._fonts(group))
            tables.append(said)
            again = again or (moved and said.read)
            if said.read and not moved:
                self._check(group, table)
                remembered[table.digest] = said.columns
        added = list(self._added())
        return Corrected(_checked([*tables, *added]), remembered, again or bool(added))

    def _table(self, number: int, table: SurveyedTable, columns: dict[int, Meaning], fonts: dict[int, Encoding]) -> TableLayout:
        top = self.of_table(number, "top").data
        return TableLayout(
            sheet=table.sheet,
            top=top,
            bottom=max(top, self.of_table(number, "bottom").data),
            read=bool(self.of_table(number, "read").data),
            columns=columns,
            encodings=fonts,
            as_of=self._day(number, table),
            unit=self._unit(number),
        )

    def _day(self, number: int, table: SurveyedTable) -> dt.date | None:
        """The day typed; none when it is the one that the file says itself."""
        day: dt.date | None = self.of_table(number, "as_of").data
        return day if day and day.isoformat() != table.as_of else None

    def _unit(self, number: int) -> str:
        typed = self._fields.get(f"t{number}_unit")
        if typed is None or not (typed.data or "").strip():
            return ""
        key = self.unit_names.get(fold(typed.data))
        if key is None:
            raise Refused(typed.name, _("Không có đơn vị tên như vậy trong phạm vi của bạn."))
        return key

    def _meanings(self, group: Group) -> dict[int, Meaning]:
        return {
            column.number: Meaning.of(self._fields[f"g{group.number}_{column.number}_means"].data) for column in group.columns
        }

    def _fonts(self, group: Group) -> dict[int, Encoding]:
        fields = ((column, self.of_column(group, column, "font")) for column in group.columns)
        return {column.number: Encoding(font.data) for column, font in fields if font is not None}

    def _check(self, group: Group, table: SurveyedTable) -> None:
        meanings = self._meanings(group)
        if clash := one_column_each(meanings):
            raise Refused(f"g{group.number}_{clash[0]}_means", _("Nội dung này đã được đọc từ một cột khác."))
        facts = {meaning.field for meaning in meanings.values()}
        if not facts & _NAMES:
            raise Refused("", _("Bảng ở trang “%(sheet)s”: chưa chọn cột nào là họ và tên.", sheet=table.sheet))
        if not facts & _TELLS_APART:
            reason = _("Bảng ở trang “%(sheet)s”: chưa chọn cột nào là số định danh hoặc ngày sinh.", sheet=table.sheet)
            raise Refused("", reason)

    def _added(self) -> Iterator[TableLayout]:
        for number, sheet in enumerate(self.survey.sheets):
            row = self.of_sheet(number).data
            if row:
                if row > sheet.rows:
                    raise Refused(f"s{number}_row", _("Trang này chỉ có %(rows)s dòng.", rows=sheet.rows))
                yield TableLayout(sheet.name, row, row)


def _checked(tables: list[TableLayout]) -> Layout:
    try:
        return Layout.of(Layout(tuple(tables)).as_json())
    except BadLayout as bad:
        raise Refused("", bad.reason) from bad


def layout_form(survey: Survey, groups: Iterable[UnitGroup]) -> LayoutForm:
    """The form for a file, filled with how it is read now."""
    names = {unit.key: name for group in groups for unit, name in group.units}
    shared = _grouped(survey.tables)
    fields: dict[str, Any] = {}
    lost = not any(table.found for table in survey.tables)  # then our guesses are all there is to begin with
    for number, table in enumerate(survey.tables):
        fields |= _table_fields(number, table, names, table.read or lost)
    for group in shared:
        for column in group.columns:
            fields |= _column_fields(group, column)
    for number in range(len(survey.sheets)):
        fields |= _sheet_field(number)
    kind: type[LayoutForm] = type("LayoutFormOfFile", (LayoutForm,), fields)
    form = kind()
    choices = meaning_choices()
    for field_ in form:
        if field_.name.endswith("_means"):
            field_.choices = choices
        elif field_.name.endswith("_font"):
            field_.choices = list(_FONTS)
    form.survey, form.groups = survey, shared
    form.units, form.unit_names = list(names.values()), {fold(name): key for key, name in names.items()}
    return form


def _grouped(tables: Iterable[SurveyedTable]) -> list[Group]:
    groups: dict[tuple[object, ...], Group] = {}
    for number, table in enumerate(tables):
        alike = (
            table.digest,
            tuple(column.meaning for column in table.columns),
            tuple(column.number for column in table.columns),
        )
        group = groups.setdefault(alike, Group(len(groups), [], list(table.columns)))
        group.tables.append(number)
    return list(groups.values())


def _table_fields(number: int, table: SurveyedTable, units: dict[str, str], read: bool) -> dict[str, Any]:
    row = [NumberRange(1, MAX_ROWS, _l("Phải là số dòng trong tệp."))]
    day = dt.date.fromisoformat(table.as_of) if table.as_of else None
    fields = {
        f"t{number}_read": BooleanField(_l("Đọc bảng này"), default=read),
        f"t{number}_top": IntegerField(_l("Tiêu đề từ dòng"), default=table.top, validators=row),
        f"t{number}_bottom": IntegerField(_l("đến dòng"), default=table.bottom, validators=row),
        f"t{number}_as_of": DayField(_l("Danh sách của ngày"), default=day, validators=[Optional()]),
    }
    if len(units) > 1:
        fields[f"t{number}_unit"] = StringField(_l("Đơn vị của dòng không ghi đơn vị"), default=units.get(table.unit, ""))
    return fields


def _column_fields(group: Group, column: SurveyedColumn) -> dict[str, Any]:
    name = f"g{group.number}_{column.number}"
    heading = column.heading or _("không có tiêu đề")
    label = _("Cột %(letter)s (%(heading)s) là", letter=column.letter, heading=heading)
    fields = {f"{name}_means": SelectField(label, default=column.meaning.code)}
    if column.doubtful:
        words = _("Phông chữ của cột %(letter)s", letter=column.letter)
        fields[f"{name}_font"] = SelectField(words, default=column.encoding.value)
    return fields


def _sheet_field(number: int) -> dict[str, Any]:
    label = _("Thêm bảng có tiêu đề ở dòng")
    checks = [Optional(), NumberRange(1, MAX_ROWS, _l("Phải là số dòng trong tệp."))]
    return {f"s{number}_row": IntegerField(label, validators=checks)}
