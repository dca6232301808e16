"""A file as plain rows of text, for small tables of our own that come back: read apart, like every file."""

from registry.sheets.files import read_workbook
from registry.sheets.gate import Unreadable
from registry.sheets.grid import shown

MOST = 20_000

Rows = list[tuple[int, tuple[str, ...]]]
"""Row of the sheet, counted from 1, and its cells as Excel would show them."""


def rows_here(data: bytes) -> tuple[Rows, str]:
    """The rows of the first visible sheet that are not empty, or why there are none. For the child alone."""
    try:
        sheets = [sheet for sheet in read_workbook(data).sheets if not sheet.hidden]
    except Unreadable as reason:
        return [], str(reason)
    if not sheets:
        return [], "Tệp không có trang tính nào."
    rows = [(place, tuple(shown(cell).strip() for cell in row)) for place, row in enumerate(sheets[0].rows, 1)]
    return [row for row in rows if any(row[1])][:MOST], ""
