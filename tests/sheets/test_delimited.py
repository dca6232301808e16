"""Text with separators: encodings, separators, quotes; every cell as it was typed, anything else refused."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.readers.identity import read_name
from registry.sheets.delimited import read_delimited
from registry.sheets.encodings import Encoding, decoded, detect, is_syllable
from registry.sheets.files import read_workbook
from registry.sheets.gate import Unreadable
from tests.readers.shapes import tcvn3, vni

TEXT = "Họ và tên;Số CCCD\r\nNguyễn Văn Ẩn;042085000011\r\n"
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x00"), min_size=1, max_size=12)
GRIDS = st.integers(2, 6).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=8))
SYLLABLES = (
    "Nguyễn Trần Lê Phạm Hoàng Đặng Bùi Đỗ Hồ Dương Lý Đinh Văn Thị Đức Hữu Quốc Thượng Mạnh Tuấn Bưởi Thuỷ Yến Vĩ Ẩn Ước Ngoãn"
)
NAMES = st.lists(st.sampled_from(SYLLABLES.split()), min_size=2, max_size=5).map(" ".join)


def rows(data: bytes) -> list[list[object]]:
    return [list(row) for row in read_delimited(data).sheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_unicode(encoding: str) -> None:
    assert rows(TEXT.encode(encoding)) == [["Họ và tên", "Số CCCD"], ["Nguyễn Văn Ẩn", "042085000011"]]


@pytest.mark.parametrize("turn", [tcvn3, vni])
def test_old_fonts_stay_as_stored_for_whoever_tells_them_by_column(turn: object) -> None:
    assert callable(turn)
    assert rows(turn(TEXT).encode("cp1252"))[1] == [turn("Nguyễn Văn Ẩn"), "042085000011"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = 'STT;Tên, chức vụ;Ghi chú\n1;"An, chuyên viên";""\n2;"Bình ""B"", văn thư";x\n'
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows(target.getvalue().encode())[2] == ["2", 'Bình "B", văn thư', "x"]


@pytest.mark.parametrize(
    "data",
    [
        b"mot dong chu\nhai dong chu",
        b"\x89PNG\r\n\x1a\n;;;;",
        b"a;b\x00c",
        b"%PDF-1.7;\n\x00\x01",
        b"<?xml version='1.0'?><a;b>",
        b"<html>;</html>",
        b";".join([b"x" * 40_000] * 2),
        b"\n".join([b"a;b"] * 200_001),
        b"a" + b";" * 600,
        "Nguyễn;Văn".encode("utf-16")[:-1],
        bytes(range(128, 255)) + b";" + bytes(range(128, 255)),
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_delimited(data)


@given(GRIDS, st.sampled_from(";,\t|"), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_what_a_spreadsheet_writes_is_read_back_cell_by_cell(grid: list[list[str]], separator: str, encoding: str) -> None:
    target = io.StringIO()
    target.write(f"sep={separator}\r\n")
    csv.writer(target, delimiter=separator).writerows(grid)
    assert rows(target.getvalue().encode(encoding))[1:] == grid


@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(str.encode), st.text(max_size=99).map(lambda t: t.encode("utf-16"))
    )
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read_workbook(data)


@given(NAMES)
def test_old_fonts_lose_nothing(name: str) -> None:
    for typed in (name, name.upper()):
        assert read_name(decoded(vni(typed), Encoding.VNI)).value == read_name(typed).value
        assert read_name(decoded(tcvn3(typed), Encoding.TCVN3)).value == read_name(typed).value


@given(st.lists(NAMES, min_size=4, max_size=30))
def test_a_column_of_names_tells_its_font(names: list[str]) -> None:
    assert detect(names) is Encoding.UNICODE
    for turn, encoding in ((tcvn3, Encoding.TCVN3), (vni, Encoding.VNI)):
        stored = [turn(word) for name in names for word in name.split() if not word.isascii()]
        if stored and sum(map(is_syllable, stored)) < len(stored) / 2:  # words that are some in both tell nothing
            assert detect(map(turn, names)) is encoding


@pytest.mark.parametrize(
    ("word", "expected"), [("nguyễn", True), ("Thượng", True), ("NGHĨA", True), ("Traàn", False), ("NguyÔn", False)]
)
def test_syllables(word: str, expected: bool) -> None:
    assert is_syllable(word) is expected
