"""Excel files of 1997–2003 are read as the new ones are: same numbers of rows, nothing hidden silently, hostile ones refused."""

import datetime as dt
import struct

import pytest

from registry.sheets.files import read_workbook
from registry.sheets.gate import Unreadable
from registry.sheets.grid import Block, CellError
from tests.support.old_excel import OldSheet, compound, old_workbook, record

ROWS = [["STT", "Họ và tên", dt.date(1985, 5, 24)], [1, "042085000011", 42085000011.0, "#REF!"], ["dài " * 2000] * 3]
EXTERNAL = record(0x1AE, struct.pack("<HHB", 1, 9, 0) + b"\x01khac.xls")
ITSELF = record(0x1AE, struct.pack("<HH", 1, 0x0401))


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_workbook(data)
    return caught.value.reason


def test_cells_keep_their_places_and_kinds() -> None:
    (sheet,) = read_workbook(old_workbook(OldSheet("Danh sách", ROWS))).sheets
    assert sheet.rows[0][:3] == ROWS[0]
    assert sheet.rows[1] == [1, "042085000011", 42085000011.0, CellError("#REF!")]
    assert sheet.cell(3, 3) == ROWS[2][0]


def test_hidden_and_merged_things_are_told() -> None:
    shown = OldSheet("a", ROWS, hidden_rows=frozenset({2}), hidden_columns=frozenset({3}), merged=[(1, 1, 2, 1)])
    book = read_workbook(old_workbook(shown, OldSheet("b", [["x"]], hidden=True), since_1904=True))
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert (book.sheets[0].marks.hidden_rows, book.sheets[0].marks.hidden_columns) == ({2}, {3})
    assert book.sheets[0].merged == (Block(1, 1, 2, 1),)
    assert book.uses_1904


def test_thousands_of_shared_texts_run_over_several_records() -> None:
    rows = [[f"dòng {row}", f"ô {column} của dòng {row}"] for row in range(3000) for column in range(1)]
    (sheet,) = read_workbook(old_workbook(OldSheet("a", rows))).sheets
    assert sheet.rows == rows


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (old_workbook(OldSheet("a", ROWS), more=["_VBA_PROJECT_CUR"]), "macro"),
        (old_workbook(OldSheet("a", ROWS), extra=[record(0x85, struct.pack("<IBBBB", 0, 0, 1, 1, 0) + b"m")]), "macro"),
        (old_workbook(OldSheet("a", ROWS), extra=[record(0x2F, b"\0\0")]), "mật khẩu"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "mật khẩu"),
        (compound({"Book": b"x"}), "trước 1997"),
        (compound({"WordDocument": b"x"}), "không có trang tính"),
        (old_workbook(OldSheet("a", ROWS), extra=[EXTERNAL]), "liên kết"),
        (old_workbook(OldSheet("a", ROWS, extra=[record(0x203, struct.pack("<HHHd", 65_535, 255, 0, 1))])), "quá giới hạn"),
        (old_workbook(OldSheet("a", ROWS))[:5000], "hỏng"),
    ],
)
def test_hostile_and_foreign_files(data: bytes, word: str) -> None:
    assert word in refusal(data)


def test_names_of_the_workbook_itself_are_no_links() -> None:
    assert read_workbook(old_workbook(OldSheet("a", [["x"]]), extra=[ITSELF])).sheets[0].rows == [["x"]]


def test_chains_that_bite_their_tail_end() -> None:
    data = bytearray(old_workbook(OldSheet("a", ROWS)))
    for place in range(512, 1024, 4):
        data[place : place + 4] = struct.pack("<I", 3)
    assert "hỏng" in refusal(bytes(data))
