"""Sheets are read with Excel's own row and column numbers, whatever stands where."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from registry.sheets.columns import column_letter, column_number
from registry.sheets.files import read_workbook
from registry.sheets.grid import Block, CellError, Sheet, shown
from tests.sheets.packages import package, saved, sheet_xml, words


def first(data: bytes) -> Sheet:
    return read_workbook(data).sheets[0]


@given(st.integers(1, 16_384))
def test_column_letters(number: int) -> None:
    assert column_number(column_letter(number)) == number


def test_known_letters() -> None:
    assert [column_letter(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_empty_rows_and_columns_in_front_shift_nothing() -> None:
    book = Workbook()
    book.worksheets[0]["D5"] = "đầu"
    book.worksheets[0]["F9"] = 12.5
    sheet = first(saved(book))
    assert (sheet.cell(5, 4), sheet.cell(9, 6), sheet.cell(1, 1), sheet.cell(99, 99)) == ("đầu", 12.5, "", "")


def test_merged_blocks_answer_everywhere() -> None:
    book = Workbook()
    book.worksheets[0]["B2"] = "nhóm"
    book.worksheets[0].merge_cells("B2:D3")
    sheet = first(saved(book))
    assert sheet.block_at(3, 4) == Block(2, 2, 3, 4)
    assert (sheet.expanded(3, 4), sheet.cell(3, 4), sheet.expanded(4, 4)) == ("nhóm", "", "")


def test_a_declared_dimension_that_lies_hides_nothing() -> None:
    rows = "".join(f'<row r="{row}">{words(f"x{row}", f"A{row}")}</row>' for row in range(1, 52))
    part = sheet_xml(rows).replace("<sheetData>", '<dimension ref="A1:A4"/><sheetData>')
    sheet = first(package(more={"xl/worksheets/sheet1.xml": part}))
    assert [sheet.cell(row, 1) for row in (1, 51)] == ["x1", "x51"]


def test_errors_and_uncomputed_formulas_are_no_blanks() -> None:
    cells = (
        f'<row r="1">{words("a")}<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><f>A1+1</f></c>'
        '<c r="D1" t="str"><f>IF(1,"","")</f><v></v></c><c r="E1"><f>2+3</f><v>5</v></c></row>'
    )
    sheet = first(package(cells))
    assert sheet.rows[0][:5] == ["a", CellError("#DIV/0!"), CellError("công thức chưa tính"), "", 5.0]


def test_hidden_things_are_told() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["a", "b", "c"])
    sheet.append(["d", "e", "f"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Ẩn").sheet_state = "veryHidden"
    found = read_workbook(saved(book))
    assert [one.hidden for one in found.sheets] == [False, True]
    assert (found.sheets[0].marks.hidden_rows, found.sheets[0].marks.hidden_columns) == ({2}, {2})


def test_kinds_of_values() -> None:
    book = Workbook()
    book.worksheets[0].append(["042", 42178918280, 6.5, dt.date(1985, 5, 24), True])
    row = first(saved(book)).rows[0]
    assert row == ["042", 42178918280.0, 6.5, dt.date(1985, 5, 24), True]
    assert [shown(value) for value in row] == ["042", "42178918280", "6.5", "24/05/1985", "True"]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_other_spellings_of_the_same_cells(prefix: str) -> None:
    cells = f'<{prefix}row r="3"><{prefix}c s="0" r="B3"><{prefix}v>7</{prefix}v></{prefix}c></{prefix}row>'
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    part = f"<{prefix}worksheet {space}><{prefix}sheetData>{cells}</{prefix}sheetData></{prefix}worksheet>"
    assert first(package(more={"xl/worksheets/sheet1.xml": part})).cell(3, 2) == 7.0
