"""Writes .xls files as Excel 97 did, as far as rosters need it: texts, numbers, days, hidden rows and sheets, merged cells.

Nothing on the market writes them any more, and offices still send them.
"""

import datetime as dt
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LARGEST = 8_000  # bytes of a record, less what it needs for itself
_ERRORS = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


@dataclass
class OldSheet:
    """A sheet: its rows, what is hidden (from 1), and merged blocks as (top, left, bottom, right)."""

    name: str
    rows: Sequence[Sequence[Any]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: Sequence[tuple[int, int, int, int]] = ()
    extra: Sequence[bytes] = field(default_factory=list)
    """Records put in as they are."""


def old_workbook(*sheets: OldSheet, since_1904: bool = False, extra: Sequence[bytes] = (), more: Sequence[str] = ()) -> bytes:
    """The bytes of an .xls. `extra` are further records of the workbook, `more` the names of further streams of the file."""
    return compound({"Workbook": _workbook(sheets, since_1904, extra), **dict.fromkeys(more, b"\0")})


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of the stream."""
    return struct.pack("<HH", kind, len(body)) + body


def _workbook(sheets: Sequence[OldSheet], since_1904: bool, extra: Sequence[bytes]) -> bytes:
    texts = _Texts()
    bodies = [_sheet(sheet, texts) for sheet in sheets]
    start = [_begin(0x0005), record(0x42, struct.pack("<H", 1200)), record(0x22, struct.pack("<H", since_1904)), *extra]
    start += [record(0xE0, struct.pack("<HHHBBBBIIH", 0, number, 0, 0, 0, 0, 0, 0, 0, 0)) for number in (0, 14)]
    named = [(sheet, sheet.name.encode("utf-16-le")) for sheet in sheets]
    listed = sum(4 + 8 + len(name) for _, name in named)
    shared = texts.records()
    place = len(b"".join(start)) + listed + len(shared) + 4
    entries = b""
    for (sheet, name), body in zip(named, bodies, strict=True):
        entries += record(0x85, struct.pack("<IBBBB", place, int(sheet.hidden), 0, len(name) // 2, 1) + name)
        place += len(body)
    return b"".join(start) + entries + shared + record(0x0A) + b"".join(bodies)


def _begin(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


class _Texts:
    """The texts that cells share."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.uses = 0

    def place(self, text: str) -> int:
        self.uses += 1
        return self.places.setdefault(text, len(self.places))

    def records(self) -> bytes:
        pieces = [struct.pack("<II", self.uses, len(self.places))]
        for text in self.places:
            stored = text.encode("utf-16-le")
            one = struct.pack("<HB", len(stored) // 2, 1) + stored
            if len(pieces[-1]) + len(one) > _LARGEST:
                pieces.append(b"")
            pieces[-1] += one
        return b"".join(record(0x3C if number else 0xFC, piece) for number, piece in enumerate(pieces))


def _sheet(sheet: OldSheet, texts: _Texts) -> bytes:
    width = max((len(row) for row in sheet.rows), default=0)
    parts = [_begin(0x0010), record(0x200, struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0))]
    parts += [record(0x7D, struct.pack("<HHHHHH", one - 1, one - 1, 2560, 0, 1, 0)) for one in sorted(sheet.hidden_columns)]
    parts += [record(0x208, struct.pack("<HHHHHHHH", one - 1, 0, width, 255, 0, 0, 0x20, 0)) for one in sorted(sheet.hidden_rows)]
    for row, cells in enumerate(sheet.rows):
        parts += [_cell(row, column, value, texts) for column, value in enumerate(cells) if value not in ("", None)]
    if sheet.merged:
        blocks = b"".join(
            struct.pack("<HHHH", top - 1, bottom - 1, left - 1, right - 1) for top, left, bottom, right in sheet.merged
        )
        parts.append(record(0xE5, struct.pack("<H", len(sheet.merged)) + blocks))
    return b"".join([*parts, *sheet.extra, record(0x0A)])


def _cell(row: int, column: int, value: Any, texts: _Texts) -> bytes:
    if isinstance(value, bool):
        return record(0x205, struct.pack("<HHHBB", row, column, 0, int(value), 0))
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return record(0x203, struct.pack("<HHHd", row, column, 1, (day - dt.date(1899, 12, 30)).days))
    if isinstance(value, int | float):
        return record(0x203, struct.pack("<HHHd", row, column, 0, value))
    if value in _ERRORS:
        return record(0x205, struct.pack("<HHHBB", row, column, 0, _ERRORS[value], 1))
    return record(0xFD, struct.pack("<HHHI", row, column, 0, texts.place(str(value))))


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded so that it counts as a large one."""
    padded = {name: content.ljust(-(-max(len(content), 4096) // SECTOR) * SECTOR, b"\0") for name, content in streams.items()}
    directory = -(-(len(padded) + 1) // 4)
    body = directory + sum(len(content) // SECTOR for content in padded.values())
    tables = 1
    while tables * (SECTOR // 4) < body + tables:
        tables += 1
    chains: list[int] = [_TABLE] * tables
    starts: dict[str, int] = {}
    for name, count in [("", directory), *((name, len(content) // SECTOR) for name, content in padded.items())]:
        starts[name] = len(chains)
        chains += [*range(len(chains) + 1, len(chains) + count), _END]
    chains += [_FREE] * (tables * (SECTOR // 4) - len(chains))
    table = struct.pack(f"<{len(chains)}I", *chains)
    entries = _entry("Root Entry", 5, _END, 0) + b"".join(_entry(name, 2, starts[name], len(padded[name])) for name in padded)
    return _header(tables, starts[""]) + table + entries.ljust(directory * SECTOR, b"\0") + b"".join(padded.values())


def _header(tables: int, directory: int) -> bytes:
    listed = [*range(tables), *([_FREE] * (109 - tables))]
    return (
        bytes.fromhex("D0CF11E0A1B11AE1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(10)
        + struct.pack("<IIIIIIII", tables, directory, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<109I", *listed)
    )


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    stored = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", _FREE, _FREE, 1 if kind == 5 else _FREE)
    return (
        stored.ljust(64, b"\0") + struct.pack("<HBB", len(stored), kind, 1) + links + bytes(36) + struct.pack("<IQ", start, size)
    )
