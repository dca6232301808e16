"""The list of officials as a workbook."""

from collections.abc import Iterable

from flask_babel import gettext as _

from registry.directory.asked import Asked
from registry.directory.queries import Held, Listed
from registry.directory.words import said, standing_word, state_word
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def officials_workbook(asked: Asked, people: Iterable[Listed]) -> bytes:
    """Everybody whom the list shows on all its pages, in its order, with the day and the conditions above."""
    unit = asked.view.unit
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(asked.on), unit=unit.name if unit else "")]
    if asked.typed:
        notes.append(_("Tìm: %(words)s", words=asked.typed))
    if spoken := said(asked):
        notes.append(" · ".join(f"{what}: {value}" for _name, what, value in spoken))
    columns = [
        TableColumn(_("STT"), "number", 6),
        TableColumn(_("Họ và tên"), width=26),
        TableColumn(_("Ngày sinh"), width=12),
        TableColumn(_("Đơn vị"), width=26),
        TableColumn(_("Chức vụ"), width=34),
        TableColumn(_("Trình độ chuyên môn"), width=16),
        TableColumn(_("Lý luận chính trị"), width=16),
        TableColumn(_("Chỉ tiêu"), width=10),
        TableColumn(_("Kết quả"), width=18),
        TableColumn(_("Lý do"), width=60),
    ]
    rows: list[list[Content]] = [[place, *_cells(person)] for place, person in enumerate(people, 1)]
    return write_table(_("Danh sách cán bộ, công chức"), columns, rows, notes)


def _cells(person: Listed) -> list[str]:
    return [
        person.name,
        person.born,
        person.unit_name,
        person.post,
        _level(person.degree),
        _level(person.theory),
        person.code,
        standing_word(person.standing, person.verified),
        "; ".join(person.reasons),
    ]


def _level(held: Held | None) -> str:
    return f"{held.level} ({state_word(held.state)})" if held else ""
