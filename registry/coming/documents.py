"""What is coming as a workbook."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import gettext as _

from registry.coming.queries import Listed
from registry.coming.words import KINDS, why
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def coming_workbook(lines: Iterable[Listed], on: dt.date, unit_name: str) -> bytes:
    """Everything that the page shows, in its order, with the day above."""
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(on), unit=unit_name)]
    columns = [
        TableColumn(_("Đến hạn"), "date", 12),
        TableColumn(_("Việc"), width=24),
        TableColumn(_("Họ và tên"), width=26),
        TableColumn(_("Chức vụ"), width=34),
        TableColumn(_("Đơn vị"), width=26),
        TableColumn(_("Vì sao"), width=48),
    ]
    return write_table(_("Sắp tới"), columns, map(_cells, lines), notes, numbered=_("STT"))


def _cells(line: Listed) -> list[Content]:
    one = line.one
    return [one.due, str(KINDS[one.kind]), one.holder.full_name, line.post, line.unit_name, why(one)]
