"""The gate before every .xls: opens the compound file it is kept in and hands out its streams; nothing in it is believed."""

import struct
from dataclasses import dataclass

from registry.sheets.gate import Unreadable

SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_BROKEN = "Tệp .xls bị hỏng hoặc chưa tải lên hết. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
_MACRO = "Tệp có macro. Hãy lưu lại dạng .xlsx (không macro) rồi gửi lại."
_PASSWORD = "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."  # noqa: S105 - a sentence about one

_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are signs, not sectors
_ENTRY = 128
_ROOT, _STREAM = 5, 2
_IN_HEADER = 109  # sectors of the table that the header itself lists
_MOST_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def open_streams(data: bytes) -> dict[str, bytes]:
    """The streams of a compound file by name, macros and passwords refused. Raises `Unreadable`."""
    try:
        return _Compound(data).streams()
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Unreadable(_BROKEN) from error


class _Compound:
    """A file of sectors chained by a table, with a smaller copy of itself for small streams."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Unreadable(_BROKEN)
        self.size, self.mini_size = 1 << shift, 1 << mini_shift
        self.directory_start, self.cutoff, mini_table, first_list = _header(data)
        self.most = len(data) // self.size + 1
        self.table = self._table(first_list)
        self.mini_table = _numbers(self._chain(mini_table))

    def streams(self) -> dict[str, bytes]:
        """Every stream by its name, those of storages too."""
        entries = self._entries()
        names = {entry.name.lower() for entry in entries}
        if any("vba" in name for name in names):
            raise Unreadable(_MACRO)
        if names & {"encryptedpackage", "encryptioninfo"}:
            raise Unreadable(_PASSWORD)
        root = next((entry for entry in entries if entry.kind == _ROOT), None)
        small = self._chain(root.start) if root else b""
        return {entry.name: self._content(entry, small) for entry in entries if entry.kind == _STREAM}

    def _entries(self) -> list[_Entry]:
        directory = self._chain(self.directory_start)
        found = []
        for offset in range(0, min(len(directory), _MOST_ENTRIES * _ENTRY) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, offset + 64)
            name = directory[offset : offset + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, offset + 116)
            found += [_Entry(name, kind, start, size)] if kind else []
        return found

    def _content(self, entry: _Entry, small: bytes) -> bytes:
        if entry.size >= self.cutoff:
            return self._chain(entry.start)[: entry.size]
        pieces: list[bytes] = []
        sector, steps = entry.start, 0
        while sector < _LAST_SECTOR and steps <= entry.size // self.mini_size:
            pieces.append(small[sector * self.mini_size : (sector + 1) * self.mini_size])
            sector, steps = self.mini_table[sector], steps + 1
        return b"".join(pieces)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        if start >= len(self.data):
            raise Unreadable(_BROKEN)
        return self.data[start : start + self.size]

    def _chain(self, start: int) -> bytes:
        """The sectors that hang together from one on; a chain that bites its tail is no chain."""
        pieces: list[bytes] = []
        sector = start
        while sector < _LAST_SECTOR:
            if len(pieces) > self.most:
                raise Unreadable(_BROKEN)
            pieces.append(self._sector(sector))
            sector = self.table[sector]
        return b"".join(pieces)

    def _table(self, first_list: int) -> tuple[int, ...]:
        sectors = [number for number in struct.unpack_from(f"<{_IN_HEADER}I", self.data, 76) if number < _LAST_SECTOR]
        following, lists = first_list, 0
        while following < _LAST_SECTOR:
            *more, following = _numbers(self._sector(following))
            sectors += [number for number in more if number < _LAST_SECTOR]
            lists += 1
            if lists > self.most or len(sectors) > self.most:
                raise Unreadable(_BROKEN)
        return _numbers(b"".join(map(self._sector, sectors)))


def _header(data: bytes) -> tuple[int, int, int, int]:
    """Where the directory starts, the size from which a stream is large, the small table, the further list of table sectors."""
    (directory,) = struct.unpack_from("<I", data, 48)
    cutoff, mini_table = struct.unpack_from("<II", data, 56)
    (first_list,) = struct.unpack_from("<I", data, 68)
    return directory, cutoff, mini_table, first_list


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
