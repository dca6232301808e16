"""Lists written for Excel open as they were, print well, and never compute."""

import datetime as dt
import io

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from registry.sheets.files import read_workbook
from registry.sheets.writer import TableColumn, write_table

COLUMNS = [
    TableColumn("Họ và tên"),
    TableColumn("Số CCCD"),
    TableColumn("Ngày sinh", "date"),
    TableColumn("Số giờ", "number"),
    TableColumn("Tỷ lệ", "percent"),
]
CANARIES = ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "http://example.invalid", '=HYPERLINK("x")', "{=1}", "042085000011"]


def opened(data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data)).worksheets[0]


def test_values_come_back() -> None:
    data = write_table(
        "Danh sách",
        COLUMNS,
        [["Nguyễn Văn An", "042085000011", dt.date(1985, 5, 24), 40, 0.5], ["", None, None, 1.5, None]],
        ["Tính đến 30/9/2026"],
    )
    (sheet,) = read_workbook(data).sheets
    assert (sheet.cell(1, 1), sheet.cell(2, 1)) == ("Danh sách", "Tính đến 30/9/2026")
    assert sheet.rows[4] == ["Nguyễn Văn An", "042085000011", dt.date(1985, 5, 24), 40.0, 0.5]


def test_no_text_becomes_a_formula_a_link_or_a_number() -> None:
    sheet = opened(write_table("=1", [TableColumn("=2")], [[canary] for canary in CANARIES], ["=3"]))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][3:] == CANARIES
    assert not any(cell.hyperlink for cell in cells)


def test_the_page() -> None:
    sheet = opened(write_table("Danh sách: cán bộ / công chức [2026]", COLUMNS, [["An", "1", dt.date(1700, 1, 2), 1, 1]]))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:E4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.page_setup.fitToWidth in (1, None)  # one page is what the format says when nothing is said
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet["C4"].value, sheet["C4"].data_type) == ("02/01/1700", "s")


def test_dates_show_the_vietnamese_way() -> None:
    sheet = opened(write_table("x", COLUMNS, [["An", "1", dt.date(2026, 1, 2), 1, 1]]))
    assert sheet["C4"].number_format == "dd/mm/yyyy"


def test_an_empty_list_is_a_list() -> None:
    assert opened(write_table("x", COLUMNS, [])).auto_filter.ref == "A3:E3"
