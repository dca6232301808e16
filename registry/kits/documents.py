"""Workbooks to be filled in: an empty template, and the offline kit of a unit. Everything that users wrote stays text."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from registry.kits.columns import (
    DATE,
    DOMAINS,
    FURTHER,
    FURTHER_SHEET,
    GUIDE_SHEET,
    LISTS_SHEET,
    MARGIN,
    ROSTER,
    ROSTER_SHEET,
    SEAL_SHEET,
    TOP,
)
from registry.kits.content import Cell, Entry, Paper
from registry.kits.further import headings_of
from registry.kits.lists import Lists
from registry.kits.seal import lines
from registry.kits.sheets import Extra, add_extra
from registry.readers.facts import Field
from registry.shared.dates import vn_date
from registry.sheets.columns import column_letter
from registry.sheets.writer import SAFE

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_CELL = {**_FONT, "border": 1, "border_color": "#8A94A0", "valign": "top", "text_wrap": True}
_A4 = 9
_OPEN = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
_NUMBER = "=AND(LEN({place})=12,ISNUMBER(--{place}))"
_GUIDE = (
    "Mỗi dòng một người. Sửa thẳng vào ô; người mới ghi vào các dòng trống ở cuối.",
    "Ô xám không sửa được: số thứ tự và số định danh của người đã có trong sổ.",
    "Ngày ghi dd/mm/yyyy. Chỉ biết tháng thì ghi mm/yyyy, chỉ biết năm thì ghi yyyy.",
    "Để trống một ô không xóa gì trong sổ. Muốn bỏ một văn bằng, hãy làm trong hồ sơ của người đó.",
    "Mỗi lĩnh vực có một văn bằng ở trang “Hồ sơ”; văn bằng thêm ghi ở trang “Văn bằng khác”, mỗi dòng một văn bằng.",
    "Làm xong, lưu lại dạng .xlsx và gửi ở mục “Nhập dữ liệu”. Chỉ những ô đã sửa được đối chiếu với sổ.",
)


@dataclass(frozen=True)
class Made:
    """A workbook to make: for which unit and day, with whom. `extras` are further sheets that are only read by people."""

    unit_key: str
    unit_name: str
    on: dt.date
    lists: Lists
    entries: Sequence[Entry] = ()
    extras: Sequence[Extra] = field(default=())
    sealed: bool = True


def workbook(made: Made) -> bytes:
    """The workbook. A sealed one is known again when it comes back, and protected where it must not change."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, SAFE) as book:
        book.set_properties({"title": f"Hồ sơ {made.unit_name}", "subject": vn_date(made.on)})
        writer = _Writer(book, made)
        writer.roster()
        writer.further()
        for extra in made.extras:
            add_extra(book, extra)
        writer.guide()
        writer.lists()
        if made.sealed:
            writer.seal()
    return target.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, made: Made) -> None:
        self.book = book
        self.made = made
        self.plain = book.add_format(_FONT)
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        self.heading = book.add_format({**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E6ECF2"})
        self.formats: dict[tuple[str, bool], Format] = {
            (kind, locked): book.add_format({**_CELL, **shape, "locked": locked, **({"bg_color": "#EEF0F2"} if locked else {})})
            for kind, shape in (("text", {"num_format": "@"}), (DATE, {"num_format": "dd/mm/yyyy", "align": "center"}))
            for locked in (False, True)
        }

    def roster(self) -> None:
        """One person a row."""
        sheet = self._sheet(ROSTER_SHEET, "DANH SÁCH TRÍCH NGANG CÁN BỘ, CÔNG CHỨC")
        self._headings(sheet, [("STT", 6), *((column.heading, column.width) for column in ROSTER)], frozen=2)
        for index, entry in enumerate(self.made.entries):
            sheet.write_number(TOP + index, 0, index + 1, self.formats["text", True])
            for place, column in enumerate(ROSTER, start=1):
                locked = column.field is Field.PERSONAL_NUMBER
                self._write(sheet, TOP + index, place, entry.cells.get(column.field, ""), column.kind, locked)
        first, last = TOP + len(self.made.entries), self._last
        self._empty(sheet, first, ["text", *(column.kind for column in ROSTER)])
        for place, column in enumerate(ROSTER, start=1):
            self._validate(sheet, last, place, column.choices, column.hint, column.field is Field.PERSONAL_NUMBER)

    def further(self) -> None:
        """One further qualification a row."""
        sheet = self._sheet(FURTHER_SHEET, "VĂN BẰNG, CHỨNG CHỈ KHÁC (mỗi dòng một văn bằng)")
        self._headings(sheet, FURTHER, frozen=3)
        sheet.set_column(0, 0, 8, None, {"hidden": True})
        row = TOP
        for entry in self.made.entries:
            for paper in entry.further:
                self._paper(sheet, row, entry, paper)
                row += 1
        self._empty(sheet, row, [DATE if heading in ("Ngày cấp", "Ngày hết hạn") else "text" for heading, _ in FURTHER])
        lists = {"Lĩnh vực": "domains", "Ngôn ngữ": "languages", "Hình thức": "forms"}
        for place, (heading, _) in enumerate(FURTHER):
            self._validate(sheet, row + MARGIN, place, lists.get(heading, ""), "", heading == "Số CCCD")

    def _paper(self, sheet: Worksheet, row: int, entry: Entry, paper: Paper) -> None:
        told: dict[str, Cell] = {heading: paper.cells.get(name, "") for name, heading in headings_of(paper.domain)}
        known: dict[str, Cell] = {
            "Mã": paper.public_id,
            "Của người": entry.official.full_name,
            "Số CCCD": entry.official.personal_number,
            "Lĩnh vực": DOMAINS[paper.domain],
        }
        for place, (heading, _) in enumerate(FURTHER):
            kind = DATE if heading in ("Ngày cấp", "Ngày hết hạn") else "text"
            locked = heading in known or heading not in told
            self._write(sheet, row, place, known.get(heading, told.get(heading, "")), kind, locked)

    def guide(self) -> None:
        """How to fill it in."""
        sheet = self.book.add_worksheet(GUIDE_SHEET)
        sheet.set_column(0, 0, 110)
        sheet.write_string(0, 0, "Cách điền", self.title)
        for index, line in enumerate(_GUIDE, start=2):
            sheet.write_string(index, 0, f"{index - 1}. {line}", self.plain)
        sheet.protect()

    def lists(self) -> None:
        """The hidden sheet that the lists of cells come from."""
        sheet = self.book.add_worksheet(LISTS_SHEET)
        for place, (name, words) in enumerate(self.made.lists.items()):
            sheet.write_column(0, place, words)
            letter = column_letter(place + 1)
            self.book.define_name(f"ds_{name}", f"='{LISTS_SHEET}'!${letter}$1:${letter}${max(1, len(words))}")
        sheet.hide()

    def seal(self) -> None:
        """The hidden sheet by which it is known again."""
        sheet = self.book.add_worksheet(SEAL_SHEET)
        for row, line in enumerate(lines(self.made.unit_key, self.made.on, self.made.entries)):
            sheet.write_string(row, 0, line)
        sheet.very_hidden()

    @property
    def _last(self) -> int:
        return TOP + len(self.made.entries) + MARGIN

    def _sheet(self, name: str, title: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, f"Đơn vị: {self.made.unit_name}", self.plain)
        sheet.write_string(1, 0, title, self.title)
        sheet.write_string(2, 0, f"(Tính đến ngày {vn_date(self.made.on)})", self.plain)
        if self.made.sealed:
            sheet.protect("", _OPEN)
        return sheet

    def _headings(self, sheet: Worksheet, headings: Iterable[tuple[str, float]], frozen: int) -> None:
        for place, (heading, width) in enumerate(headings):
            sheet.write_string(TOP - 1, place, heading, self.heading)
            sheet.set_column(place, place, width)
        sheet.set_row(TOP - 1, 48)
        sheet.freeze_panes(TOP, frozen)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(TOP - 1)

    def _write(self, sheet: Worksheet, row: int, place: int, cell: Cell, kind: str, locked: bool) -> None:
        if isinstance(cell, dt.date):
            sheet.write_datetime(row, place, dt.datetime(cell.year, cell.month, cell.day), self.formats[kind, locked])  # noqa: DTZ001
        elif cell:
            sheet.write_string(row, place, cell, self.formats[kind, locked])
        else:
            sheet.write_blank(row, place, None, self.formats[kind, locked])

    def _empty(self, sheet: Worksheet, first: int, kinds: Sequence[str]) -> None:
        """Open rows for what is new."""
        for row in range(first, first + MARGIN):
            for place, kind in enumerate(kinds):
                sheet.write_blank(row, place, None, self.formats[kind, False])

    def _validate(self, sheet: Worksheet, last: int, place: int, choices: str, hint: str, number: bool) -> None:
        rule: dict[str, object] = {"input_message": hint, "error_type": "warning"} if hint else {"error_type": "warning"}
        if choices and self.made.lists.get(choices):
            rule |= {"validate": "list", "source": f"=ds_{choices}", "error_message": "Không có trong danh sách; vẫn giữ?"}
        elif number:
            place_of_cell = f"{column_letter(place + 1)}{TOP + 1}"
            rule |= {"validate": "custom", "value": _NUMBER.format(place=place_of_cell), "error_message": "Phải đủ 12 chữ số."}
            rule["error_type"] = "stop"
        else:
            rule["validate"] = "any"
        if hint or rule["validate"] != "any":
            sheet.data_validation(TOP, place, last - 1, place, rule)
