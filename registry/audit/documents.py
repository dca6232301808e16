"""The trail as a workbook."""

from collections.abc import Sequence

from flask_babel import gettext as _

from registry.audit.queries import Change, Entry
from registry.shared.clock import now
from registry.shared.dates import vn_instant
from registry.sheets.writer import Content, TableColumn, write_table


def trail_workbook(entries: Sequence[Entry], conditions: str) -> bytes:
    """The entries, one a row, with the conditions under which they were found."""
    columns = [
        TableColumn(_("Số"), "number"),
        TableColumn(_("Lúc"), width=16),
        TableColumn(_("Tên đăng nhập")),
        TableColumn(_("Người làm")),
        TableColumn(_("Việc")),
        TableColumn(_("Đối tượng"), width=30),
        TableColumn(_("Cán bộ, công chức")),
        TableColumn(_("Đơn vị")),
        TableColumn(_("Thay đổi"), width=48),
    ]
    rows: list[list[Content]] = [
        [
            entry.number,
            vn_instant(entry.at),
            entry.username or _("(không có)"),
            entry.name,
            entry.action,
            entry.subject,
            entry.official,
            entry.unit,
            "; ".join(change_words(change) for change in entry.changes),
        ]
        for entry in entries
    ]
    notes = [
        _("Điều kiện: %(conditions)s", conditions=conditions) if conditions else _("Toàn bộ nhật ký được xem"),
        _("Lấy lúc %(at)s", at=vn_instant(now())),
    ]
    return write_table(_("Nhật ký"), columns, rows, notes)


def change_words(change: Change) -> str:
    """`trình độ: Cao đẳng → Đại học`; only the value where nothing was there before."""
    return f"{change.field}: {change.after}" if change.before is None else f"{change.field}: {change.before} → {change.after}"
