"""Reads a roster in this process, by its own headings or as its sender said; others ask `registry.readers.roster`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from registry.readers.facts import Column, Field, Problem, RosterFile, RosterRow, RosterTable, Severity, Sex
from registry.readers.finding import Heading, find_headings, heading_at
from registry.readers.layout import Layout, TableLayout
from registry.readers.letterhead import as_of, lines_above, unit_texts
from registry.readers.old_fonts import turned
from registry.readers.people import PeopleReader
from registry.readers.seats import Source
from registry.readers.table import Body, read_body
from registry.readers.values import is_blank
from registry.shared.garbage import without_collector
from registry.shared.text import fold
from registry.sheets.columns import column_letter
from registry.sheets.encodings import Encoding
from registry.sheets.files import read_workbook
from registry.sheets.gate import Unreadable
from registry.sheets.grid import Sheet, Workbook

_SHOWN_ROWS = 10
_BIRTHS = frozenset({Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.BIRTH_YEAR})
"""By name and birth date people can be looked for where a file has no numbers at all."""
_DIVISION_SHEET = re.compile(r"^(van phong|thanh tra)$|^(phong|ban|van phong|trung tam|bo phan|thanh tra|chi cuc|hat|khoi) \w")
_UNIT_SHEET = re.compile(r"^(xa|phuong|so) \w")
_FONTS = {Encoding.TCVN3: "TCVN3 (ABC)", Encoding.VNI: "VNI"}


@dataclass(frozen=True)
class Found:
    """A table on its sheet, before its people are read. `said`: what the sender said of it."""

    sheet: Sheet
    heading: Heading
    body: Body
    table: RosterTable
    said: TableLayout | None = None


@without_collector
def read_here(data: bytes, filename: str, layout: Layout | None = None) -> RosterFile:
    """Reads all that a file says. One that is no table file gives one problem and no rows."""
    try:
        book = read_workbook(data)
    except Unreadable as refusal:
        return RosterFile(filename, (), (), (Problem("", None, "", "", filename, refusal.reason),), readable=False)
    found, problems = _tables(book, layout)
    problems += [_about("", remark, "repair") for remark in book.remarks]
    rows: list[RosterRow] = []
    for table in found:
        source = Source(table.sheet, table.heading, book.uses_1904)
        reader = PeopleReader(source)
        problems += _remarks(table, source.lone_sex)
        section = _division_of(table)
        rows += [reader.read(row, text or section, table.body.continued.get(row, ())) for row, text in table.body.people]
        problems += reader.problems
    problems += _duplicates(rows)
    readable = any(not is_blank(value) for sheet in book.sheets for row in sheet.rows for value in row)
    return RosterFile(filename, tuple(table.table for table in found), tuple(rows), tuple(problems), readable)


def sheets_here(data: bytes, names: tuple[str, ...]) -> tuple[Sheet, ...]:
    """The sheets of these names, or all, as they are. A file that is no table file has none."""
    try:
        return tuple(sheet for sheet in read_workbook(data).sheets if not names or sheet.name in names)
    except Unreadable:
        return ()


def tables_on(sheet: Sheet, layout: Layout | None) -> list[Found]:
    """The tables of a sheet: those that the layout names, else those found by their headings. Its old fonts are turned first."""
    said = [one for one in layout.on(sheet.name) if one.top <= len(sheet.rows)] if layout else []
    recoded = turned(sheet, {number: encoding for one in said for number, encoding in one.encodings.items()})
    headings = [heading_at(sheet, one.top, one.bottom, one.columns) for one in said] if layout else find_headings(sheet)
    headings = [replace(one, columns=tuple(replace(column, recoded=recoded.get(column.number)) for column in one.columns))
                if recoded else one for one in headings]  # fmt: skip
    ends = [*(heading.top - 1 for heading in headings[1:]), len(sheet.rows)][: len(headings)]
    found: list[Found] = []
    for heading, last, one in zip_longest(headings, ends, said):
        body = read_body(sheet, heading, last)
        found.append(Found(sheet, heading, body, _table(sheet, heading, body, found, one), one))
    return found


def _tables(book: Workbook, layout: Layout | None) -> tuple[list[Found], list[Problem]]:
    """The tables to read, and what was passed over. Without any usable table the file itself is a problem."""
    found: list[Found] = []
    problems: list[Problem] = []
    for sheet in book.sheets:
        tables = tables_on(sheet, layout)
        problems += _passed_over(sheet, tables, layout)
        found += [table for table in tables if table.said is not None or not sheet.hidden]
    problems += _not_there(found, layout)
    found = [table for table in found if table.said is None or table.said.read]
    numbered = [table for table in found if Field.PERSONAL_NUMBER in table.heading.fields]
    usable = numbered or [table for table in found if table.heading.fields.keys() & _BIRTHS]
    spare = [table for table in found if table not in usable]
    problems += [_without_number(table, "warning" if usable else "error") for table in spare]
    if not found:
        problems.append(_about("", "Không tìm thấy bảng danh sách người nào (cần ít nhất cột “Họ và tên”).", "error"))
    if usable and not any(table.body.people for table in usable):
        problems.append(_about(usable[0].sheet.name, "Bảng không có dòng nào ghi người.", "error"))
    return usable, problems


def _not_there(found: list[Found], layout: Layout | None) -> list[Problem]:
    """Tables that a layout names where the file has none."""
    there = {(table.sheet.name, table.heading.top) for table in found}
    missing = [table for table in layout.tables if (table.sheet, table.top) not in there] if layout else []
    return [_about(table.sheet, f"Tệp không có dòng {table.top} ở trang “{table.sheet}”.", "error") for table in missing]


def _passed_over(sheet: Sheet, tables: list[Found], layout: Layout | None) -> list[Problem]:
    filled = any(not is_blank(value) for row in sheet.rows for value in row)
    if layout:
        left = [table for table in tables if table.said is not None and not table.said.read]
        said = [_about(sheet.name, f"Bảng ở dòng {table.heading.top} không được chọn; không đọc.", "notice") for table in left]
        return said if tables or not filled else [_about(sheet.name, "Trang tính không được chọn; không đọc.", "notice")]
    if sheet.hidden:
        return [_about(sheet.name, *_hidden_sheet(tables))]
    if not tables and filled:
        return [_about(sheet.name, "Trang tính không có bảng danh sách người; không đọc.", "notice")]
    return []


def _division_of(found: Found) -> str:
    """The division that a sheet is named after, where its rows name none: offices send a sheet for each."""
    return found.sheet.name if _DIVISION_SHEET.match(fold(found.sheet.name)) else ""


def _hidden_sheet(tables: list[Found]) -> tuple[str, Severity]:
    people = sum(len(table.body.people) for table in tables)
    if people:
        return f"Trang tính ẩn có {people} dòng ghi người, không được đọc; hãy bỏ ẩn nếu cần.", "warning"
    return "Trang tính ẩn không được đọc.", "notice"


def _without_number(table: Found, severity: Severity) -> Problem:
    reason = f"Bảng ở dòng {table.heading.top} không có cột số định danh (CCCD) hay ngày sinh; không đọc."
    return Problem(table.sheet.name, table.heading.top, "", "", "", reason, severity)


def _table(sheet: Sheet, heading: Heading, body: Body, before: list[Found], said: TableLayout | None) -> RosterTable:
    """The table as the outside sees it. Later tables of a sheet stand under the letterhead of the first."""
    lines = lines_above(sheet, 1, (before[0].heading.top if before else heading.top) - 1)
    rows = [row for row, _ in body.people]
    named = (sheet.name,) if _UNIT_SHEET.match(fold(sheet.name)) else ()
    return RosterTable(
        sheet=sheet.name,
        header_rows=tuple(range(heading.top, heading.bottom + 1)),
        first_row=min(rows, default=heading.bottom + 1),
        last_row=max(rows, default=heading.bottom),
        columns=heading.columns,
        as_of=(said.as_of if said else None) or as_of(lines),
        unit_texts=(*unit_texts(lines), *named),
        skipped=body.skipped,
        unit_key=said.unit if said else "",
        told_by=said.told_by if said else "file",
    )


def _remarks(found: Found, lone_sex: Sex | None) -> Iterable[Problem]:
    """What the sender should know of a table as a whole."""
    yield from _column_remarks(found)
    yield from _hidden_remarks(found)
    yield from _font_remarks(found)
    if lone_sex:
        marked, blank = ("nữ", "nam") if lone_sex == "female" else ("nam", "nữ")
        reason = f"Chỉ có một cột giới tính: ô đánh dấu được đọc là {marked}, ô trống là {blank}."
        yield Problem(found.sheet.name, found.heading.top, "", "", "", reason, "notice")
    stated, people = found.body.stated_total, len(found.body.people)
    if stated and stated[1] != people:
        reason = f"Dòng tổng ghi {stated[1]} người nhưng bảng có {people} dòng ghi người."
        yield Problem(found.sheet.name, stated[0], "", "", str(stated[1]), reason, "warning")


def _column_remarks(found: Found) -> Iterable[Problem]:
    """Columns that hold data and are not read, or whose heading had to be interpreted."""
    width = max((len(found.sheet.rows[row - 1]) for row, _ in found.body.people), default=0)
    nameless = (Column(number, column_letter(number), "", None) for number in range(len(found.heading.columns) + 1, width + 1))
    remarks = (reading.remark for reading in found.heading.readings)
    for column, remark in zip_longest(chain(found.heading.columns, nameless), remarks, fillvalue=""):
        if isinstance(column, str) or (column.field and not remark) or not (filled := _filled(found, column)):
            continue
        unread = "không phải nội dung của sổ này." if column.heading else "cột không có tiêu đề."
        reason = remark or f"Cột không được đọc ({filled} ô có dữ liệu): {unread}"
        severity: Severity = "warning" if remark and not column.field else "notice"
        yield Problem(found.sheet.name, found.heading.bottom, column.letter, column.heading, "", reason, severity)


def _filled(found: Found, column: Column) -> int:
    return sum(1 for row, _ in found.body.people if not is_blank(found.sheet.cell(row, column.number)))


def _hidden_remarks(found: Found) -> Iterable[Problem]:
    people = {row for row, _ in found.body.people}
    if rows := sorted(found.sheet.marks.hidden_rows & people):
        listed = ", ".join(map(str, rows[:_SHOWN_ROWS])) + ("…" if len(rows) > _SHOWN_ROWS else "")
        yield _about(found.sheet.name, f"Có {len(rows)} dòng ẩn ghi người (dòng {listed}); vẫn được đọc.", "warning")
    columns = sorted(found.sheet.marks.hidden_columns)
    hidden = [column for column in found.heading.columns if column.number in columns and column.field]
    for column in hidden:
        yield Problem(
            found.sheet.name, found.heading.bottom, column.letter, column.heading, "", "Cột ẩn; vẫn được đọc.", "warning"
        )


def _font_remarks(found: Found) -> Iterable[Problem]:
    """One remark a table: the page shows a cell of each column before and after."""
    recoded = [(column, column.recoded) for column in found.heading.columns if column.recoded]
    if recoded:
        names = (pair for pair in recoded if pair[0].field in (Field.FULL_NAME, Field.FAMILY_NAME))
        column, sample = next(names, recoded[0])
        letters = ", ".join(one.letter for one, _ in recoded)
        reason = f"Cột {letters} gõ bằng phông cũ {_FONTS[sample.encoding]}, đã chuyển sang Unicode: đọc là “{sample.after}”."
        yield Problem(found.sheet.name, None, column.letter, column.heading, sample.before, reason, "repair")


def _duplicates(rows: list[RosterRow]) -> list[Problem]:
    """The same personal number twice in one file: the later row is the problem, whatever else it says."""
    first: dict[str, RosterRow] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row.personal_number, row) if row.personal_number else row
        if earlier is not row:
            where = f"dòng {earlier.row}" + (f" của trang “{earlier.sheet}”" if earlier.sheet != row.sheet else "")
            reason = f"Số định danh trùng với {where} ({earlier.full_name})."
            problems.append(row.problem(Field.PERSONAL_NUMBER, reason))
    return problems


def _about(sheet: str, reason: str, severity: Severity) -> Problem:
    return Problem(sheet, None, "", "", "", reason, severity)
