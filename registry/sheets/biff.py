"""What the reading library does not tell of an .xls: its real extent, what is hidden, cells with an error, how days count."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from registry.sheets.gate import LINKED, Unreadable
from registry.sheets.grid import Marks, far

_BROKEN = "Tệp .xls bị hỏng hoặc không có trang tính. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
_OLD = "Tệp do Excel đời trước 1997 ghi. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
_MACRO = "Tệp có macro. Hãy lưu lại dạng .xlsx (không macro) rồi gửi lại."
_PASSWORD = "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."  # noqa: S105 - a sentence about one

_BOF, _EOF, _FILEPASS, _DATEMODE, _SHEET, _SUPBOOK = 0x809, 0x0A, 0x2F, 0x22, 0x85, 0x1AE
_ROW, _COLINFO, _BOOLERR, _FORMULA, _MULRK, _MULBLANK = 0x208, 0x7D, 0x205, 0x06, 0xBD, 0xBE
_CELLS = frozenset({0x203, 0x27E, 0x204, 0xD6, 0xFD, 0x201, _BOOLERR, _FORMULA, _MULRK, _MULBLANK})
_BIFF8 = 0x600
_MACRO_SHEETS = (1, 6)
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_ITSELF = (0x0401, 0x3A01)  # the workbook's own names, and those of Excel's functions
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

_Record = tuple[int, bytes]


def marks_of_streams(streams: Mapping[str, bytes]) -> tuple[dict[str, Marks], bool]:
    """The marks of every sheet by its name, and whether days count from 1904. Raises `Unreadable`."""
    lower = {name.lower(): content for name, content in streams.items()}
    if "workbook" not in lower:
        raise Unreadable(_OLD if "book" in lower else _BROKEN)
    try:
        return _Stream(lower["workbook"]).read()
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Unreadable(_BROKEN) from error


@dataclass
class _Found:
    """What is known of a sheet while its records pass."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class _Stream:
    """The stream of records that an .xls is."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.sheets: list[tuple[str, int]] = []
        self.since_1904 = False

    def read(self) -> tuple[dict[str, Marks], bool]:
        """Everything asked for."""
        for kind, body in self._records(0):
            self._take_global(kind, body)
        found = {name: self._sheet(place) for name, place in self.sheets}
        for name, one in found.items():
            if sentence := far(name, one.rows, one.columns):
                raise Unreadable(sentence)
        marked = {
            name: Marks(frozenset(one.hidden_rows), frozenset(one.hidden_columns), one.errors) for name, one in found.items()
        }
        return marked, self.since_1904

    def _records(self, place: int) -> Iterator[_Record]:
        """The records from one place to the end of their part; a chart inside keeps figures of its own, which are no cells."""
        content, end, depth = self.content, len(self.content), 0
        while place + 4 <= end:
            kind, length = struct.unpack_from("<HH", content, place)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth < 1:
                return
            if depth == 1:
                yield kind, content[place + 4 : place + 4 + length]
            place += 4 + length

    def _take_global(self, kind: int, body: bytes) -> None:
        if kind == _BOF and struct.unpack_from("<H", body)[0] != _BIFF8:
            raise Unreadable(_OLD)
        if kind == _FILEPASS:
            raise Unreadable(_PASSWORD)
        if kind == _SUPBOOK and struct.unpack_from("<H", body, 2)[0] not in _ITSELF:
            raise Unreadable(LINKED)
        if kind == _DATEMODE:
            self.since_1904 = struct.unpack_from("<H", body)[0] == 1
        elif kind == _SHEET:
            self._take_sheet(body)

    def _take_sheet(self, body: bytes) -> None:
        place, _, kind, length, wide = struct.unpack_from("<IBBBB", body)
        if kind in _MACRO_SHEETS:
            raise Unreadable(_MACRO)
        if kind == 0:
            text = body[8 : 8 + 2 * length].decode("utf-16-le") if wide & 1 else body[8 : 8 + length].decode("latin-1")
            self.sheets.append((text, place))

    def _sheet(self, place: int) -> _Found:
        found = _Found()
        for kind, body in self._records(place):
            if kind in _CELLS:
                _take_cell(found, kind, body)
            elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
                found.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
            elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & _HIDDEN_COLUMN:
                first, last = struct.unpack_from("<HH", body)
                found.hidden_columns.update(range(first + 1, min(last, 255) + 2))
        return found


def _take_cell(found: _Found, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in (_MULRK, _MULBLANK) else column
    found.rows, found.columns = max(found.rows, row + 1), max(found.columns, last + 1)
    if kind == _BOOLERR and body[7]:
        found.errors[row + 1, column + 1] = _ERRORS.get(body[6], "#ERROR")
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        found.errors[row + 1, column + 1] = _ERRORS.get(body[8], "#ERROR")
