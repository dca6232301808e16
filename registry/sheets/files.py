"""Reads a file of rows and columns of whatever kind: .xlsx, .xls or text with separators, told by its content, never its name."""

from registry.sheets.biff import marks_of_streams
from registry.sheets.delimited import read_delimited
from registry.sheets.gate import check_size, open_package
from registry.sheets.grid import Workbook
from registry.sheets.laying import laid_out
from registry.sheets.ole import SIGNATURE, open_streams
from registry.sheets.parts import check_extent, marks, sheet_parts, uses_1904

_ZIP = b"PK"


def read_workbook(data: bytes) -> Workbook:
    """All sheets of a file. Raises `Unreadable` with a Vietnamese reason for anything that is not a plain one."""
    check_size(data)
    if data.startswith(_ZIP):
        return _xlsx(data)
    if data.startswith(SIGNATURE):
        return _xls(data)
    return read_delimited(data)


def _xlsx(data: bytes) -> Workbook:
    package = open_package(data)
    parts = sheet_parts(package)
    check_extent(parts, package)
    sheets = laid_out(data, {name: marks(content) for name, content in parts.items()})
    return Workbook(sheets, uses_1904(package))


def _xls(data: bytes) -> Workbook:
    marked, since_1904 = marks_of_streams(open_streams(data))
    return Workbook(laid_out(data, marked), since_1904)
