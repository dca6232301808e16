"""What is no plain .xlsx is refused, quickly and with a Vietnamese sentence."""

import contextlib
import io
import random
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from registry.sheets import gate
from registry.sheets.files import read_workbook
from registry.sheets.gate import Unreadable, open_package
from tests.sheets.packages import TYPES, package, saved, sheet_xml, words


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_workbook(data)
    return caught.value.reason


def read_or_refused(data: bytes) -> None:
    """Any other exception fails the test."""
    with contextlib.suppress(Unreadable):
        read_workbook(data)


def test_a_plain_workbook_passes() -> None:
    assert "xl/workbook.xml" in open_package(saved(Workbook())).parts


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "rỗng"),
        (b"Ho ten va So CCCD\n", "không phải là tệp Excel"),
        (b"%PDF-1.7\n\x00\x01", "không phải là tệp Excel"),
        (b"MZ\x90\x00" + bytes(600), "không phải là tệp Excel"),
        (b"<html><table></table></html>", "trang web"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "hỏng"),
        (b"PK\x03\x04" + b"x" * 50, "hỏng"),
        (package()[:-30], "hỏng"),
    ],
)
def test_other_files(data: bytes, word: str) -> None:
    assert word in refusal(data)


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macro"),
        ({"[Content_Types].xml": TYPES.replace("sheet.main", "sheet.macroEnabled.main")}, "macro"),
        ({"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'}, "DTD"),
        ({"docProps/core.xml": '<!doctype x SYSTEM "file:///etc/hostname"><x/>'}, "DTD"),
        ({"xl/workbook.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")}, "bảng mã"),
        ({"XL/workbook.xml": "<x/>"}, "trùng tên"),
        ({f"x/{number}": "" for number in range(1001)}, "quá nhiều thành phần"),
        ({"xl/media/a.bin": bytes(60 * 2**20)}, "nén quá mức"),
        ({"xl/workbook.xml": "<workbook"}, "hỏng"),
    ],
)
def test_hostile_parts(more: dict[str, str | bytes], word: str) -> None:
    assert word in refusal(package(more=more))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = package(more={"xl/media/a.bin": bytes(200 * 2**20)})
    tracemalloc.start()
    refusal(data)
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


def test_a_size_that_lies_is_counted_while_reading() -> None:
    data = bytearray(package(more={"xl/media/a.bin": bytes(30 * 2**20)}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    assert refusal(bytes(data))


def test_a_file_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_FILE_BYTES", 2**20)
    assert "lớn hơn 1 MB" in refusal(b"PK\x03\x04" + bytes(2**20))


def test_an_encrypted_member() -> None:
    data = bytearray(package())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert "mật khẩu" in refusal(bytes(data))


@pytest.mark.parametrize(
    "cells",
    [
        f'<row r="1">{words("a")}</row><row r="1048576">{words("b", "XFD1048576")}</row>',
        f'<row r="1">{words("a")}</row><row r="1048576">{words("b", "A1048576")}</row>',
        f"<row r='1'>{words('a')}<c t='n' r='XFD1'><v>1</v></c></row>",
        '<row r="1"><c s="0" r="ABC1"><v>1</v></c></row>',
    ],
)
def test_far_cells_are_refused_before_the_area_is_laid_out(cells: str) -> None:
    assert "quá giới hạn" in refusal(package(cells))


def test_long_texts_repeated_often() -> None:
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 1_000_000}</t></si></sst>'
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1001))
    more = {
        "xl/sharedStrings.xml": shared + random.Random(1).randbytes(200_000).hex(),
        "xl/worksheets/sheet1.xml": sheet_xml(cells),
    }
    assert "quá dài" in refusal(package(more=more))


def test_a_damaged_workbook_is_refused_or_read_and_nothing_else() -> None:
    book = Workbook()
    for row in range(1, 30):
        book.worksheets[0].append([f"người {row}", row, "=1/0"])
    good, chance = saved(book), random.Random(7)
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read_or_refused(bytes(data))


def test_damaged_xml_inside_a_sound_package_is_refused_or_read() -> None:
    book = Workbook()
    for row in range(1, 12):
        book.worksheets[0].append([f"người {row}", row, "ghi chú"])
    parts = open_package(saved(book)).parts
    chance = random.Random(11)
    for _ in range(300):
        broken = dict(parts)
        name = chance.choice(sorted(parts))
        content = bytearray(broken[name])
        start = chance.randrange(len(content))
        del content[start : start + chance.randint(1, 40)]
        broken[name] = bytes(content)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for path, inside in broken.items():
                archive.writestr(path, inside)
        read_or_refused(target.getvalue())
