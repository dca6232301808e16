"""Lesson hours of a year as a workbook."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from registry.hours.queries import Asked, Line
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def hours_workbook(lines: Iterable[Line], asked: Asked, minimum: int, units: Mapping[int, str], unit_name: str) -> bytes:
    """Everybody asked for in the order of the page, with what is lacking; day, unit and minimum above."""
    notes = [
        _("Người giữ chức vụ ngày %(on)s · %(unit)s", on=vn_date(asked.on), unit=unit_name),
        _("Mức tối thiểu: %(minimum)s tiết một năm", minimum=minimum),
    ]
    columns = [
        TableColumn(_("Họ và tên"), width=28),
        TableColumn(_("Chức vụ"), width=40),
        TableColumn(_("Đơn vị"), width=34),
        TableColumn(_("Số tiết"), "number", 12),
        TableColumn(_("Còn thiếu"), "number", 12),
    ]
    rows = (_cells(one, units) for one in lines)
    return write_table(_("Số tiết năm %(year)s", year=asked.year), columns, rows, notes, numbered=_("STT"))


def _cells(one: Line, units: Mapping[int, str]) -> list[Content]:
    return [one.full_name, one.post, units.get(one.unit_id, ""), one.hours, one.lacking]
