"""The plan as a workbook."""

from collections.abc import Iterable

from flask_babel import gettext as _

from registry.planning.queries import Asked, Line
from registry.planning.words import end_words, lacks_words, short_word
from registry.shared.dates import partial_date, vn_date
from registry.sheets.writer import TableColumn, write_table


def plan_workbook(lines: Iterable[Line], asked: Asked, unit_name: str) -> bytes:
    """Everybody whom the page shows, in its order, with the day above."""
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(asked.on), unit=unit_name)]
    columns = [
        TableColumn(_("Họ và tên"), width=26),
        TableColumn(_("Ngày sinh"), width=12),
        TableColumn(_("Đang giữ"), width=34),
        TableColumn(_("Chức danh quy hoạch"), width=30),
        TableColumn(_("Đơn vị của chức danh quy hoạch"), width=26),
        TableColumn(_("Nhiệm kỳ"), width=12),
        TableColumn(_("Quyết định"), width=24),
        TableColumn(_("So với tiêu chuẩn"), width=16),
        TableColumn(_("Còn thiếu gì"), width=48),
        TableColumn(_("Đưa ra khỏi quy hoạch"), width=30),
    ]
    return write_table(_("Quy hoạch cán bộ"), columns, map(_cells, lines), notes, numbered=_("STT"))


def _cells(line: Line) -> list[str]:
    row = line.row
    return [
        row.official.full_name,
        partial_date(row.official.born_on, row.official.born_precision),
        ", ".join(part for part in (line.post, line.post_unit) if part),
        row.position.title,
        line.unit_name,
        line.term,
        _("%(number)s, %(day)s", number=row.decision, day=vn_date(row.valid_from)),
        short_word(line.standing),
        lacks_words(line),
        "" if line.open else end_words(line),
    ]
