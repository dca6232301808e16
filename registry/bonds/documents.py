"""Bonds as a workbook."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import gettext as _

from registry.bonds.queries import Line
from registry.bonds.words import STANDINGS, factor_words, outcome_words
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def bonds_workbook(lines: Iterable[Line], on: dt.date, unit_name: str) -> bytes:
    """All bonds asked for in the order of the page, with how each stands on the day."""
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(on), unit=unit_name)]
    columns = [
        TableColumn(_("Họ và tên"), width=26),
        TableColumn(_("Khoá học"), width=36),
        TableColumn(_("Cam kết"), width=40),
        TableColumn(_("Đến hết ngày"), "date", 12),
        TableColumn(_("Chi phí khoá học (đồng)"), "number", 16),
        TableColumn(_("Tình trạng"), width=24),
        TableColumn(_("Phải đền bù (đồng)"), "number", 16),
        TableColumn(_("Diễn giải"), width=48),
    ]
    return write_table(_("Cam kết phục vụ"), columns, map(_cells, lines), notes, numbered=_("STT"))


def _cells(line: Line) -> list[Content]:
    bond, amount = line.bond, line.owed.amount if line.owed else None
    said: list[Content] = [bond.official.full_name, bond.title, factor_words(line), bond.ends, bond.cost]
    return [*said, str(STANDINGS[line.standing].words), amount, outcome_words(line)]
